import { deciCelsius, type Instant, type SterilizerId } from '#shared/kernel/index.ts'
import type { Load } from '#shared/sterilization/index.ts'
import { type TestPractice, testPassphrase } from './practice.ts'

type Sterilization = TestPractice['api']['sterilization']
export type EnteredLoad = Parameters<Sterilization['recordLoad']>[0]
export type EnteredSterilizer = Parameters<Sterilization['addSterilizer']>[0]

export const aMachine: EnteredSterilizer = {
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

/** A load that can be released under the starting rules. */
export const aLoad = (
  sterilizerId: SterilizerId,
  cycleNumber: number,
  startedAt: string,
  changes: Partial<EnteredLoad> = {},
): EnteredLoad => ({
  sterilizerId,
  cycleNumber,
  programmeName: 'Wrapped 134',
  startedAt: startedAt as Instant,
  temperature: deciCelsius.parse(1346),
  holdSeconds: 240,
  pressure: 210,
  indicatorType: 5,
  indicatorLot: 'CI-2207',
  indicatorResult: 'pass',
  externalIndicatorResult: 'pass',
  note: '',
  packs:
    (changes.kind ?? 'load') === 'load' ? [{ label: `${cycleNumber}-1`, contents: 'Forceps' }] : [],
  ...changes,
})

/** Both steps of a release, for all of its packs. */
export const releaseAll = async ({ api }: TestPractice, { id, packs }: Load): Promise<Load> => {
  await api.sterilization.release({ loadId: id, secret: testPassphrase })
  return api.sterilization.releasePacks({
    loadId: id,
    packIds: packs.map((pack) => pack.id),
    checked: true,
    secret: testPassphrase,
  })
}
