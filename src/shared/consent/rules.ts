import {
  type CalendarDate,
  type Finding,
  formatDay,
  type Instant,
  type Problem,
} from '#shared/kernel/index.ts'
import type { ConsentState, ConsentText, SignConsent } from './schema.ts'

/** Why a text cannot become the next version. Empty: it can. */
export const judgeText = (
  text: ConsentText,
  known: { readonly sameAsCurrent: boolean },
): readonly Problem[] => {
  const ids = text.acknowledgements.map(({ id }) => id)
  const problems: Problem[] = ids.flatMap((id, index) =>
    ids.indexOf(id) < index
      ? [
          {
            code: 'consent.statement-twice',
            field: `acknowledgements.${index}.id`,
            fact: 'Two statements have the same short name.',
            rule: 'The client agrees to each statement by itself.',
            nextStep: 'Give each statement its own short name.',
          },
        ]
      : [],
  )
  if (known.sameAsCurrent) {
    problems.push({
      code: 'consent.nothing-changed',
      fact: 'The text is the one that is published already.',
      rule: 'A new version makes every consent to the one before superseded, so it must differ.',
      nextStep: 'Change the text, or keep the version that is there.',
    })
  }
  return problems
}

/** Why this form cannot be signed now, whatever its answers say. Empty: it can. */
export const judgeForm = (form: {
  readonly templateCurrent: boolean
  readonly presentedAt: Instant
  readonly now: Instant
}): readonly Problem[] => {
  const problems: Problem[] = []
  if (!form.templateCurrent) {
    problems.push({
      code: 'consent.text-replaced',
      field: 'templateId',
      fact: 'A newer version of this text has been published.',
      rule: 'A client signs the current version of the text.',
      nextStep: 'Put the current version before the client and read it together.',
    })
  }
  if (form.presentedAt > form.now) {
    problems.push({
      code: 'consent.presented-in-future',
      field: 'presentedAt',
      fact: 'The form was put before the client at a moment that has not come yet.',
      rule: 'A form is read before it is signed.',
      nextStep: 'Check the clock of this computer, then put the form before the client again.',
    })
  }
  return problems
}

/** Why a consent cannot be withdrawn on this day. Empty: it can. */
export const judgeWithdrawal = (facts: {
  readonly withdrawnOn: CalendarDate
  readonly signedOn: CalendarDate
  readonly today: CalendarDate
  readonly alreadyWithdrawn: boolean
}): readonly Problem[] => {
  const problems: Problem[] = []
  if (facts.alreadyWithdrawn) {
    problems.push({
      code: 'consent.already-withdrawn',
      fact: 'This consent is withdrawn already.',
      rule: 'A withdrawal is recorded once and kept.',
      nextStep: 'Open the consent to see when it was withdrawn and why.',
    })
  }
  if (facts.withdrawnOn > facts.today) {
    problems.push({
      code: 'consent.withdrawn-in-future',
      field: 'withdrawnOn',
      fact: 'The day of the withdrawal lies in the future.',
      rule: 'A withdrawal is recorded when the client has told you.',
      nextStep: 'Enter the day on which the client told you.',
    })
  }
  if (facts.withdrawnOn < facts.signedOn) {
    problems.push({
      code: 'consent.withdrawn-before-signing',
      field: 'withdrawnOn',
      fact: `The day of the withdrawal is before ${formatDay(facts.signedOn)}, when the client signed.`,
      rule: 'Only a consent that was given can be withdrawn.',
      nextStep: 'Enter the day on which the client told you.',
    })
  }
  return problems
}

/** What is missing before a consent can be signed; a blank form never becomes a signed one. */
export const judgeCompleteness = (
  text: ConsentText,
  answers: Pick<SignConsent, 'acknowledged' | 'strokes'>,
): readonly Problem[] => {
  const missing = text.acknowledgements.filter(({ id }) => !answers.acknowledged.includes(id))
  const problems: Problem[] = []
  if (missing.length > 0) {
    problems.push({
      code: 'consent.not-acknowledged',
      field: 'acknowledged',
      fact: `${missing.length} of ${text.acknowledgements.length} statements are not agreed to.`,
      rule: 'The client agrees to each statement herself.',
      nextStep: 'Read the open statements together. Without agreement there is no session.',
    })
  }
  const unknown = answers.acknowledged.filter(
    (answer) => !text.acknowledgements.some(({ id }) => id === answer),
  )
  if (unknown.length > 0) {
    problems.push({
      code: 'consent.unknown-statement',
      field: 'acknowledged',
      fact: 'An answer belongs to no statement of this text.',
      rule: 'The answers belong to the text that the client signs.',
      nextStep: 'Put the form before the client again.',
    })
  }
  // A tap is not a signature, however long it is held: a drawn one has a path.
  const points = new Set(answers.strokes.strokes.flat().map(({ x, y }) => `${x} ${y}`)).size
  if (points < 8) {
    problems.push({
      code: 'consent.not-signed',
      field: 'strokes',
      fact: points === 0 ? 'The signature is missing.' : 'The signature is only a dot.',
      rule: 'The client draws her signature.',
      nextStep: 'Ask the client to sign in the box.',
    })
  }
  return problems
}

export interface ConsentFacts {
  readonly validUntil: CalendarDate
  readonly withdrawnOn: CalendarDate | null
  readonly templateCurrent: boolean
  readonly signatureHolds: boolean
}

/** The one word for a consent, worst first. */
export const consentStateOn = (facts: ConsentFacts, today: CalendarDate): ConsentState => {
  if (!facts.signatureHolds) return 'invalid'
  if (facts.withdrawnOn !== null) return 'withdrawn'
  if (facts.validUntil < today) return 'expired'
  if (!facts.templateCurrent) return 'superseded'
  return 'valid'
}

/**
 * The consent that counts: the newest valid one, or else the newest. A withdrawal ends what was
 * signed before it as well: whoever takes back her newest consent does not mean an older one to go on.
 */
export const decisiveConsent = <Consent extends { readonly state: ConsentState }>(
  newestFirst: readonly Consent[],
): Consent | null =>
  newestFirst.find(({ state }) => state === 'valid' || state === 'withdrawn') ??
  newestFirst[0] ??
  null

/** What the client's latest microneedling consent says about needling. Null: there is none. */
export const judgeConsent = (
  latest: { readonly state: ConsentState; readonly validUntil: CalendarDate } | null,
): readonly Finding[] => {
  const rule = 'A session needs the client’s valid consent to microneedling.'
  const nextStep = 'Take consent before needling.'
  const stop = (code: string, fact: string): readonly Finding[] => [
    { code, severity: 'stop', fact, rule, nextStep },
  ]
  if (!latest)
    return stop('consent.missing', 'The client has not signed a consent to microneedling.')
  switch (latest.state) {
    case 'valid':
      return []
    case 'expired':
      return stop('consent.expired', `The consent was valid until ${formatDay(latest.validUntil)}.`)
    case 'withdrawn':
      return stop('consent.withdrawn', 'The client has withdrawn her consent.')
    case 'superseded':
      return stop('consent.superseded', 'The consent text has changed since the client signed.')
    case 'invalid':
      return stop('consent.invalid', 'The stored consent no longer matches its signature.')
  }
}
