import { describe, expect, it } from 'vitest'
import { newId, systemEnvironment } from '#main/database/index.ts'
import { isAsSigned, snapshotOf } from '#main/sterilization/record.ts'
import {
  certain,
  deciCelsius,
  type Instant,
  instant,
  type LoadId,
  type PackId,
  Refusal,
  type SessionId,
  type SporeTestId,
} from '#shared/kernel/index.ts'
import type { RuleSettings } from '#shared/practice/index.ts'
import { loadSnapshot } from '#shared/sterilization/index.ts'
import { openTestPractice, type TestPractice, testPassphrase } from '../support/practice.ts'
import { refusedWith } from '../support/refusals.ts'
import { type RoomsInside, roomsInside } from '../support/rooms.ts'
import { aLoad, aMachine, type EnteredSterilizer, releaseAll } from '../support/sterilizing.ts'
import { aPerson, day } from '../support/treatment.ts'

const secret = testPassphrase
const morning = '2026-11-22T14:00:00.000Z'
const noon = '2026-11-22T15:00:00.000Z'

const withMachine = async (details: Partial<EnteredSterilizer> = {}) => {
  const practice = await openTestPractice()
  const { id } = await practice.api.sterilization.addSterilizer({ ...aMachine, ...details })
  return { practice, room: practice.api.sterilization, id }
}

const changeRules = async ({ api }: TestPractice, changes: Partial<RuleSettings>) => {
  const { rules } = await api.practice.get()
  await api.practice.updateRules({ settings: { ...rules.settings, ...changes }, reason: 'ours' })
}

const codesOf = (findings: readonly { readonly code: string }[]) =>
  findings.map(({ code }) => code.replace('sterilization.', ''))

const findingsOf = async (
  room: TestPractice['api']['sterilization'],
  loadId: LoadId,
): Promise<readonly string[]> => codesOf((await room.load({ loadId })).findings)

const refusedInside = async (work: () => unknown): Promise<readonly string[]> => {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return codesOf(error.problems)
    throw error
  }
  throw new Error('This should have been refused.')
}

/** Reads a test as the recalls room does inside its transaction. */
const readInside = (
  { rooms, database }: RoomsInside,
  actor: Parameters<typeof database.write>[0]['actor'],
  sporeTestId: SporeTestId,
  growth: { readonly test: boolean; readonly control: boolean },
  readAt: string,
) =>
  database.write({ actor, reason: 'a test is read' }, (tx) =>
    rooms.sterilization.readSporeTestIn(tx, {
      sporeTestId,
      readAt: readAt as Instant,
      testGrowth: growth.test,
      controlGrowth: growth.control,
      reportedOn: null,
      reportNumber: '',
      attachmentId: null,
    }),
  )

describe('the kinds of cycles', () => {
  it('hold what belongs to them, and only a load is released or rejected [STE-33] [STE-34]', async () => {
    const { room, id } = await withMachine()
    const refused = (changes: Parameters<typeof aLoad>[3]) =>
      refusedWith(room.recordLoad(aLoad(id, 1, morning, changes)))
    expect(await refused({ packs: [] })).toEqual(['sterilization.load-without-packs'])
    expect(await refused({ kind: 'test', packs: [{ label: 'P', contents: 'Tray' }] })).toEqual([
      'sterilization.packs-in-test-cycle',
    ])
    expect(await refused({ airRemovalTest: 'helix', airRemovalResult: 'pass' })).toEqual([
      'sterilization.air-removal-in-load',
    ])
    expect(await refused({ kind: 'test', airRemovalTest: 'helix' })).toEqual([
      'sterilization.air-removal-incomplete',
    ])
    expect(await refused({ endedAt: instant.parse('2026-11-22T13:00:00.000Z') })).toEqual([
      'sterilization.end-out-of-order',
    ])
    const test = await room.recordLoad(aLoad(id, 1, morning, { kind: 'test' }))
    const aborted = await room.recordLoad(
      aLoad(id, 2, noon, { kind: 'aborted', packs: [{ label: 'P', contents: 'Tray' }] }),
    )
    expect([test.state, aborted.state, aborted.packs[0]?.state]).toEqual([
      'recorded',
      'recorded',
      'quarantined',
    ])
    for (const { id: loadId } of [test, aborted]) {
      expect(await refusedWith(room.release({ loadId, secret }))).toEqual([
        'sterilization.not-for-release',
      ])
      expect(await refusedWith(room.reject({ loadId, reason: 'x' }))).toEqual([
        'sterilization.not-for-release',
      ])
    }
  })

  it('run on: a gap and an early start are findings of the cycle and its sterilizer [STE-27] [STE-32] [STE-51]', async () => {
    const { room, id } = await withMachine()
    await room.recordLoad(aLoad(id, 7, noon))
    const late = await room.recordLoad(aLoad(id, 10, morning))
    expect(await findingsOf(room, late.id)).toEqual(['cycles-missing', 'cycle-out-of-order'])
    expect(await refusedWith(room.release({ loadId: late.id, secret }))).toContain(
      'sterilization.reason-missing',
    )
    const reason = 'The clock of the machine was set back'
    expect((await room.release({ loadId: late.id, secret, reason })).state).toBe('released')
    const { findings } = await room.sterilizer({ sterilizerId: id })
    expect(codesOf(findings)).toEqual([
      'air-removal-not-stated',
      'cycles-missing',
      'cycle-out-of-order',
    ])
  })
})

describe('what a load must show before its release', () => {
  it('is what the rules and its programme ask for; what was open can be added, nothing overwritten [STE-35] [STE-36]', async () => {
    const { practice, room, id } = await withMachine({
      programmes: [
        {
          name: 'Wrapped 134',
          minimumTemperature: deciCelsius.parse(1340),
          minimumHoldSeconds: 210,
          minimumPressure: 200,
          minimumDrySeconds: 600,
        },
      ],
    })
    await changeRules(practice, {
      requiredLoadFields: {
        value: ['ended-at', 'external-indicator'],
        source: 'ours',
        quality: 'practice',
      },
    })
    const { id: loadId, packs } = await room.recordLoad(
      aLoad(id, 1, morning, {
        pressure: null,
        externalIndicatorResult: null,
        indicatorResult: 'not-read',
        indicatorType: 3,
        indicatorExpiresOn: day('2026-11-21'),
      }),
    )
    expect(await findingsOf(room, loadId)).toEqual([
      'indicator-not-read',
      'indicator-type-too-low',
      'indicator-expired',
      'ended-at-missing',
      'external-indicator-missing',
      'pressure-missing',
      'drying-missing',
    ])
    await room.completeLoad({
      loadId,
      added: {
        endedAt: instant.parse(noon),
        pressure: 190,
        drySeconds: 500,
        indicatorResult: 'pass',
        externalIndicatorResult: 'fail',
      },
      reason: 'read from the print-out',
    })
    expect(await findingsOf(room, loadId)).toEqual([
      'pressure-too-low',
      'drying-too-short',
      'external-indicator-fail',
      'indicator-type-too-low',
      'indicator-expired',
    ])
    expect(
      await refusedWith(
        room.completeLoad({ loadId, added: { pressure: 210 }, reason: 'better so' }),
      ),
    ).toEqual(['sterilization.read-already'])
    expect(await refusedWith(room.release({ loadId, secret, reason: 'please' }))).toContain(
      'sterilization.pressure-too-low',
    )
    expect(
      await refusedWith(
        room.releasePacks({ loadId, packIds: packs.map((pack) => pack.id), checked: true, secret }),
      ),
    ).toEqual(['sterilization.packs-before-load'])
  })

  it('is the air-removal test of its day, on a pre-vacuum machine [STE-37]', async () => {
    const { practice, room, id } = await withMachine({ airRemoval: 'pre-vacuum' })
    const helix = (number: number, startedAt: string, airRemovalResult: 'pass' | 'fail') =>
      room.recordLoad(
        aLoad(id, number, startedAt, { kind: 'test', airRemovalTest: 'helix', airRemovalResult }),
      )
    const first = await room.recordLoad(aLoad(id, 3, morning))
    const standing = () => findingsOf(room, first.id)
    // Yesterday's on the practice's wall, although it is the 22nd in UTC; and one after the load.
    await helix(1, '2026-11-22T06:30:00.000Z', 'pass')
    await helix(4, noon, 'pass')
    expect(await standing()).toEqual(['air-removal-missing', 'cycles-missing'])
    await helix(2, '2026-11-22T13:30:00.000Z', 'fail')
    expect(await standing()).toEqual(['air-removal-failed'])
    const second = await room.recordLoad(aLoad(id, 5, '2026-11-22T15:30:00.000Z'))
    expect((await releaseAll(practice, second)).state).toBe('released')
    const rules = (await practice.api.practice.get()).rules.settings
    await changeRules(practice, {
      dailyAirRemovalTest: { ...rules.dailyAirRemovalTest, value: false },
    })
    expect(await standing()).toEqual(['air-removal-failed'])
  })

  it('is a sterilizer in service, which returns by its events [STE-28] [STE-29] [STE-38]', async () => {
    const { room, id } = await withMachine()
    const event = (kind: 'repair' | 'out-of-service' | 'returned-to-service', happenedAt: string) =>
      room.recordSterilizerEvent({
        sterilizerId: id,
        kind,
        happenedAt: instant.parse(happenedAt),
        note: 'Door seal.',
      })
    expect(await refusedWith(event('returned-to-service', morning))).toEqual([
      'sterilization.in-service-already',
    ])
    const out = await event('out-of-service', morning)
    expect([out.state, out.outOfServiceSince]).toEqual(['out-of-service', morning])
    await event('repair', '2026-11-22T14:30:00.000Z')
    const during = await room.recordLoad(aLoad(id, 1, '2026-11-22T14:45:00.000Z'))
    expect((await event('returned-to-service', noon)).state).toBe('in-service')
    const after = await room.recordLoad(aLoad(id, 2, '2026-11-22T15:10:00.000Z'))
    expect(await findingsOf(room, during.id)).toEqual(['sterilizer-out-of-service'])
    expect(await findingsOf(room, after.id)).toEqual([])
    const { events } = await room.sterilizer({ sterilizerId: id })
    expect(events.map(({ kind, recordedBy }) => [kind, recordedBy])).toEqual([
      ['returned-to-service', 'Ada Petersen'],
      ['repair', 'Ada Petersen'],
      ['out-of-service', 'Ada Petersen'],
    ])
  })
})

describe('spore tests', () => {
  it('hold a load or ask for a reason, and are read once [STE-39] [STE-47] [STE-48]', async () => {
    const { practice, room, id } = await withMachine()
    const inside = await roomsInside(practice)
    const { current } = await practice.api.practice.get()
    const load = await room.recordLoad(aLoad(id, 1, morning))
    const record = (changes: Partial<Parameters<typeof room.recordSporeTest>[0]> = {}) =>
      room.recordSporeTest({
        loadId: load.id,
        indicatorLot: 'BI-3',
        controlLot: 'BI-3',
        ...changes,
      })
    expect(
      await refusedWith(
        record({
          indicatorExpiresOn: day('2026-11-21'),
          incubatedAt: instant.parse('2026-11-22T13:00:00.000Z'),
          postedOn: day('2026-11-23'),
        }),
      ),
    ).toEqual([
      'sterilization.spore-indicator-expired',
      'sterilization.incubation-out-of-order',
      'sterilization.posted-out-of-order',
      'sterilization.laboratory-missing',
    ])
    const test = await record({ incubatedAt: instant.parse(noon) })
    expect([test.result, test.reading, test.cycleNumber]).toEqual(['pending', null, 1])
    expect(await findingsOf(room, load.id)).toEqual(['spore-test-pending'])
    expect(await refusedWith(room.release({ loadId: load.id, secret }))).toEqual([
      'sterilization.reason-missing',
      'sterilization.spore-test-pending',
    ])
    const rules = (await practice.api.practice.get()).rules.settings
    await changeRules(practice, {
      loadAwaitingSporeTest: { ...rules.loadAwaitingSporeTest, value: 'hold' },
    })
    expect(
      await refusedWith(room.release({ loadId: load.id, secret, reason: 'A client waits.' })),
    ).toEqual(['sterilization.spore-test-pending'])
    await changeRules(practice, { loadAwaitingSporeTest: rules.loadAwaitingSporeTest })
    const released = await room.release({ loadId: load.id, secret, reason: 'A client waits.' })
    expect(released.decision?.reason).toBe('A client waits.')
    const [signed] = inside.database.read((db) => inside.rooms.signing.of(db, 'loads', load.id))
    expect(loadSnapshot.parse(signed?.snapshot).reason).toBe('A client waits.')
    const read = (readAt: string) =>
      readInside(inside, current.id, test.id, { test: false, control: true }, readAt)
    expect(await refusedInside(() => read('2026-11-22T14:30:00.000Z'))).toEqual([
      'reading-out-of-order',
    ])
    const passed = read('2026-11-22T15:30:00.000Z')
    expect([passed.result, passed.reading?.by]).toEqual(['pass', 'Ada Petersen'])
    expect(await refusedInside(() => read('2026-11-22T15:40:00.000Z'))).toEqual(['spore-test-read'])
    expect((await room.sterilizers())[0]).toMatchObject({
      lastPassedSporeTestAt: morning,
      sporeTestDueOn: '2026-11-29',
    })
    expect((await room.sporeTests({})).map(({ result }) => result)).toEqual(['pass'])
  })

  it('that failed stop every load since the last pass, also one recorded later, and keep the machine out [STE-30] [STE-49] [STE-50]', async () => {
    const { practice, room, id } = await withMachine()
    const inside = await roomsInside(practice)
    const { rooms, database } = inside
    const { current } = await practice.api.practice.get()
    const by = { actor: current.id, reason: 'a failed test' }
    const hour = (number: number) => `2026-11-2${number}T15:00:00.000Z`
    const cycle = (number: number, day: number) => room.recordLoad(aLoad(id, number, hour(day)))
    const tested = async (loadId: LoadId, growth: { test: boolean; control: boolean }) => {
      const test = await room.recordSporeTest({ loadId, indicatorLot: 'BI-3' })
      return readInside(inside, current.id, test.id, growth, '2026-11-22T15:59:00.000Z')
    }
    const passed = await cycle(1, 0)
    const before = await cycle(2, 1)
    const failed = await cycle(4, 2)
    await tested(passed.id, { test: false, control: true })
    await tested(before.id, { test: false, control: false })
    const failure = await tested(failed.id, { test: true, control: true })
    const late = await room.recordLoad(aLoad(id, 3, '2026-11-21T18:00:00.000Z'))
    const elsewhere = await room.addSterilizer({ ...aMachine, serialNumber: '4472' })
    const other = await room.recordLoad(aLoad(elsewhere.id, 1, hour(1)))
    const suspects = () => database.read((db) => rooms.sterilization.suspectLoads(db, failure.id))
    expect(suspects()).toEqual([before.id, late.id, failed.id])
    expect(await findingsOf(room, late.id)).toEqual(['load-suspect'])
    expect(await findingsOf(room, failed.id)).toEqual(['spore-test-failed'])
    expect(await findingsOf(room, before.id)).toEqual(['load-suspect', 'spore-test-invalid'])
    expect(await findingsOf(room, passed.id)).toEqual([])
    expect(await findingsOf(room, other.id)).toEqual([])
    const out = database.write(by, (tx) =>
      rooms.sterilization.outOfService(tx, id, 'A spore test failed.'),
    )
    expect(out.state).toBe('out-of-service')
    expect(
      await refusedWith(
        room.recordSterilizerEvent({
          sterilizerId: id,
          kind: 'returned-to-service',
          happenedAt: instant.parse(practice.clock.now().toISOString()),
          note: 'It looks fine.',
        }),
      ),
    ).toEqual(['sterilization.held-by-recall'])
    const back = database.write(by, (tx) =>
      rooms.sterilization.returnToService(tx, id, 'Three passed tests.'),
    )
    expect(back.state).toBe('in-service')
  })
})

it('a release that was signed in the first format still holds, until the load is altered [STE-41]', async () => {
  const { practice, room, id } = await withMachine()
  const { id: loadId } = await room.recordLoad(aLoad(id, 1, morning))
  const { rooms, database } = await roomsInside(practice)
  const load = database.read((db) => rooms.sterilization.loadOf(db, loadId))
  const {
    endedAt: _endedAt,
    pressure: _pressure,
    drySeconds: _drySeconds,
    indicatorEdition: _edition,
    indicatorExpiresOn: _expiresOn,
    externalIndicatorResult: _external,
    attachmentHash: _hash,
    reason: _reason,
    ...facts
  } = snapshotOf(load, 'Lantern Skin Studio', 'released')
  const { name, minimumTemperature, minimumHoldSeconds } = facts.programme
  // As it stands in a practice of the version before: a programme had two limits.
  const first = {
    ...facts,
    format: 'stratum-load-1',
    programme: { name, minimumTemperature, minimumHoldSeconds },
  }
  expect(isAsSigned(load, first)).toBe(true)
  expect(isAsSigned({ ...load, pressure: 300 }, first)).toBe(true)
  expect(isAsSigned({ ...load, holdSeconds: 300 }, first)).toBe(false)
  const second = snapshotOf(load, 'Lantern Skin Studio', 'A client waits.')
  expect(isAsSigned(load, second)).toBe(true)
  expect(isAsSigned({ ...load, pressure: 300 }, second)).toBe(false)
})

describe('packs', () => {
  const withReleased = async () => {
    const { practice, room, id } = await withMachine()
    const labels = ['A', 'B', 'C']
    const load = await room.recordLoad(
      aLoad(id, 1, morning, { packs: labels.map((label) => ({ label, contents: 'Forceps' })) }),
    )
    const inside = await roomsInside(practice)
    const client = await practice.api.clients.create({ details: aPerson, flags: [] })
    const { current } = await practice.api.practice.get()
    const open = (): SessionId => {
      const session = newId<SessionId>(systemEnvironment)
      inside.openSession(session, client.id)
      return session
    }
    const take = (packId: PackId, sessionId: SessionId, hasHappened = false) =>
      inside.database.write({ actor: current.id, reason: 'taken' }, (tx) =>
        inside.rooms.sterilization.takePack(tx, {
          packId,
          sessionId,
          today: inside.rooms.practice.today(tx),
          hasHappened,
        }),
      )
    const [a, b, c] = load.packs.map((pack) => pack.id)
    return {
      practice,
      room,
      load,
      inside,
      open,
      take,
      a: certain(a, 'A pack'),
      b: certain(b, 'A pack'),
      c: certain(c, 'A pack'),
    }
  }

  it('are released after their load, once, and may be sterilized again instead [STE-24] [STE-40] [STE-42]', async () => {
    const { room, load, open, take, a, b, c } = await withReleased()
    await room.release({ loadId: load.id, secret })
    const packsRelease = (...packIds: PackId[]) =>
      room.releasePacks({ loadId: load.id, packIds, checked: true, secret })
    expect((await room.packsInStore()).length).toBe(0)
    expect(await refusedInside(() => take(a, open()))).toEqual(['pack-not-released'])
    const wet = await room.reprocessPack({ packId: c, reason: 'wet' })
    expect(wet.state).toBe('reprocessed')
    expect(await refusedWith(packsRelease(a, c))).toEqual(['sterilization.pack-reprocessed'])
    const states = async (packs: Promise<{ packs: readonly { state: string }[] }>) =>
      (await packs).packs.map(({ state }) => state)
    expect(await states(packsRelease(a))).toEqual(['stored', 'quarantined', 'reprocessed'])
    expect(await refusedWith(packsRelease(a, b))).toEqual(['sterilization.pack-released-already'])
    expect(await states(packsRelease(b))).toEqual(['stored', 'stored', 'reprocessed'])
    const session = open()
    take(a, session)
    expect(await refusedInside(() => take(c, session))).toEqual(['pack-reprocessed'])
    expect(await refusedWith(room.reprocessPack({ packId: a, reason: 'x' }))).toEqual([
      'sterilization.pack-in-session',
    ])
    await room.reprocessPack({ packId: b, reason: 'torn' })
    expect(await room.packsInStore()).toEqual([])
  })

  it('of another session are never taken; what has happened is recorded with any other [STE-43]', async () => {
    const { practice, load, open, take, inside, a, b } = await withReleased()
    const { current } = await practice.api.practice.get()
    const begunAlready = (): SessionId => {
      const session = open()
      inside.database.write({ actor: current.id, reason: 'begun' }, (tx) =>
        inside.rooms.drafts.put(tx, {
          kind: 'session',
          key: session,
          version: 0,
          document: { deviations: [{ code: 'sessions.not-started' }] },
        }),
      )
      return session
    }
    const session = begunAlready()
    expect(await refusedInside(() => take(a, session))).toEqual(['pack-not-released'])
    expect(take(a, session, true)).toMatchObject({ sessionId: session, state: 'claimed' })
    expect(await refusedInside(() => take(a, begunAlready(), true))).toEqual(['pack-used'])
    await practice.api.sterilization.reject({ loadId: load.id, reason: 'The indicator was lost.' })
    expect(take(b, session, true).state).toBe('rejected')
  })

  it('that are recalled leave the store at once; a used one stays used [STE-44]', async () => {
    const { practice, room, load, open, take, inside, a, b, c } = await withReleased()
    await releaseAll(practice, load)
    const session = open()
    take(a, session)
    inside.signSession(session)
    const holding = open()
    take(b, holding)
    await practice.api.recalls.open({
      cause: 'load',
      subjectId: load.id,
      reason: 'The print-out was of another cycle.',
      secret,
    })
    const shown = (await room.load({ loadId: load.id })).load
    expect(shown.state).toBe('recalled')
    expect(shown.packs.map(({ state, recalled }) => [state, recalled])).toEqual([
      ['used', true],
      ['recalled', true],
      ['recalled', true],
    ])
    expect(await room.packsInStore()).toEqual([])
    expect(await refusedInside(() => take(c, holding))).toEqual(['pack-recalled'])
    expect(await refusedInside(() => take(b, open()))).toEqual(['pack-recalled', 'pack-used'])
    expect(await refusedWith(room.reject({ loadId: load.id, reason: 'x' }))).toEqual([
      'sterilization.load-recalled',
    ])
    const { findings } = await room.load({ loadId: load.id })
    expect(codesOf(findings)).toEqual(['load-recalled'])
  })

  it('have labels as a PDF [STE-45]', async () => {
    const { room, load } = await withReleased()
    for (const sheet of ['roll', 'a4'] as const) {
      const file = await room.packLabels({ loadId: load.id, sheet })
      expect(file.type).toBe('application/pdf')
      expect((await file.text()).slice(0, 5)).toBe('%PDF-')
    }
    const { id: loadId } = await room.recordLoad(
      aLoad(load.sterilizer.id, 2, noon, { kind: 'test' }),
    )
    expect(await refusedWith(room.packLabels({ loadId, sheet: 'roll' }))).toEqual([
      'sterilization.nothing-to-label',
    ])
  })
})
