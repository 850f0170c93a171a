import { implement } from '@orpc/server'
import { todayContract } from '#shared/today/index.ts'
import type { Today } from './service.ts'

export const todayRouter = (room: () => Today) => {
  const os = implement(todayContract)
  return os.router({ get: os.get.handler(() => room().get()) })
}
