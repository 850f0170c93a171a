import { implement } from '@orpc/server'
import { clientsContract } from '#shared/clients/index.ts'
import type { Clients } from './service.ts'

export const clientsRouter = (room: () => Clients) => {
  const os = implement(clientsContract)
  return os.router({
    search: os.search.handler(({ input }) => room().search(input)),
    get: os.get.handler(({ input }) => room().getClient(input)),
    create: os.create.handler(({ input }) => room().create(input)),
    update: os.update.handler(({ input }) => room().update(input)),
    raiseFlag: os.raiseFlag.handler(({ input }) => room().raiseFlag(input)),
    endFlag: os.endFlag.handler(({ input }) => room().endFlag(input)),
  })
}
