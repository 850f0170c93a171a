import {
  certain,
  deciCelsius,
  type Instant,
  type LoadId,
  type SterilizerId,
} from '#shared/kernel/index.ts'
import type { Load, RecordLoad, SporeTest, SporeTestPurpose } from '#shared/sterilization/index.ts'
import { type TestPractice, testPassphrase } from './practice.ts'

type Api = Pick<TestPractice, 'api'>

const programme = {
  name: 'Wrapped 134',
  minimumTemperature: deciCelsius.parse(1340),
  minimumHoldSeconds: 210,
}

export const addSterilizer = async ({ api }: Api, serialNumber = '4471'): Promise<SterilizerId> =>
  (
    await api.sterilization.addSterilizer({
      name: `Autoclave ${serialNumber}`,
      maker: 'Harbour',
      model: 'HS-18',
      serialNumber,
      programmes: [programme, { ...programme, name: 'Unwrapped 134' }],
      airRemoval: 'gravity',
    })
  ).id

export interface CycleOf {
  readonly cycleNumber: number
  readonly startedAt: string
  /** A load when it has some, a test in an empty chamber otherwise. */
  readonly packs?: readonly string[]
  readonly changes?: Partial<RecordLoad>
}

/** One cycle as the log takes it; nothing is released. */
export const runCycle = (
  { api }: Api,
  sterilizerId: SterilizerId,
  { cycleNumber, startedAt, packs = [], changes = {} }: CycleOf,
): Promise<Load> =>
  api.sterilization.recordLoad({
    sterilizerId,
    kind: packs.length > 0 ? 'load' : 'test',
    cycleNumber,
    programmeName: programme.name,
    startedAt: startedAt as Instant,
    temperature: deciCelsius.parse(1346),
    holdSeconds: 240,
    pressure: 210,
    indicatorType: 5,
    indicatorLot: 'CI-2207',
    indicatorResult: 'pass',
    externalIndicatorResult: 'pass',
    note: '',
    packs: packs.map((label) => ({ label, contents: 'Steel head' })),
    ...changes,
  })

/** Both steps of the release. */
export const releaseWhole = async (
  { api }: Api,
  { id, packs }: Pick<Load, 'id' | 'packs'>,
  reason = '',
): Promise<Load> => {
  await api.sterilization.release({ loadId: id, secret: testPassphrase, reason })
  return api.sterilization.releasePacks({
    loadId: id,
    packIds: packs.map((pack) => pack.id),
    checked: true,
    secret: testPassphrase,
  })
}

/** A spore test of this cycle; pending. */
export const testCycle = (
  { api }: Api,
  loadId: LoadId,
  purpose: SporeTestPurpose = 'routine',
): Promise<SporeTest> =>
  api.sterilization.recordSporeTest({
    loadId,
    purpose,
    indicatorLot: 'BI-88',
    controlLot: 'BI-88',
  })

const growth = {
  pass: { testGrowth: false, controlGrowth: true },
  fail: { testGrowth: true, controlGrowth: true },
  invalid: { testGrowth: false, controlGrowth: false },
}

/** Reads a test now. */
export const readTest = (
  { api, clock }: Pick<TestPractice, 'api' | 'clock'>,
  { id }: Pick<SporeTest, 'id'>,
  result: keyof typeof growth,
) =>
  api.recalls.readSporeTest({
    sporeTestId: id,
    readAt: clock.now().toISOString() as Instant,
    ...growth[result],
    secret: testPassphrase,
  })

/** Records a test of this cycle and reads it. */
export const tested = async (
  practice: Pick<TestPractice, 'api' | 'clock'>,
  load: Pick<Load, 'id'>,
  result: keyof typeof growth,
  purpose: SporeTestPurpose = 'routine',
) => readTest(practice, await testCycle(practice, load.id, purpose), result)

/** The open recall of a test that failed. */
export const recallOf = async (read: ReturnType<typeof readTest>) =>
  certain((await read).recallId, 'A recall')
