import {
  addDays,
  type CalendarDate,
  deciCelsius,
  type Instant,
  type LoadId,
  type PackId,
  startOfDay,
  type SporeTestId,
  toInstant,
} from '#shared/kernel/index.ts'
import type { Load, Pack } from '#shared/sterilization/index.ts'
import { type Day, isSunday, timeZone } from './day.ts'
import { programmes, sterilizer as machine } from './goods.ts'

/** Which weekly spore test had a control that did not grow. */
const invalidTest = 9
/** Minutes from the start of a cycle to its end. */
const cycleMinutes = 45

/** One pre-vacuum machine: a helix test before the loads of a day, a spore test each week. */
export const createAutoclave = async (
  { api, chance, clock, passphrase }: Day,
  asOf: CalendarDate,
) => {
  const autoclave = await api.sterilization.addSterilizer(machine(asOf))
  const { today } = await api.practice.get()
  let cycleNumber = 1840
  let airRemovalTestedOn: CalendarDate | null = null
  let sporeTests = 0
  let nextSporeTest = addDays(today, isSunday(addDays(today, 1)) ? 2 : 1)
  let waiting: { readonly id: SporeTestId; readonly since: CalendarDate } | null = null
  const counts = { loads: 0, packs: 0, sporeTests: 0 }
  const lastLoads: LoadId[] = []
  const lastTests: SporeTestId[] = []
  const lastPacks: PackId[] = []

  await api.sterilization.recordSterilizerEvent({
    sterilizerId: autoclave.id,
    kind: 'installed',
    happenedAt: toInstant(clock.now()),
    note: 'Installed and qualified by the maker’s technician.',
  })

  type Entered = Parameters<typeof api.sterilization.recordLoad>[0]

  /** A cycle that began at this moment, and went as it should. */
  const record = async (startedAt: Instant, facts: Partial<Entered>): Promise<Load> => {
    cycleNumber += 1
    const load = await api.sterilization.recordLoad({
      sterilizerId: autoclave.id,
      cycleNumber,
      programmeName: programmes.packs,
      startedAt,
      endedAt: minutesAfter(startedAt, cycleMinutes),
      temperature: deciCelsius.parse(1342 + chance.between(0, 9)),
      holdSeconds: 240 + chance.between(0, 12),
      pressure: 206 + chance.between(0, 10),
      drySeconds: 900 + chance.between(0, 60),
      indicatorType: 5,
      indicatorLot: `CI${startedAt.slice(2, 4)}-07`,
      indicatorExpiresOn: addDays(asOf, 200),
      indicatorResult: 'pass',
      externalIndicatorResult: 'pass',
      note: '',
      packs: [],
      ...facts,
    })
    counts.loads += 1
    counts.packs += load.packs.length
    if (load.kind === 'load') keepLast(lastLoads, load.id)
    const [pack] = load.packs
    if (pack) keepLast(lastPacks, pack.id)
    return load
  }

  /** Before the first load of a day. */
  const testAirRemoval = async (day: CalendarDate, startedAt: Instant): Promise<void> => {
    if (airRemovalTestedOn === day) return
    airRemovalTestedOn = day
    await record(startedAt, {
      kind: 'test',
      programmeName: programmes.airRemoval,
      airRemovalTest: 'helix',
      airRemovalResult: 'pass',
      drySeconds: null,
      indicatorType: 2,
      indicatorLot: `HX${startedAt.slice(2, 4)}-31`,
      externalIndicatorResult: null,
    })
  }

  const packsOf = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      label: `${cycleNumber + 1}-${index + 1}`,
      contents: 'Meridian steel head, spacer ring',
    }))

  const runCycle = async (): Promise<Instant> => {
    const startedAt = toInstant(clock.now())
    clock.pass(cycleMinutes + 1)
    return startedAt
  }

  const releaseBothSteps = async ({ id, packs }: Load): Promise<readonly Pack[]> => {
    await api.sterilization.release({ loadId: id, secret: passphrase })
    clock.pass(20)
    const released = await api.sterilization.releasePacks({
      loadId: id,
      packIds: packs.map((pack) => pack.id),
      checked: true,
      secret: passphrase,
    })
    return released.packs
  }

  const sterilize = async (day: CalendarDate, packs: number): Promise<readonly Pack[]> => {
    if (airRemovalTestedOn !== day) await testAirRemoval(day, await runCycle())
    const startedAt = await runCycle()
    const failed = chance.percent(2)
    const load = await record(startedAt, {
      packs: packsOf(packs),
      ...(failed && {
        indicatorResult: 'fail' as const,
        note: 'Integrator stopped short of the bar. Door seal checked, load repeated.',
      }),
    })
    if (!failed) return releaseBothSteps(load)
    await api.sterilization.reject({
      loadId: load.id,
      reason: 'The integrator failed. The packs go back into the next load.',
    })
    return sterilize(day, packs)
  }

  const incubate = async (
    loadId: LoadId,
    since: CalendarDate,
    purpose: 'routine' | 'repeat',
  ): Promise<void> => {
    const lot = `BI${since.slice(2, 4)}-${since.slice(5, 7)}`
    const { id } = await api.sterilization.recordSporeTest({
      loadId,
      purpose,
      indicatorLot: lot,
      controlLot: lot,
      indicatorExpiresOn: addDays(since, 180),
      incubatedAt: toInstant(clock.now()),
    })
    waiting = { id, since }
    counts.sporeTests += 1
    keepLast(lastTests, id)
  }

  const testSpores = async (
    day: CalendarDate,
    purpose: 'routine' | 'repeat' = 'routine',
  ): Promise<void> => {
    const { id } = await record(await runCycle(), {
      kind: 'test',
      note: 'Spore test in the test pack, chamber otherwise empty.',
    })
    await incubate(id, day, purpose)
  }

  const read = async (sporeTestId: SporeTestId, day: CalendarDate): Promise<void> => {
    sporeTests += 1
    const valid = sporeTests !== invalidTest
    waiting = null
    await api.recalls.readSporeTest({
      sporeTestId,
      readAt: toInstant(clock.now()),
      testGrowth: false,
      controlGrowth: valid,
      secret: passphrase,
    })
    if (!valid) await testSpores(day, 'repeat')
  }

  /** Reads on the morning after; an invalid test is repeated at once and read a day later. */
  const readBy = async (day: CalendarDate): Promise<void> => {
    while (waiting !== null && addDays(waiting.since, 1) <= day) {
      const { id, since } = waiting
      const morning = addDays(since, 1)
      clock.turnTo(morning, 6, 30)
      await read(id, morning)
    }
  }

  return {
    sterilizerId: autoclave.id,
    counts: (): Readonly<typeof counts> => counts,
    /** Newest first. */
    lastLoads: (): readonly LoadId[] => lastLoads,
    lastPacks: (): readonly PackId[] => lastPacks,
    lastTests: (): readonly SporeTestId[] => lastTests,
    sterilize,

    /** Every week its spore test, up to the morning of this day. */
    keepUp: async (day: CalendarDate): Promise<void> => {
      while (nextSporeTest <= day) {
        await readBy(nextSporeTest)
        clock.turnTo(nextSporeTest, 6, 40)
        await testSpores(nextSporeTest)
        nextSporeTest = addDays(nextSporeTest, 7)
      }
      await readBy(day)
    },

    /** A gap, a load that waits for its release, and a spore test that is not read yet. */
    leaveWaiting: async (day: CalendarDate): Promise<void> => {
      const at = (hour: number, minute: number): Instant =>
        toInstant(new Date(Date.parse(startOfDay(day, timeZone)) + (hour * 60 + minute) * 60_000))
      await testAirRemoval(day, at(15, 0))
      // One cycle that nobody logged: a gap that the log shows as a finding.
      cycleNumber += 1
      const load = await record(at(16, 40), { packs: packsOf(8) })
      if (waiting === null) await incubate(load.id, day, 'routine')
    },
  }
}

const minutesAfter = (moment: Instant, minutes: number): Instant =>
  toInstant(new Date(Date.parse(moment) + minutes * 60_000))

const keepLast = <T>(newestFirst: T[], one: T): void => {
  newestFirst.unshift(one)
  newestFirst.length = Math.min(newestFirst.length, 3)
}
