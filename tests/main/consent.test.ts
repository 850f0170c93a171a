import { describe, expect, it } from 'vitest'
import { newId, systemEnvironment } from '#main/database/index.ts'
import { type SignConsent, startingTemplate } from '#shared/consent/index.ts'
import {
  calendarDate,
  type ClientId,
  type ConsentId,
  type ConsentTemplateId,
  instant,
} from '#shared/kernel/index.ts'
import { openTestPractice, type TestPractice, testPassphrase } from '../support/practice.ts'
import { refusalOf, refusedWith } from '../support/refusals.ts'
import { roomsInside } from '../support/rooms.ts'

const strokesOf = (points: number): SignConsent['strokes'] => ({
  width: 600,
  height: 200,
  strokes:
    points === 0
      ? []
      : [
          Array.from({ length: points }, (_, index) => ({
            x: 20 + index * 7.5,
            y: 100 - index,
            pressure: 0.5,
            time: index * 16,
          })),
        ],
})

const everyStatement = startingTemplate.acknowledgements.map(({ id }) => id)

const newClient = (practice: TestPractice, name = 'Mia Thorsen') =>
  practice.api.clients.create({
    details: {
      name,
      birthDate: calendarDate.parse('1990-04-01'),
      telephone: '',
      email: '',
      address: '',
      emergencyContact: '',
      fitzpatrickType: 'III',
      allergies: [],
      medication: [],
      note: '',
    },
    flags: [],
  })

const withClient = async () => {
  const practice = await openTestPractice()
  const client = await newClient(practice)
  const currentText = async () => {
    const template = (await practice.api.consent.templates()).find(({ current }) => current)
    if (!template) throw new Error('A practice has a current text.')
    return template
  }
  const form = async (changes: Partial<SignConsent> = {}): Promise<SignConsent> => ({
    clientId: client.id,
    templateId: (await currentText()).id,
    acknowledged: everyStatement,
    strokes: strokesOf(30),
    presentedAt: instant.parse('2026-11-22T15:50:00.000Z'),
    ...changes,
  })
  const sign = async (changes: Partial<SignConsent> = {}) =>
    practice.api.consent.sign({ consent: await form(changes), secret: testPassphrase })
  const publish = async (title: string) =>
    practice.api.consent.publish({
      kind: 'microneedling',
      text: { ...startingTemplate, title },
      reason: 'a clearer title',
    })
  const states = async (of: ClientId = client.id) =>
    (await practice.api.consent.list({ clientId: of })).map(({ state }) => state)
  return { ...practice, practice, client, currentText, form, sign, publish, states }
}

describe('consent texts', () => {
  it('begin with our text for microneedling [CON-1]', async () => {
    const { api } = await openTestPractice()
    const templates = await api.consent.templates()
    expect(templates).toMatchObject([
      { kind: 'microneedling', version: 1, language: 'en', current: true, text: startingTemplate },
    ])
  })

  it('are published as the next version, and the one before stays readable [CON-5]', async () => {
    const { api, publish, currentText } = await withClient()
    const first = await currentText()
    const second = await publish('Consent to microneedling, second text')
    expect(second).toMatchObject({ version: 2, current: true })
    expect(await api.consent.template({ templateId: first.id })).toEqual({
      ...first,
      current: false,
    })
    expect((await api.consent.templates()).map(({ version }) => version)).toEqual([2, 1])
  })

  it('keep their current version beside another language [CON-5]', async () => {
    const { practice, currentText } = await withClient()
    const connection = await practice.behindTheBack()
    connection.exec(`DROP TRIGGER log_insert_consent_templates;
      INSERT INTO consent_templates (id, kind, version, language, text, published_at)
      SELECT '${newId(systemEnvironment)}', kind, 5, 'es', text, published_at FROM consent_templates`)
    const templates = await practice.api.consent.templates()
    expect(templates.map(({ language, current }) => [language, current])).toEqual([
      ['en', true],
      ['es', true],
    ])
    expect((await currentText()).version).toBe(1)
  })

  it('are not published when nothing changed [CON-6]', async () => {
    const { api } = await openTestPractice()
    expect(
      await refusedWith(
        api.consent.publish({ kind: 'microneedling', text: startingTemplate, reason: 'again' }),
      ),
    ).toEqual(['consent.nothing-changed'])
  })

  it('are not published with one statement twice [CON-7]', async () => {
    const { api } = await openTestPractice()
    const acknowledgements = [
      ...startingTemplate.acknowledgements,
      { id: 'risks', text: 'I know the risks.' },
    ]
    expect(
      await refusedWith(
        api.consent.publish({
          kind: 'microneedling',
          text: { ...startingTemplate, acknowledgements },
          reason: 'one more',
        }),
      ),
    ).toEqual(['consent.statement-twice'])
  })
})

describe('signing', () => {
  it('keeps exactly what was read, agreed to and drawn, and who witnessed it [CON-14]', async () => {
    const { api, sign, form, currentText, client } = await withClient()
    const { id } = await sign()
    const found = await api.consent.get({ consentId: id })
    const { text, version, language } = await currentText()
    expect(found.snapshot).toMatchObject({
      format: 'stratum-consent-1',
      consentId: id,
      client: { id: client.id },
      practice: 'Lantern Skin Studio',
      template: { text, version, language },
      acknowledged: everyStatement,
      strokes: (await form()).strokes,
      presentedAt: '2026-11-22T15:50:00.000Z',
      signedAt: found.signedAt,
      practitioner: { name: 'Ada Petersen', licence: 'Master esthetician ME-20417, Utah' },
    })
    expect(found.signature.meaning).toBe('consent-witnessed')
    expect(found.signature.snapshotHash).toBe(found.snapshotHash)
    expect([found.signatureState, found.state]).toEqual(['valid', 'valid'])
  })

  it('holds the client only as a commitment [CON-15]', async () => {
    const { sign } = await withClient()
    const { snapshot, identity } = await sign()
    expect(JSON.stringify(snapshot)).not.toMatch(/Thorsen|1990-04-01/)
    expect(identity).toMatchObject({ number: 1, name: 'Mia Thorsen', birthDate: '1990-04-01' })
    expect(identity.salt).toMatch(/^[0-9a-f]{64}$/)
  })

  it('counts its days on the practice’s calendar [CON-16]', async () => {
    const { clock, sign } = await withClient()
    // 19:00 on the 20th in Denver, already the 21st in UTC.
    clock.set('2026-11-21T02:00:00.000Z')
    const { validUntil } = await sign({ presentedAt: instant.parse('2026-11-21T01:50:00.000Z') })
    expect(validUntil).toBe('2027-05-19')
  })

  it('says everything that is missing at once, and signs nothing [CON-8]', async () => {
    const { sign, states } = await withClient()
    const problems = await refusalOf(sign({ acknowledged: [], strokes: strokesOf(0) }))
    expect(problems.map(({ code, field }) => [code, field])).toEqual([
      ['consent.not-acknowledged', 'acknowledged'],
      ['consent.not-signed', 'strokes'],
    ])
    expect(await states()).toEqual([])
  })

  it.each([
    ['one statement open', { acknowledged: everyStatement.slice(1) }, 'consent.not-acknowledged'],
    [
      'one statement twice',
      { acknowledged: [...everyStatement.slice(1), 'risks'] },
      'consent.not-acknowledged',
    ],
    ['no stroke', { strokes: strokesOf(0) }, 'consent.not-signed'],
    ['a dot', { strokes: strokesOf(7) }, 'consent.not-signed'],
    [
      'a foreign answer',
      { acknowledged: [...everyStatement, 'marketing'] },
      'consent.unknown-statement',
    ],
    [
      'a form from the future',
      { presentedAt: instant.parse('2026-11-23T00:00:00.000Z') },
      'consent.presented-in-future',
    ],
  ])('refuses %s [CON-8] [CON-9] [CON-10] [CON-12]', async (_what, changes, code) => {
    const { sign, states } = await withClient()
    expect(await refusedWith(sign(changes))).toEqual([code])
    expect(await states()).toEqual([])
  })

  it('refuses a version that was replaced [CON-11]', async () => {
    const { sign, publish, currentText, states } = await withClient()
    const { id } = await currentText()
    await publish('Consent to microneedling, second text')
    expect(await refusedWith(sign({ templateId: id }))).toEqual(['consent.text-replaced'])
    expect(await states()).toEqual([])
  })

  it('signs nothing with a wrong passphrase [CON-13]', async () => {
    const { api, form, states } = await withClient()
    expect(
      await refusedWith(api.consent.sign({ consent: await form(), secret: 'not the passphrase' })),
    ).toEqual(['vault.wrong-secret'])
    expect(await states()).toEqual([])
  })

  it('refuses a text and a client that are not there [CON-17]', async () => {
    const { sign } = await withClient()
    expect(
      await refusedWith(sign({ templateId: newId<ConsentTemplateId>(systemEnvironment) })),
    ).toEqual(['consent.unknown-text'])
    expect(await refusedWith(sign({ clientId: newId<ClientId>(systemEnvironment) }))).toHaveLength(
      1,
    )
  })
})

describe('the state of a consent', () => {
  it('is expired after its last day [CON-18]', async () => {
    const { api, clock, sign, states } = await withClient()
    expect((await sign()).validUntil).toBe('2027-05-21')
    clock.set('2027-05-21T16:00:00.000Z')
    await api.vault.unlock({ secret: testPassphrase })
    expect(await states()).toEqual(['valid'])
    clock.set('2027-05-22T16:00:00.000Z')
    await api.vault.unlock({ secret: testPassphrase })
    expect(await states()).toEqual(['expired'])
  })

  it('is superseded once a newer text is published [CON-18]', async () => {
    const { sign, publish, states } = await withClient()
    await sign()
    await publish('Consent to microneedling, second text')
    expect(await states()).toEqual(['superseded'])
    await sign()
    expect(await states()).toEqual(['valid', 'superseded'])
  })

  it('holds after the client’s name was corrected [CON-18]', async () => {
    const { api, client, sign, states } = await withClient()
    await sign()
    const { id, number: _number, flags: _flags, createdAt: _createdAt, ...details } = client
    await api.clients.update({
      clientId: id,
      details: { ...details, name: 'Mia Thorsen-Lund' },
      reason: 'married',
    })
    expect(await states()).toEqual(['valid'])
  })

  it.each([
    ['its last day', 'consents', `UPDATE consents SET valid_until = '2036-01-01'`],
    ['its person', 'consents', `UPDATE consents SET identity = replace(identity, 'Mia', 'Ida')`],
    ['all of its person', 'consents', `UPDATE consents SET identity = '{}'`],
    ['its moment', 'consents', `UPDATE consents SET signed_at = '2026-11-21T16:00:00.000Z'`],
    [
      'its text',
      'consent_templates',
      `UPDATE consent_templates SET text = replace(text, 'Do nothing.', 'Nothing.')`,
    ],
    [
      'its signed copy',
      'signatures',
      `UPDATE signatures SET snapshot = replace(snapshot, 'Do nothing.', 'Nothing.')`,
    ],
    ['its signature', 'signatures', `UPDATE signatures SET printed_name = 'Somebody Else'`],
    ['what was signed by it', 'signatures', `UPDATE signatures SET meaning = 'addendum'`],
  ])('is invalid when %s was altered behind the back [CON-18]', async (_what, table, statement) => {
    const { practice, sign, states, client } = await withClient()
    const { id } = await sign()
    const connection = await practice.behindTheBack()
    connection.exec(`DROP TRIGGER ${table}_locked; DROP TRIGGER log_update_${table}; ${statement}`)
    expect(await states()).toEqual(['invalid'])
    const { rooms, database } = await roomsInside(practice)
    expect(database.read((db) => rooms.consent.latest(db, client.id))?.state).toBe('invalid')
    expect(database.read((db) => rooms.consent.find(db, id))?.signatureState).not.toBe('valid')
  })

  it('is refused to be shown when nothing readable is left [CON-18]', async () => {
    const { practice, api, sign, states } = await withClient()
    const { id } = await sign()
    const connection = await practice.behindTheBack()
    connection.exec(
      `DROP TRIGGER signatures_locked; DROP TRIGGER log_update_signatures; UPDATE signatures SET snapshot = '{}'`,
    )
    expect(await states()).toEqual(['invalid'])
    expect(await refusedWith(api.consent.get({ consentId: id }))).toEqual(['consent.unreadable'])
  })
})

describe('withdrawing', () => {
  it('is recorded once, with its day and reason [CON-19]', async () => {
    const { api, sign } = await withClient()
    const { id } = await sign()
    const withdraw = () =>
      api.consent.withdraw({
        consentId: id,
        withdrawnOn: calendarDate.parse('2026-11-22'),
        reason: 'she does not want it any more',
      })
    expect(await withdraw()).toMatchObject({
      state: 'withdrawn',
      withdrawnOn: '2026-11-22',
      withdrawalReason: 'she does not want it any more',
    })
    expect((await api.consent.get({ consentId: id })).signatureState).toBe('valid')
    expect(await refusedWith(withdraw())).toEqual(['consent.already-withdrawn'])
  })

  it.each([
    ['in the future', '2026-11-23', 'consent.withdrawn-in-future'],
    ['before the signing', '2026-11-21', 'consent.withdrawn-before-signing'],
  ])('is refused %s [CON-19]', async (_what, day, code) => {
    const { api, sign } = await withClient()
    const { id } = await sign()
    expect(
      await refusedWith(
        api.consent.withdraw({
          consentId: id,
          withdrawnOn: calendarDate.parse(day),
          reason: 'she does not want it any more',
        }),
      ),
    ).toEqual([code])
  })

  it('is refused for a consent that is not there [CON-19]', async () => {
    const { api } = await openTestPractice()
    expect(
      await refusedWith(
        api.consent.withdraw({
          consentId: newId<ConsentId>(systemEnvironment),
          withdrawnOn: calendarDate.parse('2026-11-22'),
          reason: 'x',
        }),
      ),
    ).toEqual(['consent.unknown-consent'])
  })
})

describe('the consent that counts for a session', () => {
  it('is the newest valid one, and none older than a withdrawal [CON-20] [CON-21]', async () => {
    const { practice, api, client, sign, states } = await withClient()
    const { rooms, database } = await roomsInside(practice)
    const latest = () => database.read((db) => rooms.consent.latest(db, client.id))
    expect(latest()).toBeNull()
    const older = await sign()
    const newer = await sign()
    expect(latest()).toMatchObject({ id: newer.id, state: 'valid' })
    const withdrawnOn = calendarDate.parse('2026-11-22')
    await api.consent.withdraw({ consentId: newer.id, withdrawnOn, reason: 'afraid of scars' })
    expect(await states()).toEqual(['withdrawn', 'valid'])
    expect(latest()).toMatchObject({ id: newer.id, state: 'withdrawn' })
    const again = await sign()
    await api.consent.withdraw({ consentId: older.id, withdrawnOn, reason: 'replaced' })
    expect(latest()).toMatchObject({ id: again.id, state: 'valid' })
  })

  it('is the client’s own [CON-21]', async () => {
    const { practice, sign, states } = await withClient()
    const other = await newClient(practice, 'Jonas Ek')
    await sign()
    expect(await states(other.id)).toEqual([])
  })
})
