import {
  ageOn,
  type CalendarDate,
  type Finding,
  formatDay,
  type Problem,
} from '#shared/kernel/index.ts'
import type { Clearance, ClientFlag, ClientFlagKind } from './schema.ts'

interface FlagRule {
  readonly label: string
  readonly fact: string
  /** `stop`: no session. `clearance`: no session without a prescriber's recorded clearance. */
  readonly demands: 'stop' | 'clearance'
  readonly source: string
  readonly nextStep: string
}

const guide = 'Microneedling guide, “Who should avoid microneedling?”'
const whenOver = 'Do not treat. When it no longer applies, end the flag in the client’s record.'

/** What each flag demands before needling. Reference 1.1 and 2.10. */
export const flagRules: Readonly<Record<ClientFlagKind, FlagRule>> = {
  pregnancy: {
    label: 'Pregnant',
    fact: 'The client is pregnant.',
    demands: 'stop',
    source: guide,
    nextStep: whenOver,
  },
  breastfeeding: {
    label: 'Breastfeeding',
    fact: 'The client is breastfeeding.',
    demands: 'stop',
    source: guide,
    nextStep: whenOver,
  },
  isotretinoin: {
    label: 'Isotretinoin',
    fact: 'The client takes isotretinoin.',
    demands: 'stop',
    source: 'SkinPen label: currently taking isotretinoin is a contraindication',
    nextStep: 'Do not treat while she takes it. End the flag when a prescriber has stopped it.',
  },
  keloid: {
    label: 'Keloid-prone',
    fact: 'The client is prone to keloid scars.',
    demands: 'stop',
    source: guide,
    nextStep: 'Do not treat. Refer to a dermatologist.',
  },
  'active-acne': {
    label: 'Active acne',
    fact: 'The client has active acne.',
    demands: 'stop',
    source: guide,
    nextStep: whenOver,
  },
  eczema: {
    label: 'Eczema',
    fact: 'The client has eczema.',
    demands: 'stop',
    source: guide,
    nextStep: whenOver,
  },
  rosacea: {
    label: 'Rosacea flare',
    fact: 'The client has a rosacea flare.',
    demands: 'stop',
    source: guide,
    nextStep: whenOver,
  },
  anticoagulants: {
    label: 'Anticoagulants',
    fact: 'The client takes a blood thinner.',
    demands: 'clearance',
    source: 'Microneedling guide: blood-thinning medication, “consult your doctor first”',
    nextStep: 'Record her prescriber’s clearance in the client’s record.',
  },
  'cold-sores': {
    label: 'Cold sores',
    fact: 'The client is prone to cold sores.',
    demands: 'clearance',
    source: 'Microneedling guide: discuss antiviral precautions before treatment',
    nextStep: 'Record the prescriber’s decision about antiviral precautions as a clearance.',
  },
}

/** What the client's flags say about needling on a day. */
export const judgeFlags = (
  flags: readonly Pick<ClientFlag, 'kind' | 'clearance'>[],
  today: CalendarDate,
): readonly Finding[] =>
  flags.flatMap((flag): Finding[] => {
    const { demands, fact, source, nextStep } = flagRules[flag.kind]
    const code = `clients.flag-${flag.kind}`
    if (demands === 'stop') {
      return [
        { code, severity: 'stop', fact, rule: 'This flag stops a session.', source, nextStep },
      ]
    }
    const rule = 'This flag needs a prescriber’s recorded clearance before a session.'
    if (!flag.clearance)
      return [
        {
          code,
          severity: 'stop',
          fact: `${fact} No clearance is recorded.`,
          rule,
          source,
          nextStep,
        },
      ]
    const { validUntil, clearedOn } = flag.clearance
    if (validUntil !== null && validUntil < today) {
      return [
        {
          code,
          severity: 'stop',
          fact: `${fact} The clearance ended on ${formatDay(validUntil)}.`,
          rule,
          source,
          nextStep,
        },
      ]
    }
    if (clearedOn > today) {
      return [
        {
          code,
          severity: 'stop',
          fact: `${fact} The clearance begins on ${formatDay(clearedOn)}.`,
          rule,
          source,
          nextStep,
        },
      ]
    }
    return [
      {
        code: `${code}-cleared`,
        severity: 'note',
        fact: `${fact} A prescriber cleared this on ${formatDay(clearedOn)}.`,
        rule,
        source,
        nextStep: 'Check with the client that nothing has changed.',
      },
    ]
  })

/** Why a birth date cannot be recorded, or null. */
export const judgeBirthDate = (birthDate: CalendarDate, today: CalendarDate): Problem | null => {
  if (birthDate > today) {
    return {
      code: 'clients.birth-date-in-future',
      field: 'birthDate',
      fact: 'The birth date lies in the future.',
      rule: 'A client was born before today.',
      nextStep: 'Check the year.',
    }
  }
  if (ageOn(birthDate, today) > 120) {
    return {
      code: 'clients.birth-date-too-early',
      field: 'birthDate',
      fact: 'The birth date is more than 120 years ago.',
      rule: 'A client is at most 120 years old.',
      nextStep: 'Check the year.',
    }
  }
  return null
}

/** Why a prescriber’s clearance of a flag cannot be recorded on this day, or null. */
export const judgeClearance = (
  kind: ClientFlagKind,
  { clearedOn, validUntil }: Pick<Clearance, 'clearedOn' | 'validUntil'>,
  today: CalendarDate,
): Problem | null => {
  const { demands, label, nextStep, source } = flagRules[kind]
  if (demands === 'stop') {
    return {
      code: 'clients.flag-not-cleared',
      field: 'kind',
      fact: `The flag “${label}” stops a session; it is not cleared.`,
      rule: 'A clearance counts only for a flag that asks for one.',
      nextStep,
      source,
    }
  }
  if (clearedOn > today) {
    return {
      code: 'clients.clearance-in-future',
      field: 'clearance.clearedOn',
      fact: `The day of the clearance, ${formatDay(clearedOn)}, lies in the future.`,
      rule: 'A clearance is recorded after the prescriber has given it.',
      nextStep: 'Check the date on the prescriber’s letter.',
    }
  }
  if (validUntil !== null && validUntil < clearedOn) {
    return {
      code: 'clients.clearance-ends-before-it-begins',
      field: 'clearance.validUntil',
      fact: `The clearance would end on ${formatDay(validUntil)}, before it begins on ${formatDay(clearedOn)}.`,
      rule: 'A clearance ends on or after the day on which it was given.',
      nextStep: 'Check both dates on the prescriber’s letter.',
    }
  }
  return null
}
