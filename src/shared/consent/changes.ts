import type { ConsentSection, ConsentText } from './schema.ts'

export interface PartWords {
  /** Of a section; null elsewhere. */
  readonly heading: string | null
  readonly text: string
}

export type PartSort = 'title' | 'section' | 'statement' | 'choice' | 'declaration' | 'terms'

/** One part of a form that is put before the client. */
export interface ChangedPart {
  /**
   * As in `initialledPart`: `section:3` counts the sections of the newer text from 0, `removed:1`
   * the removed parts from 0 in the order in which they are listed.
   */
  readonly part: string
  readonly sort: PartSort
  readonly change: 'new' | 'changed' | 'removed'
  /** Null: it is new. */
  readonly before: PartWords | null
  /** Null: it was taken out. */
  readonly after: PartWords | null
}

type Change = Omit<ChangedPart, 'part'> & { readonly part: string | null }

/** What a client who knows the text before sees: changed and new parts in the order of the text, then what was taken out. */
export const changedParts = (before: ConsentText, after: ConsentText): readonly ChangedPart[] => {
  const changes: readonly Change[] = [
    ...single('title', before.title, after.title),
    ...sectionChanges(before.sections, after.sections),
    ...namedChanges('statement', before.acknowledgements, after.acknowledgements),
    ...namedChanges('choice', before.choices, after.choices),
    ...single('declaration', before.declaration, after.declaration),
    ...single('terms', termsOf(before), termsOf(after)),
  ]
  const standing = changes.flatMap((each) =>
    each.part === null ? [] : [{ ...each, part: each.part }],
  )
  const removed = changes
    .filter(({ part }) => part === null)
    .map((each, index) => ({ ...each, part: `removed:${index}` }))
  return [...standing, ...removed]
}

/**
 * The parts to which the client puts her initials: every statement of a whole form, or else what
 * changed. Choices are answered ({@link choicesToMake}); one that was taken out is initialled.
 */
export const partsToInitial = (
  text: ConsentText,
  basisText: ConsentText | null,
): readonly ChangedPart[] =>
  basisText === null
    ? namedChanges('statement', [], text.acknowledgements).flatMap((each) =>
        each.part === null ? [] : [{ ...each, part: each.part }],
      )
    : changedParts(basisText, text).filter(
        ({ sort, change }) => sort !== 'choice' || change === 'removed',
      )

/** The choices that are to be answered yes or no: all of a whole form, or else the changed and new ones. */
export const choicesToMake = (
  text: ConsentText,
  basisText: ConsentText | null,
): ConsentText['choices'] =>
  text.choices.filter(
    ({ id, text: says }) =>
      !basisText?.choices.some((before) => before.id === id && before.text === says),
  )

const words = (text: string, heading: string | null = null): PartWords => ({ heading, text })

const single = (
  sort: 'title' | 'declaration' | 'terms',
  before: string,
  after: string,
): readonly Change[] =>
  before === after
    ? []
    : [{ part: sort, sort, change: 'changed', before: words(before), after: words(after) }]

/** How long and for whom a consent holds, in words that the client can read. */
export const termsOf = ({ validity, covers }: ConsentText): string =>
  [
    validity.days === null
      ? 'It holds for as long as the practice’s rule says.'
      : `It holds for ${validity.days} ${validity.days === 1 ? 'day' : 'days'}.`,
    validity.sessions === null
      ? 'It covers every visit until then.'
      : `It covers ${validity.sessions} ${validity.sessions === 1 ? 'visit' : 'visits'}.`,
    covers === 'practice'
      ? 'It covers a treatment by anybody of the practice.'
      : 'It covers a treatment by the person who takes it.',
  ].join(' ')

const namedChanges = (
  sort: 'statement' | 'choice',
  before: readonly { readonly id: string; readonly text: string }[],
  after: readonly { readonly id: string; readonly text: string }[],
): readonly Change[] => [
  ...after.flatMap(({ id, text }): readonly Change[] => {
    const known = before.find((each) => each.id === id)
    if (known?.text === text) return []
    return [
      {
        part: `${sort}:${id}`,
        sort,
        change: known ? 'changed' : 'new',
        before: known ? words(known.text) : null,
        after: words(text),
      },
    ]
  }),
  ...before
    .filter(({ id }) => !after.some((each) => each.id === id))
    .map(
      ({ text }): Change => ({
        part: null,
        sort,
        change: 'removed',
        before: words(text),
        after: null,
      }),
    ),
]

/** A section keeps its heading or its words; with neither it is another one. */
const sectionChanges = (
  before: readonly ConsentSection[],
  after: readonly ConsentSection[],
): readonly Change[] => {
  const left = new Set(before)
  const take = (fits: (section: ConsentSection) => boolean): ConsentSection | null => {
    const found = [...left].find(fits) ?? null
    if (found) left.delete(found)
    return found
  }
  const matched = new Map<ConsentSection, ConsentSection>()
  const matching = (fits: (older: ConsentSection, newer: ConsentSection) => boolean) => {
    for (const newer of after) {
      if (matched.has(newer)) continue
      const found = take((older) => fits(older, newer))
      if (found) matched.set(newer, found)
    }
  }
  matching((older, newer) => older.heading === newer.heading && older.body === newer.body)
  matching((older, newer) => older.heading === newer.heading)
  matching((older, newer) => older.body === newer.body)
  const standing = after.flatMap((newer, index): readonly Change[] => {
    const older = matched.get(newer)
    if (older && older.heading === newer.heading && older.body === newer.body) return []
    return [
      {
        part: `section:${index}`,
        sort: 'section',
        change: older ? 'changed' : 'new',
        before: older ? words(older.body, older.heading) : null,
        after: words(newer.body, newer.heading),
      },
    ]
  })
  const removed = [...left].map(
    ({ heading, body }): Change => ({
      part: null,
      sort: 'section',
      change: 'removed',
      before: words(body, heading),
      after: null,
    }),
  )
  return [...standing, ...removed]
}
