import { implement } from '@orpc/server'
import { practiceContract } from '#shared/practice/index.ts'
import type { Practice } from './service.ts'

export const practiceRouter = (room: () => Practice) => {
  const os = implement(practiceContract)
  return os.router({
    get: os.get.handler(() => room().get()),
    update: os.update.handler(({ input }) => room().update(input)),
    updateRules: os.updateRules.handler(({ input }) => room().updateRules(input)),
    addPractitioner: os.addPractitioner.handler(({ input }) => room().addPractitioner(input)),
    updateLicence: os.updateLicence.handler(({ input }) => room().updateLicence(input)),
  })
}
