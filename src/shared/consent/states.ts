import {
  ageOn,
  type CalendarDate,
  type Finding,
  formatDay,
  type PractitionerId,
} from '#shared/kernel/index.ts'
import type { ConsentState, ConsentSummary } from './record-schema.ts'
import type { ConsentKind, PhotoUse } from './schema.ts'

/** Which form a client of this age needs before needling. */
export const requiredKind = (
  birthDate: CalendarDate,
  today: CalendarDate,
  ageOfMajority: number,
): 'microneedling' | 'guardian' =>
  ageOn(birthDate, today) < ageOfMajority ? 'guardian' : 'microneedling'

export interface ConsentFacts {
  readonly validUntil: CalendarDate
  readonly withdrawnOn: CalendarDate | null
  readonly templateCurrent: boolean
  readonly signatureHolds: boolean
  /** Null: any number. */
  readonly sessionsCovered: number | null
  readonly sessionsUsed: number
}

/** The one word for a consent, worst first. */
export const consentStateOn = (facts: ConsentFacts, today: CalendarDate): ConsentState => {
  if (!facts.signatureHolds) return 'invalid'
  if (facts.withdrawnOn !== null) return 'withdrawn'
  if (facts.validUntil < today) return 'expired'
  if (facts.sessionsCovered !== null && facts.sessionsUsed >= facts.sessionsCovered)
    return 'used-up'
  if (!facts.templateCurrent) return 'superseded'
  return 'valid'
}

/**
 * The consent that counts among those of one kind: the newest valid one, or else the newest. A
 * withdrawal ends what was signed before it as well: whoever takes back her newest consent does not
 * mean an older one to go on.
 */
export const decisiveConsent = <Consent extends { readonly state: ConsentState }>(
  newestFirst: readonly Consent[],
): Consent | null =>
  newestFirst.find(({ state }) => state === 'valid' || state === 'withdrawn') ??
  newestFirst[0] ??
  null

const kindNames = {
  microneedling: 'consent to microneedling',
  guardian: 'consent of a parent or guardian to microneedling',
  photography: 'consent to photos',
} satisfies Record<ConsentKind, string>

/** What the client's consent of the needed kind says about a session of this practitioner. Null: there is none. */
export const judgeConsent = (
  latest: Pick<ConsentSummary, 'kind' | 'state' | 'validUntil' | 'coversPractitionerId'> | null,
  session: { readonly kind: ConsentKind; readonly practitionerId: PractitionerId },
): readonly Finding[] => {
  const needed = kindNames[session.kind]
  const stop = (code: string, fact: string, nextStep = 'Take consent before needling.') => [
    {
      code,
      severity: 'stop' as const,
      fact,
      rule: `A session needs the client’s valid ${needed}.`,
      nextStep,
    },
  ]
  if (latest?.kind !== session.kind)
    return stop('consent.missing', `The client has not signed a ${needed}.`)
  switch (latest.state) {
    case 'valid':
      return latest.coversPractitionerId === null ||
        latest.coversPractitionerId === session.practitionerId
        ? []
        : stop(
            'consent.other-practitioner',
            'The consent covers only a treatment by the practitioner who took it.',
          )
    case 'expired':
      return stop('consent.expired', `The consent was valid until ${formatDay(latest.validUntil)}.`)
    case 'used-up':
      return stop('consent.used-up', 'The consent covers no further session.')
    case 'withdrawn':
      return stop('consent.withdrawn', 'The client has withdrawn her consent.')
    case 'superseded':
      return stop(
        'consent.superseded',
        'The consent text has changed since the client signed.',
        'Let the client read and initial what changed.',
      )
    case 'invalid':
      return stop('consent.invalid', 'The stored consent no longer matches its signature.')
  }
}

export type PhotoUseState = 'allowed' | 'refused' | 'withdrawn' | 'not-asked'

/**
 * What a client's photos may be used for now. Of every use the newest consent that asks for it
 * decides, of whichever kind. A text that was replaced since, or that covers no further session,
 * says no less about photos; one that has run out or does not hold must be asked again.
 */
export const photoUses = (
  newestFirst: readonly Pick<ConsentSummary, 'state' | 'choices'>[],
): Readonly<Record<PhotoUse, PhotoUseState>> => {
  const stateOf = (use: PhotoUse): PhotoUseState => {
    for (const { state, choices } of newestFirst) {
      const choice = choices.find(({ id }) => id === use)
      if (!choice) continue
      if (state === 'invalid') return 'not-asked'
      if (choice.answer === 'no') return 'refused'
      if (state === 'withdrawn' || choice.withdrawnOn !== null) return 'withdrawn'
      return state === 'expired' ? 'not-asked' : 'allowed'
    }
    return 'not-asked'
  }
  return {
    'clinical-photos': stateOf('clinical-photos'),
    education: stateOf('education'),
    marketing: stateOf('marketing'),
    'social-media': stateOf('social-media'),
  }
}
