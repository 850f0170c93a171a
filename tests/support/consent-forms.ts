import {
  choicesToMake,
  type ConsentText,
  partsToInitial,
  type PersonalSignature,
  type SignConsent,
  typedSignatureStatement,
} from '#shared/consent/index.ts'
import type { Instant } from '#shared/kernel/index.ts'

/** A path of so many points; below eight it is no signature. */
export const drawn = (points = 30): PersonalSignature => ({
  kind: 'drawn',
  strokes: {
    width: 600,
    height: 200,
    strokes:
      points === 0
        ? []
        : [
            Array.from({ length: points }, (_, index) => ({
              x: 20 + index * 7.5,
              y: 100 - index,
              pressure: 0.5,
              time: index * 16,
            })),
          ],
  },
})

export const typed = (name: string): PersonalSignature => ({
  kind: 'typed',
  name,
  statement: typedSignatureStatement,
})

export const nobody = { guardian: null, interpreter: null, witness: null }

/** What a client gives who answers everything that she is shown: initials, and a yes to each choice. */
export const answersTo = (
  text: ConsentText,
  basisText: ConsentText | null,
  at: Instant,
): Pick<
  SignConsent,
  'initials' | 'choices' | 'signature' | 'people' | 'furtherSignatures' | 'presentedAt' | 'device'
> => ({
  initials: partsToInitial(text, basisText).map(({ part }) => ({ part, initials: 'MT', at })),
  choices: choicesToMake(text, basisText).map(({ id }) => ({ id, answer: 'yes', at })),
  signature: drawn(),
  people: nobody,
  furtherSignatures: nobody,
  presentedAt: at,
  device: 'A tablet of the practice',
})
