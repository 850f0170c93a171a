import { z } from 'zod'
import { fold } from '#shared/kernel/index.ts'

/**
 * What a product can contain that somebody can be allergic to, each with the words that a client’s
 * record may use for it, folded. A starting list: what else a label names goes into the product’s note.
 */
export const substances = {
  lidocaine: {
    label: 'Lidocaine',
    names: [
      'lidocaine',
      'lignocaine',
      'xylocaine',
      'local anaesthetic',
      'local anesthetic',
      'amide anaesthetic',
    ],
  },
  prilocaine: {
    label: 'Prilocaine',
    names: ['prilocaine', 'emla', 'local anaesthetic', 'local anesthetic', 'amide anaesthetic'],
  },
  tetracaine: {
    label: 'Tetracaine',
    names: [
      'tetracaine',
      'amethocaine',
      'local anaesthetic',
      'local anesthetic',
      'ester anaesthetic',
      'paba',
    ],
  },
  benzocaine: {
    label: 'Benzocaine',
    names: ['benzocaine', 'local anaesthetic', 'local anesthetic', 'ester anaesthetic', 'paba'],
  },
  chlorhexidine: { label: 'Chlorhexidine', names: ['chlorhexidine'] },
  iodine: { label: 'Iodine', names: ['iodine', 'povidone', 'betadine'] },
  alcohol: { label: 'Alcohol', names: ['alcohol', 'ethanol', 'isopropanol'] },
  latex: { label: 'Natural rubber latex', names: ['latex', 'rubber'] },
  nickel: { label: 'Nickel', names: ['nickel', 'metal'] },
  fragrance: { label: 'Fragrance', names: ['fragrance', 'perfume', 'parfum'] },
  parabens: { label: 'Parabens', names: ['paraben'] },
  'propylene-glycol': { label: 'Propylene glycol', names: ['propylene glycol'] },
  lanolin: { label: 'Lanolin', names: ['lanolin', 'wool wax'] },
  salicylate: { label: 'Salicylates', names: ['salicyl', 'aspirin'] },
  'bee-products': {
    label: 'Bee products',
    names: ['propolis', 'beeswax', 'honey', 'bee products'],
  },
  'ascorbic-acid': { label: 'Vitamin C', names: ['vitamin c', 'ascorbic'] },
  'hyaluronic-acid': { label: 'Hyaluronic acid', names: ['hyaluron'] },
  collagen: { label: 'Collagen', names: ['collagen'] },
} as const satisfies Record<string, { readonly label: string; readonly names: readonly string[] }>

export type Substance = keyof typeof substances

const isSubstance = (value: unknown): value is Substance =>
  typeof value === 'string' && Object.hasOwn(substances, value)

export const substance = z.custom<Substance>(isSubstance, 'This substance is not on the list.')

/**
 * The substances that these words name: a name counts where it begins a word, so that `paraben` finds
 * “parabens” and `latex` does not find “inlatexed”. Letter case, accents and punctuation do not count.
 */
export const substancesNamedIn = (texts: readonly string[]): readonly Substance[] => {
  const said = texts.map((text) => ` ${wordsOf(text)}`)
  return Object.keys(substances)
    .filter(isSubstance)
    .filter((key) =>
      [substances[key].label, ...substances[key].names].some((name) =>
        said.some((text) => text.includes(` ${wordsOf(name)}`)),
      ),
    )
}

/** Words beside a substance’s name that name no substance themselves. */
const otherWords: ReadonlySet<string> = new Set(
  (
    'a an and or with to from of in on the also as is has had gets allergy allergic allergies ' +
    'reaction reacts rash hives itching swelling mild severe product products glove gloves cream ' +
    'creams gel plaster plasters topical local'
  ).split(' '),
)

/**
 * Whether these words say nothing that is not a coded substance: “latex and calendula” says more, and
 * what it says more can be matched by a person only.
 */
export const saysOnlySubstances = (text: string): boolean => {
  const names = Object.values(substances)
    .flatMap(({ label, names: others }) => [label, ...others])
    .map(wordsOf)
    .sort((one, other) => other.length - one.length)
  const left = names.reduce(
    (said, name) => said.replaceAll(new RegExp(` ${name}[^ ]*`, 'g'), ' '),
    ` ${wordsOf(text)}`,
  )
  return (
    substancesNamedIn([text]).length > 0 &&
    left.split(' ').every((word) => word === '' || otherWords.has(word))
  )
}

const wordsOf = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
