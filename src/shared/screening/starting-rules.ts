import type { ScreeningRulesBody } from './schema.ts'
import { startingHealth } from './starting-health.ts'
import { startingRecent } from './starting-recent.ts'
import { startingSkin } from './starting-skin.ts'

const parts = [startingSkin, startingHealth, startingRecent]

/**
 * What a new practice asks, and what it makes of the answers: the guide’s contraindications and those
 * that it omits. Each rule carries its source; a practice edits them as its own.
 */
export const startingScreening: ScreeningRulesBody = {
  questions: parts.flatMap(({ questions }) => questions),
  rules: parts.flatMap(({ rules }) => rules),
}
