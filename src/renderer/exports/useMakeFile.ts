import { useMutation } from '@tanstack/react-query'
import { download, toast } from '#renderer/ui/index.ts'
import { texts } from './texts.ts'

/** Asks main for a file. The signal fires when nobody waits for it any more. */
export type MakeFile = (options: { signal: AbortSignal }) => Promise<File>

interface Order {
  name: string
  make: MakeFile
  controller: AbortController
}

/** One file at a time: makes it in main, and hands it to the place where she saves files. */
export const useMakeFile = () => {
  const mutation = useMutation({
    mutationFn: async ({ make, controller: { signal } }: Order) => {
      const file = await make({ signal })
      return signal.aborted ? null : file
    },
    onSuccess: (file) => {
      if (!file) return
      download(file, file.name)
      toast.done(texts.made(file.name))
    },
  })
  return {
    /** Which file is being made, or null. */
    making: mutation.isPending ? mutation.variables.name : null,
    error: mutation.error,
    make: (name: string, make: MakeFile) =>
      mutation.mutate({ name, make, controller: new AbortController() }),
    cancel: () => {
      mutation.variables?.controller.abort()
      mutation.reset()
    },
  }
}
