import { describe, expect, it } from 'vitest'
import { certain } from '#shared/kernel/index.ts'
import { ownerOfTest, testPassphrase } from '../support/practice.ts'
import { refusedWith } from '../support/refusals.ts'
import {
  cleaned,
  colleaguePassphrase,
  day,
  later,
  openCharted,
  ownerUnlocks,
  readyRoom,
  screenedToday,
  signedSession,
  start,
  type TreatmentRoom,
} from '../support/treatment.ts'

const traineePassphrase = 'copper lantern meadow violin'

/** A trainee joins, unlocks, and signs a chart of the room's client. */
const signedByTrainee = async (room: TreatmentRoom, cartridge = 0) => {
  const { api } = room
  const { people } = await api.practice.get()
  const trainee =
    people.find(({ name }) => name === 'Ines Falk') ??
    (await api.practice.addPractitioner({
      person: {
        ...ownerOfTest,
        name: 'Ines Falk',
        licenceNumber: 'ST-118',
        standing: 'trainee',
      },
      passphrase: traineePassphrase,
    }))
  await api.vault.lock()
  await api.vault.unlock({ secret: traineePassphrase, practitionerId: trainee.id })
  const charted = await openCharted(room, {}, cartridge)
  await start(room, charted)
  const { sessionId, version } = charted
  const { snapshotHash } = await api.sessions.prepare({ sessionId, version })
  return api.sessions.sign({ sessionId, version, snapshotHash, secret: traineePassphrase })
}

describe('a trainee’s record', () => {
  it('waits in every list until a supervisor, who is neither her nor a trainee and whose licence is in date, countersigns it [SES-150] [TOD-6]', async () => {
    const room = await readyRoom()
    const { api, clientId } = room
    const connection = await room.practice.behindTheBack()
    const { id } = await api.practice.addPractitioner({
      person: { ...ownerOfTest, name: 'Tom Reed', licenceNumber: 'ST-2', standing: 'trainee' },
      passphrase: colleaguePassphrase,
    })
    await signedSession(room)
    await cleaned(room)
    const signed = await signedByTrainee(room, 1)
    const sessionId = signed.session.id
    expect(signed).toMatchObject({
      session: { awaitingSupervisor: true },
      snapshot: { practitioner: { standing: 'trainee', countersignatureAsked: true } },
      countersignature: null,
    })
    const waiting = async () => ({
      today: (await api.today.get()).awaitingSupervisor.map((each) => each.sessionId),
      list: (await api.sessions.list({ clientId })).map((each) => each.awaitingSupervisor),
    })
    expect(await waiting()).toEqual({ today: [sessionId], list: [true, false] })
    const countersign = (secret: string) => api.sessions.countersignChart({ sessionId, secret })
    expect(await refusedWith(countersign(traineePassphrase))).toEqual([
      'sessions.supervisor-is-signer',
    ])

    // Another trainee.
    await api.vault.lock()
    await api.vault.unlock({ secret: colleaguePassphrase, practitionerId: id })
    expect(await refusedWith(countersign(colleaguePassphrase))).toEqual([
      'sessions.supervisor-is-trainee',
    ])

    await ownerUnlocks(room)
    const { current } = await api.practice.get()
    const licensed = (licenceExpiresOn: ReturnType<typeof day>) =>
      api.practice.updateLicence({
        practitionerId: current.id,
        licence: { ...ownerOfTest, licenceExpiresOn },
        reason: 'as the board says',
      })
    await licensed(day('2026-11-21'))
    expect(await refusedWith(countersign(testPassphrase))).toEqual([
      'sessions.supervisor-licence-expired',
    ])
    await licensed(day('2026-11-22'))
    expect(await refusedWith(countersign('wrong'))).toEqual(['vault.wrong-secret'])
    const done = await countersign(testPassphrase)
    expect(done).toMatchObject({
      session: { awaitingSupervisor: false, signatureState: 'valid' },
      signatureState: 'valid',
      signature: { signerId: signed.signature.signerId },
      countersignature: {
        signatureState: 'valid',
        signature: { printedName: ownerOfTest.name, meaning: 'session-countersigned' },
      },
    })
    expect(await waiting()).toEqual({ today: [], list: [false, false] })
    expect(await refusedWith(countersign(testPassphrase))).toEqual([
      'sessions.no-supervisor-awaited',
    ])

    // A forged countersignature shows as such, and the record waits again.
    connection.exec('DROP TRIGGER signatures_locked; DROP TRIGGER log_update_signatures')
    connection.exec(
      "UPDATE signatures SET printed_name = 'Somebody' WHERE meaning = 'session-countersigned'",
    )
    expect(await api.sessions.signed({ sessionId })).toMatchObject({
      signatureState: 'valid',
      countersignature: { signatureState: 'invalid' },
      // Wherever the record appears, in list rows too.
      session: { awaitingSupervisor: true, signatureState: 'invalid' },
    })
    expect(await waiting()).toEqual({ today: [sessionId], list: [true, false] })
  })

  it('waits for nobody where the practice does not ask, nor once it is entered in error; a forged one is not countersigned [SES-151]', async () => {
    const room = await readyRoom()
    const { api } = room
    const connection = await room.practice.behindTheBack()
    const wrong = await signedByTrainee(room)
    await ownerUnlocks(room)
    const noteOf = (note: string) =>
      connection.prepare('UPDATE sessions SET note = ? WHERE id = ?').run(note, wrong.session.id)
    const guards = connection
      .prepare<[], string>(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'sessions'",
      )
      .pluck()
      .all()
    const kept = guards.map((name) =>
      certain(
        connection
          .prepare<[string], string>('SELECT sql FROM sqlite_master WHERE name = ?')
          .pluck()
          .get(name),
        'A guard',
      ),
    )
    for (const name of guards) connection.exec(`DROP TRIGGER "${name}"`)
    noteOf('Nothing happened.')
    const { id: sessionId } = wrong.session
    const countersign = () => api.sessions.countersignChart({ sessionId, secret: testPassphrase })
    expect(await refusedWith(countersign())).toEqual(['sessions.not-what-was-signed'])
    noteOf(wrong.snapshot.note)
    for (const guard of kept) connection.exec(guard)
    const marked = await api.sessions.markEnteredInError({
      sessionId,
      reason: 'another client',
      secret: testPassphrase,
    })
    expect(marked.session.awaitingSupervisor).toBe(false)
    expect((await api.today.get()).awaitingSupervisor).toEqual([])
    expect(await refusedWith(countersign())).toEqual(['sessions.no-supervisor-awaited'])

    const { rules } = await api.practice.get()
    await api.practice.updateRules({
      settings: {
        ...rules.settings,
        traineeCountersignature: { ...rules.settings.traineeCountersignature, value: false },
      },
      reason: 'the board does not ask for it',
    })
    await later(room, { days: 1 })
    await screenedToday(room)
    await cleaned(room)
    const free = await signedByTrainee(room, 1)
    expect(free).toMatchObject({
      session: { awaitingSupervisor: false },
      snapshot: { practitioner: { standing: 'trainee', countersignatureAsked: false } },
    })
  })
})
