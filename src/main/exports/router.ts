import { implement } from '@orpc/server'
import { exportsContract } from '#shared/exports/index.ts'
import type { Exports } from './service.ts'

export const exportsRouter = (room: () => Exports) => {
  const os = implement(exportsContract)
  return os.router({
    history: os.history.handler(({ input, signal }) => room().history(input, signal)),
    sterilization: os.sterilization.handler(({ input, signal }) =>
      room().sterilization(input, signal),
    ),
    changeLog: os.changeLog.handler(({ input, signal }) => room().changeLog(input, signal)),
    practice: os.practice.handler(({ signal }) => room().practice(signal)),
    practiceFiles: os.practiceFiles.handler(({ signal }) => room().practiceFiles(signal)),
    evidence: os.evidence.handler(({ input, signal }) => room().evidence(input, signal)),
  })
}
