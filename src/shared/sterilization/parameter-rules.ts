import { type Finding, formatCelsius, formatDay, type Instant } from '#shared/kernel/index.ts'
import type { LoadField, RuleSettings } from '#shared/practice/index.ts'
import { type JudgedLoad, type LoadSurroundings, stop } from './load-facts.ts'
import type { Programme } from './schema.ts'

const cdc =
  'CDC: do not use packs when mechanical or chemical indicators show inadequate processing'

/** The limits of the programme as they were at the cycle. */
export const judgeParameters = (
  load: JudgedLoad,
  programme: Programme,
  now: Instant,
): readonly Finding[] => {
  const findings: Finding[] = []
  const { minimumTemperature, maximumTemperature, minimumPressure, minimumDrySeconds } = programme
  const source = { source: cdc }
  if (load.startedAt > now) {
    findings.push(
      stop(
        'load-in-future',
        'The cycle starts in the future.',
        'A load is released after its cycle has run.',
        {
          nextStep: 'Correct the start of the cycle.',
        },
      ),
    )
  }
  if (load.temperature < minimumTemperature) {
    findings.push(
      stop(
        'temperature-too-low',
        `The cycle reached ${formatCelsius(load.temperature)}.`,
        `Programme ${programme.name} needs at least ${formatCelsius(minimumTemperature)}.`,
        source,
      ),
    )
  }
  if (maximumTemperature !== null && load.temperature > maximumTemperature) {
    findings.push(
      stop(
        'temperature-too-high',
        `The cycle reached ${formatCelsius(load.temperature)}.`,
        `Programme ${programme.name} stays at or below ${formatCelsius(maximumTemperature)}.`,
        source,
      ),
    )
  }
  if (load.holdSeconds < programme.minimumHoldSeconds) {
    findings.push(
      stop(
        'hold-too-short',
        `The cycle held its temperature for ${formatHold(load.holdSeconds)}.`,
        `Programme ${programme.name} needs at least ${formatHold(programme.minimumHoldSeconds)}.`,
        source,
      ),
    )
  }
  if (minimumPressure !== null && load.pressure !== null && load.pressure < minimumPressure) {
    findings.push(
      stop(
        'pressure-too-low',
        `The cycle reached ${load.pressure} kPa.`,
        `Programme ${programme.name} needs at least ${minimumPressure} kPa.`,
        source,
      ),
    )
  }
  if (
    minimumDrySeconds !== null &&
    load.drySeconds !== null &&
    load.drySeconds < minimumDrySeconds
  ) {
    findings.push(
      stop(
        'drying-too-short',
        `The cycle dried for ${formatHold(load.drySeconds)}.`,
        `Programme ${programme.name} dries for at least ${formatHold(minimumDrySeconds)}.`,
        source,
      ),
    )
  }
  return findings
}

/** Inside and outside the packs. */
export const judgeIndicators = (
  load: JudgedLoad,
  { day, rules }: LoadSurroundings,
): readonly Finding[] => {
  const findings: Finding[] = []
  const { minimumIndicatorType: least } = rules
  for (const [code, where, result] of [
    ['indicator', 'chemical indicator', load.indicatorResult],
    ['external-indicator', 'indicator on the outside', load.externalIndicatorResult],
  ] as const) {
    if (result === null || result === 'pass') continue
    findings.push(
      stop(
        `${code}-${result}`,
        result === 'fail' ? `The ${where} failed.` : `The ${where} was not read.`,
        `A load is released only when its ${where} passed.`,
        {
          source: cdc,
          ...(result === 'not-read' && { nextStep: 'Read the indicator and record the result.' }),
        },
      ),
    )
  }
  if (load.indicatorType < least.value) {
    findings.push(
      stop(
        'indicator-type-too-low',
        `The indicator is of type ${load.indicatorType}.`,
        `The practice’s rules ask for type ${least.value} or higher.`,
        { source: least.source },
      ),
    )
  }
  if (load.indicatorExpiresOn !== null && load.indicatorExpiresOn < day) {
    findings.push(
      stop(
        'indicator-expired',
        `The indicator was in date until ${formatDay(load.indicatorExpiresOn)}.`,
        'An indicator shows something only in date.',
      ),
    )
  }
  return findings
}

const fieldWords: Readonly<Record<LoadField, readonly [string, string]>> = {
  'ended-at': ['The end of the cycle', 'endedAt'],
  pressure: ['The pressure', 'pressure'],
  drying: ['The drying time', 'drySeconds'],
  'external-indicator': ['The indicator on the outside of the packs', 'externalIndicatorResult'],
  printout: ['The print-out', 'attachmentId'],
}

/** What a load's record must still hold before its release, by the practice's rules and its programme. */
export const missingFields = (
  load: Pick<
    JudgedLoad,
    'endedAt' | 'pressure' | 'drySeconds' | 'externalIndicatorResult' | 'attachmentId'
  >,
  programme: Pick<Programme, 'minimumPressure' | 'minimumDrySeconds'>,
  required: RuleSettings['requiredLoadFields'],
): readonly Finding[] => {
  const asked = new Set<LoadField>(required.value)
  if (programme.minimumPressure !== null) asked.add('pressure')
  if (programme.minimumDrySeconds !== null) asked.add('drying')
  const is: Readonly<Record<LoadField, boolean>> = {
    'ended-at': load.endedAt !== null,
    pressure: load.pressure !== null,
    drying: load.drySeconds !== null,
    'external-indicator': load.externalIndicatorResult !== null,
    printout: load.attachmentId !== null,
  }
  return [...asked]
    .filter((field) => !is[field])
    .map((field) => ({
      code: `sterilization.${field}-missing`,
      severity: 'stop',
      field: fieldWords[field][1],
      fact: `${fieldWords[field][0]} is not recorded.`,
      rule: 'The practice’s rules, or the programme’s limits, ask for it before a load is released.',
      nextStep: 'Add it to the load. If it cannot be known any more, reject the load.',
      ...(required.value.includes(field) && { source: required.source }),
    }))
}

/** `3 min 30 s`. */
export const formatHold = (seconds: number): string => {
  const minutes = Math.floor(seconds / 60)
  const rest = seconds % 60
  return [minutes > 0 ? `${minutes} min` : '', rest > 0 || minutes === 0 ? `${rest} s` : '']
    .filter(Boolean)
    .join(' ')
}
