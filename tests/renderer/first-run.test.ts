import { describe, expect, it } from 'vitest'
import {
  emptyForm,
  type FirstRunForm,
  isUnlisted,
  problemsOfOwner,
  problemsOfPassphrase,
  problemsOfPractice,
  ruleOf,
  toCreatePractice,
} from '#renderer/vault/form.ts'
import { certain, micrometres, toCalendarDate } from '#shared/kernel/index.ts'
import { jurisdictionRules } from '#shared/practice/index.ts'

const filled: FirstRunForm = {
  ...emptyForm('America/Phoenix'),
  name: 'Duarte Skin Studio',
  ownerName: 'Ana Duarte',
  licenceClass: 'Esthetician',
  licenceNumber: 'E-1',
  licenceExpiresOn: toCalendarDate('2027-05-01'),
  jurisdiction: 'Arizona',
  maximumNeedleLength: micrometres.parse(500),
  maximumNeedleLengthSource: 'Board guidance',
  passphrase: 'river lamp orchard seventeen',
  again: 'river lamp orchard seventeen',
}

describe('the first run', () => {
  it('asks for everything that a practice cannot be without', () => {
    const empty = emptyForm('America/Phoenix')
    expect(Object.keys(problemsOfPractice(empty))).toEqual(['name'])
    expect(Object.keys(problemsOfOwner(empty))).toEqual([
      'ownerName',
      'licenceClass',
      'licenceNumber',
      'licenceExpiresOn',
      'jurisdiction',
      'maximumNeedleLength',
      'maximumNeedleLengthSource',
    ])
    expect(Object.keys(problemsOfPassphrase(empty))).toEqual(['passphrase'])
  })

  it('has no problem with a form that is filled in', () => {
    expect(
      [problemsOfPractice, problemsOfOwner, problemsOfPassphrase].map((of) => of(filled)),
    ).toEqual([{}, {}, {}])
    expect(toCreatePractice(filled).owner).toMatchObject({
      jurisdiction: 'Arizona',
      maximumNeedleLength: 500,
    })
  })

  it('asks for the name of a place that the list does not have', () => {
    const other = jurisdictionRules.at(-1)?.name ?? ''
    expect(isUnlisted(other)).toBe(true)
    expect(problemsOfOwner({ ...filled, jurisdiction: other })).toHaveProperty('otherJurisdiction')
    const named = { ...filled, jurisdiction: other, otherJurisdiction: 'Oregon' }
    expect(toCreatePractice(named).owner.jurisdiction).toBe('Oregon')
  })

  it('accepts 0 as “not permitted”, and starts California from it', () => {
    expect(ruleOf('California')?.maximumNeedleLength).toBe(0)
    expect(problemsOfOwner({ ...filled, maximumNeedleLength: micrometres.parse(0) })).toEqual({})
  })

  it('keeps how good the place’s source is, unless the owner wrote her own limit [PRA-5]', () => {
    const rule = certain(ruleOf('Arizona'), 'Arizona')
    const kept = (changes: Partial<FirstRunForm>) => {
      const { owner } = toCreatePractice({
        ...filled,
        maximumNeedleLengthSource: rule.source,
        ...changes,
      })
      return [owner.maximumNeedleLengthQuality, owner.maximumNeedleLengthCheckOn, owner.standing]
    }
    expect(kept({})).toEqual([rule.quality, rule.checkAgainOn, 'independent'])
    expect(rule.checkAgainOn).not.toBeNull()
    const own = ['practice', rule.checkAgainOn, 'independent']
    expect(kept({ maximumNeedleLength: micrometres.parse(300) })).toEqual(own)
    expect(kept({ maximumNeedleLengthSource: 'A letter of the board' })).toEqual(own)
    const unlisted = { jurisdiction: 'Another jurisdiction', otherJurisdiction: 'Oregon' }
    expect(kept(unlisted)).toEqual(['practice', null, 'independent'])
  })

  it('refuses two passphrases that differ', () => {
    expect(problemsOfPassphrase({ ...filled, again: 'river lamp orchard' })).toHaveProperty('again')
  })
})
