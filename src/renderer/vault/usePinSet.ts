import { useQuery } from '@tanstack/react-query'
import { query } from '#renderer/api.ts'

/** Whether a PIN signs during this shift. The gate asks for the state again and again; this listens. */
export const usePinSet = (): boolean =>
  useQuery({ ...query.vault.status.queryOptions(), enabled: false }).data?.pinSet ?? false
