import { describe, expect, it } from 'vitest'
import { ruleEdit, ruleNames, typedOf, valueInWords } from '#renderer/practice/ruleForm.ts'
import {
  capEdit,
  capZones,
  emptyCap,
  typedOfCap,
  withoutCaps,
} from '#renderer/practice/zoneCapForm.ts'
import { certain, micrometres } from '#shared/kernel/index.ts'
import { startingRules } from '#shared/practice/index.ts'

const problemsOf = (name: (typeof ruleNames)[number], value: string, reason = 'A reason') =>
  ruleEdit(name, startingRules)
    .safeParse({ ...typedOf(name, startingRules), value, reason })
    .error?.issues.map(({ path }) => path.join('.')) ?? []

describe('a rule that is edited', () => {
  it('reads back every rule as it was shown [PRA-6]', () => {
    for (const name of ruleNames) {
      const typed = { ...typedOf(name, startingRules), reason: 'Confirmed' }
      expect(ruleEdit(name, startingRules).parse(typed)).toEqual({
        settings: startingRules,
        reason: 'Confirmed',
      })
    }
  })

  it('is shown with its unit', () => {
    const shown = Object.fromEntries(
      ruleNames.map((name) => [name, valueInWords(name, startingRules)]),
    )
    expect(shown).toEqual({
      minimumRecordableNeedleLength: '0.5 mm',
      maximumRecordableNeedleLength: '2.5 mm',
      packShelfLifeDays: '180 days',
      consentValidityDays: '180 days',
      screeningValidityDays: 'On its own day',
      ageOfMajority: '18 years',
      patchTestReadDays: '2 days',
      idleLockMinutes: '15 minutes',
      needlingLockMinutes: '60 minutes',
      orderMayExceed: 'The device’s label, Your cap for a zone',
      plannedSessions: '3–6 sessions',
      sessionIntervalDays: '28–42 days',
      requiredChartItems: 'Nothing more',
      lidocaineWithoutPrescription: '4 %',
      traineeCountersignature: 'Yes',
      sporeTestCadenceDays: '7 days',
      dailyAirRemovalTest: 'Yes',
      loadAwaitingSporeTest: 'Release with a reason',
      minimumIndicatorType: 'Type 4',
      requiredLoadFields: 'Pressure, Indicator on each pack',
      sterilizationRetentionYears: '3 years',
      failureReportHours: 'None',
    })
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

  it.each([
    ['lidocaineWithoutPrescription', '4,25', 425],
    ['plannedSessions', '2 4', { minimum: 2, maximum: 4 }],
    ['sessionIntervalDays', '14 730', { minimum: 14, maximum: 730 }],
    ['orderMayExceed', '', []],
    ['requiredChartItems', 'comfort coverage', ['coverage', 'comfort']],
    ['traineeCountersignature', 'no', false],
  ] as const)('reads %s from %j [PRA-6]', (name, value, expected) => {
    const typed = { ...typedOf(name, startingRules), value, reason: 'Ours' }
    expect(ruleEdit(name, startingRules).parse(typed).settings[name].value).toEqual(expected)
  })

  it.each([
    ['lidocaineWithoutPrescription', '4.005'],
    ['lidocaineWithoutPrescription', '101'],
    ['lidocaineWithoutPrescription', '0x10'],
    ['plannedSessions', '6 3'],
    ['plannedSessions', ' 6'],
    ['plannedSessions', '3 21'],
    ['sessionIntervalDays', '28'],
    ['needlingLockMinutes', '61'],
    ['traineeCountersignature', 'perhaps'],
  ] as const)('refuses %s as %j under its field [PRA-6]', (name, value) => {
    expect(new Set(problemsOf(name, value))).toEqual(new Set(['value']))
  })

  it('asks for a new source where the range becomes wider, under the source [PRA-2]', () => {
    expect(problemsOf('maximumRecordableNeedleLength', '3')).toEqual(['source'])
    expect(problemsOf('maximumRecordableNeedleLength', '2')).toEqual([])
    expect(problemsOf('maximumRecordableNeedleLength', '0.3')).toEqual(['value'])
  })

  it('says all that is missing at once', () => {
    expect(problemsOf('packShelfLifeDays', '0', '  ')).toEqual(['value', 'reason'])
  })
})

describe('a cap that is typed', () => {
  const typed = {
    ...emptyCap,
    length: micrometres.parse(500),
    source: 'Our protocol of 2026',
    reason: 'Set with the trainer',
  }
  const both = capEdit(startingRules).parse({ ...typed, zones: ['cheek-left', 'cheek-right'] })

  it('is set for several zones at once, in the order of the maps [PRA-7]', () => {
    expect(both.reason).toBe('Set with the trainer')
    const { settings } = capEdit(both.settings).parse({ ...typed, zones: ['free-area', 'nose'] })
    expect(settings.zoneCaps.map(({ zone }) => zone)).toEqual([
      'nose',
      'cheek-left',
      'cheek-right',
      'free-area',
    ])
    expect(withoutCaps(settings, capZones).zoneCaps).toEqual([])
  })

  it('is changed for one zone, and the others stay [PRA-7]', () => {
    const [left, right] = both.settings.zoneCaps
    const length = micrometres.parse(1000)
    const again = { ...typedOfCap(certain(left, 'The cap')), length, reason: 'Thicker skin' }
    expect(capEdit(both.settings).parse(again).settings.zoneCaps).toEqual([
      { ...left, length },
      right,
    ])
  })

  it.each([
    [{ zones: [] }, 'zones'],
    [{ length: null }, 'length'],
    [{ length: micrometres.parse(3600) }, 'length'],
    [{ source: ' ' }, 'source'],
    [{ source: '–' }, 'source'],
    [{ reason: '' }, 'reason'],
  ] as const)('is refused with %j [PRA-3]', (changes, path) => {
    const read = capEdit(startingRules).safeParse({ ...typed, zones: ['nose'], ...changes })
    expect(read.error?.issues.map((issue) => issue.path.join('.'))).toEqual([path])
  })
})
