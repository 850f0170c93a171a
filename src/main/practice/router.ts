import { implement } from '@orpc/server'
import { type CreatePractice, practiceContract } from '#shared/practice/index.ts'
import type { Practice } from './service.ts'

/** What the composition does before there is a room to ask. */
export type CreatesPractice = (
  input: CreatePractice,
) => Promise<{ recoveryCode: string; fingerprint: string }>

export const practiceRouter = (room: () => Practice, create: CreatesPractice) => {
  const os = implement(practiceContract)
  return os.router({
    create: os.create.handler(({ input }) => create(input)),
    get: os.get.handler(() => room().get()),
    update: os.update.handler(({ input }) => room().update(input)),
    updateRules: os.updateRules.handler(({ input }) => room().updateRules(input)),
    addPractitioner: os.addPractitioner.handler(({ input }) => room().addPractitioner(input)),
    updateLicence: os.updateLicence.handler(({ input }) => room().updateLicence(input)),
  })
}
