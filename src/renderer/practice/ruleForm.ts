import { z } from 'zod'
import { formatMillimetres, parseDecimal, parseMillimetres, prose } from '#shared/kernel/index.ts'
import {
  chartItem,
  judgeRuleChange,
  loadField,
  orderableLimit,
  type RuleSettings,
  ruleSettings,
  sourceQuality,
} from '#shared/practice/index.ts'
import { texts } from './texts.ts'

/**
 * A rule of one value with its source. Which set the sterilization rules came from is not one, and the
 * caps of zones have a section of their own.
 */
export type RuleName = Exclude<keyof RuleSettings, 'sterilizationRules' | 'zoneCaps'>

const everyName = ruleSettings.omit({ sterilizationRules: true, zoneCaps: true }).keyof()

/** The rules in the order in which they are read. */
export const ruleNames: readonly RuleName[] = everyName.options

/** Those that a starting set fills; a practice that is single-use only never sees them. */
export const isOfSterilization = (name: RuleName): boolean => sterilizationNames.includes(name)

const sterilizationNames: readonly RuleName[] = [
  'packShelfLifeDays',
  'sporeTestCadenceDays',
  'dailyAirRemovalTest',
  'loadAwaitingSporeTest',
  'minimumIndicatorType',
  'requiredLoadFields',
  'sterilizationRetentionYears',
  'failureReportHours',
]

/** A rule while it is typed; the value as a person writes or chooses it. */
export const typedRule = z.object({
  value: z.string(),
  source: z.string(),
  quality: sourceQuality,
  reason: z.string(),
})
export type TypedRule = z.infer<typeof typedRule>

type Unit = keyof typeof texts.rules.units

type RuleShape =
  | { readonly kind: 'figure'; readonly unit: Unit; readonly mayBeEmpty?: true }
  | { readonly kind: 'choice'; readonly choices: readonly (keyof typeof texts.rules.choices)[] }
  | { readonly kind: 'options'; readonly options: readonly OptionName[] }
  | { readonly kind: 'range'; readonly unit: 'sessions' | 'days' }

type OptionName = keyof typeof texts.rules.fields

const shapes: Record<RuleName, RuleShape> = {
  minimumRecordableNeedleLength: { kind: 'figure', unit: 'millimetres' },
  maximumRecordableNeedleLength: { kind: 'figure', unit: 'millimetres' },
  packShelfLifeDays: { kind: 'figure', unit: 'days' },
  consentValidityDays: { kind: 'figure', unit: 'days' },
  screeningValidityDays: { kind: 'figure', unit: 'laterDays' },
  ageOfMajority: { kind: 'figure', unit: 'years' },
  patchTestReadDays: { kind: 'figure', unit: 'days' },
  idleLockMinutes: { kind: 'figure', unit: 'minutes' },
  needlingLockMinutes: { kind: 'figure', unit: 'minutes' },
  orderMayExceed: { kind: 'options', options: orderableLimit.options },
  plannedSessions: { kind: 'range', unit: 'sessions' },
  sessionIntervalDays: { kind: 'range', unit: 'days' },
  requiredChartItems: { kind: 'options', options: chartItem.options },
  lidocaineWithoutPrescription: { kind: 'figure', unit: 'percent' },
  traineeCountersignature: { kind: 'choice', choices: ['yes', 'no'] },
  sporeTestCadenceDays: { kind: 'figure', unit: 'days', mayBeEmpty: true },
  dailyAirRemovalTest: { kind: 'choice', choices: ['yes', 'no'] },
  loadAwaitingSporeTest: { kind: 'choice', choices: ['hold', 'release-with-reason'] },
  minimumIndicatorType: { kind: 'figure', unit: 'type' },
  requiredLoadFields: { kind: 'options', options: loadField.options },
  sterilizationRetentionYears: { kind: 'figure', unit: 'years' },
  failureReportHours: { kind: 'figure', unit: 'hours', mayBeEmpty: true },
}

/** How a rule is typed: a figure with its unit, one of some choices, any of some options, or a least and a most. */
export const shapeOf = (name: RuleName): RuleShape => shapes[name]

/** `0.5 mm`, `180 days`, `Hold it`. */
export const valueInWords = (
  name: RuleName,
  settings: Pick<RuleSettings, RuleName> | RuleSettings,
): string => wordsOf(name, settings[name].value)

/** The same for one value of a rule. */
export const wordsOf = (name: RuleName, value: RuleSettings[RuleName]['value']): string => {
  if (value === null) return texts.rules.none
  if (typeof value === 'boolean') return texts.rules.choices[value ? 'yes' : 'no']
  if (typeof value === 'string') return texts.rules.choices[value]
  if (Array.isArray(value)) {
    return value.length === 0
      ? texts.rules.nothingMore
      : value.map((field) => texts.rules.fields[field]).join(', ')
  }
  const shape = shapes[name]
  if (typeof value !== 'number') {
    const unit = shape.kind === 'range' ? shape.unit : 'days'
    return `${value.minimum}–${texts.rules.counted[unit](value.maximum)}`
  }
  if (shape.kind !== 'figure' || shape.unit === 'millimetres') return millimetresInWords(value)
  if (shape.unit === 'percent') return `${value / 100} %`
  return texts.rules.counted[shape.unit](value)
}

const millimetresInWords = (value: number): string => {
  const length = parseMillimetres(String(value / 1000))
  return length === null ? String(value) : formatMillimetres(length)
}

export const typedOf = (name: RuleName, settings: RuleSettings): TypedRule => ({
  value: typedValue(name, settings[name].value),
  source: settings[name].source,
  quality: settings[name].quality,
  reason: '',
})

const typedValue = (name: RuleName, value: RuleSettings[RuleName]['value']): string => {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.join(' ')
  if (typeof value !== 'number') return `${value.minimum} ${value.maximum}`
  const shape = shapes[name]
  if (shape.kind === 'figure' && shape.unit === 'percent') return String(value / 100)
  return shape.kind === 'figure' && shape.unit === 'millimetres'
    ? millimetresInWords(value).replace(/ .*$/, '')
    : String(value)
}

/** The options that are chosen in a typed rule. */
export const optionsOf = (name: RuleName, typed: string): OptionName[] => {
  const shape = shapes[name]
  return shape.kind === 'options'
    ? shape.options.filter((option) => typed.split(' ').includes(option))
    : []
}

/** The least and the most of a typed range. */
export const rangeOf = (typed: string): readonly [least: string, most: string] => {
  const [least = '', most = ''] = typed.split(' ')
  return [least, most]
}

const wholeNumber = (typed: string): number | undefined =>
  /^\s*\d{1,6}\s*$/.test(typed) ? Number(typed) : undefined

const valueOf = (name: RuleName, typed: string): unknown => {
  const shape = shapes[name]
  if (shape.kind === 'options') return optionsOf(name, typed)
  if (shape.kind === 'range') {
    const [minimum, maximum] = rangeOf(typed).map(wholeNumber)
    return { minimum, maximum }
  }
  if (shape.kind === 'choice') {
    if (typed === 'yes' || typed === 'no') return typed === 'yes'
    return typed
  }
  if (shape.unit === 'millimetres') return parseMillimetres(typed)
  if (typed.trim() === '') return shape.mayBeEmpty ? null : undefined
  if (shape.unit === 'percent') {
    const thousandths = parseDecimal(typed, 1000)
    return thousandths === null ? undefined : thousandths / 10
  }
  return wholeNumber(typed)
}

const reasonInput = z.object({ reason: prose(500).min(1) })

/** Reads one typed rule as the whole set that is sent, with the reason; says all that is wrong. */
export const ruleEdit = (name: RuleName, settings: RuleSettings) =>
  typedRule.transform(({ value: typed, source, quality, reason }, context) => {
    const value = valueOf(name, typed)
    const read = ruleSettings.safeParse({ ...settings, [name]: { value, source, quality } })
    const why = reasonInput.safeParse({ reason })
    for (const { path, message } of read.error?.issues ?? []) {
      const [, field] = path
      context.addIssue({
        code: 'custom',
        path: field === undefined ? [] : [field],
        message: field === 'value' ? texts.rules.range[name] : message,
      })
    }
    for (const { path, message } of why.error?.issues ?? []) {
      context.addIssue({ code: 'custom', path, message })
    }
    const refused = read.success ? judgeRuleChange(settings, read.data) : []
    for (const { field, fact, rule, nextStep } of refused) {
      context.addIssue({
        code: 'custom',
        path: [field === `settings.${name}.source` ? 'source' : 'value'],
        message: `${fact} ${rule} ${nextStep}`,
      })
    }
    return read.success && why.success && refused.length === 0
      ? { settings: read.data, reason: why.data.reason }
      : z.NEVER
  })
