import { describe, expect, it, vi } from 'vitest'
import { certain, type Instant, type RecallId } from '#shared/kernel/index.ts'
import type { RecordRecallStep } from '#shared/recalls/index.ts'
import { pagesOf } from '../support/paper.ts'
import { type TestPractice, testPassphrase } from '../support/practice.ts'
import { refusedWith } from '../support/refusals.ts'
import {
  addSterilizer,
  readTest,
  recallOf,
  releaseWhole,
  runCycle,
  testCycle,
  tested,
} from '../support/sterility.ts'
import { anotherClient, cleaned, openCharted, readyRoom, start } from '../support/treatment.ts'

vi.setConfig({ testTimeout: 120_000 })

const nowOf = ({ clock }: TestPractice) => clock.now().toISOString() as Instant

const step = (
  practice: TestPractice,
  recallId: RecallId,
  kind: RecordRecallStep['kind'],
  changes: Partial<RecordRecallStep> = {},
) =>
  practice.api.recalls.recordStep({
    recallId,
    kind,
    happenedAt: nowOf(practice),
    note: `${kind} as the binder says`,
    secret: testPassphrase,
    ...changes,
  })

const reviewed = async (practice: TestPractice, recallId: RecallId) => {
  await step(practice, recallId, 'monitors-reviewed')
  await step(practice, recallId, 'procedure-reviewed')
}

/** A machine with a passed test in cycle 1; a cycle without a day runs now. */
const withMachine = async (serial: string, practice: TestPractice) => {
  const machine = await addSterilizer(practice, serial)
  const run = (cycleNumber: number, day: string | null, packs: readonly string[] = []) =>
    runCycle(practice, machine, {
      cycleNumber,
      startedAt: day === null ? nowOf(practice) : `2026-11-${day}T12:00:00.000Z`,
      packs,
    })
  await tested(practice, await run(1, '01'), 'pass')
  return { machine, run }
}

describe('failures of one machine that come late', () => {
  it('each find their loads, and the machine waits for every recall [RCL-15, RCL-28]', async () => {
    const { practice } = await readyRoom()
    const { api, clock } = practice
    const { machine, run } = await withMachine('7001', practice)
    const mailed = await testCycle(practice, (await run(2, '02', ['P2'])).id, 'repeat')
    await run(3, '03')
    await tested(practice, await run(4, '04'), 'pass')
    const first = await recallOf(tested(practice, await run(5, '05', ['P5']), 'fail'))

    // Of before the failed cycle, with a pass in between: nothing in the first recall counts it.
    const second = await recallOf(readTest(practice, mailed, 'fail'))
    expect(second).not.toBe(first)
    const found = await api.recalls.get({ recallId: second })
    expect(found.loads.map(({ cycleNumber }) => cycleNumber)).toEqual([2, 3])
    expect(found.packs.recalled.map(({ label }) => label)).toEqual(['P2'])

    await reviewed(practice, first)
    await tested(practice, await run(6, '06'), 'pass', 'repeat')
    const early = step(practice, first, 'returned-to-service')
    expect(await refusedWith(early)).toEqual(['recalls.held-by-another'])
    await reviewed(practice, second)
    // Of the second, the failure of cycle 5 is one more.
    await step(practice, second, 'repaired')
    for (const cycle of [7, 8, 9]) {
      clock.advance({ minutes: 5 })
      await api.vault.touch()
      await tested(practice, await run(cycle, null), 'pass', 'after-repair')
    }
    await step(practice, first, 'returned-to-service')
    await step(practice, second, 'returned-to-service')

    // Out again for another reason: a failure of after its return is not the first recall's.
    clock.advance({ minutes: 5 })
    await api.vault.touch()
    await run(10, null, ['P10'])
    clock.advance({ minutes: 5 })
    await api.sterilization.recordSterilizerEvent({
      sterilizerId: machine,
      kind: 'out-of-service',
      happenedAt: nowOf(practice),
      note: 'Door seal torn',
    })
    clock.advance({ minutes: 5 })
    const third = await recallOf(tested(practice, await run(11, null), 'fail', 'repeat'))
    expect([first, second]).not.toContain(third)
    const { loads } = await api.recalls.get({ recallId: third })
    expect(loads.map(({ cycleNumber }) => cycleNumber)).toEqual([10, 11])
  })
})

describe('the clients of a recall', () => {
  it('are told when they were treated and nothing has proven their load [RCL-14, RCL-16, RCL-17]', async () => {
    const mia = await readyRoom()
    const { practice } = mia
    const { api } = practice
    const { run } = await withMachine('7002', practice)
    const early = await releaseWhole(practice, await run(2, '02', ['P2']))
    const mailed = await testCycle(practice, (await run(3, '03')).id)
    const later = await releaseWhole(practice, await run(4, '04', ['P4', 'P5']))
    const failing = await testCycle(practice, (await run(5, '05')).id)

    const nora = await anotherClient(mia, 'Nora Lind')
    const una = await anotherClient(mia, 'Una Holt')
    const take = async (
      room: typeof nora,
      pack: (typeof later.packs)[number] | undefined,
      cartridge: number,
    ) => {
      const charted = await openCharted(room, {}, cartridge)
      const packId = certain(pack, 'A pack').id
      await api.sessions.takePack({ sessionId: charted.sessionId, packId })
      return charted
    }
    await start(mia, await take(mia, early.packs[0], 0))
    const { sessionId } = await take(una, later.packs[0], 1)
    const recallId = await recallOf(readTest(practice, failing, 'fail'))
    const statesOf = async () => {
      const { worklist, recall } = await api.recalls.get({ recallId })
      return [worklist.map(({ state }) => state), recall.open]
    }
    expect(await statesOf()).toEqual([['open', 'not-treated'], 1])
    const pages = await pagesOf(await api.recalls.letters({ recallId, clientId: null }))
    expect(pages.join()).not.toContain('Una Holt')
    expect(await refusedWith(api.recalls.letters({ recallId, clientId: una.clientId }))).toEqual([
      'recalls.not-on-worklist',
    ])

    await readTest(practice, mailed, 'pass')
    expect(await statesOf()).toEqual([['proven', 'not-treated'], 0])
    const { load } = await api.sterilization.load({ loadId: early.id })
    expect(load.state).toBe('recalled')
    await reviewed(practice, recallId)
    await step(practice, recallId, 'decision', { consulted: 'Dr. Hale', informsClients: true })
    await tested(practice, await run(8, '20'), 'pass', 'repeat')
    await step(practice, recallId, 'returned-to-service')
    expect((await step(practice, recallId, 'closed')).recall.closed).not.toBeNull()
    expect((await api.today.get()).recallsOpen).toEqual([])

    // Typed in after the recall was closed, and used.
    await api.sessions.returnPack({ sessionId, packId: certain(later.packs[0], 'P4').id })
    practice.clock.advance({ minutes: 5 })
    await practice.api.vault.touch()
    await cleaned(nora)
    const charted = await openCharted(nora, {}, 2)
    await start(nora, charted)
    const late = await run(6, '06', ['L6'])
    const packId = certain(late.packs[0], 'L6').id
    await api.sessions.takePack({ sessionId: charted.sessionId, packId })
    expect(await statesOf()).toEqual([['proven', 'open'], 1])
    expect((await api.today.get()).recallsOpen).toMatchObject([{ recallId, open: 1 }])
    const contact = { how: 'telephone', outcome: 'told', note: '' } as const
    const told = await api.recalls.recordContact({
      ...contact,
      recallId,
      clientId: nora.clientId,
      contactedAt: nowOf(practice),
    })
    expect(told.recall.open).toBe(0)
    expect((await api.sterilization.load({ loadId: late.id })).load.state).toBe('recalled')
  })
})
