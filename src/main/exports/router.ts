import { implement } from '@orpc/server'
import { exportsContract } from '#shared/exports/index.ts'
import type { Exports } from './service.ts'

export const exportsRouter = (room: () => Exports) => {
  const os = implement(exportsContract)
  return os.router({
    history: os.history.handler(({ input }) => room().history(input)),
    sterilization: os.sterilization.handler(({ input }) => room().sterilization(input)),
    changeLog: os.changeLog.handler(({ input }) => room().changeLog(input)),
    practice: os.practice.handler(() => room().practice()),
    evidence: os.evidence.handler(({ input }) => room().evidence(input)),
  })
}
