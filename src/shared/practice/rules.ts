import {
  type CalendarDate,
  type Finding,
  formatDay,
  formatMillimetres,
  type Micrometres,
  micrometres,
  toCalendarDate,
} from '#shared/kernel/index.ts'
import type { Licence, RuleSettings, SourceQuality } from './schema.ts'
import { sterilizationRulesOf } from './sterilization-sets.ts'

const length = (value: number): Micrometres => micrometres.parse(value)

export interface JurisdictionRule {
  readonly name: string
  /** µm; 0 means not permitted; null means that no sourced figure is known and the practice must state one. */
  readonly maximumNeedleLength: Micrometres | null
  readonly source: string
  readonly quality: SourceQuality
  /** Boards change their rules: when this one is looked up again. Null where there is none. */
  readonly checkAgainOn: CalendarDate | null
}

/** A year after the field reference was written. */
const aYearOn = toCalendarDate('2027-07-27')

/** Where a practitioner starts from; each is confirmed or changed by the practice. Reference 2.2. */
export const jurisdictionRules: readonly JurisdictionRule[] = [
  {
    name: 'California',
    maximumNeedleLength: length(0),
    source: '16 CCR §991: no licensee may pierce the skin beyond the epidermis',
    quality: 'law',
    checkAgainOn: aYearOn,
  },
  {
    name: 'Arizona',
    maximumNeedleLength: length(500),
    source: 'Arizona board guidance for estheticians, at second hand: 0.5 mm',
    quality: 'secondary',
    checkAgainOn: aYearOn,
  },
  {
    name: 'North Carolina',
    maximumNeedleLength: length(1000),
    source: 'North Carolina, since July 2022, at second hand: 1.0 mm',
    quality: 'secondary',
    checkAgainOn: aYearOn,
  },
  {
    name: 'Utah',
    // The sources say both "<1.5 mm" and "up to 1.5 mm"; the practice confirms which one binds it.
    maximumNeedleLength: length(1500),
    source: 'Utah master esthetician, at second hand: up to 1.5 mm',
    quality: 'secondary',
    checkAgainOn: aYearOn,
  },
  {
    name: 'Another jurisdiction',
    maximumNeedleLength: null,
    source: 'No sourced figure is known here. State the limit and where it is written.',
    quality: 'practice',
    checkAgainOn: null,
  },
]

/** What a new practice starts from. */
export const startingRules: RuleSettings = {
  minimumRecordableNeedleLength: {
    value: length(500),
    source: 'Microneedling guide: needle length 0.5–2.5 mm',
    quality: 'secondary',
  },
  maximumRecordableNeedleLength: {
    value: length(2500),
    source: 'Microneedling guide: needle length 0.5–2.5 mm',
    quality: 'secondary',
  },
  consentValidityDays: {
    value: 180,
    source: 'A starting value without a source: one series of six sessions; confirm it',
    quality: 'practice',
  },
  screeningValidityDays: {
    value: 0,
    source: 'Field reference 2.10: every question is asked again at each session',
    quality: 'practice',
  },
  ageOfMajority: {
    value: 18,
    source: 'A starting value: most laws say 18, some 19 or 21; confirm it for your place',
    quality: 'practice',
  },
  patchTestReadDays: {
    value: 2,
    source: 'A starting value without a source; follow the maker’s leaflet and confirm it',
    quality: 'practice',
  },
  needlingLockMinutes: {
    value: 60,
    source: 'A starting value without a source: the longest session; confirm it',
    quality: 'practice',
  },
  zoneCaps: [],
  orderMayExceed: {
    value: ['device-label', 'zone-cap'],
    source:
      'Field reference 2.2: unless a supervising clinician’s written order is recorded; whether one may exceed a licence is the board’s to say',
    quality: 'practice',
  },
  plannedSessions: {
    value: { minimum: 3, maximum: 6 },
    source: 'Microneedling guide: 3–6 sessions',
    quality: 'secondary',
  },
  sessionIntervalDays: {
    value: { minimum: 28, maximum: 42 },
    source: 'Microneedling guide: 4–6 weeks apart',
    quality: 'secondary',
  },
  requiredChartItems: {
    value: [],
    source:
      'SkinPen procedure log: areas, depth by area and each pass, which every chart holds; add what your board asks for',
    quality: 'manufacturer',
  },
  lidocaineWithoutPrescription: {
    value: 400,
    source: 'FDA, March 2024: no product with more than 4 % lidocaine without a prescription',
    quality: 'law',
  },
  traineeCountersignature: {
    value: true,
    source: 'A starting value without a source: confirm what your board asks of trainees',
    quality: 'practice',
  },
  idleLockMinutes: {
    value: 15,
    source: '45 CFR 164.312(a)(2)(iii) asks for automatic logoff and names no time',
    quality: 'practice',
  },
  sterilizationRules: { startingSet: 'cdc', confirmedOn: null },
  ...sterilizationRulesOf('cdc'),
}

/** Whether this person may needle on this day at all. */
export const judgeLicence = (
  person: Licence,
  rules: RuleSettings,
  today: CalendarDate,
): readonly Finding[] => {
  const findings: Finding[] = []
  if (person.licenceExpiresOn < today) {
    findings.push({
      code: 'practice.licence-expired',
      severity: 'stop',
      fact: `Your licence expired on ${formatDay(person.licenceExpiresOn)}.`,
      rule: 'Only a practitioner with a current licence may needle.',
      nextStep: 'Renew the licence and enter its new date in Settings.',
    })
  }
  const checkOn = person.maximumNeedleLengthCheckOn
  if (checkOn !== null && checkOn <= today) {
    findings.push({
      code: 'practice.limit-to-check',
      severity: 'note',
      fact: `Your permitted maximum was to be looked up again on ${formatDay(checkOn)}.`,
      rule: 'Boards change their rules: a limit carries a day on which its source is read again.',
      nextStep: 'Read the source, and enter the limit and the next day in Settings.',
      source: person.maximumNeedleLengthSource,
    })
  }
  if (person.maximumNeedleLength < rules.minimumRecordableNeedleLength.value) {
    findings.push({
      code: 'practice.needling-not-permitted',
      severity: 'stop',
      fact:
        person.maximumNeedleLength === 0
          ? `Needling is not permitted to you in ${person.jurisdiction}.`
          : `Your permitted maximum is ${formatMillimetres(person.maximumNeedleLength)}, below the shortest recordable needle of ${formatMillimetres(rules.minimumRecordableNeedleLength.value)}.`,
      rule: 'A limit below the shortest recordable needle means not permitted; it is never rounded up.',
      nextStep:
        'Let a practitioner treat whose licence permits it, or correct the limit in Settings.',
      source: person.maximumNeedleLengthSource,
    })
  }
  return findings
}
