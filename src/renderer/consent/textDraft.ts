import { z } from 'zod'
import { consentElement, type ConsentText, consentText } from '#shared/consent/index.ts'

const namedPart = z.object({ id: z.string(), text: z.string() })
export type NamedPart = z.infer<typeof namedPart>

const sectionDraft = z.object({
  heading: z.string(),
  body: z.string(),
  covers: z.array(consentElement),
})
export type SectionDraft = z.infer<typeof sectionDraft>

/** A text while it is written: looser than one that can be published. */
export const textDraft = z.object({
  title: z.string(),
  sections: z.array(sectionDraft),
  acknowledgements: z.array(namedPart),
  choices: z.array(namedPart),
  declaration: z.string(),
  /** Digits, or nothing. */
  days: z.string(),
  sessions: z.string(),
  covers: consentText.shape.covers.unwrap(),
})
export type TextDraft = z.infer<typeof textDraft>

export const draftOf = (text: ConsentText | null): TextDraft => ({
  title: text?.title ?? '',
  sections: text?.sections ?? [{ heading: '', body: '', covers: [] }],
  acknowledgements: text?.acknowledgements ?? [{ id: 'statement-1', text: '' }],
  choices: text?.choices ?? [],
  declaration: text?.declaration ?? '',
  days: String(text?.validity.days ?? ''),
  sessions: String(text?.validity.sessions ?? ''),
  covers: text?.covers ?? 'practice',
})

/** Nothing is null; what is not a number stays wrong, so that it is said. */
const numberOf = (typed: string): number | null => (typed.trim() === '' ? null : Number(typed))

/** The text as it would be published; it may still have faults. */
export const textOf = ({ days, sessions, ...draft }: TextDraft): ConsentText => ({
  ...draft,
  validity: { days: numberOf(days), sessions: numberOf(sessions) },
})

/** Counted on from the highest, so that a removed part's name never comes back as another. */
export const freeId = (sort: 'statement' | 'choice', parts: readonly NamedPart[]): string => {
  const pattern = new RegExp(`^${sort}-(\\d+)$`)
  const numbers = parts.map(({ id }) => Number(pattern.exec(id)?.[1] ?? 0))
  return `${sort}-${Math.max(parts.length, ...numbers) + 1}`
}

/** The same list with one thing a place earlier or later. */
export const moved = <T>(list: readonly T[], from: number, by: -1 | 1): T[] => {
  const thing = list[from]
  const other = list[from + by]
  return thing === undefined || other === undefined
    ? [...list]
    : list.with(from, other).with(from + by, thing)
}
