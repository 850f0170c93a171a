import { implement } from '@orpc/server'
import { plansContract } from '#shared/plans/index.ts'
import type { Plans } from './service.ts'

export const plansRouter = (room: () => Plans) => {
  const os = implement(plansContract)
  return os.router({
    list: os.list.handler(({ input }) => room().list(input)),
    create: os.create.handler(({ input }) => room().create(input)),
    change: os.change.handler(({ input }) => room().change(input)),
    setState: os.setState.handler(({ input }) => room().setState(input)),
  })
}
