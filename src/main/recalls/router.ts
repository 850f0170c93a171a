import { implement } from '@orpc/server'
import { recallsContract } from '#shared/recalls/index.ts'
import type { Recalls } from './service.ts'

export const recallsRouter = (room: () => Recalls) => {
  const os = implement(recallsContract)
  return os.router({
    trace: os.trace.handler(({ input }) => room().trace(input)),
    tracedSessions: os.tracedSessions.handler(({ input }) => room().tracedSessions(input)),
    list: os.list.handler(() => room().list()),
    get: os.get.handler(({ input }) => room().get(input)),
    open: os.open.handler(({ input }) => room().open(input)),
    readSporeTest: os.readSporeTest.handler(({ input }) => room().readSporeTest(input)),
    recordStep: os.recordStep.handler(({ input }) => room().recordStep(input)),
    recordContact: os.recordContact.handler(({ input }) => room().recordContact(input)),
    letters: os.letters.handler(({ input }) => room().letters(input)),
  })
}
