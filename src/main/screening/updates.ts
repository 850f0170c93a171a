import type { Clients } from '#main/clients/index.ts'
import type { ReadDb, WriteTx } from '#main/database/index.ts'
import type { Clearance, Client } from '#shared/clients/index.ts'
import {
  type AttachmentId,
  assertNever,
  type CalendarDate,
  type ClientId,
  Refusal,
} from '#shared/kernel/index.ts'
import {
  type ItemCode,
  itemLabel,
  judgeClearance,
  type RecordOffer,
  type ScreeningRulesBody,
} from '#shared/screening/index.ts'
import type { Dependencies } from './dependencies.ts'
import { answeredOn, documentNotWhole, documentOfAnother, notOffered } from './problems.ts'
import * as repository from './repository.ts'
import type { Versions } from './versions.ts'

type Needed = Pick<
  Dependencies,
  'database' | 'shift' | 'drafts' | 'practice' | 'attachments' | 'clients'
>

const places = {
  'raise-flag': 'flag',
  'end-flag': 'flag',
  'add-allergy': 'allergy',
  'add-medication': 'medication',
} as const satisfies Record<RecordOffer['change'], string>

/** What the answers and a prescriber's document change in the client's record. */
export const createUpdates = (
  { database, shift, drafts, practice, attachments, clients }: Needed,
  versions: Versions,
) => {
  /** The day of the screening that is being answered, or of the newest one that was completed. */
  const dayOfScreening = (db: ReadDb, clientId: ClientId): CalendarDate =>
    drafts.find(db, draftOf(clientId))
      ? practice.today(db)
      : (repository.findNewest(db, clientId)?.row.day ?? practice.today(db))

  /** The rules that may have made an offer: those in use, and those of the newest screening. */
  const offeringRules = (db: ReadDb, clientId: ClientId): readonly ScreeningRulesBody[] => {
    const newest = repository.findNewest(db, clientId)?.version.body
    return [versions.current(db).body, ...(newest ? [newest] : [])]
  }

  const change = (reason: string, clientId: ClientId, work: (tx: WriteTx) => void): Client =>
    database.write({ actor: shift.practitionerId, reason }, (tx) => {
      clients.get(tx, clientId)
      work(tx)
      return clients.get(tx, clientId)
    })

  return {
    updateRecord: ({ clientId, offer }: { clientId: ClientId; offer: RecordOffer }): Client => {
      const reason = answeredOn(database.read((db) => dayOfScreening(db, clientId)))
      return change(reason, clientId, (tx) => {
        const question = offeringRules(tx, clientId)
          .flatMap(({ questions }) => questions)
          .find(({ code, record }) => code === offer.item && record === places[offer.change])
        if (!question) throw new Refusal(notOffered)
        accept(clients, tx, clientId, offer, question.label, reason)
      })
    },

    recordClearance: ({
      clientId,
      item,
      clearance,
    }: {
      clientId: ClientId
      item: ItemCode
      clearance: Omit<Clearance, 'id' | 'attachmentId'> & { readonly attachmentId: AttachmentId }
    }): Client =>
      change('a prescriber’s clearance is recorded', clientId, (tx) => {
        const { body } = versions.current(tx)
        const problem = judgeClearance(body, item, clearance, practice.today(tx))
        if (problem) throw new Refusal(problem)
        attachments.of(tx, clearance.attachmentId)
        if (attachments.state(tx, clearance.attachmentId) !== 'whole') {
          throw new Refusal(documentNotWhole)
        }
        if (clients.within.clearsAnother(tx, clientId, clearance.attachmentId)) {
          throw new Refusal(documentOfAnother)
        }
        const flag = { kind: item, label: itemLabel(body, item) }
        clients.within.clearFlag(tx, clientId, flag, clearance)
      }),
  }
}

/** What is being answered for a client. */
export const draftOf = (clientId: ClientId) => ({ kind: 'screening', key: clientId })

const accept = (
  { within }: Clients,
  tx: WriteTx,
  clientId: ClientId,
  offer: RecordOffer,
  label: string,
  reason: string,
): void => {
  switch (offer.change) {
    case 'raise-flag':
      return within.raiseFlag(tx, clientId, { kind: offer.item, label })
    case 'end-flag':
      return within.endFlag(tx, clientId, offer.item, reason)
    case 'add-allergy':
      return within.addToList(tx, clientId, 'allergies', offer.text)
    case 'add-medication':
      return within.addToList(tx, clientId, 'medication', offer.text)
    default:
      return assertNever(offer)
  }
}
