import { dirname } from 'node:path'
import { attachmentsFolder, createAttachments } from './attachments/index.ts'
import { createAudit } from './audit/index.ts'
import type { InBackground } from './background.ts'
import { createClients } from './clients/index.ts'
import { createConsent, createConsentPapers } from './consent/index.ts'
import type { Database, DataKey } from './database/index.ts'
import { createDrafts } from './drafts/index.ts'
import type { DocumentDescription, LabelSheetDescription } from './documents/index.ts'
import { createExports } from './exports/index.ts'
import { createImports } from './imports/index.ts'
import { createInventory } from './inventory/index.ts'
import { createPlans } from './plans/index.ts'
import { createPractice } from './practice/index.ts'
import { createRecalls } from './recalls/index.ts'
import { createPremises } from './premises/index.ts'
import { createScreening } from './screening/index.ts'
import { createSessions } from './sessions/index.ts'
import { createSeals, createSigning } from './signing/index.ts'
import { createSterilization } from './sterilization/index.ts'
import { createToday } from './today/index.ts'
import type { Timers } from './timers.ts'
import type { Shift, Vault } from './vault/index.ts'

export interface Opened {
  readonly database: Database
  readonly path: string
  readonly dataKey: DataKey
  readonly shift: Shift
  readonly vault: Vault
  readonly timers: Pick<Timers, 'note'>
  readonly inBackground: InBackground
}

export type Rooms = ReturnType<typeof createRooms>

/** The rooms of an unlocked practice, in the order of the house: each is handed the ones before it. */
export const createRooms = ({
  database,
  path,
  dataKey,
  shift,
  vault,
  timers,
  inBackground,
}: Opened) => {
  const audit = createAudit({
    database,
    verify: ({ fingerprints, since, from }) =>
      inBackground('verify', {
        path,
        key: dataKey,
        request: { anchors: fingerprints, since, from },
      }),
    history: {
      moments: (record) => inBackground('record-moments', { path, key: dataKey, record }),
      asItStood: (record) => inBackground('record-as-it-stood', { path, key: dataKey, record }),
    },
  })
  const drafts = createDrafts({ database })
  const practice = createPractice({
    database,
    shift,
    prepareSlot: (person) => vault.prepareSlot({ ...person, dataKey }),
  })
  const signing = createSigning({ database, practice })
  const folder = attachmentsFolder(path)
  const attachments = createAttachments({
    database,
    shift,
    folder,
    sealAway: (content) => inBackground('seal-attachment', { folder, content }),
  })
  const clients = createClients({ database, shift, practice })
  const renderLabels = (sheet: LabelSheetDescription) => inBackground('render-labels', sheet)
  const inventory = createInventory({ database, shift, practice, renderLabels })
  const sterilization = createSterilization({ database, shift, practice, signing, renderLabels })
  const premises = createPremises({ database, shift, practice })
  const screening = createScreening({
    database,
    shift,
    drafts,
    practice,
    signing,
    attachments,
    clients,
    inventory,
  })
  const renderDocument = (description: DocumentDescription, signal?: AbortSignal) =>
    inBackground('render-document', description, { signal })
  const papers = createConsentPapers({
    database,
    practice,
    seals: createSeals({
      database,
      practice,
      makeSeal: (seal) => inBackground('make-seal', seal),
    }),
    renderDocument,
    sealDocument: (input) => inBackground('seal-document', input),
  })
  const consent = createConsent({
    drafts,
    database,
    shift,
    practice,
    signing,
    attachments,
    clients,
    papers,
  })
  const plans = createPlans({ database, shift, practice, clients })
  const lower = {
    drafts,
    practice,
    signing,
    clients,
    inventory,
    sterilization,
    premises,
    screening,
    consent,
    plans,
  }
  const sessions = createSessions({ database, shift, timers, ...lower })
  const recalls = createRecalls({ database, shift, ...lower, renderDocument })
  const imports = createImports({
    database,
    shift,
    practice,
    attachments,
    practiceFolder: dirname(path),
    readAway: (input) => inBackground('read-cycle-files', input),
  })
  const records = { path, key: dataKey }
  const exports = createExports({
    database,
    ...lower,
    sessions,
    recalls,
    imports,
    heavy: {
      verify: () => audit.verify(),
      renderDocument,
      writeChangeLog: (request, signal) =>
        inBackground('write-change-log', { ...records, request }, { signal }),
      writePracticeBundle: (signal) => inBackground('write-practice-bundle', records, { signal }),
      writePracticeFiles: (piece, signal) =>
        inBackground('write-practice-files', records, { piece, signal }),
      writeEvidenceBundle: (clientId, signal) =>
        inBackground('write-evidence-bundle', { ...records, clientId }, { signal }),
    },
  })
  const today = createToday({ database, ...lower, sessions, recalls })
  return { audit, attachments, ...lower, sessions, recalls, imports, exports, today }
}
