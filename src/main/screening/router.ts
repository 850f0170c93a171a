import { implement } from '@orpc/server'
import { screeningContract } from '#shared/screening/index.ts'
import type { Screenings } from './service.ts'

export const screeningRouter = (room: () => Screenings) => {
  const os = implement(screeningContract)
  return os.router({
    rules: os.rules.handler(() => room().rules()),
    publishRules: os.publishRules.handler(({ input }) => room().publishRules(input)),
    list: os.list.handler(({ input }) => room().list(input)),
    get: os.get.handler(({ input }) => room().get(input)),
    complete: os.complete.handler(({ input }) => room().complete(input)),
    updateRecord: os.updateRecord.handler(({ input }) => room().updateRecord(input)),
    recordClearance: os.recordClearance.handler(({ input }) => room().recordClearance(input)),
    patchTests: os.patchTests.handler(({ input }) => room().patchTests(input)),
    recordPatchTest: os.recordPatchTest.handler(({ input }) => room().recordPatchTest(input)),
    readPatchTest: os.readPatchTest.handler(({ input }) => room().readPatchTest(input)),
  })
}
