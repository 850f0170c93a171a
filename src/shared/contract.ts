import { auditContract } from './audit/index.ts'
import { clientsContract } from './clients/index.ts'
import { consentContract } from './consent/index.ts'
import { draftsContract } from './drafts/index.ts'
import { exportsContract } from './exports/index.ts'
import { inventoryContract } from './inventory/index.ts'
import { practiceContract } from './practice/index.ts'
import { sessionsContract } from './sessions/index.ts'
import { sterilizationContract } from './sterilization/index.ts'
import { todayContract } from './today/index.ts'
import { vaultContract } from './vault/index.ts'

/** Everything that a screen, a script or a test can ask of the application. */
export const contract = {
  vault: vaultContract,
  audit: auditContract,
  drafts: draftsContract,
  practice: practiceContract,
  clients: clientsContract,
  inventory: inventoryContract,
  sterilization: sterilizationContract,
  consent: consentContract,
  sessions: sessionsContract,
  exports: exportsContract,
  today: todayContract,
}
