import type {
  ConsentSnapshot,
  ConsentText,
  InitialledPart,
  MadeChoice,
} from '#shared/consent/index.ts'
import { certain, type ConsentId } from '#shared/kernel/index.ts'

/** A consent whose unchanged parts stand in the one that replaces it. */
export interface Basis {
  readonly consentId: ConsentId
  readonly snapshot: ConsentSnapshot
  readonly snapshotHash: string
  /** The choices whose *yes* was taken back since. */
  readonly takenBack: ReadonlySet<string>
}

const from = (carried: { readonly carriedFrom: ConsentId | null }, { consentId }: Basis) =>
  // Where the initials were put, however many texts ago.
  carried.carriedFrom ?? consentId

/** Every statement with its initials: those given now, or else those of the basis. */
export const carriedAcknowledgements = (
  text: ConsentText,
  initials: readonly InitialledPart[],
  basis: Basis | null,
): ConsentSnapshot['acknowledged'] =>
  text.acknowledgements.map(({ id }) => {
    const given = initials.find(({ part }) => part === `statement:${id}`)
    if (given) return { id, initials: given.initials, at: given.at, carriedFrom: null }
    const before = certain(basis, 'The consent that an unchanged statement comes from')
    const carried = certain(
      before.snapshot.acknowledged.find((each) => each.id === id),
      'The statement of the basis',
    )
    return { ...carried, carriedFrom: from(carried, before) }
  })

/** Every choice with its answer. A *yes* that was taken back comes over as the *no* that it became. */
export const carriedChoices = (
  text: ConsentText,
  choices: readonly MadeChoice[],
  basis: Basis | null,
): ConsentSnapshot['choices'] =>
  text.choices.map(({ id }) => {
    const made = choices.find((choice) => choice.id === id)
    if (made) return { ...made, carriedFrom: null }
    const before = certain(basis, 'The consent that an unchanged choice comes from')
    const carried = certain(
      before.snapshot.choices.find((each) => each.id === id),
      'The choice of the basis',
    )
    return {
      ...carried,
      answer: before.takenBack.has(id) ? 'no' : carried.answer,
      carriedFrom: from(carried, before),
    }
  })
