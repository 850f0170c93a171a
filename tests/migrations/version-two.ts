import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import {
  canonical,
  type Connection,
  createConnection,
  migrate,
  newId,
  readMigrations,
  sha256,
  systemEnvironment,
} from '#main/database/index.ts'
import { searchTextOf } from '#main/clients/search.ts'
import { createApplication } from '#main/practice.ts'
import { identityCommitment } from '#main/signing/index.ts'
import { createVault, deriveKeys, type SigningKey } from '#main/vault/index.ts'
import {
  type ClientId,
  type ConsentId,
  type PractitionerId,
  type SessionId,
  toCalendarDate,
} from '#shared/kernel/index.ts'
import { formerHead, writeAs } from '../support/former-log.ts'
import {
  apiOf,
  createTestClock,
  ownerOfTest,
  practiceOfTest,
  temporaryFolder,
  testPassphrase,
} from '../support/practice.ts'

/** The day on which the old practice was last used and on which the new release opens it. */
export const dayOfUpdate = '2026-11-22'
const earlier = '2026-11-20T10:00:00.000Z'
const startedAt = '2026-11-22T15:30:00.000Z'

const environment = systemEnvironment
const id = (): string => newId(environment)

/** What the release of the second migration asked a client to agree to. */
const oldText = {
  title: 'Consent to microneedling',
  sections: [{ heading: 'What is done', body: 'Fine needles make small wounds in the skin.' }],
  acknowledgements: [{ id: 'risks', text: 'I understand the risks.' }],
  declaration: 'I agree to the treatment.',
}

export const personOf = (number: number) => ({
  number,
  name: `Client ${number}`,
  birthDate: toCalendarDate('1990-04-01'),
})

export const seal = (number: number) => {
  const identity = { ...personOf(number), salt: sha256(`salt ${number}`) }
  return { identity, commitment: identityCommitment(identity) }
}

export const licenceOfTest = `${ownerOfTest.licenceClass} ${ownerOfTest.licenceNumber}, ${ownerOfTest.jurisdiction}`

export interface Subject {
  readonly table: 'sessions' | 'consents' | 'screenings' | 'addenda'
  readonly id: string
  readonly meaning: string
  readonly signedAt: string
}

const insertSignature = (
  connection: Connection,
  key: SigningKey,
  subject: Subject,
  content: unknown,
): string => {
  const snapshot = canonical(content)
  const unsigned = {
    subjectTable: subject.table,
    subjectId: subject.id,
    signerId: key.practitionerId,
    printedName: ownerOfTest.name,
    licence: licenceOfTest,
    meaning: subject.meaning,
    signedAt: subject.signedAt,
    snapshotHash: sha256(snapshot),
    chainHead: formerHead(connection),
  }
  const value = Buffer.from(key.sign(Buffer.from(canonical(unsigned)))).toString('base64url')
  connection
    .prepare('INSERT INTO signatures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run(
      id(),
      unsigned.subjectTable,
      unsigned.subjectId,
      unsigned.signerId,
      unsigned.printedName,
      unsigned.licence,
      unsigned.meaning,
      unsigned.signedAt,
      snapshot,
      unsigned.snapshotHash,
      unsigned.chainHead,
      value,
    )
  return unsigned.snapshotHash
}

const chart = {
  zones: [],
  handpieceUnitId: null,
  products: [],
  responseNote: '',
  deviations: [],
  immediateResponse: ['mild-redness'],
  note: 'Charted before the update.',
}

/** What the release before had: three clients with a consent each, one of them treated, two begun. */
const fill = (connection: Connection, key: SigningKey, publicKey: string) => {
  const owner = key.practitionerId
  const run = (sql: string, ...values: readonly (string | number | null)[]) =>
    connection.prepare(sql).run(...values)
  const marks = (count: number) => Array.from({ length: count }, () => '?').join(', ')
  const insert = (table: string, ...values: readonly (string | number | null)[]) =>
    run(`INSERT INTO ${table} VALUES (${marks(values.length)})`, ...values)
  const template = id()

  const addClient = (number: number) => {
    const clientId = newId<ClientId>(environment)
    const { name, birthDate } = personOf(number)
    const empty = ['', '', '', ''] as const
    const search = searchTextOf({ name, email: '', telephone: '', number })
    insert(
      'clients',
      number,
      clientId,
      number,
      name,
      birthDate,
      ...empty,
      'III',
      '[]',
      '[]',
      '',
      earlier,
      search,
    )
    return clientId
  }

  const addFlag = (clientId: ClientId, kind: string, cleared: boolean) => {
    const flag = id()
    insert('client_flags', flag, clientId, kind, earlier, null, null)
    if (cleared)
      insert('clearances', id(), flag, 'Dr N', 'MD 1', '2026-11-19', null, 'Letter.', earlier)
  }

  const addConsent = (clientId: ClientId, number: number) => {
    const consentId = newId<ConsentId>(environment)
    const { identity, commitment } = seal(number)
    insert(
      'consents',
      consentId,
      clientId,
      template,
      earlier,
      '2027-05-19',
      JSON.stringify(identity),
      null,
      null,
    )
    const snapshotHash = insertSignature(
      connection,
      key,
      { table: 'consents', id: consentId, meaning: 'consent-witnessed', signedAt: earlier },
      {
        format: 'stratum-consent-1',
        consentId,
        client: { id: clientId, identityCommitment: commitment },
        practice: practiceOfTest.name,
        template: {
          id: template,
          kind: 'microneedling',
          version: 1,
          language: 'en',
          text: oldText,
        },
        acknowledged: ['risks'],
        strokes: {
          width: 600,
          height: 200,
          strokes: [Array.from({ length: 9 }, (_, x) => ({ x, y: x, pressure: 0.5, time: x }))],
        },
        presentedAt: earlier,
        signedAt: earlier,
        validUntil: '2027-05-19',
        practitioner: { id: owner, name: ownerOfTest.name, licence: licenceOfTest },
      },
    )
    return { consentId, snapshotHash }
  }

  const begin = (clientId: ClientId, consentId: ConsentId) => {
    const sessionId = newId<SessionId>(environment)
    insert('sessions', sessionId, clientId, owner, 'open', earlier, ...Array<null>(12).fill(null))
    const gate = {
      ruleVersion: 1,
      consentId,
      findings: [],
      day: dayOfUpdate,
      lotIds: [],
      handpieceUnitId: null,
    }
    run(
      `UPDATE sessions SET state = 'started', started_at = ?, gate = ? WHERE id = ?`,
      startedAt,
      JSON.stringify(gate),
      sessionId,
    )
    return sessionId
  }

  const sign = (
    sessionId: SessionId,
    clientId: ClientId,
    number: number,
    consent: ReturnType<typeof addConsent>,
  ) => {
    const { identity, commitment } = seal(number)
    const signedAt = '2026-11-22T15:50:00.000Z'
    const zone = {
      zone: 'forehead',
      needleLength: 1000,
      technique: 'pen',
      passes: 3,
      endpoint: 'uniform-erythema',
    }
    insert('session_zones', id(), sessionId, 0, ...Object.values(zone))
    insertSignature(
      connection,
      key,
      { table: 'sessions', id: sessionId, meaning: 'treatment-performed', signedAt },
      {
        format: 'stratum-session-1',
        sessionId,
        client: { id: clientId, identityCommitment: commitment },
        practice: {
          name: practiceOfTest.name,
          address: practiceOfTest.address,
          telephone: practiceOfTest.telephone,
          timeZone: practiceOfTest.timeZone,
        },
        practitioner: { id: owner, name: ownerOfTest.name, licence: licenceOfTest },
        ruleVersion: 1,
        openedAt: earlier,
        startedAt,
        fitzpatrickType: 'III',
        allergies: [],
        medication: [],
        consent: {
          id: consent.consentId,
          templateVersion: 1,
          snapshotHash: consent.snapshotHash,
          signedAt: earlier,
        },
        zones: [zone],
        cartridges: [],
        handpiece: null,
        packs: [],
        products: [],
        immediateResponse: ['mild-redness'],
        responseNote: '',
        note: 'Signed before the update.',
        findings: [],
        deviations: [],
      },
    )
    run(
      `UPDATE sessions SET state = 'signed', signed_at = ?, rule_version = 1, consent_id = ?,
       immediate_response = ?, response_note = '', note = ?, identity = ? WHERE id = ?`,
      signedAt,
      consent.consentId,
      '["mild-redness"]',
      'Signed before the update.',
      JSON.stringify(identity),
      sessionId,
    )
  }

  const write = <T>(work: () => T): T => writeAs(connection, owner, work)

  return write(() => {
    const { name, address, telephone, timeZone, sterilityMode } = practiceOfTest
    insert('practices', id(), 1, name, address, telephone, timeZone, sterilityMode)
    insert(
      'practitioners',
      owner,
      ownerOfTest.name,
      'owner',
      ownerOfTest.licenceClass,
      ownerOfTest.licenceNumber,
      ownerOfTest.licenceExpiresOn,
      ownerOfTest.jurisdiction,
      ownerOfTest.maximumNeedleLength,
      ownerOfTest.maximumNeedleLengthSource,
      publicKey,
    )
    insert('rule_sets', id(), 1, '{}', earlier, 'starting rules')
    insert(
      'consent_templates',
      template,
      'microneedling',
      1,
      'en',
      JSON.stringify(oldText),
      earlier,
    )
    const [treated, begun, other] = [addClient(1), addClient(2), addClient(3)]
    addFlag(treated, 'eczema', false)
    addFlag(treated, 'cold-sores', true)
    const consents = [addConsent(treated, 1), addConsent(begun, 2), addConsent(other, 3)] as const
    const signed = begin(treated, consents[0].consentId)
    sign(signed, treated, 1, consents[0])
    const started = [
      begin(begun, consents[1].consentId),
      begin(other, consents[2].consentId),
    ] as const
    for (const sessionId of started)
      insert('drafts', 'session', sessionId, 1, JSON.stringify(chart), startedAt)
    return { owner, clients: [treated, begun, other] as const, consents, signed, started }
  })
}

/** A practice folder exactly as the release of the second migration left it. */
export const versionTwoPractice = async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'records.db')
  const vault = createVault({
    folder,
    random: environment.random,
    strength: 'test',
    derive: deriveKeys,
  })
  const owner = newId<PractitionerId>(environment)
  const keys = await vault.prepare({
    owner,
    ownerName: ownerOfTest.name,
    practiceName: practiceOfTest.name,
    passphrase: testPassphrase,
    demonstration: false,
  })
  keys.save()
  const connection = createConnection(path, keys.dataKey)
  migrate({ connection, path, key: keys.dataKey, environment }, readMigrations().slice(0, 2))
  const key = await vault.authorise(owner, testPassphrase)
  const there = fill(connection, key, keys.publicKey)
  return {
    ...there,
    connection,
    folder,
    /** A signature as releases until the third migration wrote it. @returns the snapshot's hash */
    sign: (subject: Subject, content: unknown) =>
      insertSignature(connection, key, subject, content),
    transaction: <T>(work: () => T): T => writeAs(connection, owner, work),
    /** Brings it forward to the release of this migration. */
    migrateTo: (count: number) =>
      migrate(
        { connection, path, key: keys.dataKey, environment },
        readMigrations().slice(0, count),
      ),
    write: (...statements: readonly string[]) =>
      writeAs(connection, owner, () => {
        for (const sql of statements) connection.exec(sql)
      }),
    vessel: { connection, path, key: keys.dataKey, environment },
    /** To the release of today, whose verification reads the log. */
    toNewest: () => migrate({ connection, path, key: keys.dataKey, environment }),
    /** The third migration alone. */
    update: () =>
      migrate({ connection, path, key: keys.dataKey, environment }, readMigrations().slice(0, 3)),
    /** Opens the folder with the application as it is now, which brings it forward itself. */
    open: async () => {
      connection.close()
      const clock = createTestClock(`${dayOfUpdate}T16:00:00.000Z`)
      const application = createApplication({
        folder,
        keyDerivation: 'test',
        environment: { ...environment, now: clock.now },
      })
      onTestFinished(() => application.close())
      const api = apiOf(application)
      await api.vault.unlock({ secret: testPassphrase })
      return { api, application, clock }
    },
  }
}
