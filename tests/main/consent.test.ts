import { describe, expect, it } from 'vitest'
import { newId, systemEnvironment } from '#main/database/index.ts'
import { type SignConsent, startingTemplates } from '#shared/consent/index.ts'
import {
  addDays,
  calendarDate,
  type ClientId,
  type ConsentTemplateId,
  instant,
} from '#shared/kernel/index.ts'
import { drawn, nobody, typed } from '../support/consent-forms.ts'
import { consentRoom, titled } from '../support/consent-room.ts'
import { newPracticeOfTest, openTestPractice, testPassphrase } from '../support/practice.ts'
import { refusalOf, refusedWith } from '../support/refusals.ts'
import { roomsInside } from '../support/rooms.ts'

const open = async () => consentRoom(await openTestPractice())
const today = calendarDate.parse('2026-11-22')
const reason = 'she does not want it any more'

describe('consent texts', () => {
  it('begin with ours, and each publication is the next version [CON-1] [CON-5] [CON-6] [CON-7]', async () => {
    const { api, practice, publish, current } = await open()
    const first = await api.consent.templates()
    expect(
      first.map(({ kind, version, language, current: is, text }) => [
        kind,
        version,
        language,
        is,
        text,
      ]),
    ).toEqual(
      (['guardian', 'microneedling', 'photography'] as const).map((kind) => [
        kind,
        1,
        'en',
        true,
        startingTemplates[kind],
      ]),
    )
    const before = await current('microneedling')
    const second = await publish('microneedling', titled('second text'))
    expect(second).toMatchObject({ version: 2, current: true })
    expect(await api.consent.template({ templateId: before.id })).toEqual({
      ...before,
      current: false,
    })
    expect((await current('photography')).version).toBe(1)
    expect(await refusedWith(publish('microneedling', titled('second text')))).toEqual([
      'consent.nothing-changed',
    ])
    const twice = { id: 'risks', text: 'I know the risks.' }
    expect(
      await refusedWith(
        publish('guardian', (text) => ({
          ...text,
          acknowledgements: [...text.acknowledgements, twice],
        })),
      ),
    ).toEqual(['consent.part-twice'])

    // A practice of an older release has only one kind; what it lacks is added, and nothing else.
    const { rooms, database } = await roomsInside(practice)
    const connection = await practice.behindTheBack()
    connection.exec(`DROP TRIGGER kept_consent_templates;
      DELETE FROM consent_templates WHERE kind = 'guardian'`)
    const { current: person } = await api.practice.get()
    database.write({ actor: person.id, reason: 'an update' }, rooms.consent.seedMissing)
    expect(
      (await api.consent.templates()).map(({ kind, version, current: is }) => [kind, version, is]),
    ).toEqual([
      ['guardian', 1, true],
      ['microneedling', 2, true],
      ['microneedling', 1, false],
      ['photography', 1, true],
    ])
    connection.exec(`DROP TRIGGER log_insert_consent_templates;
      INSERT INTO consent_templates (id, kind, version, language, text, published_at)
      SELECT '${newId(systemEnvironment)}', kind, 5, 'es', text, published_at
      FROM consent_templates WHERE kind = 'photography'`)
    expect((await api.consent.templates()).filter(({ current: is }) => is)).toHaveLength(4)
    expect((await current('photography')).version).toBe(1)
  })

  it('are published by an owner only [CON-25]', async () => {
    const { api, publish } = await open()
    const passphrase = 'seven herons over marble'
    const person = { ...newPracticeOfTest.owner, name: 'Bea Okafor', licenceNumber: 'ME-30001' }
    const { id } = await api.practice.addPractitioner({ person, passphrase })
    await api.vault.lock()
    await api.vault.unlock({ secret: passphrase, practitionerId: id })
    expect(await refusedWith(publish('photography'))).toEqual(['consent.owner-only'])
    expect(await api.consent.templates()).toHaveLength(3)
  })
})

describe('signing', () => {
  it('refuses what is not complete, and writes nothing [CON-8] [CON-9] [CON-10] [CON-11] [CON-12] [CON-13] [CON-17] [CON-29]', async () => {
    const room = await open()
    const { api, clock, current, form, newClient, now, publish, signForm, sign } = room
    const mia = await newClient()
    const photos = await form(mia, 'photography')
    const problems = await refusalOf(
      signForm({ ...photos, initials: [], choices: [], signature: drawn(0) }),
    )
    expect(problems.map(({ code, field }) => [code, field])).toEqual([
      ['consent.not-initialled', 'initials'],
      ['consent.choice-open', 'choices'],
      ['consent.not-signed', 'signature'],
    ])
    expect(JSON.stringify(problems)).not.toMatch(/Mia|Thorsen/)
    const [initials, ...others] = photos.initials
    if (!initials) throw new Error('The text has statements.')
    const broken: readonly [Partial<SignConsent>, string][] = [
      [{ initials: others }, 'consent.not-initialled'],
      [{ choices: photos.choices.slice(1) }, 'consent.choice-open'],
      [{ initials: [...photos.initials, initials] }, 'consent.unknown-part'],
      [
        { initials: [...photos.initials, { ...initials, part: 'statement:other' }] },
        'consent.unknown-part',
      ],
      [{ signature: drawn(7) }, 'consent.not-signed'],
      [{ signature: typed('Mia Thorson') }, 'consent.typed-name-differs'],
      [{ presentedAt: instant.parse('2026-11-23T00:00:00.000Z') }, 'consent.presented-in-future'],
      [{ presentedAt: now() }, 'consent.answered-out-of-time'],
      [{ templateId: newId<ConsentTemplateId>(systemEnvironment) }, 'consent.unknown-text'],
      [{ clientId: newId<ClientId>(systemEnvironment) }, 'clients.unknown'],
    ]
    for (const [changes, code] of broken)
      expect(await refusedWith(signForm({ ...photos, ...changes })), code).toEqual([code])
    expect(await refusedWith(api.consent.sign({ consent: photos, secret: 'not it' }))).toEqual([
      'vault.wrong-secret',
    ])
    const dots = { ...photos, initials: [{ ...initials, initials: '…' }, ...others] }
    expect((await refusalOf(signForm(dots))).map(({ code, field }) => [code, field])).toEqual([
      ['input.not-as-expected', 'consent.initials.0.initials'],
    ])
    const replaced = await current('photography')
    await publish('photography')
    clock.advance({ minutes: 1 })
    expect(await refusedWith(sign(mia, 'photography', { templateId: replaced.id }))).toEqual([
      'consent.text-replaced',
    ])
    expect(await api.consent.list({ clientId: mia })).toEqual([])
  })

  it('keeps what was read, initialled, chosen and drawn, and the client only as a commitment [CON-14] [CON-15] [CON-16] [CON-21] [CON-26]', async () => {
    const { api, clock, current, form, newClient, signForm } = await open()
    // 19:00 on the 20th in Denver, already the 21st in UTC; the consent lasts 180 days.
    clock.set('2026-11-21T02:00:00.000Z')
    const mia = await newClient()
    const filled = await form(mia, 'microneedling')
    const signed = await signForm(filled)
    const { id: templateId, text, version, language, kind } = await current('microneedling')
    expect(signed.snapshot).toMatchObject({
      format: 'stratum-consent-2',
      consentId: signed.id,
      medium: 'screen',
      client: { id: mia },
      practice: 'Lantern Skin Studio',
      template: { id: templateId, text, version, language, kind },
      merged: {
        'practice.telephone': '555 0100',
        'practitioner.licence': 'Master esthetician ME-20417, Utah',
        today: '20 Nov 2026',
      },
      acknowledged: text.acknowledgements.map(({ id }) => ({
        id,
        initials: 'MT',
        at: filled.presentedAt,
        carriedFrom: null,
      })),
      changes: [],
      basis: null,
      signature: filled.signature,
      peopleCommitment: null,
      givenAt: filled.presentedAt,
      presentedAt: filled.presentedAt,
      signedAt: signed.signedAt,
      device: 'A tablet of the practice',
      practitioner: { name: 'Ada Petersen', licence: 'Master esthetician ME-20417, Utah' },
    })
    expect(signed.validUntil).toBe('2027-05-19')
    expect(JSON.stringify(signed.snapshot)).not.toMatch(/Thorsen|1990/)
    expect(signed.identity).toMatchObject({ number: 1, name: 'Mia Thorsen' })
    expect(signed.identity.salt).toMatch(/^[0-9a-f]{64}$/)
    expect(signed.signature).toMatchObject({
      meaning: 'consent-witnessed',
      snapshotHash: signed.snapshotHash,
    })
    expect([signed.signatureState, signed.state, signed.paper]).toEqual([
      'valid',
      'valid',
      'missing',
    ])
    const photos = await signForm(await form(mia, 'photography'))
    expect(photos.choices.map(({ id, answer }) => [id, answer])).toEqual([
      ['clinical-photos', 'yes'],
      ['education', 'yes'],
      ['marketing', 'yes'],
      ['social-media', 'yes'],
    ])
    // A year, as its text says, whatever the practice's rule.
    expect(photos.validUntil).toBe('2027-11-20')
    expect((await api.consent.list({ clientId: mia })).map(({ id }) => id)).toEqual([
      photos.id,
      signed.id,
    ])
    const jonas = await newClient('Jonas Ek')
    expect(await api.consent.list({ clientId: jonas })).toEqual([])
  })

  it('of a minor is done with a guardian, on the form for both [CON-30] [CON-31] [CON-15]', async () => {
    const { api, form, newClient, sign, signForm, states } = await open()
    const ida = await newClient('Ida Berg', '2009-06-01')
    const adult = await newClient()
    const guardian = { name: 'Kari Berg', relationship: 'mother', identitySeen: 'passport' }
    const withMother: Partial<SignConsent> = {
      people: { ...nobody, guardian, witness: { name: 'Per Lund' } },
      furtherSignatures: { ...nobody, guardian: typed('Kari Berg'), witness: drawn() },
    }
    expect(await refusedWith(sign(ida, 'microneedling', withMother))).toEqual(['consent.under-age'])
    expect(await refusedWith(sign(adult, 'guardian', withMother))).toEqual(['consent.of-age'])
    expect(await refusedWith(sign(ida, 'guardian'))).toEqual(['consent.guardian-missing'])
    expect(await refusedWith(sign(ida, 'photography'))).toEqual(['consent.guardian-missing'])
    expect(await refusedWith(sign(ida, 'guardian', { people: { ...nobody, guardian } }))).toEqual([
      'consent.guardian-not-signed',
    ])
    const signed = await signForm(
      await form(ida, 'guardian', { ...withMother, signature: typed('ida  berg') }),
    )
    expect(JSON.stringify(signed.snapshot)).not.toMatch(/Berg|Lund/i)
    expect(signed).toMatchObject({
      state: 'valid',
      hasGuardian: true,
      people: {
        guardian,
        interpreter: null,
        witness: { name: 'Per Lund' },
        typed: { client: 'ida  berg', guardian: 'Kari Berg', interpreter: null, witness: null },
      },
      snapshot: {
        signature: { kind: 'typed' },
        furtherSignatures: {
          guardian: { kind: 'typed' },
          interpreter: null,
          witness: { kind: 'drawn' },
        },
      },
    })
    expect(await states(adult)).toEqual([])
    expect(
      (await api.consent.needed({ clientId: ida })).map(({ kind, required, needs }) => [
        kind,
        required,
        needs,
      ]),
    ).toEqual([
      ['guardian', true, 'nothing'],
      ['photography', false, 'whole'],
    ])
  })

  it('on a replaced consent asks only for what changed, and carries the rest [CON-28] [CON-34] [CON-41]', async () => {
    const room = await open()
    const { api, clock, newClient, publish, sign, signChanges, signForm, form, states } = room
    const mia = await newClient()
    const needed = async () => {
      const found = await api.consent.needed({ clientId: mia })
      return found.map(({ kind, required, needs, basisId }) => [kind, required, needs, basisId])
    }
    expect(await needed()).toEqual([
      ['microneedling', true, 'whole', null],
      ['photography', false, 'whole', null],
    ])
    const first = await sign(mia, 'photography')
    await sign(mia)
    expect((await needed()).map(([, , needs]) => needs)).toEqual(['nothing', 'nothing'])
    await api.consent.withdrawChoice({
      consentId: first.id,
      choice: 'marketing',
      withdrawnOn: today,
      reason,
    })
    await publish('photography', (text) => ({
      ...text,
      declaration: 'I made each choice myself.',
      choices: text.choices.map((choice) =>
        choice.id === 'education' ? { ...choice, text: 'You may show them to students.' } : choice,
      ),
    }))
    expect(await needed()).toEqual([
      ['microneedling', true, 'nothing', null],
      ['photography', false, 'changes', first.id],
    ])
    // The whole form's answers are more than what was shown.
    expect(await refusedWith(sign(mia, 'photography', { basisId: first.id }))).toEqual([
      'consent.not-initialled',
      'consent.unknown-part',
      'consent.unknown-choice',
    ])
    const second = await signChanges(mia, 'photography', first.id)
    expect(second.snapshot.basis).toEqual({
      consentId: first.id,
      snapshotHash: first.snapshotHash,
    })
    expect(second.snapshot.changes.map(({ part }) => part)).toEqual(['declaration'])
    expect(
      second.snapshot.acknowledged.every(
        ({ carriedFrom, initials }) => carriedFrom === first.id && initials === 'MT',
      ),
    ).toBe(true)
    expect(
      second.snapshot.choices.map(({ id, answer, carriedFrom }) => [id, answer, carriedFrom]),
    ).toEqual([
      ['clinical-photos', 'yes', first.id],
      ['education', 'yes', null],
      ['marketing', 'no', first.id],
      ['social-media', 'yes', first.id],
    ])
    expect((await states(mia)).slice(0, 1)).toEqual(['valid'])
    // Two texts later the initials still name the consent in which they were put.
    await publish('photography', (text) => ({ ...text, declaration: 'I chose.' }))
    const third = await signChanges(mia, 'photography', second.id)
    expect(new Set(third.snapshot.acknowledged.map(({ carriedFrom }) => carriedFrom))).toEqual(
      new Set([first.id]),
    )
    // Neither one that was replaced before, nor another client's, nor one that was withdrawn or ran out.
    await publish('photography', titled('fourth'))
    const stranger = await newClient('Jonas Ek')
    const refused = async (clientId: ClientId, basisId = third.id) =>
      refusedWith(signForm(await form(clientId, 'photography', { basisId })))
    expect(await refused(mia, second.id)).toEqual(['consent.basis-not-usable'])
    expect(await refused(stranger)).toEqual(['consent.basis-not-usable'])
    clock.set('2028-06-01T16:00:00.000Z')
    await api.vault.unlock({ secret: testPassphrase })
    expect(await refused(mia)).toEqual(['consent.basis-not-usable'])
    expect((await needed())[1]).toEqual(['photography', false, 'whole', null])
  })

  it('on paper keeps the scan, and says that it was on paper [CON-36] [CON-30]', async () => {
    const { api, current, newClient, practice, publish, scan } = await open()
    const mia = await newClient()
    const ida = await newClient('Ida Berg', '2009-06-01')
    const scanId = await scan()
    const { id: templateId } = await current('photography')
    const choices = (['clinical-photos', 'education', 'marketing', 'social-media'] as const).map(
      (id) => ({ id, answer: id === 'clinical-photos' ? ('yes' as const) : ('no' as const) }),
    )
    const paper = {
      clientId: mia,
      templateId,
      signedOn: today,
      allInitialled: true as const,
      choices,
      people: nobody,
      scanId,
    }
    const record = (changes: Partial<typeof paper>) =>
      api.consent.signOnPaper({ consent: { ...paper, ...changes }, secret: testPassphrase })
    expect(await refusedWith(record({ scanId: newId(systemEnvironment) }))).toEqual([
      'attachments.not-kept',
    ])
    expect(await refusedWith(record({ signedOn: addDays(today, 1) }))).toEqual([
      'consent.signed-in-future',
    ])
    expect(
      await refusedWith(record({ signedOn: addDays(today, -1), choices: choices.slice(1) })),
    ).toEqual(['consent.signed-before-published', 'consent.choice-open'])
    expect(await refusedWith(record({ clientId: ida }))).toEqual(['consent.guardian-missing'])
    expect(await api.consent.list({ clientId: mia })).toEqual([])
    const { contentHash } = await api.attachments.get({ attachmentId: scanId })
    const signed = await record({})
    expect(signed).toMatchObject({
      medium: 'paper',
      state: 'valid',
      paper: 'whole',
      scanId,
      snapshot: { medium: 'paper', signature: { kind: 'paper', scanHash: contentHash } },
    })
    expect(signed.choices.map(({ answer }) => answer)).toEqual(['yes', 'no', 'no', 'no'])
    // A paper of an older text is recorded too: it happened. It counts no longer.
    await publish('photography')
    expect((await record({ scanId: await scan('an older paper') })).state).toBe('superseded')
    // Another file in the scan's place is seen in the list.
    const other = await scan('something else')
    const connection = await practice.behindTheBack()
    connection.exec(`DROP TRIGGER consent_papers_locked; DROP TRIGGER log_update_consent_papers;
      UPDATE consent_papers SET attachment_id = '${other}' WHERE consent_id = '${signed.id}'`)
    expect((await api.consent.list({ clientId: mia })).map(({ paper: state }) => state)).toEqual([
      'whole',
      'changed',
    ])
  })

  it('tells when the text was given, and when the copy was [CON-33] [CON-37]', async () => {
    const { api, clock, current, newClient, now, publish, sign } = await open()
    const mia = await newClient()
    const { id: templateId } = await current('microneedling')
    const given = now()
    const record = (changes: { givenAt?: typeof given; templateId?: ConsentTemplateId }) =>
      api.consent.recordHandout({
        clientId: mia,
        templateId,
        givenAt: given,
        how: 'paper',
        ...changes,
      })
    for (const givenAt of ['2026-11-22T15:00:00.000Z', '2026-11-23T15:00:00.000Z'])
      expect(await refusedWith(record({ givenAt: instant.parse(givenAt) }))).toEqual([
        'consent.given-out-of-time',
      ])
    const { id: ofPhotos } = await current('photography')
    await record({ templateId: ofPhotos })
    clock.advance({ days: 2 })
    await api.vault.unlock({ secret: testPassphrase })
    await record({ givenAt: now() })
    await record({})
    expect((await api.consent.handouts({ clientId: mia })).map(({ title }) => title)).toEqual([
      'Consent to microneedling',
      'Consent to microneedling',
      'Consent to photos',
    ])
    const signed = await sign(mia)
    expect(signed.snapshot.givenAt).toBe(given)
    // What was given of an older version was not this text.
    await publish('microneedling')
    const again = await sign(mia)
    expect(again.snapshot.givenAt).toBe(again.snapshot.presentedAt)
    const copy = (givenOn: typeof today) =>
      api.consent.recordCopy({ consentId: signed.id, givenOn, how: 'e-mail', note: '' })
    for (const day of [today, addDays(today, 3)])
      expect(await refusedWith(copy(day))).toEqual(['consent.given-out-of-time'])
    const recorded = await copy(addDays(today, 2))
    expect(recorded.copies).toEqual([{ givenOn: '2026-11-24', how: 'e-mail', note: '' }])
    expect(recorded).toMatchObject({ copyGivenOn: '2026-11-24', state: 'superseded' })
  })
})
