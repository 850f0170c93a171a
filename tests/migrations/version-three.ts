import { canonical, newId, sha256, systemEnvironment } from '#main/database/index.ts'
import {
  addDays,
  ageOn,
  type ClientId,
  certain,
  instant,
  type LotId,
  type ScreeningId,
  type SessionId,
  toCalendarDate,
} from '#shared/kernel/index.ts'
import {
  askedQuestions,
  evaluateScreening,
  type ScreeningAnswer,
  type ScreeningInput,
  startingScreening,
} from '#shared/screening/index.ts'
import { ownerOfTest, practiceOfTest } from '../support/practice.ts'
import { dayOfUpdate, licenceOfTest, personOf, seal, versionTwoPractice } from './version-two.ts'

const environment = systemEnvironment
const id = (): string => newId(environment)

const openedAt = '2026-11-22T15:51:00.000Z'
const screenedAt = '2026-11-22T15:52:00.000Z'
const startedAt = '2026-11-22T15:53:00.000Z'
const signedAt = '2026-11-22T15:58:00.000Z'

const day = toCalendarDate(dayOfUpdate)

/** *No* to every question that applies; a day lies long ago. */
const everyAnswer = (client: ScreeningInput['client']): readonly ScreeningAnswer[] => {
  const answers: ScreeningAnswer[] = []
  for (;;) {
    const open = askedQuestions(startingScreening, { answers, client, today: day }).filter(
      ({ code }) => !answers.some((answer) => answer.code === code),
    )
    if (open.length === 0) return answers
    answers.push(
      ...open.map(({ code, kind }): ScreeningAnswer => {
        const said = { code, detail: '', answeredAt: instant.parse(openedAt) }
        return kind === 'date'
          ? { ...said, answer: 'date', date: addDays(day, -3661) }
          : { ...said, answer: 'no', date: null }
      }),
    )
  }
}

const wordsOf = (asked: string) => {
  const { text, label } = certain(
    startingScreening.questions.find(({ code }) => code === asked),
    'A question',
  )
  return { text, label }
}

/** A zone as the release of the third migration charted it. */
const zone = {
  zone: 'chin',
  needleLength: 750,
  technique: 'pen',
  passes: 2,
  endpoint: 'mild-erythema',
}

/** The document of a draft as that release saved it: nothing of what came later. */
const draft = (lotId: LotId) => ({
  zones: [zone],
  handpieceUnitId: null,
  products: [{ lotId, amount: 1000, unit: 'ml' }],
  immediateResponse: ['mild-redness'],
  responseNote: '',
  note: 'Begun before the update.',
  deviations: [],
})

/**
 * A practice folder exactly as the release of the third migration left it: what the second left, and
 * since then screenings, a session that was signed after one with a product and an addendum, and one
 * that was started and is not finished.
 */
export const versionThreePractice = async () => {
  const there = await versionTwoPractice()
  const { connection, clients, consents, owner, sign } = there
  there.migrateTo(3)
  const insert = (table: string, values: Readonly<Record<string, string | number | null>>) => {
    const names = Object.keys(values)
    connection
      .prepare(
        `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      )
      .run(...Object.values(values))
  }
  const rulesId = id()
  const productId = id()
  const lotId = newId<LotId>(environment)

  const goods = () => {
    insert('screening_rules', {
      id: rulesId,
      version: 1,
      language: 'en',
      body: JSON.stringify(startingScreening),
      reason: 'starting rules',
      published_at: openedAt,
    })
    insert('products', {
      id: productId,
      kind: 'serum',
      name: 'Hydrating serum',
      manufacturer: 'Harbour',
      reprocessable: 0,
      note: '',
    })
    insert('lots', {
      id: lotId,
      product_id: productId,
      number: 'S-77',
      expires_on: '2027-12-31',
      received_at: openedAt,
      received_from: '',
      state: 'available',
      state_reason: '',
    })
  }

  const screen = (clientId: ClientId, number: number) => {
    const screeningId = newId<ScreeningId>(environment)
    const { identity, commitment } = seal(number)
    const person = personOf(number)
    const history = { fitzpatrickType: 'III' as const, flags: [], allergies: [], medication: [] }
    const client = { ...history, birthDate: person.birthDate }
    const answers = everyAnswer(client)
    const { findings, verdict } = evaluateScreening(startingScreening, {
      answers,
      client,
      today: day,
    })
    const row = {
      id: screeningId,
      client_id: clientId,
      rules_id: rulesId,
      practitioner_id: owner,
      asked_by: 'practitioner',
      day,
      valid_until: day,
      verdict,
      completed_at: screenedAt,
      identity: JSON.stringify(identity),
    }
    insert('screenings', row)
    const snapshotHash = sign(
      {
        table: 'screenings',
        id: screeningId,
        meaning: 'screening-completed',
        signedAt: screenedAt,
      },
      {
        format: 'stratum-screening-1',
        screeningId,
        client: { id: clientId, identityCommitment: commitment },
        practice: practiceOfTest.name,
        rules: { id: rulesId, version: 1, hash: sha256(canonical(startingScreening)) },
        askedBy: 'practitioner',
        startedAt: openedAt,
        completedAt: screenedAt,
        day,
        validUntil: day,
        history: { ...history, age: ageOn(person.birthDate, day) },
        answers: answers.map((answer) => ({ ...answer, ...wordsOf(answer.code) })),
        findings,
        verdict,
        practitioner: { id: owner, name: ownerOfTest.name, licence: licenceOfTest },
      },
    )
    return { screeningId, snapshotHash, verdict }
  }

  const begin = (clientId: ClientId, consentId: string, screeningId: string) => {
    const sessionId = newId<SessionId>(environment)
    insert('sessions', {
      id: sessionId,
      client_id: clientId,
      practitioner_id: owner,
      state: 'open',
      opened_at: openedAt,
    })
    const gate = {
      ruleVersion: 1,
      consentId,
      screeningId,
      findings: [],
      day: dayOfUpdate,
      lotIds: [],
      handpieceUnitId: null,
    }
    connection
      .prepare(`UPDATE sessions SET state = 'started', started_at = ?, gate = ? WHERE id = ?`)
      .run(startedAt, JSON.stringify(gate), sessionId)
    return sessionId
  }

  const finish = (
    sessionId: SessionId,
    clientId: ClientId,
    screening: ReturnType<typeof screen>,
    consent: { readonly consentId: string; readonly snapshotHash: string },
  ) => {
    const { identity, commitment } = seal(3)
    insert('session_zones', {
      id: id(),
      session_id: sessionId,
      position: 0,
      zone: zone.zone,
      needle_length: zone.needleLength,
      technique: zone.technique,
      passes: zone.passes,
      endpoint: zone.endpoint,
    })
    insert('session_products', {
      id: id(),
      session_id: sessionId,
      position: 0,
      lot_id: lotId,
      amount: 1000,
      unit: 'ml',
    })
    const snapshotHash = sign(
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
        openedAt,
        startedAt,
        fitzpatrickType: 'III',
        allergies: [],
        medication: [],
        consent: {
          id: consent.consentId,
          templateVersion: 1,
          snapshotHash: consent.snapshotHash,
          signedAt: '2026-11-20T10:00:00.000Z',
        },
        screening: {
          id: screening.screeningId,
          day,
          verdict: screening.verdict,
          rulesVersion: 1,
          snapshotHash: screening.snapshotHash,
          completedAt: screenedAt,
        },
        zones: [zone],
        cartridges: [],
        discarded: [],
        handpiece: null,
        packs: [],
        products: [
          {
            lotId,
            kind: 'serum',
            product: 'Hydrating serum',
            lot: 'S-77',
            expiresOn: '2027-12-31',
            amount: 1000,
            unit: 'ml',
          },
        ],
        immediateResponse: ['mild-redness'],
        responseNote: '',
        note: 'Signed by the release before.',
        findings: [],
        deviations: [],
      },
    )
    connection
      .prepare(
        `UPDATE sessions SET state = 'signed', signed_at = ?, rule_version = 1, consent_id = ?,
         screening_id = ?, immediate_response = '["mild-redness"]', response_note = '',
         note = 'Signed by the release before.', identity = ? WHERE id = ?`,
      )
      .run(signedAt, consent.consentId, screening.screeningId, JSON.stringify(identity), sessionId)
    return snapshotHash
  }

  const amend = (sessionId: SessionId, sessionSnapshotHash: string) => {
    const addendumId = id()
    const said = { text: 'No swelling the day after.', reason: 'She called.' }
    insert('addenda', { id: addendumId, session_id: sessionId, ...said, added_at: signedAt })
    sign(
      { table: 'addenda', id: addendumId, meaning: 'addendum', signedAt },
      {
        format: 'stratum-addendum-1',
        addendumId,
        sessionId,
        sessionSnapshotHash,
        ...said,
        addedAt: signedAt,
      },
    )
  }

  const later = there.transaction(() => {
    goods()
    const [, begun, treated] = clients
    const screened = [screen(treated, 3), screen(begun, 2)] as const
    const signed = begin(treated, consents[2].consentId, screened[0].screeningId)
    const sessionHash = finish(signed, treated, screened[0], consents[2])
    amend(signed, sessionHash)
    const unfinished = begin(begun, consents[1].consentId, screened[1].screeningId)
    insert('drafts', {
      kind: 'session',
      key: unfinished,
      version: 1,
      document: JSON.stringify(draft(lotId)),
      saved_at: startedAt,
    })
    return { signedAfterScreening: signed, unfinished, lotId, rulesId }
  })
  return { ...there, ...later, update: () => there.migrateTo(4) }
}
