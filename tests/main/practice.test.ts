import { describe, expect, it } from 'vitest'
import { micrometres, toCalendarDate } from '#shared/kernel/index.ts'
import { licence, type RuleSettings, zoneCap } from '#shared/practice/index.ts'
import { openTestPractice, ownerOfTest, type TestPractice } from '../support/practice.ts'
import { refusalOf, refusedWith } from '../support/refusals.ts'

const settingsOf = async ({ api }: TestPractice): Promise<RuleSettings> =>
  (await api.practice.get()).rules.settings

const capOf = (zone: string, changes: Record<string, unknown> = {}) =>
  zoneCap.parse({
    zone,
    length: 500,
    source: 'Our protocol of 2026',
    quality: 'practice',
    checkOn: '2027-11-22',
    ...changes,
  })

describe('the rules of a practice', () => {
  it('are changed by the owner, each change as a version of its own [PRA-2, PRA-3]', async () => {
    const practice = await openTestPractice()
    const { api } = practice
    const settings = await settingsOf(practice)
    const zoneCaps = [capOf('forehead'), capOf('free-area')]
    await api.practice.updateRules({ settings: { ...settings, zoneCaps }, reason: 'our caps' })
    const { rules } = await api.practice.get()
    expect(rules).toMatchObject({ version: 2, reason: 'our caps', settings: { zoneCaps } })

    const wider = {
      ...rules.settings.minimumRecordableNeedleLength,
      value: micrometres.parse(250),
    }
    const widen = (source: string) =>
      api.practice.updateRules({
        settings: { ...rules.settings, minimumRecordableNeedleLength: { ...wider, source } },
        reason: 'shorter cosmetic needles',
      })
    expect(await refusedWith(widen(wider.source))).toEqual(['practice.range-without-source'])
    await expect(widen('')).rejects.toThrow()
    expect(
      await refusedWith(
        api.practice.updateRules({
          settings: { ...rules.settings, zoneCaps: [...zoneCaps, capOf('forehead')] },
          reason: 'twice',
        }),
      ),
    ).toEqual(['practice.zone-cap-twice'])
    expect((await api.practice.get()).rules.version).toBe(2)

    await widen('Maker’s leaflet of the 0.25 mm roller')
    expect((await api.practice.get()).rules).toMatchObject({
      version: 3,
      settings: { zoneCaps, minimumRecordableNeedleLength: { value: 250 } },
    })
  })

  it('are not changed by anybody else, nor are people and details [PRA-1, PRA-4]', async () => {
    const practice = await openTestPractice()
    const { api } = practice
    const passphrase = 'velvet harbour signal maple'
    const checkOn = toCalendarDate('2027-07-27')
    const berit = await api.practice.addPractitioner({
      person: {
        ...ownerOfTest,
        name: 'Berit Quist',
        maximumNeedleLengthQuality: 'law',
        maximumNeedleLengthCheckOn: checkOn,
        standing: 'trainee',
      },
      passphrase,
    })
    expect(berit).toMatchObject({
      maximumNeedleLengthQuality: 'law',
      maximumNeedleLengthCheckOn: checkOn,
      standing: 'trainee',
    })
    const changed = licence.parse({ ...berit, standing: 'independent' })
    await api.practice.updateLicence({
      practitionerId: berit.id,
      licence: changed,
      reason: 'passed her examination',
    })
    await api.vault.lock()
    await api.vault.unlock({ secret: passphrase, practitionerId: berit.id })

    const { rules, current, details } = await api.practice.get()
    expect(current).toMatchObject({ name: 'Berit Quist', standing: 'independent' })
    const settings = { ...rules.settings, zoneCaps: [capOf('nose')] }
    const [problem] = await refusalOf(api.practice.updateRules({ settings, reason: 'mine' }))
    expect(problem).toMatchObject({
      code: 'practice.owner-only',
      nextStep: 'Ask the owner to unlock and make this change.',
    })
    expect(
      await refusedWith(
        api.practice.updateLicence({
          practitionerId: berit.id,
          licence: { ...changed, maximumNeedleLength: micrometres.parse(3000) },
          reason: 'deeper',
        }),
      ),
    ).toEqual(['practice.owner-only'])
    expect(await refusedWith(api.practice.update({ details, reason: '' }))).toEqual([
      'practice.owner-only',
    ])
    expect((await api.practice.get()).rules).toEqual(rules)
  })
})
