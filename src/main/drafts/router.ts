import { implement } from '@orpc/server'
import { draftsContract } from '#shared/drafts/index.ts'
import { Conflict } from './conflict.ts'
import type { Drafts } from './service.ts'

export const draftsRouter = (room: () => Drafts) => {
  const os = implement(draftsContract)
  return os.router({
    load: os.load.handler(({ input }) => room().load(input)),
    save: os.save.handler(({ input, errors }) => {
      try {
        return room().save(input)
      } catch (error) {
        throw error instanceof Conflict ? errors.CONFLICT({ data: error.draft }) : error
      }
    }),
    discard: os.discard.handler(({ input }) => room().discard(input)),
  })
}
