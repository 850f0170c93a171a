import { dayOf, toInstant, type CalendarDate } from '#shared/kernel/index.ts'
import { makeDemo, timeZone } from '../demo/index.ts'
import { print, say } from './outcome.ts'
import { folderOf, passphraseOf, type PracticeOptions } from './practice.ts'

interface Options extends PracticeOptions {
  readonly clients: number
  readonly sessions?: number
  readonly years: number
  readonly seed: string
  readonly asOf?: CalendarDate
}

export const makeDemonstration = async (options: Options): Promise<void> => {
  const folder = folderOf(options)
  const tell = teller()
  const report = await makeDemo(
    folder,
    { ...options, ...lookedAt(options) },
    passphraseOf(options),
    tell,
  )
  if (options.json) return print({ practice: folder, ...report })
  const { counts } = report
  print({ ...report, practice: folder })
  say(`${counts.clients} clients and ${counts.sessions} sessions in ${folder}.`)
}

/** Now, or the morning of the day that was named. */
const lookedAt = ({ asOf }: Options) => {
  if (asOf !== undefined) return { asOf }
  const now = toInstant(new Date())
  return { asOf: dayOf(now, timeZone), now }
}

/** Says how far it is, and how many sessions a second were made since the time before. */
const teller = () => {
  let before = { done: 0, at: performance.now() }
  return (done: number, of: number): void => {
    const step = of > 2000 ? 1000 : 50
    if (done < of && done - before.done < step) return
    const at = performance.now()
    const speed = (done - before.done) / Math.max(0.001, (at - before.at) / 1000)
    before = { done, at }
    say(`${done} of ${of} sessions, ${speed.toFixed(speed < 20 ? 1 : 0)} a second`)
  }
}
