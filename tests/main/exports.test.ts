import { Fhir } from 'fhir'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { client } from '#shared/clients/index.ts'
import { certain, clientId, deciCelsius, instant } from '#shared/kernel/index.ts'
import { screening } from '#shared/screening/index.ts'
import { signedSession } from '#shared/sessions/index.ts'
import { awkwardName, awkwardNote, consentStatement, roomWithHistory } from '../support/handover.ts'
import { rowsOfCsv, textOf } from '../support/paper.ts'
import { openTestPractice, testPassphrase } from '../support/practice.ts'
import { refusedWith } from '../support/refusals.ts'
import {
  aPerson,
  day,
  openCharted,
  readyRoom,
  releasedPacks,
  signShown,
  start,
} from '../support/treatment.ts'
import { addSterilizer, recallOf, releaseWhole, runCycle, tested } from '../support/sterility.ts'

// A document is made in a worker thread, which from source takes seconds to start.
vi.setConfig({ testTimeout: 120_000 })

describe('A client’s treatment history', () => {
  it('is a PDF with all that was signed, and the chain head of that moment [EXP-1] [EXP-2]', async () => {
    const { room, first, draftNote, other } = await roomWithHistory()
    const file = await room.api.exports.history({ clientId: room.clientId, format: 'pdf' })
    expect(file.name).toBe('history-1-2026-11-22.pdf')
    expect(file.type).toBe('application/pdf')
    const text = await textOf(file)
    for (const expected of [
      awkwardName,
      'Born 1 Apr 1990 (36 years)',
      'Allergies: latex, +lidocaine',
      '2 signed sessions',
      'Ada Petersen',
      'Master esthetician ME-20417, Utah',
      'Treatment performed',
      'Forehead 1.0 mm Pen 3 Uniform erythema',
      'Left cheek 1.5 mm Pen 4 Pinpoint bleeding',
      'B2231 No. 1 31 Dec 2027',
      'P1 Autoclave 1 101',
      'S-77 31 Dec 2027 2 ml',
      'Mild redness',
      'said "ouch"; second line, [U+738B] é – done',
      'Deviation: The cartridge fell to the floor between two zones.',
      'Reason: It slipped.',
      'No swelling on the telephone the day after.',
      'Entered in error: this record does not count as a treatment',
      'Charted for the wrong person',
      `MT ${consentStatement}`,
      // What was asked, and what the rules made of it.
      '1 screening',
      'Which rules applied',
      'Screening completed',
      'Drawn by Mia Thorsen',
      `Record SHA-256 ${first.snapshotHash}`,
      'Signature valid',
    ]) {
      expect(text).toContain(expected)
    }
    const { head } = await room.api.audit.verify({ fingerprints: [] })
    const { people } = await room.api.practice.get()
    expect(text).toContain(`Change log head ${head}`)
    expect(text).toContain(`Key fingerprint ${people[0]?.fingerprint}`)
    expect(text).not.toContain(draftNote)
    expect(text).not.toContain(other.name)
    expect(text).not.toContain('NOT valid')
  })

  it('says in red words that a signature does not hold [EXP-3]', async () => {
    const { room, first } = await roomWithHistory()
    const connection = await room.practice.behindTheBack()
    connection.exec('DROP TRIGGER session_zones_locked; DROP TRIGGER log_update_session_zones')
    connection
      .prepare('UPDATE session_zones SET needle_length = 500 WHERE session_id = ?')
      .run(first.snapshot.sessionId)
    const file = await room.api.exports.history({ clientId: room.clientId, format: 'csv' })
    const states = rowsOfCsv(await file.text())
      .filter(({ record }) => record === 'session')
      .map((row) => row['signature_state'])
    expect(states).toEqual(['invalid', 'valid'])
    const pdf = await room.api.exports.history({ clientId: room.clientId, format: 'pdf' })
    expect(await textOf(pdf)).toContain('Signature NOT valid: this record is not what was signed')
  })

  it('is a CSV that comes back as it was, formulas made harmless [EXP-4]', async () => {
    const { room, draftNote } = await roomWithHistory()
    const file = await room.api.exports.history({ clientId: room.clientId, format: 'csv' })
    const text = await file.text()
    const bytes = new Uint8Array(await file.arrayBuffer())
    expect(bytes.slice(0, 3)).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf))
    expect(text).not.toContain(draftNote)
    const rows = rowsOfCsv(text)
    const [session] = rows
    expect(session?.['text']).toBe(`'${awkwardNote.trim()}`)
    expect(session?.['client_name']).toBe(awkwardName)
    const devices = ['cartridge', 'handpiece']
    const kinds = rows.map(({ record }) => record)
    expect(kinds.filter((kind) => kind !== 'screening-answer')).toEqual(
      ['session', 'zone', 'zone', devices, 'pack', 'product', 'finding', 'deviation', 'addendum']
        // A day later on the same zones: that is one finding more.
        .concat('session', 'zone', 'zone', devices, 'product', 'finding', 'finding')
        .concat('screening', 'consent')
        .flat(),
    )
    const zone = rows.find((row) => row['zone'] === 'cheek-left')
    expect(zone).toMatchObject({
      session_state: 'signed',
      date: '2026-11-22',
      needle_length_mm: '1.5',
      technique: 'pen',
      passes: '4',
      endpoint: 'pinpoint-bleeding',
    })
    expect(rows.find(({ record }) => record === 'product')).toMatchObject({
      lot: 'S-77',
      amount: '2',
      unit: 'ml',
    })
    expect(rows.findLast(({ record }) => record === 'product')?.['session_state']).toBe(
      'entered-in-error',
    )
    const answers = rows.filter(({ record }) => record === 'screening-answer')
    expect(answers.length).toBeGreaterThan(20)
    expect(answers.find(({ code }) => code === 'cold-sores')).toMatchObject({
      answer: 'no',
      date: '2026-11-22',
      // As she was named then.
      client_name: 'Mia Thorsen',
    })
    for (const row of rows) {
      for (const field of Object.values(row)) expect(field).not.toMatch(/^[=+\-@\t\r]/)
    }
  })

  it('is JSON with the signed records as they were signed [EXP-5]', async () => {
    const { room, first } = await roomWithHistory()
    const file = await room.api.exports.history({ clientId: room.clientId, format: 'json' })
    const history = z
      .object({
        format: z.literal('stratum-history-1'),
        client,
        sessions: z.array(signedSession),
        screenings: z.array(screening),
        consents: z.array(z.object({ snapshot: z.unknown() })),
        signers: z.array(z.object({ publicKey: z.string(), fingerprint: z.string() })),
      })
      .parse(JSON.parse(await file.text()))
    expect(history.sessions[0]).toEqual(first)
    expect(history.sessions).toHaveLength(2)
    expect(history.screenings).toHaveLength(1)
    expect(history.consents).toHaveLength(1)
    expect(history.signers).toHaveLength(1)
    expect(history.client.name).toBe(awkwardName)
  })

  it('is a FHIR R4 collection that a validator accepts [EXP-6]', async () => {
    const { room, first } = await roomWithHistory()
    const { product } = room.cartridges.lot
    await room.api.inventory.updateProduct({
      productId: product.id,
      details: { ...product, deviceIdentifier: '09506000134352' },
      reason: 'read from the box',
    })
    const file = await room.api.exports.history({ clientId: room.clientId, format: 'fhir' })
    const bundle = z
      .object({
        resourceType: z.literal('Bundle'),
        type: z.literal('collection'),
        entry: z.array(
          z.object({
            fullUrl: z.string(),
            resource: z.looseObject({ resourceType: z.string(), id: z.string() }),
          }),
        ),
      })
      .parse(JSON.parse(await file.text()))
    const fhir = new Fhir()
    for (const { resource } of bundle.entry) {
      const { valid, messages } = fhir.validate(resource, { errorOnUnexpected: true })
      const errors = messages.filter(({ severity }) => severity !== 'info')
      expect([resource.resourceType, valid, errors]).toEqual([resource.resourceType, true, []])
    }
    const ofType = (type: string) =>
      bundle.entry.map(({ resource }) => resource).filter((one) => one.resourceType === type)
    expect(
      Object.fromEntries(
        [...Map.groupBy(bundle.entry, ({ resource }) => resource.resourceType)].map(
          ([type, entries]) => [type, entries.length],
        ),
      ),
    ).toEqual({
      Patient: 1,
      Practitioner: 1,
      Procedure: 2,
      // Four zones, and the verdict of a screening.
      Observation: 5,
      // Two cartridges and one handpiece of both sessions.
      Device: 3,
      Substance: 2,
      DocumentReference: 5,
      Questionnaire: 1,
      QuestionnaireResponse: 1,
      Consent: 1,
      Provenance: 5,
    })
    expect(ofType('Procedure').map((one) => one['status'])).toEqual([
      'completed',
      'entered-in-error',
    ])
    expect(JSON.stringify(ofType('Observation')[1])).toContain(
      '"valueQuantity":{"value":1.5,"unit":"mm","system":"http://unitsofmeasure.org","code":"mm"}',
    )
    expect(ofType('Device')[0]?.['udiCarrier']).toEqual([
      {
        deviceIdentifier: '09506000134352',
        issuer: 'http://hl7.org/fhir/NamingSystem/gs1-di',
        entryType: 'unknown',
      },
    ])
    const [questionnaire] = ofType('Questionnaire')
    expect(ofType('QuestionnaireResponse')[0]).toMatchObject({
      questionnaire: `${String(questionnaire?.['url'])}|${String(questionnaire?.['version'])}`,
      status: 'completed',
    })
    const urls = new Set(bundle.entry.map(({ fullUrl }) => fullUrl))
    expect(urls.size).toBe(bundle.entry.length)
    const references = [...JSON.stringify(bundle).matchAll(/"reference":"([^"]+)"/g)]
    expect(references.map(([, url]) => url).filter((url) => !urls.has(url ?? ''))).toEqual([])
    for (const { resource } of bundle.entry) expect(resource).toHaveProperty('text')
    expect(ofType('Procedure')[0]?.id).toBe(first.snapshot.sessionId)
  })

  it('of somebody who has none yet is a page that says so [EXP-7]', async () => {
    const room = await readyRoom()
    const pdf = await room.api.exports.history({ clientId: room.clientId, format: 'pdf' })
    expect(await textOf(pdf)).toContain('No session has been signed.')
  })

  it('is refused for a client that is not there [EXP-8]', async () => {
    const { api } = await openTestPractice()
    const nobody = clientId.parse('0199b0de-0000-7000-8000-000000000000')
    const call = api.exports.history({ clientId: nobody, format: 'pdf' })
    expect(await refusedWith(call)).toEqual(['clients.unknown'])
    expect(await refusedWith(api.exports.evidence({ clientId: nobody }))).toEqual([
      'clients.unknown',
    ])
  })
})

describe('The sterilization log', () => {
  /** Cycles 101, 102 and 105 on three days; 102 failed and was rejected. */
  const withLoads = async () => {
    const room = await readyRoom()
    const { api, practice } = room
    const [pack] = await releasedPacks(practice, ['P1', '=P2'])
    const charted = await openCharted(room)
    await api.sessions.takePack({
      sessionId: charted.sessionId,
      packId: certain(pack, 'A pack').id,
    })
    await start(room, charted)
    await signShown(room, charted)
    const [sterilizer] = await api.sterilization.sterilizers()
    const record = async (cycleNumber: number, startedAt: string) =>
      api.sterilization.recordLoad({
        sterilizerId: certain(sterilizer, 'A sterilizer').id,
        cycleNumber,
        programmeName: 'Wrapped 134',
        startedAt: instant.parse(startedAt),
        temperature: deciCelsius.parse(1210),
        holdSeconds: 90,
        indicatorType: 4,
        indicatorLot: 'CI-9',
        indicatorResult: 'fail',
        note: 'Door seal',
        packs: [{ label: 'Q1', contents: 'Forceps' }],
      })
    const failed = await record(102, '2026-11-21T18:00:00.000Z')
    await api.sterilization.reject({ loadId: failed.id, reason: 'Indicator failed' })
    // Half past eleven in the evening of the 20th in Denver, the 21st in UTC.
    await record(105, '2026-11-21T06:30:00.000Z')
    return { room, sessionId: charted.sessionId }
  }

  it('shows each load with its packs, release and missing cycle numbers [EXP-10]', async () => {
    const { room, sessionId } = await withLoads()
    const days = { from: day('2026-11-20'), to: day('2026-11-22') }
    const file = await room.api.exports.sterilization({ ...days, format: 'pdf' })
    expect(file.name).toBe('sterilization-2026-11-20-to-2026-11-22.pdf')
    const text = await textOf(file)
    for (const expected of [
      '20 Nov 2026 to 22 Nov 2026',
      'Harbour HS-18, serial number 4471',
      'Cycles 103 to 104: the machine counted, and nothing was recorded.',
      '134.6 °C, 4 min',
      'Type 5, lot CI-2207: pass',
      'Type 4, lot CI-9: FAIL',
      `used in session …${sessionId.slice(-12)}`,
      'Released by Ada Petersen, Master esthetician ME-20417, Utah',
      'Signature valid',
      'Rejected by Ada Petersen',
      'Indicator failed',
      'Awaiting release',
      'Note Door seal',
    ]) {
      expect(text).toContain(expected)
    }
    const { head } = await room.api.audit.verify({ fingerprints: [] })
    expect(text).toContain(`Change log head ${head}`)
    expect(text).not.toContain(aPerson.name)
  })

  it('is a CSV with one row for each pack and names no client [EXP-11]', async () => {
    const { room, sessionId } = await withLoads()
    const days = { from: day('2026-11-20'), to: day('2026-11-22') }
    const file = await room.api.exports.sterilization({ ...days, format: 'csv' })
    const text = await file.text()
    expect(text).not.toContain(aPerson.name)
    const rows = rowsOfCsv(text)
    expect(
      rows.map((row) => [row['record'], row['cycle_number'], row['pack'], row['load_state']]),
    ).toEqual([
      ['pack', '101', 'P1', 'released'],
      ['pack', '101', "'=P2", 'released'],
      ['pack', '102', 'Q1', 'rejected'],
      ['pack', '105', 'Q1', 'quarantined'],
      ['missing-cycles', '103 to 104', '', ''],
      ['finding', '105', '', ''],
    ])
    expect(rows[0]).toMatchObject({
      session_id: sessionId,
      release_signature: 'valid',
      decided_by_licence: 'Master esthetician ME-20417, Utah',
      temperature_celsius: '134.6',
    })
  })

  it('counts days in the practice’s time zone, and sees a gap across an end of the span [EXP-12]', async () => {
    const { room } = await withLoads()
    const one = { from: day('2026-11-20'), to: day('2026-11-20') }
    const rows = rowsOfCsv(
      await (await room.api.exports.sterilization({ ...one, format: 'csv' })).text(),
    )
    expect(rows.map((row) => [row['record'], row['cycle_number']])).toEqual([
      ['pack', '105'],
      ['missing-cycles', '103 to 104'],
      ['finding', '105'],
    ])
  })

  it('puts what is missing on its cover, and failures with what was done [EXP-14, EXP-17, EXP-18]', async () => {
    const room = await readyRoom()
    const { api, practice } = room
    const machine = await addSterilizer(practice)
    await api.sterilization.updateSterilizer({
      sterilizerId: machine,
      details: { ...sterilizerOf(await api.sterilization.sterilizers()), airRemoval: 'pre-vacuum' },
      reason: 'read its plate',
    })
    const run = (cycleNumber: number, on: string, packs: readonly string[] = ['P1']) =>
      runCycle(practice, machine, { cycleNumber, startedAt: `2026-11-${on}`, packs })
    await runCycle(practice, machine, {
      cycleNumber: 1,
      startedAt: '2026-11-02T15:00:00.000Z',
      changes: { airRemovalTest: 'bowie-dick', airRemovalResult: 'pass' },
    })
    const used = await releaseWhole(practice, await run(2, '02T16:00:00.000Z'))
    const charted = await openCharted(room)
    await api.sessions.takePack({
      sessionId: charted.sessionId,
      packId: certain(used.packs[0], 'P1').id,
    })
    await start(room, charted)
    const late = await run(3, '12T16:00:00.000Z')
    const recallId = await recallOf(tested(practice, late, 'fail'))
    await api.recalls.recordStep({
      recallId,
      kind: 'monitors-reviewed',
      happenedAt: instant.parse(practice.clock.now().toISOString()),
      note: 'The printer had no paper.',
      secret: testPassphrase,
    })
    await api.premises.add({
      kind: 'sharps-container',
      beginsOn: day('2026-11-03'),
      endsOn: null,
      attachmentId: null,
      details: { number: 'SC-12', place: 'Room 1', collectedOn: null, carrier: '', note: '' },
    })
    const days = { from: day('2026-11-01'), to: day('2026-11-22') }
    const masked = await textOf(await api.exports.sterilization({ ...days, format: 'pdf' }))
    for (const expected of [
      '12 Nov 2026: no air-removal test had passed before the first load, cycle 3.',
      '1 load ran after a spore test was due on 9 Nov 2026',
      'CDC-based default, NOT confirmed by the practice',
      'Bowie-Dick test: pass',
      'Recall: Spore test of cycle 3',
      'The printer had no paper.',
      'Container SC-12, Room 1',
      'Masked: a pack names its session by number only',
    ]) {
      expect(masked).toContain(expected)
    }
    expect(masked).not.toContain('4471. 2 Nov 2026: no air-removal')
    expect(masked).not.toContain(aPerson.name)

    const named = await api.exports.sterilization({ ...days, format: 'pdf', namesClients: true })
    expect(await textOf(named)).toContain(aPerson.name)
    const rows = async (namesClients: boolean) =>
      rowsOfCsv(
        await (await api.exports.sterilization({ ...days, format: 'csv', namesClients })).text(),
      )
    const csv = await rows(true)
    expect(csv.find((row) => row['session_id'] !== '')).toMatchObject({
      client_name: aPerson.name,
      pack_recalled: 'yes',
    })
    expect(csv.map((row) => row['record'])).toEqual([
      'cycle',
      'pack',
      'pack',
      'spore-test',
      'recall-step',
      'recall-step',
      'premises',
      'finding',
      'finding',
    ])
    expect((await rows(false)).map((row) => row['client_name'])).toEqual(csv.map(() => ''))
  })

  it('refuses a span that ends before it begins, and takes the ends of the calendar [EXP-13]', async () => {
    const { api } = await openTestPractice()
    const reversed = { from: day('2026-11-22'), to: day('2026-11-21'), format: 'csv' } as const
    expect(await refusedWith(api.exports.sterilization(reversed))).toEqual([
      'exports.span-reversed',
    ])
    const all = { from: day('0000-01-01'), to: day('9999-12-31'), format: 'csv' } as const
    expect(rowsOfCsv(await (await api.exports.sterilization(all)).text())).toEqual([])
  })
})

describe('The change log', () => {
  it('carries the mark of its verification and no value of a record [EXP-15]', async () => {
    const { room, other } = await roomWithHistory()
    const { total } = await room.api.audit.list({})
    const file = await room.api.exports.changeLog({ format: 'csv' })
    const rows = rowsOfCsv(await file.text())
    expect(rows).toHaveLength(total + 1)
    const head = rows.at(-1)?.['leaf']
    expect(rows.at(-1)).toMatchObject({ record: 'verification' })
    expect(head).toMatch(new RegExp(`^${total}-[0-9a-f]{64}$`))
    expect(rows.at(-1)?.['reason']).toContain('Verified: the change log holds.')
    const changed = rows.find((row) => row['reason'] === 'her name was misspelt')
    expect(changed).toMatchObject({ table: 'clients', actor: 'Ada Petersen' })
    expect(changed?.['changed_columns']?.split(' ').sort()).toEqual([
      'allergies',
      'name',
      'note',
      'search_text',
    ])
    const pdf = await textOf(await room.api.exports.changeLog({ format: 'pdf' }))
    expect(pdf).toContain('Verified: the change log holds.')
    expect(pdf).toContain(`Head ${head}`)
    for (const text of [pdf, await file.text()]) {
      expect(text).not.toContain(awkwardName)
      expect(text).not.toContain(other.name)
    }
  })

  it('says that it does not hold, and where [EXP-16]', async () => {
    const room = await readyRoom()
    const connection = await room.practice.behindTheBack()
    connection.exec('DROP TRIGGER log_update_clients')
    connection.prepare("UPDATE clients SET telephone = '1'").run()
    const text = await textOf(await room.api.exports.changeLog({ format: 'pdf' }))
    expect(text).toContain('NOT verified: the change log does not hold.')
    expect(text).toContain(`clients ${room.clientId}`)
  })
})

const sterilizerOf = <Machine>(all: readonly Machine[]): Machine => certain(all[0], 'A sterilizer')
