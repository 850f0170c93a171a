import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical, type Connection, newId, systemEnvironment } from '#main/database/index.ts'
import { createVault, deriveKeys } from '#main/vault/index.ts'
import type { ConsentText } from '#shared/consent/index.ts'
import {
  addDays,
  calendarDate,
  certain,
  type ConsentId,
  type SessionId,
} from '#shared/kernel/index.ts'
import { drawn, nobody, typed } from '../support/consent-forms.ts'
import { consentRoom } from '../support/consent-room.ts'
import { openTestPractice, testPassphrase } from '../support/practice.ts'
import { refusedWith } from '../support/refusals.ts'
import { roomsInside } from '../support/rooms.ts'
import { colleagueUnlocks } from '../support/treatment.ts'
import { forgedSnapshot } from '../support/logged.ts'

const open = async () => consentRoom(await openTestPractice())
const today = calendarDate.parse('2026-11-22')
const reason = 'she does not want it any more'

/** Somebody who knows SQLite: no guard and no check stands any more. */
const withoutGuards = (connection: Connection): Connection => {
  const guards = connection
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    .all()
  for (const { name } of guards) connection.exec(`DROP TRIGGER "${name}"`)
  connection.pragma('ignore_check_constraints = ON')
  return connection
}

describe('the state of a consent', () => {
  it('follows its days, its text, its person and its withdrawal [CON-18] [CON-19] [CON-20] [CON-21]', async () => {
    const { api, clock, newClient, publish, sign, states } = await open()
    const mia = await newClient()
    const first = await sign(mia)
    const {
      id,
      number: _number,
      flags: _flags,
      createdAt: _createdAt,
      ...details
    } = await api.clients.get({ clientId: mia })
    await api.clients.update({
      clientId: id,
      details: { ...details, name: 'Mia Thorsen-Lund' },
      reason: 'married',
    })
    expect(await states(mia)).toEqual(['valid'])
    await publish('microneedling')
    expect(await states(mia)).toEqual(['superseded'])
    const second = await sign(mia)
    expect(await states(mia)).toEqual(['valid', 'superseded'])
    const withdraw = (day: typeof today, consentId = second.id) =>
      api.consent.withdraw({ consentId, withdrawnOn: day, reason })
    expect(await refusedWith(withdraw(addDays(today, 1)))).toEqual(['consent.withdrawn-in-future'])
    expect(await refusedWith(withdraw(addDays(today, -1)))).toEqual([
      'consent.withdrawn-before-signing',
    ])
    expect(await refusedWith(withdraw(today, newId<ConsentId>(systemEnvironment)))).toEqual([
      'consent.unknown-consent',
    ])
    expect(await withdraw(today)).toMatchObject({
      state: 'withdrawn',
      withdrawnOn: today,
      withdrawalReason: reason,
    })
    expect(await refusedWith(withdraw(today))).toEqual(['consent.already-withdrawn'])
    expect((await api.consent.get({ consentId: second.id })).signatureState).toBe('valid')
    // A withdrawal takes those before it with it: nothing but the whole form will do.
    expect((await api.consent.needed({ clientId: mia }))[0]).toMatchObject({
      needs: 'whole',
      latest: { id: second.id },
    })
    const third = await sign(mia)
    expect(third.validUntil).toBe('2027-05-21')
    for (const [day, state] of [
      ['2027-05-21', 'valid'],
      ['2027-05-22', 'expired'],
    ] as const) {
      clock.set(`${day}T16:00:00.000Z`)
      await api.vault.unlock({ secret: testPassphrase })
      expect(await states(mia)).toEqual([
        state,
        'withdrawn',
        state === 'valid' ? 'superseded' : 'expired',
      ])
    }
    expect(first.clientId).toBe(mia)
  })

  it('takes back one choice by itself, once [CON-34]', async () => {
    const { api, form, newClient, sign, signForm } = await open()
    const mia = await newClient()
    const filled = await form(mia, 'photography')
    const { id } = await signForm({
      ...filled,
      choices: filled.choices.map((choice) =>
        choice.id === 'education' ? { ...choice, answer: 'no' as const } : choice,
      ),
    })
    const take = (choice: string, consentId = id) =>
      api.consent.withdrawChoice({ consentId, choice, withdrawnOn: today, reason })
    const { state, choices } = await take('marketing')
    expect(state).toBe('valid')
    expect(choices.map((choice) => [choice.id, choice.answer, choice.withdrawnOn])).toEqual([
      ['clinical-photos', 'yes', null],
      ['education', 'no', null],
      ['marketing', 'yes', today],
      ['social-media', 'yes', null],
    ])
    expect((await api.consent.get({ consentId: id })).choiceWithdrawals).toEqual([
      { choice: 'marketing', withdrawnOn: today, reason },
    ])
    expect(await refusedWith(take('marketing'))).toEqual(['consent.already-withdrawn'])
    expect(await refusedWith(take('education'))).toEqual(['consent.choice-not-given'])
    expect(await refusedWith(take('books'))).toEqual(['consent.unknown-choice'])
    const treatment = await sign(mia)
    expect(await refusedWith(take('marketing', treatment.id))).toEqual(['consent.unknown-choice'])
  })

  it('is of a form that is signed once, on the day on which it was put before her [CON-45]', async () => {
    const { api, clock, form, newClient, signForm, states } = await open()
    const mia = await newClient()
    const filled = await form(mia, 'microneedling')
    const { id } = await signForm(filled)
    await api.consent.withdraw({ consentId: id, withdrawnOn: today, reason })
    expect(await refusedWith(signForm(filled))).toEqual(['consent.form-used'])
    expect(await states(mia)).toEqual(['withdrawn'])
    const left = await form(mia, 'microneedling')
    clock.advance({ days: 1 })
    await api.vault.unlock({ secret: testPassphrase })
    expect(await refusedWith(signForm(left))).toEqual(['consent.presented-another-day'])
    expect(await states(mia)).toEqual(['withdrawn'])
  })

  it('is withdrawn where it counts: not while a newer one of its kind is valid [CON-46]', async () => {
    const { api, newClient, sign, states } = await open()
    const mia = await newClient()
    const first = await sign(mia, 'photography')
    const second = await sign(mia, 'photography')
    const withdraw = (consentId: typeof first.id) =>
      api.consent.withdraw({ consentId, withdrawnOn: today, reason })
    const take = (consentId: typeof first.id) =>
      api.consent.withdrawChoice({ consentId, choice: 'marketing', withdrawnOn: today, reason })
    expect(await refusedWith(withdraw(first.id))).toEqual(['consent.newer-counts'])
    expect(await refusedWith(take(first.id))).toEqual(['consent.newer-counts'])
    await take(second.id)
    await withdraw(second.id)
    expect(await states(mia)).toEqual(['withdrawn', 'valid'])
    const [, photos] = await api.consent.needed({ clientId: mia })
    expect(photos?.needs).toBe('whole')
  })

  it('given by a guardian ends with the last day of minority, photos too [CON-47]', async () => {
    const { newClient, sign } = await open()
    const young = await newClient('Noor Haddad', '2009-01-15')
    const people = {
      ...nobody,
      guardian: { name: 'Anna Haddad', relationship: 'mother', identitySeen: 'passport' },
    }
    const furtherSignatures = { ...nobody, guardian: drawn(30) }
    const { validUntil } = await sign(young, 'photography', { people, furtherSignatures })
    expect(validUntil).toBe('2027-01-14')
  })

  it('carries initials only over the same words, filled in, and of the same practitioner [CON-48]', async () => {
    const { api, clock, form, newClient, publish, sign, signForm } = await open()
    const mia = await newClient()
    const dated =
      (title: string) =>
      (text: ConsentText): ConsentText => ({
        ...text,
        title,
        acknowledgements: [
          { id: 'treats', text: '{{practitioner.name}} treats me on {{today}}.' },
          { id: 'risks', text: 'I know the risks.' },
        ],
      })
    await publish('microneedling', dated('One'))
    const basis = await sign(mia)
    clock.advance({ days: 1 })
    await api.vault.unlock({ secret: testPassphrase })
    await publish('microneedling', dated('Two'))
    const asTitle = await form(
      mia,
      'microneedling',
      { basisId: basis.id },
      basis.snapshot.template.text,
    )
    expect(asTitle.initials.map(({ part }) => part)).toEqual(['title'])
    expect(await refusedWith(signForm(asTitle))).toEqual(['consent.not-initialled'])
    const at = asTitle.presentedAt
    const { snapshot } = await signForm({
      ...asTitle,
      initials: [...asTitle.initials, { part: 'statement:treats', initials: 'MT', at }],
    })
    expect(snapshot.acknowledged.map(({ carriedFrom }) => carriedFrom)).toEqual([null, basis.id])
    const hers = (title: string) => (text: ConsentText) => ({
      ...text,
      title,
      covers: 'practitioner' as const,
    })
    await publish('photography', hers('One'))
    const photos = await sign(mia, 'photography')
    await publish('photography', hers('Two'))
    const needs = async () => (await api.consent.needed({ clientId: mia }))[1]
    expect(await needs()).toMatchObject({ needs: 'changes', basisId: photos.id })
    await colleagueUnlocks({ api })
    expect(await needs()).toMatchObject({ needs: 'whole', basisId: null })
  })

  it('on paper is no scan of another consent, whoever’s [CON-49]', async () => {
    const { api, current, newClient, scan } = await open()
    const [mia, noor] = [await newClient(), await newClient('Noor Haddad')]
    const { id: templateId } = await current('microneedling')
    const scanId = await scan()
    const onPaper = (clientId: typeof mia) =>
      api.consent.signOnPaper({
        consent: {
          clientId,
          templateId,
          signedOn: today,
          allInitialled: true,
          choices: [],
          scanId,
        },
        secret: testPassphrase,
      })
    await onPaper(mia)
    expect(await refusedWith(onPaper(noor))).toEqual(['consent.scan-used'])
    expect(await refusedWith(onPaper(mia))).toEqual(['consent.scan-used'])
  })

  it('is used up by the sessions that it covers, and the database allows no more [CON-40] [CON-18]', async () => {
    const { practice, newClient, publish, sign, states } = await open()
    await publish('microneedling', (text) => ({ ...text, validity: { days: 30, sessions: 2 } }))
    const mia = await newClient()
    const { id, sessionsCovered, validUntil } = await sign(mia)
    expect([sessionsCovered, validUntil]).toEqual([2, '2026-12-22'])
    const { rooms, database, openSession, signSession } = await roomsInside(practice)
    const use = () => {
      const session = newId<SessionId>(systemEnvironment)
      openSession(session, mia)
      const twice = () =>
        database.write({ actor: 'system', reason: 'a session of a test' }, (tx) => {
          rooms.consent.use(tx, id, session)
          // The same session again is the same use.
          rooms.consent.use(tx, id, session)
        })
      try {
        twice()
        expect(database.read((db) => rooms.consent.usedBy(db, session))).toBe(id)
      } finally {
        signSession(session)
      }
    }
    use()
    expect(await states(mia)).toEqual(['valid'])
    use()
    expect(await states(mia)).toEqual(['used-up'])
    expect(use).toThrow('claimed: this consent covers no further session')
    expect(database.read((db) => rooms.consent.of(db, mia))[0]).toMatchObject({ sessionsUsed: 2 })
  })
})

/** A minor's consent by photography and guardian: everything that can be kept is there. */
const everything = async (room: Awaited<ReturnType<typeof open>>) => {
  const ida = await room.newClient('Ida Berg', '2009-06-01')
  const guardian = { name: 'Kari Berg', relationship: 'mother', identitySeen: 'passport' }
  const signed = await room.sign(ida, 'photography', {
    people: { ...nobody, guardian },
    furtherSignatures: { ...nobody, guardian: typed('Kari Berg') },
  })
  return { ida, signed }
}

/** One character or byte is another. */
const withAnother = (value: string | Buffer, at: number): string | Buffer => {
  if (typeof value === 'string')
    return value.slice(0, at) + (value[at] === 'x' ? 'y' : 'x') + value.slice(at + 1)
  const changed = Buffer.from(value)
  changed[at] = (changed[at] ?? 0) ^ 1
  return changed
}

describe('a change behind the back', () => {
  it('of one byte anywhere makes a consent invalid, and nothing breaks [CON-18]', async () => {
    const room = await open()
    const { api, practice, states } = room
    const { ida, signed } = await everything(room)
    const { rooms, database } = await roomsInside(practice)
    const connection = withoutGuards(await practice.behindTheBack())
    connection.pragma('foreign_keys = OFF')
    const places = [
      ['consents', 'signed_at', `id = '${signed.id}'`],
      ['consents', 'valid_until', `id = '${signed.id}'`],
      ['consents', 'identity', `id = '${signed.id}'`],
      ['consents', 'people', `id = '${signed.id}'`],
      ['consent_templates', 'text', `id = '${signed.snapshot.template.id}'`],
      ['consent_templates', 'language', `id = '${signed.snapshot.template.id}'`],
      ['contents', 'bytes', `hash = unhex('${signed.snapshotHash}')`],
      ['signatures', 'snapshot_hash', `subject_id = '${signed.id}'`],
      ['signatures', 'value', `subject_id = '${signed.id}'`],
      ['signatures', 'printed_name', `subject_id = '${signed.id}'`],
      ['signatures', 'meaning', `subject_id = '${signed.id}'`],
      ['signatures', 'head', `subject_id = '${signed.id}'`],
    ] as const
    const altered = async (position: number, place: (typeof places)[number]) => {
      const [table, column, where] = place
      const { before } = certain(
        connection
          .prepare<[], { before: string | Buffer }>(
            `SELECT ${column} AS before FROM ${table} WHERE ${where}`,
          )
          .get(),
        'What is stored',
      )
      const at = position % before.length
      const write = (value: string | Buffer) =>
        connection.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${where}`).run(value)
      write(withAnother(before, at))
      try {
        const found = await states(ida)
        const gate = database.read((db) => rooms.consent.of(db, ida))[0]?.state
        const whole = database.read((db) => rooms.consent.find(db, signed.id))
        return { place: `${table}.${column} ${at}`, found, gate, whole: whole?.state ?? null }
      } finally {
        write(before)
      }
    }
    const invalid = async (position: number, place: (typeof places)[number]) => {
      const { found, gate, whole, place: where } = await altered(position, place)
      expect([found, gate], where).toEqual([['invalid'], 'invalid'])
      expect(['invalid', null], where).toContain(whole)
    }
    await fc.assert(fc.asyncProperty(fc.nat(1_000_000), fc.constantFrom(...places), invalid), {
      numRuns: 60,
    })
    // Every place at least once, and the strokes and a key that only has a default.
    for (const place of places) await invalid(7, place)
    const { text } = signed.snapshot.template
    expect(text.covers).toBe('practice')
    await invalid(JSON.stringify(text).indexOf('"validity"') + 2, places[4])
    await invalid(canonical(signed.snapshot).indexOf('"strokes":[[{') + 20, places[6])
    expect(await states(ida)).toEqual(['valid'])
    const swapped = [
      `UPDATE consents SET medium = 'paper'`,
      `UPDATE consents SET sessions_covered = 5`,
      `UPDATE consents SET basis_id = id`,
      `UPDATE consents SET people = NULL`,
      `UPDATE consent_templates SET version = 9 WHERE kind = 'photography'`,
      `UPDATE consents SET client_id = client_id, template_id = (SELECT id FROM consent_templates WHERE kind = 'guardian')`,
    ]
    for (const statement of swapped) {
      connection.exec(`SAVEPOINT before; ${statement}; RELEASE before`)
      expect(await states(ida), statement).toEqual(['invalid'])
      connection
        .prepare(
          `UPDATE consents SET medium = 'screen', sessions_covered = NULL, basis_id = NULL, people = ?, template_id = ?`,
        )
        .run(JSON.stringify(signed.people), signed.snapshot.template.id)
      connection.exec(`UPDATE consent_templates SET version = 1`)
      expect(await states(ida)).toEqual(['valid'])
    }
    connection.exec(forgedSnapshot(connection, signed.id, () => '{}'))
    expect(await states(ida)).toEqual(['invalid'])
    expect(await refusedWith(api.consent.get({ consentId: signed.id }))).toEqual([
      'consent.unreadable',
    ])
    connection.exec(`UPDATE consent_templates SET text = '{}'`)
    expect(await states(ida)).toEqual(['invalid'])
    expect(await api.consent.templates()).toEqual([])
    expect((await api.consent.needed({ clientId: ida }))[1]?.template).toBeNull()
  })

  it('puts no incomplete signature into the records [CON-39]', async () => {
    const room = await open()
    const { signed } = await everything(room)
    const connection = await room.practice.behindTheBack()
    connection.exec('DROP TRIGGER log_insert_signatures')
    const insert = connection.prepare(
      `INSERT INTO signatures (id, subject_table, subject_id, signer_id, printed_name, licence, meaning,
         signed_at, snapshot_hash, supervised, head_form, head_size, head, value)
       SELECT ?, subject_table, subject_id, signer_id, printed_name, licence, meaning, signed_at,
         snapshot_hash, supervised, head_form, head_size, head, value
       FROM signatures WHERE subject_id = ? LIMIT 1`,
    )
    const show = connection.prepare(
      `INSERT INTO signing_context VALUES (1, 'consents', ?, 'consent-witnessed', ?)`,
    )
    const put = (snapshot: unknown) => () => {
      connection.exec('DELETE FROM signing_context')
      show.run(signed.id, JSON.stringify(snapshot))
      return insert.run(newId(systemEnvironment), signed.id)
    }
    const { snapshot } = signed
    const [first, ...others] = snapshot.acknowledged
    if (!first) throw new Error('The text has statements.')
    const incomplete: readonly [string, unknown][] = [
      ['no initials', { ...snapshot, acknowledged: [] }],
      ['one statement open', { ...snapshot, acknowledged: others }],
      ['blank initials', { ...snapshot, acknowledged: [{ ...first, initials: '  ' }, ...others] }],
      ['null initials', { ...snapshot, acknowledged: [{ ...first, initials: null }, ...others] }],
      ['one statement twice', { ...snapshot, acknowledged: [...others, ...others] }],
      ['one choice open', { ...snapshot, choices: snapshot.choices.slice(1) }],
      ['no choice', { ...snapshot, choices: [] }],
      [
        'a choice that is neither',
        { ...snapshot, choices: snapshot.choices.map((each) => ({ ...each, answer: '' })) },
      ],
      ['no signature', { ...snapshot, signature: null }],
      ['no stroke', { ...snapshot, signature: drawn(0) }],
      ['a paper without scan', { ...snapshot, signature: { kind: 'paper' } }],
      [
        'a guardian who did not sign',
        {
          ...snapshot,
          template: { ...snapshot.template, kind: 'guardian' },
          furtherSignatures: nobody,
        },
      ],
      ['the first format', { ...snapshot, format: 'stratum-consent-1' }],
      ['a text without statements', { ...snapshot, template: { text: { acknowledgements: [] } } }],
      ['another client', { ...snapshot, client: { id: newId(systemEnvironment) } }],
    ]
    for (const [what, broken] of incomplete)
      expect(put(broken), what).toThrow('stop: a consent is signed only when it is complete')
    expect(put(snapshot)().changes).toBe(1)
  })
})

describe('the sealed document', () => {
  it('is made once, kept, made again only when it is gone, and a change is shown [CON-38]', {
    timeout: 60_000,
  }, async () => {
    const room = await open()
    const { api, newClient, practice, sign, states } = room
    const mia = await newClient()
    const { id } = await sign(mia)
    const paper = async () => (await api.consent.list({ clientId: mia }))[0]?.paper
    const bytesOf = async () => {
      const file = await api.consent.document({ consentId: id })
      return Buffer.from(await file.arrayBuffer())
    }
    expect(await paper()).toBe('missing')
    const [one, same] = await Promise.all([bytesOf(), bytesOf()])
    expect(one.subarray(0, 5).toString()).toBe('%PDF-')
    expect(same.equals(one)).toBe(true)
    expect(await paper()).toBe('whole')
    const folder = join(practice.folder, 'attachments')
    const [name = ''] = readdirSync(folder)
    const path = join(folder, name)
    const kept = readFileSync(path)
    const changed = Buffer.from(kept)
    changed[100] = (changed[100] ?? 0) ^ 1
    writeFileSync(path, changed)
    expect(await paper()).toBe('changed')
    expect(await states(mia)).toEqual(['valid'])
    expect(await refusedWith(bytesOf())).toEqual(['consent.document-changed'])
    writeFileSync(path, kept)
    expect(await paper()).toBe('whole')
    expect((await bytesOf()).equals(one)).toBe(true)
    rmSync(path)
    expect(await paper()).toBe('missing')
    const another = await bytesOf()
    expect(another.equals(one)).toBe(false)
    expect((await bytesOf()).equals(another)).toBe(true)
    expect(
      statSync(join(folder, certain(readdirSync(folder)[0], 'The file'))).size,
    ).toBeGreaterThan(another.length)
    // Over what was altered nothing is sealed.
    const second = await sign(mia)
    const connection = withoutGuards(await practice.behindTheBack())
    connection.exec(`UPDATE consents SET valid_until = '2036-01-01' WHERE id = '${second.id}'`)
    expect(await refusedWith(api.consent.document({ consentId: second.id }))).toEqual([
      'consent.document-of-altered',
    ])
    // A signer whom nobody knows is a changed row, not an incident.
    connection.exec(
      `PRAGMA foreign_keys = OFF; UPDATE signatures SET signer_id = '01939f7e-0000-7000-8000-000000000000' WHERE subject_id = '${second.id}'`,
    )
    expect((await states(mia))[0]).toBe('invalid')
  })

  it('has a blank one to sign by hand [CON-43]', async () => {
    const { api, current, newClient } = await open()
    const mia = await newClient()
    const { id: templateId } = await current('photography')
    const file = await api.consent.blank({ clientId: mia, templateId })
    expect(file).toMatchObject({ name: 'consent-photography-v1-to-sign.pdf' })
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  })
})

it('of the first format is read as the second, with ticks for initials, and carries nothing on [CON-44]', async () => {
  const { api, practice, current, newClient, publish, sign, states } = await open()
  const mia = await newClient()
  const {
    publishedAt: _publishedAt,
    current: _current,
    ...template
  } = await current('microneedling')
  const { current: person } = await api.practice.get()
  const { rooms, database } = await roomsInside(practice)
  const connection = await practice.behindTheBack()
  connection.exec('DROP TRIGGER signing_consent_complete; DROP TRIGGER log_insert_consents')
  const vault = createVault({
    folder: practice.folder,
    random: systemEnvironment.random,
    strength: 'test',
    derive: deriveKeys,
  })
  const key = await vault.authorise(person.id, testPassphrase)
  const consentId = newId<ConsentId>(systemEnvironment)
  const signedAt = '2026-11-22T16:00:00.000Z'
  const { text } = template
  const drawing = drawn()
  if (drawing.kind !== 'drawn') throw new Error('It is drawn.')
  const identity = database.write({ actor: person.id, reason: 'as it was signed' }, (tx) => {
    const sealed = rooms.signing.sealIdentity(rooms.clients.get(tx, mia))
    rooms.signing.sign(tx, key, {
      subjectTable: 'consents',
      subjectId: consentId,
      meaning: 'consent-witnessed',
      snapshot: {
        format: 'stratum-consent-1',
        consentId,
        client: { id: mia, identityCommitment: sealed.commitment },
        practice: 'Lantern Skin Studio',
        template,
        acknowledged: text.acknowledgements.map(({ id }) => id),
        strokes: drawing.strokes,
        presentedAt: '2026-11-22T15:50:00.000Z',
        signedAt,
        validUntil: '2027-05-21',
        practitioner: { id: person.id, name: person.name, licence: 'as it was' },
      },
    })
    return sealed.identity
  })
  connection
    .prepare(
      `INSERT INTO consents (id, client_id, template_id, signed_at, valid_until, identity)
       VALUES (?, ?, ?, ?, '2027-05-21', ?)`,
    )
    .run(consentId, mia, template.id, signedAt, JSON.stringify(identity))
  expect(await api.consent.get({ consentId })).toMatchObject({
    state: 'valid',
    signatureState: 'valid',
    choices: [],
    people: null,
    snapshot: {
      acknowledged: text.acknowledgements.map(({ id }) => ({
        id,
        initials: null,
        at: null,
        carriedFrom: null,
      })),
      signature: { kind: 'drawn', strokes: drawing.strokes },
      givenAt: '2026-11-22T15:50:00.000Z',
      sessionsCovered: null,
    },
  })
  await publish('microneedling')
  expect(await states(mia)).toEqual(['superseded'])
  expect((await api.consent.needed({ clientId: mia }))[0]).toMatchObject({
    needs: 'whole',
    basisId: null,
  })
  expect(await refusedWith(sign(mia, 'microneedling', { basisId: consentId }))).toEqual([
    'consent.basis-not-usable',
  ])
  connection.exec(`DROP TRIGGER consents_locked; DROP TRIGGER log_update_consents;
    UPDATE consents SET valid_until = '2027-05-22'`)
  expect(await states(mia)).toEqual(['invalid'])
})
