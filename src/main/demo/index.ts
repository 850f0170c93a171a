import { createRouterClient } from '@orpc/server'
import { createApplication } from '#main/practice.ts'
import type { Api } from '#main/router.ts'
import { chanceFrom } from './chance.ts'
import { createClockwork } from './clockwork.ts'
import { type DemoOptions, planVisits } from './plan.ts'
import { timeZone } from './day.ts'
import { type DemoReport, liveThrough } from './year.ts'

export { timeZone } from './day.ts'
export type { DemoOptions } from './plan.ts'
export type { DemoReport } from './year.ts'

/**
 * Makes a practice with believable data through the router, never by raw inserts. The same options
 * give the same records; keys, signatures and what is computed from them differ.
 * @throws Refusal when the folder holds a practice already
 */
export const makeDemo = async (
  folder: string,
  options: DemoOptions,
  passphrase: string,
  progress: (done: number, of: number) => void,
): Promise<DemoReport> => {
  const chance = chanceFrom(options.seed)
  const plan = planVisits(options)
  const clock = createClockwork(plan.firstDay, timeZone)
  const application = createApplication({
    folder,
    demonstration: true,
    environment: { now: clock.now, random: chance.bytes },
  })
  try {
    const api: Api = createRouterClient(application.router, { context: application.context() })
    return await liveThrough({
      api,
      chance,
      clock,
      plan,
      options,
      passphrase,
      progress,
      together: application.together,
    })
  } finally {
    await application.close()
  }
}
