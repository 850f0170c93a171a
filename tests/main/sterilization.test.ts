import { describe, expect, it } from 'vitest'
import { newId, systemEnvironment } from '#main/database/index.ts'
import {
  calendarDate,
  deciCelsius,
  instant,
  Refusal,
  type SessionId,
  type SterilizerId,
} from '#shared/kernel/index.ts'
import {
  type Load,
  loadSnapshot,
  packsSnapshot,
  type RecordLoad,
} from '#shared/sterilization/index.ts'
import {
  openTestPractice,
  practiceOfTest,
  type TestPractice,
  testPassphrase,
} from '../support/practice.ts'
import { refusalOf, refusedWith } from '../support/refusals.ts'
import { roomsInside } from '../support/rooms.ts'

const machine = {
  name: 'Autoclave 1',
  maker: 'Harbour',
  model: 'HS-18',
  serialNumber: '4471',
  programmes: [
    {
      name: 'Wrapped 134',
      minimumTemperature: deciCelsius.parse(1340),
      minimumHoldSeconds: 210,
    },
  ],
}

type EnteredLoad = Parameters<TestPractice['api']['sterilization']['recordLoad']>[0]

const loadOf = (sterilizerId: SterilizerId, changes: Partial<RecordLoad> = {}): EnteredLoad => ({
  sterilizerId,
  cycleNumber: 1041,
  programmeName: 'Wrapped 134',
  startedAt: instant.parse('2026-11-22T14:00:00.000Z'),
  temperature: deciCelsius.parse(1346),
  holdSeconds: 240,
  indicatorType: 5,
  indicatorLot: 'CI-2207',
  indicatorResult: 'pass',
  // What the starting rules ask for.
  pressure: 210,
  externalIndicatorResult: 'pass',
  note: '',
  packs: [
    { label: 'P10', contents: 'Handpiece' },
    { label: 'P2', contents: 'Forceps' },
  ],
  ...changes,
})

const withSterilizer = async () => {
  const practice = await openTestPractice()
  const sterilizer = await practice.api.sterilization.addSterilizer(machine)
  return { ...practice, practice, sterilizer }
}

/** Both steps of a release, for all of its packs. */
const releaseAll = async ({ api }: TestPractice, { id, packs }: Load): Promise<Load> => {
  await api.sterilization.release({ loadId: id, secret: testPassphrase })
  return api.sterilization.releasePacks({
    loadId: id,
    packIds: packs.map((pack) => pack.id),
    checked: true,
    secret: testPassphrase,
  })
}

const withReleasedLoad = async () => {
  const { practice, sterilizer } = await withSterilizer()
  const recorded = await practice.api.sterilization.recordLoad(loadOf(sterilizer.id))
  const load = await releaseAll(practice, recorded)
  const [pack, otherPack] = load.packs
  if (!pack || !otherPack) throw new Error('The load has two packs.')
  return { practice, sterilizer, load, pack, otherPack }
}

const newClient = (practice: TestPractice, name: string) =>
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

const withSessions = async () => {
  const released = await withReleasedLoad()
  const inside = await roomsInside(released.practice)
  const client = await newClient(released.practice, 'Mia Thorsen')
  const open = (): SessionId => {
    const session = newId<SessionId>(systemEnvironment)
    inside.openSession(session, client.id)
    return session
  }
  const { sterilization, practice: practiceRoom } = inside.rooms
  type Held = { packId: typeof released.pack.id; sessionId: SessionId }
  const by = { actor: released.load.operatorId, reason: 'a pack is held' }
  return {
    ...released,
    ...inside,
    open,
    take: async (held: Held) =>
      inside.database.write(by, (tx) =>
        sterilization.takePack(tx, { ...held, today: practiceRoom.today(tx) }),
      ),
    giveBack: async (held: Held) =>
      inside.database.write(by, (tx) => sterilization.returnPack(tx, held)),
  }
}

const codesOf = async (call: Promise<unknown>): Promise<readonly string[]> => {
  try {
    await call
  } catch (error) {
    if (error instanceof Refusal) return error.problems.map(({ code }) => code)
    throw error
  }
  throw new Error('This should have been refused.')
}

describe('in a practice that is single-use only', () => {
  const openSingleUse = () =>
    openTestPractice({ practice: { ...practiceOfTest, sterilityMode: 'single-use-only' } })

  it('refuses a sterilizer and says where the mode is changed [STE-1]', async () => {
    const { api } = await openSingleUse()
    const [problem] = await refusalOf(api.sterilization.addSterilizer(machine))
    expect(problem?.code).toBe('sterilization.single-use-only')
    expect(problem?.nextStep).toContain('Settings')
  })

  it('refuses every write and lists nothing, and keeps what was there [STE-1] [STE-2]', async () => {
    const { practice, sterilizer, load, pack } = await withReleasedLoad()
    const { api } = practice
    await api.practice.update({
      details: { ...practiceOfTest, sterilityMode: 'single-use-only' },
      reason: 'no more autoclave',
    })
    const only = ['sterilization.single-use-only']
    const writes = [
      api.sterilization.updateSterilizer({
        sterilizerId: sterilizer.id,
        details: machine,
        reason: 'x',
      }),
      api.sterilization.recordLoad(loadOf(sterilizer.id, { cycleNumber: 1042 })),
      api.sterilization.release({ loadId: load.id, secret: testPassphrase }),
      api.sterilization.releasePacks({
        loadId: load.id,
        packIds: [pack.id],
        checked: true,
        secret: testPassphrase,
      }),
      api.sterilization.reject({ loadId: load.id, reason: 'x' }),
      api.sterilization.reprocessPack({ packId: pack.id, reason: 'x' }),
      api.sterilization.recordSporeTest({ loadId: load.id, indicatorLot: 'BI-1' }),
      api.sterilization.recordSterilizerEvent({
        sterilizerId: sterilizer.id,
        kind: 'service',
        happenedAt: load.startedAt,
        note: 'x',
      }),
    ]
    for (const write of writes) expect(await refusedWith(write)).toEqual(only)
    expect(await api.sterilization.sterilizers()).toEqual([])
    expect(await api.sterilization.loads({})).toEqual([])
    expect(await api.sterilization.packsInStore()).toEqual([])
    expect((await api.sterilization.pack({ packId: pack.id })).label).toBe('P2')
    const { rooms, database } = await roomsInside(practice)
    expect(database.read((db) => rooms.sterilization.loadsBetween(db))).toHaveLength(1)
  })
})

describe('sterilizers', () => {
  it('stand once by maker, model and serial number [STE-3]', async () => {
    const { api, sterilizer } = await withSterilizer()
    expect(await refusedWith(api.sterilization.addSterilizer(machine))).toEqual([
      'sterilization.sterilizer-exists',
    ])
    const second = await api.sterilization.addSterilizer({ ...machine, serialNumber: '4472' })
    expect(
      await refusedWith(
        api.sterilization.updateSterilizer({
          sterilizerId: second.id,
          details: machine,
          reason: 'typing error',
        }),
      ),
    ).toEqual(['sterilization.sterilizer-exists'])
    const renamed = await api.sterilization.updateSterilizer({
      sterilizerId: sterilizer.id,
      details: { ...machine, name: 'Autoclave, back room' },
      reason: 'moved',
    })
    expect(renamed.name).toBe('Autoclave, back room')
  })

  it('refuse two programmes of one name [STE-4]', async () => {
    const { api } = await openTestPractice()
    const programmes = [...machine.programmes, ...machine.programmes]
    expect(await refusedWith(api.sterilization.addSterilizer({ ...machine, programmes }))).toEqual([
      'sterilization.programme-named-twice',
    ])
  })

  it('show their highest cycle number [STE-5]', async () => {
    const { api, sterilizer } = await withSterilizer()
    expect(sterilizer.lastCycleNumber).toBeNull()
    await api.sterilization.recordLoad(loadOf(sterilizer.id, { cycleNumber: 1043 }))
    await api.sterilization.recordLoad(loadOf(sterilizer.id, { cycleNumber: 1041 }))
    expect((await api.sterilization.sterilizers()).map((one) => one.lastCycleNumber)).toEqual([
      1043,
    ])
  })
})

describe('recording a load', () => {
  it('quarantines it and its packs [STE-12]', async () => {
    const { api, sterilizer } = await withSterilizer()
    const load = await api.sterilization.recordLoad(loadOf(sterilizer.id))
    expect(load.state).toBe('quarantined')
    expect(load.decision).toBeNull()
    expect(load.operatorName).toBe('Ada Petersen')
    expect(load.packs.map(({ label, state }) => [label, state])).toEqual([
      ['P2', 'quarantined'],
      ['P10', 'quarantined'],
    ])
    expect(await api.sterilization.packsInStore()).toEqual([])
  })

  it('keeps the limits as they were at the cycle [STE-6] [STE-7]', async () => {
    const { api, sterilizer } = await withSterilizer()
    const { id } = await api.sterilization.recordLoad(
      loadOf(sterilizer.id, { temperature: deciCelsius.parse(1340) }),
    )
    await api.sterilization.updateSterilizer({
      sterilizerId: sterilizer.id,
      details: {
        ...machine,
        programmes: [
          {
            name: 'Wrapped 134',
            minimumTemperature: deciCelsius.parse(1350),
            minimumHoldSeconds: 600,
          },
        ],
      },
      reason: 'new instructions of the maker',
    })
    expect((await api.sterilization.load({ loadId: id })).findings).toEqual([])
    const later = await api.sterilization.recordLoad(loadOf(sterilizer.id, { cycleNumber: 1042 }))
    const { findings } = await api.sterilization.load({ loadId: later.id })
    expect(findings.map(({ code }) => code)).toEqual([
      'sterilization.temperature-too-low',
      'sterilization.hold-too-short',
    ])
  })

  it('refuses a cycle number twice for one sterilizer, not for another [STE-8]', async () => {
    const { api, sterilizer } = await withSterilizer()
    await api.sterilization.recordLoad(loadOf(sterilizer.id))
    const [problem] = await refusalOf(api.sterilization.recordLoad(loadOf(sterilizer.id)))
    expect(problem?.code).toBe('sterilization.cycle-number-taken')
    expect(problem?.rule).toBe('A cycle number stands once for each sterilizer.')
    const other = await api.sterilization.addSterilizer({ ...machine, serialNumber: '4472' })
    expect((await api.sterilization.recordLoad(loadOf(other.id))).cycleNumber).toBe(1041)
  })

  it('refuses the future, a year before 1980, an unknown programme and a label twice [STE-9] [STE-10] [STE-13]', async () => {
    const { api, sterilizer } = await withSterilizer()
    expect(
      await refusedWith(
        api.sterilization.recordLoad(
          loadOf(sterilizer.id, {
            startedAt: instant.parse('2026-11-23T16:00:00.000Z'),
            programmeName: 'Quick',
            packs: [
              { label: 'P1', contents: 'Tray' },
              { label: 'p1', contents: 'Tray' },
            ],
          }),
        ),
      ),
    ).toEqual([
      'sterilization.unknown-programme',
      'sterilization.load-in-future',
      'sterilization.pack-label-twice',
    ])
    expect(
      await refusedWith(
        api.sterilization.recordLoad(
          loadOf(sterilizer.id, { startedAt: instant.parse('0000-01-01T00:00:00.000Z') }),
        ),
      ),
    ).toEqual(['sterilization.load-too-early'])
    expect(await api.sterilization.loads({})).toEqual([])
  })

  it('dates packs from the day on the practice’s wall [STE-11]', async () => {
    const { api, sterilizer } = await withSterilizer()
    // 19:00 on the 20th in Denver, already the 21st in UTC.
    const load = await api.sterilization.recordLoad(
      loadOf(sterilizer.id, { startedAt: instant.parse('2026-11-21T02:00:00.000Z') }),
    )
    expect(load.packs.map(({ sterileUntil }) => sterileUntil)).toEqual(['2027-05-19', '2027-05-19'])
  })

  it('refuses a sterilizer that is not there', async () => {
    const { api } = await openTestPractice()
    expect(
      await refusedWith(
        api.sterilization.recordLoad(loadOf(newId<SterilizerId>(systemEnvironment))),
      ),
    ).toEqual(['sterilization.unknown-sterilizer'])
  })
})

describe('releasing a load', () => {
  it('puts its packs into the store, with a signature over its record [STE-14] [STE-16]', async () => {
    const { practice, load } = await withReleasedLoad()
    expect(load.state).toBe('released')
    expect(load.decision).toMatchObject({ name: 'Ada Petersen', reason: 'released' })
    expect((await practice.api.sterilization.packsInStore()).map(({ label }) => label)).toEqual([
      'P2',
      'P10',
    ])
    const { rooms, database } = await roomsInside(practice)
    const [record, second, ...more] = database.read((db) => rooms.signing.of(db, 'loads', load.id))
    expect(more).toEqual([])
    expect(record?.state).toBe('valid')
    expect(record?.signature.meaning).toBe('load-released')
    expect(second?.state).toBe('valid')
    expect(second?.signature.meaning).toBe('packs-released')
    expect(packsSnapshot.parse(second?.snapshot)).toMatchObject({
      checked: 'dry, intact and labelled after cooling',
      packs: [{ label: 'P2' }, { label: 'P10' }],
    })
    expect(loadSnapshot.parse(record?.snapshot)).toMatchObject({
      format: 'stratum-load-2',
      pressure: 210,
      externalIndicatorResult: 'pass',
      reason: 'released',
      cycleNumber: 1041,
      programme: { minimumHoldSeconds: 210 },
      packs: [{ label: 'P2' }, { label: 'P10' }],
    })
  })

  it('changes nothing with a wrong passphrase [STE-14]', async () => {
    const { api, sterilizer } = await withSterilizer()
    const { id } = await api.sterilization.recordLoad(loadOf(sterilizer.id))
    expect(
      await refusedWith(api.sterilization.release({ loadId: id, secret: 'not the passphrase' })),
    ).toEqual(['vault.wrong-secret'])
    expect((await api.sterilization.load({ loadId: id })).load.state).toBe('quarantined')
  })

  it.each([
    ['too cold', { temperature: deciCelsius.parse(1339) }, 'sterilization.temperature-too-low'],
    ['too short', { holdSeconds: 209 }, 'sterilization.hold-too-short'],
    ['failed indicator', { indicatorResult: 'fail' as const }, 'sterilization.indicator-fail'],
    [
      'unread indicator',
      { indicatorResult: 'not-read' as const },
      'sterilization.indicator-not-read',
    ],
  ])(
    'is refused when it is %s, which could be recorded all the same [STE-12] [STE-15]',
    async (_what, changes, code) => {
      const { api, sterilizer } = await withSterilizer()
      const { id } = await api.sterilization.recordLoad(loadOf(sterilizer.id, changes))
      expect(
        await refusedWith(api.sterilization.release({ loadId: id, secret: testPassphrase })),
      ).toEqual([code])
      expect((await api.sterilization.load({ loadId: id })).load.state).toBe('quarantined')
    },
  )

  it('happens once, and never after a rejection [STE-17]', async () => {
    const { practice, load } = await withReleasedLoad()
    const { api } = practice
    const release = () => api.sterilization.release({ loadId: load.id, secret: testPassphrase })
    expect(await refusedWith(release())).toEqual(['sterilization.already-decided'])
    await api.sterilization.reject({ loadId: load.id, reason: 'spore test failed' })
    expect(await refusedWith(release())).toEqual(['sterilization.already-decided'])
  })

  it('shows a released load that was altered behind the back, and gives out none of its packs [STE-20]', async () => {
    const { practice, load, pack, take, open } = await withSessions()
    const connection = await practice.behindTheBack()
    connection.exec(`DROP TRIGGER loads_locked; DROP TRIGGER log_update_loads;
      UPDATE loads SET temperature = 1400`)
    const { findings } = await practice.api.sterilization.load({ loadId: load.id })
    expect(findings.map(({ code }) => code)).toEqual(['sterilization.release-altered'])
    expect(await codesOf(take({ packId: pack.id, sessionId: open() }))).toEqual([
      'sterilization.release-altered',
    ])
  })

  it('gives out no pack that was released behind the back [STE-20]', async () => {
    const { practice, sterilizer, load, take, open } = await withSessions()
    const waiting = await practice.api.sterilization.recordLoad(
      loadOf(sterilizer.id, { cycleNumber: 1042 }),
    )
    const released = await practice.api.sterilization.release({
      loadId: waiting.id,
      secret: testPassphrase,
    })
    const connection = await practice.behindTheBack()
    connection.exec(`DROP TRIGGER log_update_packs;
      UPDATE packs SET (released_at, released_by) =
        (SELECT released_at, released_by FROM packs WHERE load_id = '${load.id}')
      WHERE load_id = '${waiting.id}'`)
    const { findings } = await practice.api.sterilization.load({ loadId: waiting.id })
    expect(findings.map(({ code }) => code)).toEqual(['sterilization.release-altered'])
    const [pack] = released.packs
    if (!pack) throw new Error('The load has packs.')
    expect(await codesOf(take({ packId: pack.id, sessionId: open() }))).toEqual([
      'sterilization.release-altered',
    ])
  })

  it('still holds after the sterilizer was renamed [STE-20]', async () => {
    const { practice, sterilizer, load } = await withReleasedLoad()
    await practice.api.sterilization.updateSterilizer({
      sterilizerId: sterilizer.id,
      details: { ...machine, name: 'Old autoclave' },
      reason: 'a second one was bought',
    })
    expect((await practice.api.sterilization.load({ loadId: load.id })).findings).toEqual([])
  })
})

describe('rejecting a load', () => {
  it('takes its packs out of the store, from quarantine or after its release [STE-18]', async () => {
    const { practice, sterilizer, load } = await withReleasedLoad()
    const { api } = practice
    const rejected = await api.sterilization.reject({ loadId: load.id, reason: 'pouch was wet' })
    expect(rejected.state).toBe('rejected')
    expect(rejected.decision?.reason).toBe('pouch was wet')
    expect(rejected.packs.map(({ state }) => state)).toEqual(['rejected', 'rejected'])
    expect(await api.sterilization.packsInStore()).toEqual([])
    const next = await api.sterilization.recordLoad(loadOf(sterilizer.id, { cycleNumber: 1042 }))
    expect(
      (await api.sterilization.reject({ loadId: next.id, reason: 'indicator lost' })).state,
    ).toBe('rejected')
    expect(
      await refusedWith(api.sterilization.reject({ loadId: next.id, reason: 'again' })),
    ).toEqual(['sterilization.already-rejected'])
  })

  it('takes the rest of a used load out of the store, and leaves the used pack with its session [STE-18] [STE-19]', async () => {
    const { practice, load, pack, open, take, signSession } = await withSessions()
    const session = open()
    await take({ packId: pack.id, sessionId: session })
    signSession(session)
    const rejected = await practice.api.sterilization.reject({
      loadId: load.id,
      reason: 'spore test failed',
    })
    expect(rejected.packs.map(({ state }) => state).sort()).toEqual(['rejected', 'used'])
    const store = await practice.api.sterilization.packsInStore()
    expect(store.filter(({ loadId }) => loadId === load.id)).toEqual([])
    expect(rejected.packs.find(({ id }) => id === pack.id)?.sessionId).toBe(session)
  })
})

describe('a pack in a session', () => {
  it('is claimed, then used when the session is signed [STE-21] [STE-22]', async () => {
    const { practice, pack, open, take, signSession, rooms, database } = await withSessions()
    const { api } = practice
    const session = open()
    expect((await take({ packId: pack.id, sessionId: session })).state).toBe('claimed')
    expect((await take({ packId: pack.id, sessionId: session })).sessionId).toBe(session)
    expect((await api.sterilization.packsInStore()).map(({ label }) => label)).toEqual(['P10'])
    const held = () => database.read((db) => rooms.sterilization.packsOfSession(db, session))
    expect(held().map(({ label, state }) => [label, state])).toEqual([['P2', 'claimed']])
    signSession(session)
    expect(held().map(({ state }) => state)).toEqual(['used'])
    expect((await api.sterilization.pack({ packId: pack.id })).state).toBe('used')
  })

  it('is refused to a second session [STE-22]', async () => {
    const { pack, open, take } = await withSessions()
    await take({ packId: pack.id, sessionId: open() })
    expect(await codesOf(take({ packId: pack.id, sessionId: open() }))).toEqual([
      'sterilization.pack-used',
    ])
  })

  it('is refused before its release, after its date and after a rejection [STE-22]', async () => {
    const { practice, sterilizer, load, pack, otherPack, open, take } = await withSessions()
    const { api, clock } = practice
    const waiting = await api.sterilization.recordLoad(loadOf(sterilizer.id, { cycleNumber: 1042 }))
    const [quarantined] = waiting.packs
    if (!quarantined) throw new Error('The load has packs.')
    const sessionId = open()
    expect(await codesOf(take({ packId: quarantined.id, sessionId }))).toEqual([
      'sterilization.pack-not-released',
    ])
    expect(pack.sterileUntil).toBe('2027-05-21')
    clock.set('2027-05-22T16:00:00.000Z')
    expect(await codesOf(take({ packId: pack.id, sessionId }))).toEqual([
      'sterilization.pack-out-of-date',
    ])
    clock.set('2027-05-21T16:00:00.000Z')
    expect((await take({ packId: pack.id, sessionId })).state).toBe('claimed')
    await api.vault.unlock({ secret: testPassphrase })
    await api.sterilization.reject({ loadId: load.id, reason: 'spore test failed' })
    expect(await codesOf(take({ packId: otherPack.id, sessionId }))).toEqual([
      'sterilization.pack-rejected',
    ])
  })

  it('goes back into the store, and only from the session that holds it [STE-23]', async () => {
    const { practice, pack, open, take, giveBack } = await withSessions()
    const session = open()
    await take({ packId: pack.id, sessionId: session })
    expect(await codesOf(giveBack({ packId: pack.id, sessionId: open() }))).toEqual([
      'sterilization.pack-not-claimed',
    ])
    expect((await giveBack({ packId: pack.id, sessionId: session })).state).toBe('stored')
    expect(await practice.api.sterilization.packsInStore()).toHaveLength(2)
  })

  it('stays used after the session is signed [STE-23]', async () => {
    const { pack, open, take, giveBack, signSession } = await withSessions()
    const session = open()
    await take({ packId: pack.id, sessionId: session })
    signSession(session)
    expect(await codesOf(giveBack({ packId: pack.id, sessionId: session }))).toEqual([
      'sterilization.pack-stays-used',
    ])
  })

  it('can be put back although its load was rejected meanwhile [STE-18] [STE-23]', async () => {
    const { practice, load, pack, open, take, giveBack } = await withSessions()
    const session = open()
    await take({ packId: pack.id, sessionId: session })
    await practice.api.sterilization.reject({ loadId: load.id, reason: 'spore test failed' })
    expect((await giveBack({ packId: pack.id, sessionId: session })).state).toBe('rejected')
  })
})

describe('the log', () => {
  it('lists the loads of whole days on the practice’s calendar, newest first [STE-25]', async () => {
    const { api, sterilizer } = await withSterilizer()
    const moments = [
      // 23:59 on the 19th, 00:00 and 23:59 on the 20th, 00:00 on the 21st, in Denver.
      '2026-11-20T06:59:00.000Z',
      '2026-11-20T07:00:00.000Z',
      '2026-11-21T06:59:00.000Z',
      '2026-11-21T07:00:00.000Z',
    ]
    for (const [index, moment] of moments.entries()) {
      await api.sterilization.recordLoad(
        loadOf(sterilizer.id, { cycleNumber: index + 1, startedAt: instant.parse(moment) }),
      )
    }
    const cycles = async (from?: string, to?: string) =>
      (
        await api.sterilization.loads({
          from: from === undefined ? undefined : calendarDate.parse(from),
          to: to === undefined ? undefined : calendarDate.parse(to),
        })
      ).map(({ cycleNumber }) => cycleNumber)
    expect(await cycles()).toEqual([4, 3, 2, 1])
    expect(await cycles('2026-11-20', '2026-11-20')).toEqual([3, 2])
    expect(await cycles('2026-11-20')).toEqual([4, 3, 2])
    expect(await cycles(undefined, '2026-11-19')).toEqual([1])
    expect(await cycles('0000-01-01', '9999-12-31')).toEqual([4, 3, 2, 1])
    expect(await cycles('2026-11-21', '2026-11-20')).toEqual([])
  })

  it('gives out the pack that runs out first, and none past its date [STE-24]', async () => {
    const { api, clock, sterilizer, practice } = await withSterilizer()
    for (const [cycleNumber, day] of [
      [2, '2026-11-21'],
      [1, '2026-11-10'],
    ] as const) {
      const load = await api.sterilization.recordLoad(
        loadOf(sterilizer.id, {
          cycleNumber,
          startedAt: instant.parse(`${day}T16:00:00.000Z`),
          packs: [{ label: `of ${day}`, contents: 'Tray' }],
        }),
      )
      await releaseAll(practice, load)
    }
    const labels = async () => (await api.sterilization.packsInStore()).map(({ label }) => label)
    expect(await labels()).toEqual(['of 2026-11-10', 'of 2026-11-21'])
    // 180 days after the 10th of November, and a day.
    clock.set('2027-05-10T16:00:00.000Z')
    await api.vault.unlock({ secret: testPassphrase })
    expect(await labels()).toEqual(['of 2026-11-21'])
  })
})
