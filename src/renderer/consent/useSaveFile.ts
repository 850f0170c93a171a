import { useMutation, useQueryClient } from '@tanstack/react-query'
import { download } from '#renderer/ui/index.ts'

/** Asks main for a file and hands it to the place where she saves files. */
export const useSaveFile = (make: () => Promise<File>) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: make,
    onSuccess: async (file) => {
      download(file, file.name)
      // Asking may have made it.
      await queries.invalidateQueries()
    },
  })
}
