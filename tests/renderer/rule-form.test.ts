import { describe, expect, it } from 'vitest'
import { ruleEdit, ruleNames, typedOf, valueInWords } from '#renderer/practice/ruleForm.ts'
import { startingRules } from '#shared/practice/index.ts'

const problemsOf = (name: (typeof ruleNames)[number], value: string, reason = 'A reason') =>
  ruleEdit(name, startingRules)
    .safeParse({ ...typedOf(name, startingRules), value, reason })
    .error?.issues.map(({ path }) => path.join('.')) ?? []

describe('a rule that is edited', () => {
  it('reads back every rule as it was shown', () => {
    for (const name of ruleNames) {
      const typed = { ...typedOf(name, startingRules), reason: 'Confirmed' }
      expect(ruleEdit(name, startingRules).parse(typed)).toEqual({
        settings: startingRules,
        reason: 'Confirmed',
      })
    }
  })

  it('is shown with its unit', () => {
    expect(ruleNames.map((name) => valueInWords(name, startingRules))).toEqual([
      '0.5 mm',
      '2.5 mm',
      '180 days',
      '180 days',
      'On its own day',
      '18 years',
      '2 days',
      '15 minutes',
      '7 days',
      'Yes',
      'Release with a reason',
      'Type 4',
      'Pressure, Indicator on each pack',
      '3 years',
      'None',
    ])
  })

  it('keeps the other rules', () => {
    const typed = { ...typedOf('idleLockMinutes', startingRules), value: ' 30 ', reason: 'Gloves' }
    const { settings } = ruleEdit('idleLockMinutes', startingRules).parse(typed)
    expect(settings).toEqual({
      ...startingRules,
      idleLockMinutes: { ...startingRules.idleLockMinutes, value: 30 },
    })
  })

  it.each(['', '0', '61', '1.5', '-5', 'NaN', '1e309', 'an hour'])(
    'refuses %j as the minutes of the idle lock',
    (value) => {
      expect(problemsOf('idleLockMinutes', value)).toEqual(['value'])
    },
  )

  it.each(['', '0.09', '3.51', '2.0005', 'NaN', '1e309', 'long'])(
    'refuses %j as a recordable length',
    (value) => {
      const name =
        value === '0.09' ? 'minimumRecordableNeedleLength' : 'maximumRecordableNeedleLength'
      expect(problemsOf(name, value)).toEqual(['value'])
    },
  )

  it('says all that is missing at once', () => {
    expect(problemsOf('packShelfLifeDays', '0', '  ')).toEqual(['value', 'reason'])
  })
})
