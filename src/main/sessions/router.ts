import { implement } from '@orpc/server'
import { sessionsContract } from '#shared/sessions/index.ts'
import { DocumentConflict } from './documents.ts'
import type { Sessions } from './service.ts'

export const sessionsRouter = (room: () => Sessions) => {
  const os = implement(sessionsContract)
  return os.router({
    open: os.open.handler(({ input }) => room().open(input)),
    repeatLast: os.repeatLast.handler(({ input }) => room().repeatLast(input)),
    get: os.get.handler(({ input }) => room().get(input)),
    signed: os.signed.handler(({ input }) => room().signed(input)),
    list: os.list.handler(({ input }) => room().list(input)),
    unfinished: os.unfinished.handler(() => room().unfinished()),
    save: os.save.handler(({ input, errors }) => {
      try {
        return room().save(input)
      } catch (error) {
        throw error instanceof DocumentConflict ? errors.CONFLICT({ data: error.there }) : error
      }
    }),
    takeCartridge: os.takeCartridge.handler(({ input }) => room().takeCartridge(input)),
    returnCartridge: os.returnCartridge.handler(({ input }) => room().returnCartridge(input)),
    discardCartridge: os.discardCartridge.handler(({ input }) => room().discardCartridge(input)),
    takePack: os.takePack.handler(({ input }) => room().takePack(input)),
    returnPack: os.returnPack.handler(({ input }) => room().returnPack(input)),
    start: os.start.handler(({ input }) => room().start(input)),
    prepare: os.prepare.handler(({ input }) => room().prepare(input)),
    sign: os.sign.handler(({ input }) => room().sign(input)),
    countersign: os.countersign.handler(({ input }) => room().countersign(input)),
    countersignChart: os.countersignChart.handler(({ input }) => room().countersignChart(input)),
    course: os.course.handler(({ input }) => room().course(input)),
    timers: os.timers.handler(() => room().timers()),
    addAddendum: os.addAddendum.handler(({ input }) => room().addAddendum(input)),
    markEnteredInError: os.markEnteredInError.handler(({ input }) =>
      room().markEnteredInError(input),
    ),
    drop: os.drop.handler(({ input }) => room().drop(input)),
  })
}
