import { implement } from '@orpc/server'
import { premisesContract } from '#shared/premises/index.ts'
import type { Premises } from './service.ts'

export const premisesRouter = (room: () => Premises) => {
  const os = implement(premisesContract)
  return os.router({
    records: os.records.handler(({ input }) => room().records(input)),
    due: os.due.handler(() => room().due()),
    add: os.add.handler(({ input }) => room().add(input)),
    update: os.update.handler(({ input }) => room().update(input)),
    markEnteredInError: os.markEnteredInError.handler(({ input }) =>
      room().markEnteredInError(input),
    ),
  })
}
