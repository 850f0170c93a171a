import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, type Instant, toCalendarDate } from '#shared/kernel/index.ts'
import { premisesDue, type PremisesRecord, warnsDaysAhead } from '#shared/premises/index.ts'

const today = toCalendarDate('2026-11-22')
const recordedAt = '2026-11-22T16:00:00.000Z' as Instant

const permit = (index: number, name: string, begins: number, ends: number | null) =>
  ({
    id: String(index) as PremisesRecord['id'],
    entry: {
      kind: 'permit',
      beginsOn: addDays(today, begins),
      endsOn: ends === null ? null : addDays(today, ends),
      attachmentId: null,
      details: { name, number: '', authority: '' },
    },
    recordedAt,
    recordedBy: 'Ada',
    errorMark: null,
  }) satisfies PremisesRecord

it('shows of each permit only the newest, and only when its last day is near or past [PRE-6]', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(
        fc.record({
          begin: fc.integer({ min: -900, max: 0 }),
          name: fc.constantFrom('Premises', 'Body art'),
          life: fc.option(fc.integer({ min: 0, max: 400 })),
        }),
        { minLength: 1, maxLength: 12, selector: ({ begin }) => begin },
      ),
      (permits) => {
        const records = permits.map(({ begin, name, life }, index) =>
          permit(index, name, begin, life === null ? null : begin + life),
        )
        const newest = Map.groupBy(records, ({ entry }) => entry.details.name)
          .values()
          .map((same) =>
            same.reduce((last, one) => (one.entry.beginsOn > last.entry.beginsOn ? one : last)),
          )
        const expected = [...newest]
          .filter(
            ({ entry }) => entry.endsOn !== null && entry.endsOn <= addDays(today, warnsDaysAhead),
          )
          .map(({ id }) => id)
        const due = premisesDue(records, today)
        expect(due.map(({ record }) => record.id).sort()).toEqual(expected.sort())
        for (const { record, finding } of due) {
          expect(finding.severity).toBe((record.entry.endsOn ?? '') < today ? 'override' : 'note')
        }
      },
    ),
  )
})
