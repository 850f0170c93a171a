import { describe, expect, it } from 'vitest'
import { newId, systemEnvironment } from '#main/database/index.ts'
import { type PractitionerId, toCalendarDate } from '#shared/kernel/index.ts'
import type { PremisesEntry } from '#shared/premises/index.ts'
import { openTestPractice } from '../support/practice.ts'
import { refusedWith } from '../support/refusals.ts'

const day = toCalendarDate

const container = (
  changes: {
    beginsOn?: string
    endsOn?: string | null
    collectedOn?: string | null
    number?: string
  } = {},
): PremisesEntry => ({
  kind: 'sharps-container',
  beginsOn: day(changes.beginsOn ?? '2026-11-01'),
  endsOn: changes.endsOn ? day(changes.endsOn) : null,
  attachmentId: null,
  details: {
    number: changes.number ?? 'SC-7',
    place: 'Room 1',
    collectedOn: changes.collectedOn ? day(changes.collectedOn) : null,
    carrier: '',
    note: '',
  },
})

const training = (
  practitionerId: PractitionerId,
  beginsOn: string,
  endsOn: string | null,
): PremisesEntry => ({
  kind: 'training',
  practitionerId,
  beginsOn: day(beginsOn),
  endsOn: endsOn === null ? null : day(endsOn),
  attachmentId: null,
  details: { subject: 'Bloodborne pathogens', provider: 'County', note: '' },
})

const permit = (endsOn: string): PremisesEntry => ({
  kind: 'permit',
  beginsOn: day('2025-12-01'),
  endsOn: day(endsOn),
  attachmentId: null,
  details: { name: 'Premises permit', number: 'P-1', authority: 'County' },
})

const withPremises = async () => {
  const practice = await openTestPractice()
  const { current } = await practice.api.practice.get()
  return { practice, premises: practice.api.premises, me: current.id }
}

describe('a record of the premises', () => {
  it('is of what has happened, names people and files that are there [PRE-1] [PRE-2] [PRE-3]', async () => {
    const { practice, premises, me } = await withPremises()
    const refused = (entry: PremisesEntry) => refusedWith(premises.add(entry))
    expect(await refused(container({ beginsOn: '2026-11-23' }))).toEqual(['premises.in-future'])
    expect(await refused(container({ endsOn: '2026-10-30', collectedOn: '2026-10-29' }))).toEqual([
      'premises.ends-before-begin',
      'premises.collected-open',
    ])
    expect(await refused(container({ endsOn: '2026-11-23' }))).toEqual([
      'premises.sealed-in-future',
    ])
    expect(await refused(container({ collectedOn: '2026-11-20' }))).toEqual([
      'premises.collected-open',
    ])
    const stranger = newId<PractitionerId>(systemEnvironment)
    expect(await refused(training(stranger, '2026-01-10', null))).toEqual([
      'premises.unknown-person',
    ])
    expect(
      await refused({ ...permit('2027-01-01'), attachmentId: newId(systemEnvironment) }),
    ).toEqual(['premises.unknown-attachment'])
    expect(await premises.records({})).toEqual([])
    const scan = await practice.api.attachments.add({
      file: new File(['a scan'], 'training.txt', { type: 'text/plain' }),
    })
    const added = await premises.add({
      ...training(me, '2026-01-10', null),
      attachmentId: scan.id,
    })
    expect(added).toMatchObject({
      recordedBy: 'Ada Petersen',
      errorMark: null,
      entry: { kind: 'training', practitionerId: me, attachmentId: scan.id },
    })
  })

  it('goes on under a reason, keeps its kind, and stays when it was an error [PRE-4] [PRE-5]', async () => {
    const { premises, me } = await withPremises()
    const first = await premises.add(container({ beginsOn: '2026-10-01' }))
    const second = await premises.add(container({ beginsOn: '2026-11-01', number: 'SC-8' }))
    await premises.add({
      kind: 'sharps-injury',
      beginsOn: day('2026-10-15'),
      endsOn: null,
      practitionerId: null,
      attachmentId: null,
      details: {
        device: 'Meridian 12-pin cartridge',
        workArea: 'Room 1',
        explanation: 'Slipped while removing it.',
        contaminated: true,
        firstAid: 'Washed.',
        referredTo: 'Occupational health',
      },
    })
    const days = async (from?: string, to?: string) =>
      (
        await premises.records({
          from: from === undefined ? undefined : day(from),
          to: to === undefined ? undefined : day(to),
        })
      ).map(({ entry }) => entry.beginsOn)
    expect(await days()).toEqual(['2026-11-01', '2026-10-15', '2026-10-01'])
    expect(await days('2026-10-15', '2026-10-31')).toEqual(['2026-10-15'])
    const sealed = container({
      beginsOn: '2026-10-01',
      endsOn: '2026-10-20',
      collectedOn: '2026-10-25',
    })
    const changed = await premises.update({
      premisesRecordId: first.id,
      entry: sealed,
      reason: 'collected',
    })
    expect(changed.entry).toEqual(sealed)
    expect(changed.recordedAt).toBe(first.recordedAt)
    expect(
      await refusedWith(
        premises.update({
          premisesRecordId: first.id,
          entry: training(me, '2026-01-10', null),
          reason: 'x',
        }),
      ),
    ).toEqual(['premises.kind-fixed'])
    const marked = await premises.markEnteredInError({
      premisesRecordId: second.id,
      reason: 'entered twice',
    })
    expect(marked.errorMark?.reason).toBe('entered twice')
    expect(await premises.due()).toEqual([])
    for (const again of [
      premises.markEnteredInError({ premisesRecordId: second.id, reason: 'x' }),
      premises.update({ premisesRecordId: second.id, entry: sealed, reason: 'x' }),
    ])
      expect(await refusedWith(again)).toEqual(['premises.marked-in-error'])
  })

  it('is due when it runs out, stands open or is not known [PRE-6] [PRE-7]', async () => {
    const { premises, me } = await withPremises()
    await premises.add(permit('2026-12-22'))
    await premises.add(training(me, '2025-11-01', '2026-11-01'))
    const due = async () =>
      (await premises.due()).map(({ finding }) => [finding.code, finding.severity])
    expect(await due()).toEqual([
      ['premises.training-run-out', 'override'],
      ['premises.permit-due', 'note'],
    ])
    await premises.add(training(me, '2026-11-02', '2027-11-02'))
    await premises.add(container({ number: 'SC-7' }))
    await premises.add(container({ number: 'SC-6', endsOn: '2026-11-10' }))
    await premises.add(
      container({ number: 'SC-5', endsOn: '2026-11-10', collectedOn: '2026-11-12' }),
    )
    const status = (value: 'unknown' | 'vaccinated', beginsOn: string): PremisesEntry => ({
      kind: 'hepatitis-b',
      practitionerId: me,
      beginsOn: day(beginsOn),
      endsOn: null,
      attachmentId: null,
      details: { status: value, note: '' },
    })
    await premises.add(status('unknown', '2026-01-05'))
    expect((await due()).map(([code]) => code)).toEqual([
      'premises.hepatitis-b-open',
      'premises.container-open',
      'premises.container-waits',
      'premises.permit-due',
    ])
    await premises.add(status('vaccinated', '2026-02-05'))
    expect((await due()).map(([code]) => code)).not.toContain('premises.hepatitis-b-open')
  })
})
