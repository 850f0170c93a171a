import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { certain, type Instant, type PackId, type RecallId } from '#shared/kernel/index.ts'
import type { RecordRecallStep } from '#shared/recalls/index.ts'
import type { SporeTest } from '#shared/sterilization/index.ts'
import { pagesOf } from '../support/paper.ts'
import { type TestPractice, testPassphrase } from '../support/practice.ts'
import { refusedWith } from '../support/refusals.ts'
import {
  addSterilizer,
  recallOf,
  releaseWhole,
  runCycle,
  readTest,
  testCycle,
  tested,
} from '../support/sterility.ts'
import {
  aPerson,
  anotherClient,
  cleaned,
  openCharted,
  readyRoom,
  signShown,
  start,
  type TreatmentRoom,
  unitOf,
} from '../support/treatment.ts'

// Packs are released and steps are signed one by one, on a machine that has other work.
vi.setConfig({ testTimeout: 120_000 })

const nextStep = (
  { api, clock }: TestPractice,
  recallId: RecallId,
  kind: RecordRecallStep['kind'],
  changes: Partial<RecordRecallStep> = {},
) =>
  api.recalls.recordStep({
    recallId,
    kind,
    happenedAt: clock.now().toISOString() as Instant,
    note: `${kind} as the binder says`,
    secret: testPassphrase,
    ...changes,
  })

/** Mia was treated with a pack of cycle 2; the machine's test in cycle 3 is not read yet. */
const withPendingTest = async () => {
  const mia = await readyRoom()
  const { practice } = mia
  const machine = await addSterilizer(practice)
  const other = await addSterilizer(practice, '9000')
  const run = (
    cycleNumber: number,
    day: string,
    packs: readonly string[] = [],
    sterilizer = machine,
  ) =>
    runCycle(practice, sterilizer, {
      cycleNumber,
      startedAt: `2026-11-${day}T12:00:00.000Z`,
      packs,
    })

  await tested(practice, await run(1, '01'), 'pass')
  const used = await releaseWhole(practice, await run(2, '02', ['P1', 'P2']))
  const failing = await releaseWhole(practice, await run(3, '09', ['P3']))
  const after = await releaseWhole(practice, await run(4, '10', ['P4']))
  const elsewhere = await releaseWhole(practice, await run(1, '05', ['Q1'], other))
  const pending = await testCycle(practice, failing.id)

  const nora = await anotherClient(mia, 'Nora Lind')
  await treatedWith(mia, certain(used.packs[0], 'P1').id, 0)
  await treatedWith(nora, certain(elsewhere.packs[0], 'Q1').id, 1)
  return { mia, nora, practice, machine, other, run, used, failing, after, elsewhere, pending }
}

const treatedWith = async (room: TreatmentRoom, packId: PackId, cartridge: number) => {
  const charted = await openCharted(room, {}, cartridge)
  await room.api.sessions.takePack({ sessionId: charted.sessionId, packId })
  await start(room, charted)
  await signShown(room, charted)
  await cleaned(room)
  return charted.sessionId
}

const stateOf = async ({ api }: TestPractice, recallId: RecallId) => {
  const { tasks } = await api.recalls.get({ recallId })
  return Object.fromEntries(tasks.map(({ kind, state }) => [kind, state]))
}

describe('a failed spore test', () => {
  it('takes out of use what ran since the last pass, and nothing else [RCL-10, RCL-11, RCL-12, RCL-13]', async () => {
    const room = await withPendingTest()
    const { practice, mia, machine, other, used, failing, after, elsewhere, pending } = room
    const { api } = practice
    const early = await api.recalls.list()
    expect(early).toEqual([])
    const { recallId, sporeTest } = await readTest(practice, pending, 'fail')
    expect(sporeTest.result).toBe('fail')
    const found = await api.recalls.get({ recallId: certain(recallId, 'A recall') })
    expect(found.recall).toMatchObject({
      cause: 'spore-test',
      title: 'Spore test of cycle 3, Autoclave 4471',
      clients: 1,
      open: 1,
      closed: null,
      report: null,
    })
    expect(found.loads.map(({ loadId }) => loadId)).toEqual([used.id, failing.id, after.id])
    expect(found.worklist.map(({ clientId, state }) => [clientId, state])).toEqual([
      [mia.clientId, 'open'],
    ])
    expect(found.packs.used).toMatchObject([{ label: 'P1', cycleNumber: 2 }])
    expect(found.packs.recalled.map(({ label }) => label)).toEqual(['P2', 'P3', 'P4'])
    expect(found.steps).toMatchObject([{ kind: 'opened', signatureState: 'valid' }])

    const machines = await api.sterilization.sterilizers()
    expect(machines.find(({ id }) => id === machine)?.state).toBe('out-of-service')
    expect(machines.find(({ id }) => id === other)?.state).toBe('in-service')
    const stateOfLoad = async (loadId: typeof used.id) =>
      (await api.sterilization.load({ loadId })).load.state
    expect(await stateOfLoad(used.id)).toBe('recalled')
    expect(await stateOfLoad(elsewhere.id)).toBe('released')
    expect(await api.sterilization.packsInStore()).toEqual([])
    expect(await refusedWith(readTest(practice, pending, 'pass'))).toHaveLength(1)
  })

  it('is only read when it passed or says nothing [RCL-10]', async () => {
    const { practice, pending, after } = await withPendingTest()
    expect((await readTest(practice, pending, 'invalid')).recallId).toBeNull()
    expect((await tested(practice, after, 'pass')).recallId).toBeNull()
    expect(await practice.api.recalls.list()).toEqual([])
  })

  it('takes in a load that is recorded late, and its client [RCL-14]', async () => {
    const { practice, nora, pending, run } = await withPendingTest()
    const recallId = await recallOf(readTest(practice, pending, 'fail'))
    const late = await run(5, '08', ['L1'])
    const charted = await openCharted(nora, {}, 2)
    await start(nora, charted)
    const [pack] = late.packs
    await practice.api.sessions.takePack({
      sessionId: charted.sessionId,
      packId: certain(pack, 'L1').id,
    })
    const { loads, worklist } = await practice.api.recalls.get({ recallId })
    expect(loads.map(({ loadId }) => loadId)).toContain(late.id)
    expect(worklist.map(({ clientName }) => clientName)).toEqual([aPerson.name, 'Nora Lind'])
    await nextStep(practice, recallId, 'monitors-reviewed')
    const { load } = await practice.api.sterilization.load({ loadId: late.id })
    expect(load.state).toBe('recalled')
  })

  it('is worked through step by step, and the machine returns after a passed repeat [RCL-20, RCL-21, RCL-22, RCL-23, RCL-27]', async () => {
    const { practice, mia, machine, pending, run } = await withPendingTest()
    const { api } = practice
    const recallId = await recallOf(readTest(practice, pending, 'fail'))
    const step = (kind: RecordRecallStep['kind'], changes: Partial<RecordRecallStep> = {}) =>
      nextStep(practice, recallId, kind, changes)

    expect(await refusedWith(step('procedure-reviewed'))).toEqual(['recalls.step-waits'])
    expect(await refusedWith(step('returned-to-service'))).toEqual(['recalls.step-waits'])
    await step('monitors-reviewed')
    await step('procedure-reviewed')
    expect(await refusedWith(step('decision'))).toEqual([
      'recalls.nobody-consulted',
      'recalls.nothing-decided',
    ])
    const decision = { consulted: 'Dr. Hale, county health department', informsClients: true }
    const decided = await step('decision', decision)
    expect(decided.steps.at(-1)).toMatchObject({ kind: 'decision', ...decision })
    expect(await refusedWith(step('closed'))).toEqual(['recalls.step-waits'])

    const contact = {
      recallId,
      clientId: mia.clientId,
      how: 'telephone' as const,
      note: '',
      contactedAt: practice.clock.now().toISOString() as Instant,
    }
    const tried = await api.recalls.recordContact({ ...contact, outcome: 'not-reached' })
    expect(tried.worklist[0]?.state).toBe('tried')
    const stranger = await anotherClient(mia, 'Una Holt')
    const wrong = { ...contact, clientId: stranger.clientId, outcome: 'told' as const }
    expect(await refusedWith(api.recalls.recordContact(wrong))).toEqual(['recalls.not-on-worklist'])
    const told = await api.recalls.recordContact({ ...contact, outcome: 'told' })
    expect(told.worklist[0]).toMatchObject({
      state: 'done',
      contacts: [{ outcome: 'not-reached' }, { outcome: 'told', by: 'Ada Petersen' }],
    })
    expect(told.recall).toMatchObject({ clients: 1, open: 0 })

    expect((await tested(practice, await run(6, '20'), 'pass', 'repeat')).recallId).toBeNull()
    const returned = await step('returned-to-service')
    const machines = await api.sterilization.sterilizers()
    expect(machines.find(({ id }) => id === machine)?.state).toBe('in-service')
    expect(returned.tasks.find(({ kind }) => kind === 'repaired')?.state).toBe('not-needed')
    const closed = await step('closed')
    expect(closed.recall.closed).not.toBeNull()
    expect(closed.steps).toHaveLength(6)
    expect(closed.steps.every(({ signatureState }) => signatureState === 'valid')).toBe(true)
    expect(await refusedWith(step('monitors-reviewed'))).toEqual(['recalls.closed'])
    // What was recalled stays so.
    expect(await api.sterilization.packsInStore()).toEqual([])
    const report = await api.audit.verify()
    expect(report.findings).toEqual([])
  })

  it('asks for a repair and three passed tests when the repeat fails too [RCL-24, RCL-25]', async () => {
    const { practice, pending, run } = await withPendingTest()
    const { api, clock } = practice
    const recallId = await recallOf(readTest(practice, pending, 'fail'))
    await nextStep(practice, recallId, 'monitors-reviewed')
    await nextStep(practice, recallId, 'procedure-reviewed')
    const again = await tested(practice, await run(5, '20'), 'fail', 'repeat')
    expect(again.recallId).toBe(recallId)
    expect(await api.recalls.list()).toHaveLength(1)
    expect(await stateOf(practice, recallId)).toMatchObject({
      'repeat-test': 'done',
      repaired: 'next',
      'return-tests': 'waiting',
      'returned-to-service': 'waiting',
    })
    await nextStep(practice, recallId, 'repaired')
    for (const [index, result] of (
      ['pass', 'invalid', 'pass', 'pass', 'pass'] as const
    ).entries()) {
      expect(await refusedWith(nextStep(practice, recallId, 'returned-to-service'))).toEqual([
        'recalls.step-waits',
      ])
      clock.advance({ minutes: 2 })
      await api.vault.touch()
      const cycle = await runCycle(practice, again.sporeTest.sterilizerId, {
        cycleNumber: 6 + index,
        startedAt: clock.now().toISOString(),
      })
      clock.advance({ minutes: 1 })
      await tested(practice, cycle, result, 'after-repair')
    }
    await nextStep(practice, recallId, 'returned-to-service')
    expect(await stateOf(practice, recallId)).toMatchObject({ 'returned-to-service': 'done' })
  })
})

describe('a late failed spore test', () => {
  it('reaches every session since the last pass and no other, in any order of events [RCL-12, RCL-13]', async () => {
    const room = await readyRoom()
    const { practice, api } = room
    const results = ['pass', 'fail', 'invalid', 'pending', null] as const
    let serial = 100
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            result: fc.constantFrom(...results),
            used: fc.boolean(),
            recorded: fc.nat(),
          }),
          {
            minLength: 2,
            maxLength: 7,
          },
        ),
        async (cycles) => {
          serial += 1
          const machine = await addSterilizer(practice, String(serial))
          const numbered = cycles.map((each, index) => ({ ...each, number: index + 1 }))
          const shuffled = numbered.toSorted((one, other) => one.recorded - other.recorded)
          const sessions = new Map<number, string>()
          const tests: { number: number; test: SporeTest; result: 'pass' | 'fail' | 'invalid' }[] =
            []
          for (const { number, result, used } of shuffled) {
            const load = await runCycle(practice, machine, {
              cycleNumber: number,
              startedAt: `2026-11-${String(number).padStart(2, '0')}T12:00:00.000Z`,
              packs: [`P${number}`],
            })
            if (used) {
              await releaseWhole(practice, load)
              const client = await api.clients.create({
                details: { ...aPerson, name: `Client ${serial}-${number}` },
                flags: [],
              })
              const { session } = await api.sessions.open({ clientId: client.id })
              sessions.set(number, session.id)
              const [pack] = load.packs
              await api.sessions.takePack({
                sessionId: session.id,
                packId: certain(pack, 'A pack').id,
              })
            }
            if (result === null) continue
            const test = await testCycle(practice, load.id)
            if (result !== 'pending') tests.push({ number, test, result })
          }
          const failed = tests.filter(({ result }) => result === 'fail')
          for (const { test, result } of tests.filter((each) => each.result !== 'fail')) {
            await readTest(practice, test, result)
          }
          const passed = tests.filter(({ result }) => result === 'pass').map(({ number }) => number)
          for (const { test, number } of failed) {
            const recallId = await recallOf(readTest(practice, test, 'fail'))
            const last = Math.max(0, ...passed.filter((each) => each < number))
            const next = Math.min(99, ...passed.filter((each) => each > number))
            const expected = [...sessions]
              .filter(([cycle]) => cycle > last && cycle < next)
              .map(([, id]) => id)
            const { worklist } = await api.recalls.get({ recallId })
            const found = worklist.flatMap((entry) => entry.sessions.map((each) => each.sessionId))
            expect([...found].sort()).toEqual(expected.sort())
          }
        },
      ),
      { numRuns: 12 },
    )
  })
})

describe('the letters of a recall', () => {
  it('are drafts until it is decided, one for each client, and name nobody else [RCL-30, RCL-31, RCL-32]', async () => {
    const { practice, nora, pending, run } = await withPendingTest()
    const { api } = practice
    const recallId = await recallOf(readTest(practice, pending, 'fail'))
    await treatedLate(nora, practice, await run(5, '08', ['L1']))
    const drafts = await pagesOf(await api.recalls.letters({ recallId, clientId: null }))
    expect(drafts).toHaveLength(2)
    for (const page of drafts) expect(page).toContain('DRAFT')
    expect(drafts[0]).toContain(aPerson.name)
    expect(drafts[0]).not.toContain('Nora')
    expect(drafts[1]).toContain('Nora Lind')
    expect(drafts[1]).not.toContain('Mia')

    await nextStep(practice, recallId, 'monitors-reviewed')
    await nextStep(practice, recallId, 'procedure-reviewed')
    await nextStep(practice, recallId, 'decision', { consulted: 'Dr. Hale', informsClients: true })
    const file = await api.recalls.letters({ recallId, clientId: nora.clientId })
    const [letter, ...more] = await pagesOf(file)
    expect(more).toEqual([])
    expect(letter).toContain('Nora Lind')
    expect(letter).toContain('555 0100')
    expect(letter).not.toContain('DRAFT')
    expect(letter).not.toMatch(/HIV|hepatitis|infect|disease|spore/i)
    expect(gradeOf(certain(letter, 'A letter'))).toBeLessThan(7)
  })
})

/** Flesch-Kincaid grade: years of school. */
const gradeOf = (text: string): number => {
  const sentences = text.split(/[.!?]+\s/).filter((sentence) => /[a-z]{2}/.test(sentence)).length
  const words = text.match(/[A-Za-z’]+/g) ?? []
  const syllables = words.reduce(
    (sum, word) =>
      sum +
      Math.max(
        1,
        word
          .toLowerCase()
          .replace(/e$/, '')
          .match(/[aeiouy]+/g)?.length ?? 1,
      ),
    0,
  )
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59
}

const treatedLate = async (
  room: TreatmentRoom,
  { api }: TestPractice,
  { packs }: { readonly packs: readonly { readonly id: PackId }[] },
) => {
  const charted = await openCharted(room, {}, 2)
  await start(room, charted)
  await api.sessions.takePack({
    sessionId: charted.sessionId,
    packId: certain(packs[0], 'A pack').id,
  })
}

describe('any other recall', () => {
  it('blocks a lot at once, also in a chart that has picked it [RCL-40, RCL-41]', async () => {
    const room = await readyRoom()
    const { api, practice, serum, cartridges, handpiece } = room
    const charted = await openCharted(room)
    const open = (cause: 'lot' | 'product' | 'device', subjectId: string) =>
      api.recalls.open({ cause, subjectId, reason: 'The maker’s letter', secret: testPassphrase })
    const found = await open('lot', serum.lot.id)
    expect(found.recall).toMatchObject({
      title: `Lot S-77 (${serum.lot.product.name})`,
      clients: 1,
    })
    expect(found.worklist).toMatchObject([
      { clientId: room.clientId, sessions: [{ state: 'open' }] },
    ])
    expect((await api.inventory.lot({ lotId: serum.lot.id })).lot.state).toBe('recalled')
    expect(await refusedWith(start(room, charted))).toContain(
      `inventory.lot-recalled:${serum.lot.id}`,
    )
    expect(await refusedWith(open('lot', serum.lot.id))).toEqual(['recalls.already-open'])
    expect(await refusedWith(open('lot', room.clientId))).toEqual(['recalls.unknown-lot'])

    const ofProduct = await open('product', cartridges.lot.product.id)
    expect(ofProduct.worklist).toHaveLength(1)
    expect((await api.inventory.lot({ lotId: cartridges.lot.id })).lot.state).toBe('recalled')
    const ofDevice = await open('device', unitOf(handpiece))
    expect(ofDevice.recall.clients).toBe(1)
    const { units } = await api.inventory.lot({ lotId: handpiece.lot.id })
    expect(units[0]?.recalled).toBe(true)
    expect(await stateOf(practice, ofDevice.recall.id)).toMatchObject({
      'out-of-service': 'not-needed',
      decision: 'next',
      'clients-told': 'waiting',
      closed: 'waiting',
    })
    const decided = await nextStep(practice, ofDevice.recall.id, 'decision', {
      consulted: 'The maker',
      informsClients: false,
    })
    expect(decided.recall.open).toBe(0)
    expect((await nextStep(practice, ofDevice.recall.id, 'closed')).recall.closed).not.toBeNull()
    // Closed, the device may be recalled again.
    expect((await open('device', unitOf(handpiece))).recall.closed).toBeNull()
  })

  it('of a load, a pack and a whole machine takes exactly these out of use [RCL-42]', async () => {
    const { practice, machine, elsewhere, used, failing, after } = await withPendingTest()
    const { api } = practice
    const open = (cause: 'load' | 'pack' | 'sterilizer', subjectId: string) =>
      api.recalls.open({ cause, subjectId, reason: 'Door seal torn', secret: testPassphrase })
    expect((await open('load', elsewhere.id)).recall.clients).toBe(1)
    const spare = certain(used.packs[1], 'P2')
    const ofPack = await open('pack', spare.id)
    expect(ofPack.packs).toEqual({
      recalled: [{ packId: spare.id, label: 'P2', cycleNumber: 2 }],
      used: [],
    })
    const whole = await open('sterilizer', machine)
    expect(whole.loads.map(({ loadId }) => loadId)).toEqual([used.id, failing.id, after.id])
    expect(whole.recall.clients).toBe(1)
    expect(await api.sterilization.packsInStore()).toEqual([])
  })
})
