import {
  type HistoryChange,
  historyChanges,
  type ScreeningSnapshot,
} from '#shared/screening/index.ts'
import { ageOn } from '#shared/kernel/index.ts'
import type { ScreeningHandle } from './useScreening.ts'

/** What differs between the visit before and the answers and the record as they are now. */
export const formHistoryChanges = (
  before: Pick<ScreeningSnapshot, 'history' | 'answers'>,
  {
    facts: { client, practice },
    answers,
    asked,
  }: Pick<ScreeningHandle, 'facts' | 'answers' | 'asked'>,
): readonly HistoryChange[] =>
  historyChanges(before, {
    history: {
      age: ageOn(client.birthDate, practice.today),
      fitzpatrickType: client.fitzpatrickType,
      allergies: client.allergies,
      medication: client.medication,
      flags: client.flags.map(({ kind, label, clearance }) => ({
        kind,
        label,
        clearedOn: clearance?.clearedOn ?? null,
      })),
    },
    answers: asked.flatMap(({ code, text, label }) => {
      const answer = answers.find((one) => one.code === code)
      return answer ? [{ ...answer, text, label }] : []
    }),
  })
