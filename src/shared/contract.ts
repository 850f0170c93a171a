import { attachmentsContract } from './attachments/index.ts'
import { auditContract } from './audit/index.ts'
import { clientsContract } from './clients/index.ts'
import { consentContract } from './consent/index.ts'
import { draftsContract } from './drafts/index.ts'
import { exportsContract } from './exports/index.ts'
import { importsContract } from './imports/index.ts'
import { inventoryContract } from './inventory/index.ts'
import { plansContract } from './plans/index.ts'
import { practiceContract } from './practice/index.ts'
import { premisesContract } from './premises/index.ts'
import { recallsContract } from './recalls/index.ts'
import { screeningContract } from './screening/index.ts'
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
  attachments: attachmentsContract,
  clients: clientsContract,
  inventory: inventoryContract,
  sterilization: sterilizationContract,
  premises: premisesContract,
  screening: screeningContract,
  consent: consentContract,
  plans: plansContract,
  sessions: sessionsContract,
  recalls: recallsContract,
  imports: importsContract,
  exports: exportsContract,
  today: todayContract,
}
