import { certain } from '#shared/kernel/index.ts'
import type { Took } from './twins.ts'

/** Milliseconds of each run, side by side. */
export interface Timed {
  readonly name: string
  readonly runs: readonly Pick<Took<unknown>, 'router' | 'driver'>[]
}

/** Milliseconds that one case may take, its warm-up included. */
const patience = 2_000
const fewest = 5

/** As many runs as were asked for, or as there was patience for; a fifth of them first, to warm up. */
export const timed = async (
  name: string,
  runs: number,
  run: (turn: number) => Promise<Took<unknown>>,
): Promise<Timed> => {
  const repeat = async (times: number, until: number): Promise<readonly Took<unknown>[]> => {
    const results: Took<unknown>[] = []
    while (results.length < times && (results.length < fewest || performance.now() < until)) {
      results.push(await run(results.length))
    }
    return results
  }
  const started = performance.now()
  await repeat(Math.max(fewest, runs / 5), started + patience / 5)
  collectGarbage()
  return { name, runs: await repeat(runs, started + patience) }
}

export const collectGarbage = (): void => globalThis.gc?.()

export const nth = <T>(many: readonly T[], turn: number): T =>
  certain(many[turn % many.length], 'One of many')
