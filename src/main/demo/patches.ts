import {
  addDays,
  type CalendarDate,
  type ClientId,
  type PatchTestId,
} from '#shared/kernel/index.ts'
import type { PatchTestResult } from '#shared/screening/index.ts'
import type { Store } from './store.ts'
import type { Day } from './day.ts'

/** Days from a patch test to its reading, as the starting rules have them. */
const daysToRead = 2

/** A few patch tests of a gel that is not in use yet: one positive, one negative, one still to be read. */
export const createPatchTests = ({ api }: Day, store: Store) => {
  const results: PatchTestResult[] = ['positive', 'negative']
  const notes: Readonly<Partial<Record<PatchTestResult, string>>> = {
    positive: 'Red and raised, 8 mm, itching since the evening.',
    negative: 'Skin as around it.',
  }
  const waiting: { id: PatchTestId; readDueOn: CalendarDate; result: PatchTestResult }[] = []

  const apply = async (clientId: ClientId, appliedOn: CalendarDate, today: CalendarDate) => {
    const { id: lotId } = await store.lotOf('peptide', today)
    const readDueOn = addDays(appliedOn, daysToRead)
    return api.screening.recordPatchTest({
      clientId,
      lotId,
      site: 'Inner forearm, left',
      appliedOn,
      readDueOn,
      note: '',
    })
  }

  return {
    /** After a visit. */
    tryOn: async (clientId: ClientId, today: CalendarDate): Promise<void> => {
      const result = results.shift()
      if (result === undefined) return
      const { id, readDueOn } = await apply(clientId, today, today)
      waiting.push({ id, readDueOn, result })
    },

    /** On the morning of a day with clients. */
    readBy: async (today: CalendarDate): Promise<void> => {
      for (let next = waiting[0]; next && next.readDueOn <= today; next = waiting[0]) {
        waiting.shift()
        const { id: patchTestId, result } = next
        await api.screening.readPatchTest({
          patchTestId,
          reading: { readOn: today, result, note: notes[result] ?? '' },
        })
      }
    },

    /** Applied the day before yesterday: to be read when somebody looks. */
    leaveDue: async (clientId: ClientId, asOf: CalendarDate): Promise<void> => {
      await apply(clientId, addDays(asOf, -daysToRead), addDays(asOf, -1))
    },
  }
}

export type PatchTests = ReturnType<typeof createPatchTests>
