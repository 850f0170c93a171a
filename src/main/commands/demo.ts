import { makeDemo } from '../demo/index.ts'
import { type CalendarDate, toCalendarDate, toInstant, dayOf } from '#shared/kernel/index.ts'
import { print, say } from './outcome.ts'
import { folderOf, passphraseOf, type PracticeOptions } from './practice.ts'

interface Options extends PracticeOptions {
  readonly clients: number
  readonly years: number
  readonly seed: string
  readonly asOf?: CalendarDate
}

export const makeDemonstration = async (options: Options): Promise<void> => {
  const folder = folderOf(options)
  const asOf = options.asOf ?? today()
  const report = await makeDemo(folder, { ...options, asOf }, passphraseOf(options), (done, of) => {
    if (done % 50 === 0 || done === of) say(`${done} of ${of} sessions`)
  })
  if (options.json) return print({ practice: folder, ...report })
  const { counts } = report
  print({ ...report, practice: folder })
  say(`${counts.clients} clients and ${counts.sessions} sessions in ${folder}.`)
}

const today = (): CalendarDate =>
  toCalendarDate(dayOf(toInstant(new Date()), Intl.DateTimeFormat().resolvedOptions().timeZone))
