import { createAudit } from './audit/index.ts'
import { inBackground } from './background.ts'
import { createClients } from './clients/index.ts'
import { createConsent } from './consent/index.ts'
import type { Database, DataKey } from './database/index.ts'
import { createInventory } from './inventory/index.ts'
import { createPractice } from './practice/index.ts'
import { createSigning } from './signing/index.ts'
import { createSterilization } from './sterilization/index.ts'
import type { Shift, Vault } from './vault/index.ts'

export interface Opened {
  readonly database: Database
  readonly path: string
  readonly dataKey: DataKey
  readonly shift: Shift
  readonly vault: Vault
}

export type Rooms = ReturnType<typeof createRooms>

/** The rooms of an unlocked practice, in the order of the house: each is handed the ones before it. */
export const createRooms = ({ database, path, dataKey, shift, vault }: Opened) => {
  const audit = createAudit({
    database,
    verify: () => inBackground('verify', { path, key: dataKey, anchors: [] }),
  })
  const practice = createPractice({
    database,
    shift,
    prepareSlot: (person) => vault.prepareSlot({ ...person, dataKey }),
  })
  const signing = createSigning({ database, practice })
  const clients = createClients({ database, shift, practice })
  const inventory = createInventory({ database, shift, practice })
  const sterilization = createSterilization({ database, shift, practice, signing })
  const consent = createConsent({ database, shift, practice, signing, clients })
  return { audit, practice, signing, clients, inventory, sterilization, consent }
}
