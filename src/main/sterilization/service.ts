import { instantNow } from '#main/database/index.ts'
import type { LabelSheet } from '#shared/inventory/index.ts'
import {
  type Finding,
  formatDay,
  type LoadId,
  type PackId,
  type SterilizerId,
} from '#shared/kernel/index.ts'
import type { Load, Pack, SporeTest } from '#shared/sterilization/index.ts'
import { createDoors, type Dependencies } from './dependencies.ts'
import { createLoads } from './loads.ts'
import { createMachines } from './machines.ts'
import { createPacks } from './packs.ts'
import { packLabelSheet } from './pack-labels.ts'
import { nothingToLabel, refuseAny } from './refusals.ts'
import { createSporeTests } from './spore-tests.ts'

export type Sterilization = ReturnType<typeof createSterilization>

/** Sterilizers, their cycles, spore tests, and packs: released by a named person, used once. */
export const createSterilization = (dependencies: Dependencies) => {
  const { database, practice, renderLabels } = dependencies
  const doors = createDoors(dependencies)
  const machines = createMachines(dependencies, doors)
  const loads = createLoads(dependencies, doors)
  const packs = createPacks(dependencies, doors, loads)
  const sporeTests = createSporeTests(dependencies, doors)

  return {
    ...machines,
    ...loads,
    ...packs,
    ...sporeTests,

    sterilizer: (input: { sterilizerId: SterilizerId }) =>
      database.read((db) => machines.sterilizer(input, db)),

    load: ({
      loadId,
    }: {
      loadId: LoadId
    }): {
      load: Load
      findings: Finding[]
      sporeTests: SporeTest[]
    } =>
      database.read((db) => {
        const load = loads.loadOf(db, loadId)
        return {
          load,
          findings: [...loads.loadFindings(db, load)],
          sporeTests: sporeTests.sporeTestsOfLoad(db, loadId),
        }
      }),

    /** A PDF. @throws Refusal when there is no pack to label. */
    packLabels: async ({ loadId, sheet }: { loadId: LoadId; sheet: LabelSheet }): Promise<File> => {
      const { load, description } = database.read((db) => {
        const found = loads.loadOf(db, loadId)
        const on = formatDay(practice.dayOf(db, found.startedAt))
        const at = instantNow(database.environment)
        return { load: found, description: packLabelSheet(found, sheet, { on, at }) }
      })
      if (description.labels.length === 0) refuseAny([nothingToLabel])
      const bytes = await renderLabels(description)
      return new File([new Uint8Array(bytes)], `packs-of-cycle-${load.cycleNumber}.pdf`, {
        type: 'application/pdf',
      })
    },

    pack: ({ packId }: { packId: PackId }): Pack => database.read((db) => packs.packOf(db, packId)),
  }
}
