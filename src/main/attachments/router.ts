import { implement } from '@orpc/server'
import { attachmentsContract } from '#shared/attachments/index.ts'
import type { Attachments } from './service.ts'

export const attachmentsRouter = (room: () => Attachments) => {
  const os = implement(attachmentsContract)
  return os.router({
    add: os.add.handler(({ input }) => room().add(input)),
    get: os.get.handler(({ input }) => room().get(input)),
    read: os.read.handler(({ input }) => room().read(input)),
  })
}
