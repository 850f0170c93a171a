import type { Tone } from '#renderer/ui/index.ts'
import type { Load, LoadState, PackState, SporeTestResult } from '#shared/sterilization/index.ts'
import { texts } from './texts.ts'

const loadTones = {
  quarantined: 'decision',
  released: 'cleared',
  rejected: 'stop',
  recalled: 'stop',
  recorded: 'neutral',
} satisfies Record<LoadState, Tone>

export const packTones = {
  quarantined: 'decision',
  stored: 'cleared',
  claimed: 'information',
  used: 'neutral',
  reprocessed: 'neutral',
  rejected: 'stop',
  recalled: 'stop',
} satisfies Record<PackState, Tone>

export const sporeTones = {
  pending: 'decision',
  pass: 'cleared',
  fail: 'stop',
  invalid: 'decision',
} satisfies Record<SporeTestResult, Tone>

/** How a load stands, in one word: between its two releases it waits for its packs. */
export const standingOf = (load: Load): { tone: Tone; says: string } => {
  if (load.kind === 'test' && load.airRemovalResult !== null) {
    return {
      tone: load.airRemovalResult === 'pass' ? 'cleared' : 'stop',
      says: texts.loads.testResults[load.airRemovalResult],
    }
  }
  if (load.kind !== 'load') return { tone: 'neutral', says: texts.loads.kinds[load.kind] }
  if (load.state === 'released' && load.packs.some(({ state }) => state === 'quarantined')) {
    return { tone: 'decision', says: texts.loads.packsWait }
  }
  return { tone: loadTones[load.state], says: texts.loads.states[load.state] }
}

/** What kind of cycle it was, where it was not simply a load. */
export const kindOf = (load: Load): string =>
  load.airRemovalTest === null
    ? texts.loads.kinds[load.kind]
    : texts.loads.tests[load.airRemovalTest]
