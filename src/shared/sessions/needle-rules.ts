import { type Finding, formatMillimetres, type Micrometres } from '#shared/kernel/index.ts'
import type { Licence, RuleSettings } from '#shared/practice/index.ts'
import type { DraftZone } from './schema.ts'
import { zoneLabel } from './zones.ts'

/** What binds the length of a needle, apart from the zone. */
export interface NeedleLimits {
  readonly practitioner: Licence
  readonly rules: RuleSettings
  /** The devices that are used, with the longest length that their labels evaluated, µm. */
  readonly devices: readonly {
    readonly name: string
    readonly evaluatedNeedleLength: Micrometres | null
  }[]
}

interface Cap {
  readonly code: string
  readonly length: Micrometres
  readonly because: string
  readonly source: string
}

/**
 * The limits that bind here, the smallest first. Of several labels only the smallest counts; the
 * licence, the recordable range and the label each answer to somebody else, so each that is
 * exceeded is its own finding.
 */
export const needleCaps = ({ practitioner, rules, devices }: NeedleLimits): readonly Cap[] =>
  [
    {
      code: 'sessions.length-above-licence',
      length: practitioner.maximumNeedleLength,
      because: 'your permitted maximum',
      source: practitioner.maximumNeedleLengthSource,
    },
    {
      code: 'sessions.length-above-range',
      length: rules.maximumRecordableNeedleLength.value,
      because: 'the longest recordable needle',
      source: rules.maximumRecordableNeedleLength.source,
    },
    ...smallestLabel(devices),
  ].sort((one, other) => one.length - other.length)

const smallestLabel = (devices: NeedleLimits['devices']): readonly Cap[] =>
  devices
    .flatMap(({ name, evaluatedNeedleLength }) =>
      evaluatedNeedleLength === null
        ? []
        : [
            {
              code: 'sessions.length-above-label',
              length: evaluatedNeedleLength,
              because: `the longest length that the label of ${name} evaluated`,
              source: `Label of ${name}`,
            },
          ],
    )
    .sort((one, other) => one.length - other.length)
    .slice(0, 1)

/** Whether one zone's length may be used: it does exactly when it keeps every limit. */
export const judgeNeedleLength = (
  { zone, needleLength }: Pick<DraftZone, 'zone' | 'needleLength'>,
  limits: NeedleLimits,
): readonly Finding[] => {
  const label = zoneLabel(zone)
  const shortest = limits.rules.minimumRecordableNeedleLength
  if (needleLength === null) {
    return [
      {
        code: `sessions.length-missing:${zone}`,
        severity: 'stop',
        fact: `${label} has no needle length.`,
        rule: 'Each zone has its needle length before needling.',
        nextStep: 'Enter the needle length in millimetres.',
      },
    ]
  }
  if (needleLength < shortest.value) {
    return [
      {
        code: `sessions.length-below-range:${zone}`,
        severity: 'stop',
        fact: `${label}: ${formatMillimetres(needleLength)}.`,
        rule: `The shortest recordable needle is ${formatMillimetres(shortest.value)}.`,
        nextStep: 'Check the length on the device.',
        source: shortest.source,
      },
    ]
  }
  const caps = needleCaps(limits)
  const smallest = Math.min(...caps.map(({ length }) => length))
  return caps
    .filter(({ length }) => needleLength > length)
    .map(({ code, length, because, source }) => ({
      code: `${code}:${zone}`,
      severity: 'stop',
      fact: `${label}: ${formatMillimetres(needleLength)} is more than ${because}, ${formatMillimetres(length)}.`,
      rule: 'The smallest limit binds.',
      nextStep: nextStepFor(caps[0], smallest < shortest.value),
      source,
    }))
}

/** A cap below the shortest recordable needle leaves no length at all; it is never rounded up. */
const nextStepFor = (smallest: Cap | undefined, leavesNothing: boolean): string =>
  smallest === undefined || leavesNothing
    ? 'Do not needle: no recordable length keeps within this limit.'
    : `Set ${formatMillimetres(smallest.length)} or less.`
