import { type ClientFlagKind, clientFlagKind } from '#shared/clients/index.ts'
import { fold } from '#shared/kernel/index.ts'
import {
  demandOf,
  itemLabel,
  type ScreeningRulesBody,
  type Verdict,
} from '#shared/screening/index.ts'

/** Something that can be noted in a client's record. */
export interface Item {
  readonly kind: ClientFlagKind
  readonly label: string
  /** Null: no rule speaks of it. */
  readonly demand: Verdict | null
}

/** What the screening asks about and keeps as a flag, in the order in which it is asked. */
export const itemsOf = (rules: ScreeningRulesBody): readonly Item[] =>
  rules.questions
    .filter(({ record }) => record === 'flag')
    .map(({ code }) => ({
      kind: code,
      label: itemLabel(rules, code),
      demand: demandOf(rules, code),
    }))

/** The code of an item that the practice names itself: `Hay fever` is `hay-fever`; null when nothing is left of it. */
export const kindNamed = (label: string): ClientFlagKind | null => {
  const words = fold(label)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+/, '')
    .slice(0, 60)
    .replace(/-+$/, '')
  const read = clientFlagKind.safeParse(words)
  return read.success ? read.data : null
}
