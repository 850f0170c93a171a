import {
  addDays,
  type CalendarDate,
  daysBetween,
  micrometres,
  type RecallId,
} from '#shared/kernel/index.ts'
import type { Licence } from '#shared/practice/index.ts'
import type { Day } from './day.ts'
import type { Forms } from './forms.ts'
import type { DemoOptions, Plan } from './plan.ts'
import { recallCartridges } from './recall.ts'
import type { Store } from './store.ts'

interface Years extends Day {
  readonly plan: Plan
  readonly options: DemoOptions
}

const year = 365

/** A licence of six years. */
export const licenceFrom = (day: CalendarDate): Licence => ({
  licenceClass: 'Master esthetician',
  licenceNumber: 'ME-20417',
  licenceExpiresOn: addDays(day, 6 * year),
  jurisdiction: 'Utah',
  maximumNeedleLength: micrometres.parse(1500),
  maximumNeedleLengthSource: 'Utah master esthetician, at second hand: up to 1.5 mm',
  maximumNeedleLengthQuality: 'secondary',
  maximumNeedleLengthCheckOn: addDays(day, 2 * year),
  standing: 'independent',
})

/**
 * What comes round in a practice every few years: a recall, another text of the consent, another rule, a
 * new licence. The last recall and the last text lie where they lie in a practice of one year.
 */
export const createCalendar = (
  { plan, options, ...day }: Years,
  { store, forms }: { readonly store: Store; readonly forms: Forms },
) => {
  const { api } = day
  const span = daysBetween(plan.firstDay, options.asOf)
  const recalls: RecallId[] = []

  /** At this part of the time, and so many days before it as often as there is time. */
  const every = (days: number, last: number): CalendarDate[] => {
    const moments: CalendarDate[] = []
    for (let at = Math.round(span * last); at > 60; at -= days)
      moments.unshift(addDays(plan.firstDay, at))
    return moments.length > 0 ? moments : [addDays(plan.firstDay, Math.round(span * last))]
  }

  const waiting = {
    recall: every(2 * year, 0.6),
    text: every(3 * year, 0.88),
    rules: every(4 * year, 0.7),
    licence: every(5 * year, 1).slice(0, -1),
  }

  const isDue = (moments: CalendarDate[], today: CalendarDate): boolean => {
    const due = moments[0] !== undefined && moments[0] <= today
    if (due) moments.shift()
    return due
  }

  const changeRules = async (): Promise<void> => {
    const { settings } = (await api.practice.get()).rules
    const { idleLockMinutes } = settings
    await api.practice.updateRules({
      settings: {
        ...settings,
        idleLockMinutes: { ...idleLockMinutes, value: idleLockMinutes.value + 1 },
      },
      reason: 'The screen locked while a client was still asking.',
    })
  }

  return {
    recalls: (): readonly RecallId[] => recalls,

    /** On the morning of a day with clients. */
    keepUp: async (today: CalendarDate): Promise<void> => {
      if (isDue(waiting.licence, today)) {
        const { current } = await api.practice.get()
        await api.practice.updateLicence({
          practitionerId: current.id,
          licence: licenceFrom(today),
          reason: 'Renewed by the state.',
        })
      }
      if (waiting.recall[0] !== undefined && waiting.recall[0] <= today) {
        const recallId = await recallCartridges(day, store, today)
        if (recallId !== null) {
          recalls.push(recallId)
          waiting.recall.shift()
        }
      }
      if (isDue(waiting.rules, today)) await changeRules()
      if (isDue(waiting.text, today)) await forms.renewText()
    },
  }
}
