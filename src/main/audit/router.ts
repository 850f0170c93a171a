import { implement } from '@orpc/server'
import { auditContract } from '#shared/audit/index.ts'
import type { Audit } from './service.ts'

export const auditRouter = (room: () => Audit) => {
  const os = implement(auditContract)
  return os.router({
    list: os.list.handler(({ input }) => room().list(input)),
    entry: os.entry.handler(({ input }) => room().entry(input)),
    record: os.record.handler(({ input }) => room().record(input)),
    asItStood: os.asItStood.handler(({ input }) => room().asItStood(input)),
    verify: os.verify.handler(({ input }) => room().verify(input)),
    lastCheck: os.lastCheck.handler(() => room().lastCheck()),
  })
}
