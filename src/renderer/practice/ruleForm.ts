import { z } from 'zod'
import { formatMillimetres, parseMillimetres, prose } from '#shared/kernel/index.ts'
import { type RuleSettings, ruleSettings, sourceQuality } from '#shared/practice/index.ts'
import { texts } from './texts.ts'

export type RuleName = keyof RuleSettings

/** The rules in the order in which they are read. */
export const ruleNames: readonly RuleName[] = ruleSettings.keyof().options

/** A rule while it is typed; the value as a person writes it. */
export const typedRule = z.object({
  value: z.string(),
  source: z.string(),
  quality: sourceQuality,
  reason: z.string(),
})
export type TypedRule = z.infer<typeof typedRule>

export const unitOf = (name: RuleName): keyof typeof texts.rules.units => {
  switch (name) {
    case 'minimumRecordableNeedleLength':
    case 'maximumRecordableNeedleLength':
      return 'millimetres'
    case 'packShelfLifeDays':
    case 'consentValidityDays':
      return 'days'
    case 'idleLockMinutes':
      return 'minutes'
  }
}

/** `0.5 mm`, `180 days`, `15 minutes`. */
export const valueInWords = (name: RuleName, settings: RuleSettings): string => {
  switch (name) {
    case 'minimumRecordableNeedleLength':
    case 'maximumRecordableNeedleLength':
      return formatMillimetres(settings[name].value)
    case 'packShelfLifeDays':
    case 'consentValidityDays':
      return texts.rules.days(settings[name].value)
    case 'idleLockMinutes':
      return texts.rules.minutes(settings[name].value)
  }
}

export const typedOf = (name: RuleName, settings: RuleSettings): TypedRule => ({
  value: valueInWords(name, settings).replace(/ .*$/, ''),
  source: settings[name].source,
  quality: settings[name].quality,
  reason: '',
})

const valueOf = (name: RuleName, typed: string): number | null => {
  if (unitOf(name) === 'millimetres') return parseMillimetres(typed)
  return /^\s*\d{1,6}\s*$/.test(typed) ? Number(typed) : null
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
