import { z } from 'zod'
import { formatMillimetres, parseMillimetres, prose } from '#shared/kernel/index.ts'
import {
  loadField,
  type RuleSettings,
  ruleSettings,
  sourceQuality,
} from '#shared/practice/index.ts'
import { texts } from './texts.ts'

/** A rule of one figure with its source; which set the sterilization rules came from is not one. */
export type RuleName = Exclude<keyof RuleSettings, 'sterilizationRules'>

const everyName = ruleSettings.omit({ sterilizationRules: true }).keyof()

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
  | { readonly kind: 'fields' }

const shapes: Record<RuleName, RuleShape> = {
  minimumRecordableNeedleLength: { kind: 'figure', unit: 'millimetres' },
  maximumRecordableNeedleLength: { kind: 'figure', unit: 'millimetres' },
  packShelfLifeDays: { kind: 'figure', unit: 'days' },
  consentValidityDays: { kind: 'figure', unit: 'days' },
  screeningValidityDays: { kind: 'figure', unit: 'laterDays' },
  ageOfMajority: { kind: 'figure', unit: 'years' },
  patchTestReadDays: { kind: 'figure', unit: 'days' },
  idleLockMinutes: { kind: 'figure', unit: 'minutes' },
  sporeTestCadenceDays: { kind: 'figure', unit: 'days', mayBeEmpty: true },
  dailyAirRemovalTest: { kind: 'choice', choices: ['yes', 'no'] },
  loadAwaitingSporeTest: { kind: 'choice', choices: ['hold', 'release-with-reason'] },
  minimumIndicatorType: { kind: 'figure', unit: 'type' },
  requiredLoadFields: { kind: 'fields' },
  sterilizationRetentionYears: { kind: 'figure', unit: 'years' },
  failureReportHours: { kind: 'figure', unit: 'hours', mayBeEmpty: true },
}

/** How a rule is typed: a figure with its unit, one of some choices, or any of the load's fields. */
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
  if (typeof value !== 'number') {
    return value.length === 0
      ? texts.rules.nothingMore
      : value.map((field) => texts.rules.fields[field]).join(', ')
  }
  const shape = shapes[name]
  if (shape.kind !== 'figure' || shape.unit === 'millimetres') {
    return millimetresInWords(value)
  }
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
  if (typeof value !== 'number') return value.join(' ')
  const shape = shapes[name]
  return shape.kind === 'figure' && shape.unit === 'millimetres'
    ? millimetresInWords(value).replace(/ .*$/, '')
    : String(value)
}

/** The load's fields that are chosen in a typed rule. */
export const fieldsOf = (typed: string) =>
  typed
    .split(' ')
    .map((field) => loadField.safeParse(field))
    .flatMap((read) => (read.success ? [read.data] : []))

const valueOf = (name: RuleName, typed: string): unknown => {
  const shape = shapes[name]
  if (shape.kind === 'fields') return fieldsOf(typed)
  if (shape.kind === 'choice') {
    if (typed === 'yes' || typed === 'no') return typed === 'yes'
    return typed
  }
  if (shape.unit === 'millimetres') return parseMillimetres(typed)
  if (typed.trim() === '') return shape.mayBeEmpty ? null : undefined
  return /^\s*\d{1,6}\s*$/.test(typed) ? Number(typed) : undefined
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
    return read.success && why.success ? { settings: read.data, reason: why.data.reason } : z.NEVER
  })
