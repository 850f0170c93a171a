import type { Tone } from '#renderer/ui/index.ts'
import { type PhotoUse, type PhotoUseState, photoUse, photoUses } from '#shared/consent/index.ts'
import { consentTexts as words } from './consentTexts.ts'

const photoTones = {
  allowed: 'cleared',
  refused: 'stop',
  withdrawn: 'stop',
  'not-asked': 'neutral',
} satisfies Record<PhotoUseState, Tone>

export interface PhotoUseLine {
  readonly use: PhotoUse
  readonly name: string
  readonly state: string
  readonly tone: Tone
}

/** What photos of this client may be used for now, each use by itself. */
export const photoUseLines = (
  newestFirst: Parameters<typeof photoUses>[0],
): readonly PhotoUseLine[] => {
  const states = photoUses(newestFirst)
  return photoUse.options.map((use) => ({
    use,
    name: words.photoUses[use],
    state: words.photoStates[states[use]],
    tone: photoTones[states[use]],
  }))
}
