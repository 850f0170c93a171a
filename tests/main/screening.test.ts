import { readdirSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyLog } from '#main/audit/index.ts'
import type { Connection } from '#main/database/index.ts'
import { verifySignatures } from '#main/signing/index.ts'
import {
  attachmentId,
  certain,
  type ClientId,
  lotId,
  type ScreeningId,
  toInstant,
} from '#shared/kernel/index.ts'
import type { ScreeningRules } from '#shared/screening/index.ts'
import {
  newPracticeOfTest,
  openTestPractice,
  type TestPractice,
  testPassphrase,
} from '../support/practice.ts'
import { refusalOf, refusedWith } from '../support/refusals.ts'
import { roomsInside } from '../support/rooms.ts'
import {
  aPerson,
  clearanceScan,
  clearItem,
  day,
  receive,
  screen,
  screeningForm,
} from '../support/treatment.ts'
import { forgedSnapshot, loggedEntries } from '../support/logged.ts'

const newClient = async ({ api }: TestPractice, name = 'Mia Thorsen'): Promise<ClientId> =>
  (await api.clients.create({ details: { ...aPerson, name }, flags: [] })).id

const currentRules = async ({ api }: TestPractice): Promise<ScreeningRules> =>
  certain(
    (await api.screening.rules()).find(({ current }) => current),
    'Screening rules',
  )

/** The same with another wording: enough for a new version. */
const reworded = async (practice: TestPractice, text: string) => {
  const { body } = await currentRules(practice)
  const [first, ...others] = body.questions
  return practice.api.screening.publishRules({
    body: { ...body, questions: [{ ...certain(first, 'A question'), text }, ...others] },
    reason: 'plainer words',
  })
}

const emptyForm = async (practice: TestPractice, clientId: ClientId) => ({
  clientId,
  rulesId: (await currentRules(practice)).id,
  askedBy: 'client' as const,
  startedAt: toInstant(practice.clock.now()),
  answers: [],
  historyConfirmed: false,
})

const statesOf = async ({ api }: TestPractice, clientId: ClientId) =>
  (await api.screening.list({ clientId })).map(({ verdict, state }) => [verdict, state])

const unlocked = ({ api }: TestPractice) => api.vault.unlock({ secret: testPassphrase })

describe('screening rules', () => {
  it('start with a version of ours; an owner’s change makes the next, and old ones stay [SCR-11]', async () => {
    const practice = await openTestPractice()
    const { api } = practice
    const [starting] = await api.screening.rules()
    expect(starting).toMatchObject({ version: 1, current: true, reason: 'starting rules' })
    const { body } = certain(starting, 'Starting rules')
    expect(await refusedWith(api.screening.publishRules({ body, reason: 'nothing' }))).toEqual([
      'screening.rules-unchanged',
    ])
    const second = await reworded(practice, 'Are you expecting a baby?')
    expect(second).toMatchObject({ version: 2, current: true, reason: 'plainer words' })
    expect((await api.screening.rules()).map(({ version, current }) => [version, current])).toEqual(
      [
        [2, true],
        [1, false],
      ],
    )
    expect((await api.screening.rules())[1]?.body).toEqual(body)
  })

  it('are changed by an owner only [SCR-11]', async () => {
    const practice = await openTestPractice()
    const passphrase = 'seven herons over marble'
    const person = { ...newPracticeOfTest.owner, name: 'Bea Okafor', licenceNumber: 'ME-30001' }
    const { id } = await practice.api.practice.addPractitioner({ person, passphrase })
    await practice.api.vault.lock()
    await practice.api.vault.unlock({ secret: passphrase, practitionerId: id })
    expect(await refusedWith(reworded(practice, 'Are you expecting?'))).toEqual([
      'screening.owner-only',
    ])
  })
})

describe('a screening', () => {
  it('is refused while anything is open, and nothing is written [SCR-20]', async () => {
    const practice = await openTestPractice()
    const { api } = practice
    const clientId = await newClient(practice)
    const problems = await refusalOf(
      api.screening.complete({ form: await emptyForm(practice, clientId), secret: testPassphrase }),
    )
    expect(problems.length).toBeGreaterThan(30)
    expect(problems.at(-1)?.code).toBe('screening.history-unconfirmed')
    expect(JSON.stringify(problems)).not.toContain('Mia')
    expect(await api.screening.list({ clientId })).toEqual([])
    expect(
      await refusedWith(
        api.screening.complete({ form: await emptyForm(practice, clientId), secret: 'not this' }),
      ),
    ).toEqual(['vault.wrong-secret'])
  })

  it('is refused while the clock stands before the newest one [SCR-28]', async () => {
    const practice = await openTestPractice()
    const clientId = await newClient(practice)
    practice.clock.advance({ minutes: 9 })
    await screen(practice, clientId)
    practice.clock.advance({ minutes: -9 })
    expect(await refusedWith(screen(practice, clientId))).toEqual(['screening.clock-behind'])
    expect(await statesOf(practice, clientId)).toEqual([['clear', 'valid']])
  })

  it('is refused with answers of another day [SCR-27]', async () => {
    const practice = await openTestPractice()
    const clientId = await newClient(practice)
    const form = await screeningForm(practice, clientId)
    practice.clock.advance({ days: 1 })
    await unlocked(practice)
    const complete = () =>
      refusedWith(practice.api.screening.complete({ form, secret: testPassphrase }))
    expect(await complete()).toEqual(['screening.of-another-day'])
    expect(await statesOf(practice, clientId)).toEqual([])
  })

  it('is refused by rules that were replaced meanwhile, and keeps the version that judged it [SCR-21]', async () => {
    const practice = await openTestPractice()
    const { api } = practice
    const clientId = await newClient(practice)
    const { id } = await screen(practice, clientId)
    const old = await emptyForm(practice, clientId)
    await reworded(practice, 'Are you expecting a baby?')
    expect(
      await refusedWith(api.screening.complete({ form: old, secret: testPassphrase })),
    ).toEqual(['screening.rules-replaced'])
    const kept = await api.screening.get({ screeningId: id })
    expect(kept).toMatchObject({ rulesVersion: 1, state: 'valid' })
    expect(kept.snapshot.answers[0]?.text).toBe('Are you pregnant, or could you be?')
    const next = await screen(practice, clientId)
    expect(next).toMatchObject({ rulesVersion: 2 })
    expect(next.snapshot.answers[0]?.text).toBe('Are you expecting a baby?')
  })

  it('keeps what was asked, answered and found, signed, and takes its draft along [SCR-22, SCR-23]', async () => {
    const practice = await openTestPractice()
    const { api } = practice
    const clientId = await newClient(practice)
    const draft = { kind: 'screening', key: clientId }
    await api.drafts.save({ ...draft, version: 0, document: { begun: true } })
    const screening = await screen(practice, clientId, {
      anticoagulants: { answer: 'yes', detail: 'warfarin' },
    })
    expect(await api.drafts.load(draft)).toBeNull()
    expect(screening).toMatchObject({
      verdict: 'clearance',
      state: 'valid',
      signatureState: 'valid',
      changes: null,
      day: '2026-11-22',
      validUntil: '2026-11-22',
      identity: { name: 'Mia Thorsen', number: 1 },
      signature: { meaning: 'screening-completed', printedName: newPracticeOfTest.owner.name },
    })
    const { snapshot } = screening
    expect(snapshot.history).toEqual({
      age: 36,
      fitzpatrickType: 'III',
      allergies: ['latex'],
      medication: [],
      flags: [],
    })
    expect(snapshot.answers.find(({ code }) => code === 'anticoagulants')).toMatchObject({
      label: 'Anticoagulants',
      text: 'Do you take a blood thinner?',
      answer: 'yes',
      detail: 'warfarin',
    })
    expect(snapshot.answers.map(({ code }) => code)).not.toContain('liver-disease')
    expect(snapshot.findings.map(({ code }) => code)).toEqual(['screening.anticoagulants'])
    expect(JSON.stringify(snapshot)).not.toContain('Thorsen')
    expect(await api.screening.get({ screeningId: screening.id })).toEqual(screening)
    expect(await statesOf(practice, clientId)).toEqual([['clearance', 'valid']])
  })

  it('counts until its last day while it is the newest, and shows what changed since the one before [SCR-24, SCR-26]', async () => {
    const practice = await openTestPractice()
    const { api, clock } = practice
    const clientId = await newClient(practice)
    await screen(practice, clientId, { pregnancy: { answer: 'yes' } })
    clock.advance({ minutes: 1 })
    await screen(practice, clientId)
    expect(await statesOf(practice, clientId)).toEqual([
      ['clear', 'valid'],
      ['stop', 'earlier'],
    ])
    clock.set('2026-11-23T16:00:00.000Z')
    await unlocked(practice)
    expect(await statesOf(practice, clientId)).toEqual([
      ['clear', 'expired'],
      ['stop', 'earlier'],
    ])
    const { rules } = await api.practice.get()
    await api.practice.updateRules({
      settings: {
        ...rules.settings,
        screeningValidityDays: { ...rules.settings.screeningValidityDays, value: 2 },
      },
      reason: 'a series on three days',
    })
    const third = await screen(practice, clientId, { diabetes: { answer: 'unknown' } })
    expect(third).toMatchObject({ day: '2026-11-23', validUntil: '2026-11-25' })
    expect(third.changes).toEqual([{ label: 'Diabetes', before: 'No', now: 'Not known' }])
    clock.set('2026-11-25T16:00:00.000Z')
    await unlocked(practice)
    expect((await statesOf(practice, clientId))[0]).toEqual(['clearance', 'valid'])
    clock.set('2026-11-26T16:00:00.000Z')
    await unlocked(practice)
    expect((await statesOf(practice, clientId))[0]).toEqual(['clearance', 'expired'])
  })

  it('of which one byte was changed behind the back is invalid in the list, inside and for verify [SCR-25]', async () => {
    const practice = await openTestPractice()
    const { api } = practice
    const clientId = await newClient(practice)
    const { id } = await screen(practice, clientId)
    const connection = await practice.behindTheBack()
    const looksAt = async (sql: string, undo: string) => {
      altered(connection, sql)
      const list = await statesOf(practice, clientId)
      const inside = await stateInside(practice, id)
      const found = [
        ...verifyLog(connection).findings,
        ...verifySignatures(connection, {}).findings,
      ].map(({ code }) => code)
      altered(connection, undo)
      return [list[0]?.[1], inside, ...new Set(found)]
    }
    const inSnapshot = (from: string, to: string) =>
      forgedSnapshot(connection, id, (text) => text.replace(from, to))
    const asItWas = forgedSnapshot(connection, id, (text) => text)
    const inRow = (column: string, value: string) =>
      `UPDATE screenings SET ${column} = '${value}' WHERE id = '${id}'`
    const inRules = (from: string, to: string) =>
      `UPDATE screening_rules SET body = replace(body, '${from}', '${to}')`
    const inIdentity = (from: string, to: string) =>
      `UPDATE screenings SET identity = replace(identity, '${from}', '${to}') WHERE id = '${id}'`

    const swapped = (change: (from: string, to: string) => string, from: string, to: string) =>
      looksAt(change(from, to), change === inSnapshot ? asItWas : change(to, from))

    const found = ['invalid', 'invalid', 'row-differs', 'signature-invalid']
    // The copy that was signed, the columns beside it, the person, and the rules that judged it.
    expect([
      await swapped(inSnapshot, 'Are you breastfeeding?', 'Are you breastfeeding!'),
      await looksAt(inRow('verdict', 'caution'), inRow('verdict', 'clear')),
      await looksAt(inRow('valid_until', '2026-11-29'), inRow('valid_until', '2026-11-22')),
      await swapped(inIdentity, 'Thorsen', 'Thorsem'),
      await swapped(inRules, 'No microneedling in pregnancy.', 'No microneedling in pregnanci.'),
    ]).toEqual([['invalid', 'invalid', 'signature-invalid'], found, found, found, found])
    expect(await statesOf(practice, clientId)).toEqual([['clear', 'valid']])
    expect(await stateInside(practice, id)).toBe('valid')
    const unreadable = `UPDATE signatures SET meaning = 'addendum' WHERE subject_id = '${id}'`
    altered(connection, unreadable)
    expect(await statesOf(practice, clientId)).toEqual([['clear', 'invalid']])
    expect(await refusedWith(api.screening.get({ screeningId: id }))).toEqual([
      'screening.unreadable',
    ])
  })
})

/** Somebody with the key and SQLite, who knows to switch the guards off and on again. */
const altered = (connection: Connection, sql: string): void => {
  const guards = connection
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    )
    .all()
  connection.transaction(() => {
    for (const { name } of guards) connection.exec(`DROP TRIGGER "${name}"`)
    connection.exec(sql)
    for (const guard of guards) connection.exec(guard.sql)
  })()
}

const stateInside = async ({ api }: TestPractice, screeningId: ScreeningId) =>
  (await api.screening.get({ screeningId })).signatureState

describe('the client’s record', () => {
  it('takes answers one by one, with the screening’s day as the reason [SCR-41]', async () => {
    const practice = await openTestPractice()
    const { api, clock } = practice
    const clientId = await newClient(practice)
    const update = (offer: Parameters<typeof api.screening.updateRecord>[0]['offer']) =>
      api.screening.updateRecord({ clientId, offer })
    await screen(practice, clientId)
    clock.set('2026-11-23T16:00:00.000Z')
    await unlocked(practice)
    const raised = await update({ change: 'raise-flag', item: 'cold-sores', label: 'whatever' })
    expect(raised.flags.map(({ kind, label }) => [kind, label])).toEqual([
      ['cold-sores', 'Cold sores'],
    ])
    expect(
      (await update({ change: 'add-allergy', item: 'other-allergy', text: 'Kiwi' })).allergies,
    ).toEqual(['latex', 'Kiwi'])
    expect(
      (await update({ change: 'add-medication', item: 'new-medicine', text: 'Zinc' })).medication,
    ).toEqual(['Zinc'])
    expect(
      await refusedWith(update({ change: 'add-allergy', item: 'other-allergy', text: 'kiwi' })),
    ).toEqual(['clients.already-listed'])
    expect(
      await refusedWith(update({ change: 'raise-flag', item: 'sunburn', label: 'Sunburn' })),
    ).toEqual(['screening.not-offered'])
    await api.drafts.save({ kind: 'screening', key: clientId, version: 0, document: {} })
    expect(
      (await update({ change: 'end-flag', item: 'cold-sores', label: 'Cold sores' })).flags,
    ).toEqual([])
    const connection = await practice.behindTheBack()
    expect(connection.prepare('SELECT end_reason FROM client_flags').pluck().all()).toEqual([
      'answered in the screening of 23 Nov 2026',
    ])
    expect(
      new Set(
        loggedEntries(connection)
          .filter(({ table }) => table === 'client_flags')
          .map(({ reason }) => reason),
      ),
    ).toEqual(
      new Set([
        'answered in the screening of 22 Nov 2026',
        'answered in the screening of 23 Nov 2026',
      ]),
    )
  })

  it('takes a clearance only with the prescriber’s document, and never for a stop [SCR-42, SCR-43]', async () => {
    const practice = await openTestPractice()
    const { api } = practice
    const clientId = await newClient(practice)
    const { flags } = await clearItem(practice, clientId, 'cold-sores')
    expect(flags).toMatchObject([
      { kind: 'cold-sores', label: 'Cold sores', clearance: { prescriberLicence: 'MD-7781' } },
    ])
    const clearance = {
      prescriberName: 'Dr Ito',
      prescriberLicence: 'MD 1',
      clearedOn: day('2026-11-01'),
      validUntil: day('2026-11-22'),
      note: 'prophylaxis declined',
      attachmentId: await clearanceScan(practice, clientId),
    }
    const record = (item: string, changes: Partial<typeof clearance> = {}) =>
      api.screening.recordClearance({ clientId, item, clearance: { ...clearance, ...changes } })
    expect((await record('cold-sores')).flags).toMatchObject([
      { kind: 'cold-sores', clearance: { clearedOn: '2026-11-01', note: 'prophylaxis declined' } },
    ])
    expect(await refusedWith(record('pregnancy'))).toEqual(['screening.stop-not-cleared'])
    expect(await refusedWith(record('left-handed'))).toEqual(['screening.nothing-to-clear'])
    expect(await refusedWith(record('diabetes', { clearedOn: day('2026-11-23') }))).toEqual([
      'screening.clearance-in-future',
    ])
    const nothing = attachmentId.parse('01939f7e-0000-7000-8000-000000000000')
    expect(await refusedWith(record('diabetes', { attachmentId: nothing }))).toEqual([
      'attachments.not-kept',
    ])
    expect((await api.clients.get({ clientId })).flags).toHaveLength(1)
    const other = await newClient(practice, 'Noor Haddad')
    expect(
      await refusedWith(
        api.screening.recordClearance({ clientId: other, item: 'cold-sores', clearance }),
      ),
    ).toEqual(['screening.document-of-another'])
    const attachments = join(practice.folder, 'attachments')
    for (const name of readdirSync(attachments)) unlinkSync(join(attachments, name))
    expect(await refusedWith(record('cold-sores'))).toEqual(['screening.document-not-whole'])
    const connection = await practice.behindTheBack()
    expect(() => connection.exec("UPDATE clearances SET note = ''")).toThrow(/locked/)
    expect(() => connection.exec('UPDATE clearances SET attachment_id = NULL')).toThrow(/locked/)
  })
})

describe('a patch test', () => {
  it('is applied with its lot, waits for its day, and is read once [SCR-50, SCR-51, SCR-53]', async () => {
    const practice = await openTestPractice()
    const { api, clock } = practice
    const clientId = await newClient(practice)
    const { lot } = await receive(practice, 'serum')
    const applied = {
      clientId,
      lotId: lot.id,
      site: 'behind the left ear',
      appliedOn: day('2026-11-22'),
      readDueOn: day('2026-11-24'),
      note: '',
    }
    const test = await api.screening.recordPatchTest(applied)
    expect(test).toMatchObject({
      productName: lot.product.name,
      lotNumber: lot.number,
      appliedBy: newPracticeOfTest.owner.name,
      reading: null,
    })
    const nowhere = lotId.parse('01939f7e-0000-7000-8000-000000000000')
    expect(
      await refusedWith(api.screening.recordPatchTest({ ...applied, lotId: nowhere })),
    ).toEqual(['screening.unknown-lot'])
    expect(
      await refusedWith(
        api.screening.recordPatchTest({ ...applied, readDueOn: applied.appliedOn }),
      ),
    ).toEqual(['screening.patch-test-due-too-early'])
    const { rooms, database } = await roomsInside(practice)
    const due = () => database.read((db) => rooms.screening.due(db).map(({ id }) => id))
    expect(due()).toEqual([])
    clock.set('2026-11-24T16:00:00.000Z')
    await unlocked(practice)
    expect(due()).toEqual([test.id])
    const reading = { readOn: day('2026-11-24'), result: 'positive' as const, note: 'red, 8 mm' }
    const read = () => api.screening.readPatchTest({ patchTestId: test.id, reading })
    expect(await read()).toMatchObject({ reading: { ...reading, readBy: 'Ada Petersen' } })
    expect(await refusedWith(read())).toEqual(['screening.patch-test-already-read'])
    expect(due()).toEqual([])
    expect(await api.screening.patchTests({ clientId })).toMatchObject([
      { id: test.id, reading: { result: 'positive' } },
    ])
    const connection = await practice.behindTheBack()
    expect(() => connection.exec("UPDATE patch_tests SET result = 'negative'")).toThrow(/locked/)
  })
})
