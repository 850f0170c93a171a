import type { ReadDb } from '#main/database/index.ts'
import { type ClientId, formatMoment, type SessionId } from '#shared/kernel/index.ts'
import { decidedToInform, type RecallFacts, type WorklistEntry } from '#shared/recalls/index.ts'
import type { Dependencies } from './dependencies.ts'
import { thingsOf } from './items.ts'
import type { Machine } from './machine.ts'
import * as repository from './repository.ts'
import type { ContactRow, RecallRow } from './repository.ts'
import * as thingRows from './thing-repository.ts'
import type { TreatedRow } from './thing-repository.ts'
import { ids, touchesOf } from './trace.ts'

/** The live worklist: whom the recall reaches now, with what was said to each, by client. */
export const createFacts = (
  { practice, clients, sterilization }: Dependencies,
  machine: Machine,
) => {
  const nameOf = (db: ReadDb, id: ContactRow['recordedBy']) => practice.practitioner(db, id).name

  const treatedBy = (db: ReadDb, recall: RecallRow): ReadonlyMap<ClientId, TreatedRow[]> => {
    const touches = touchesOf(db, thingsOf(db, recall, machine))
    const sessions: readonly SessionId[] = ids(touches.map(({ sessionId }) => sessionId))
    return Map.groupBy(thingRows.listTreated(db, sessions), ({ clientId }) => clientId)
  }

  const contactsOf = (db: ReadDb, recall: RecallRow): ReadonlyMap<ClientId, ContactRow[]> =>
    Map.groupBy(repository.listContacts(db, recall.id), ({ clientId }) => clientId)

  /** Without names: for counting. */
  const states = (db: ReadDb, recall: RecallRow): ReadonlyMap<ClientId, WorklistEntry['state']> => {
    const steps = repository.listSteps(db, recall.id)
    const notToBeTold = decidedToInform({ steps }) === false
    const contacts = contactsOf(db, recall)
    const all = ids([...treatedBy(db, recall).keys(), ...contacts.keys()])
    return new Map(all.map((id) => [id, stateOf(contacts.get(id) ?? [], notToBeTold)]))
  }

  const worklist = (db: ReadDb, recall: RecallRow): WorklistEntry[] => {
    const treated = treatedBy(db, recall)
    const contacts = contactsOf(db, recall)
    return [...states(db, recall)]
      .map(([clientId, state]) => {
        const { name, number, birthDate, telephone, email } = clients.get(db, clientId)
        return {
          clientId,
          clientName: name,
          clientNumber: number,
          clientBirthDate: birthDate,
          telephone,
          email,
          sessions: (treated.get(clientId) ?? []).map(({ sessionId, state: of, at }) => ({
            sessionId,
            state: of,
            at,
          })),
          contacts: (contacts.get(clientId) ?? []).map(({ recordedBy, ...contact }) => ({
            ...contact,
            by: nameOf(db, recordedBy),
          })),
          state,
        }
      })
      .sort((one, other) => one.clientNumber - other.clientNumber)
  }

  const packsOf = (db: ReadDb, recall: RecallRow) => {
    const { loads, packs } = thingsOf(db, recall, machine)
    return ids([...thingRows.listPacksOf(db, loads), ...packs]).map((id) =>
      sterilization.packOf(db, id),
    )
  }

  const reportSays = (db: ReadDb, { reportDueAt, reportRule }: RecallRow) =>
    reportDueAt === null
      ? null
      : {
          says: `Due ${formatMoment(reportDueAt, practice.details(db).timeZone)}. ${reportRule ?? ''}`,
        }

  const of = (db: ReadDb, recall: RecallRow): RecallFacts => {
    const clientStates = [...states(db, recall).values()]
    const packs = packsOf(db, recall)
    const used = packs.filter(({ sessionId }) => sessionId !== null).length
    return {
      closed: recall.closedAt !== null,
      steps: repository.listSteps(db, recall.id),
      reportDue: reportSays(db, recall),
      loads: thingsOf(db, recall, machine).loads.length,
      packs: { recalled: packs.length - used, used },
      clients: {
        all: clientStates.length,
        open: clientStates.filter((state) => state !== 'done').length,
      },
      sterilizer: machine.factsOf(db, recall),
    }
  }

  return { of, worklist, states, packsOf }
}

export type Facts = ReturnType<typeof createFacts>

const stateOf = (contacts: readonly ContactRow[], notToBeTold: boolean): WorklistEntry['state'] => {
  if (notToBeTold) return 'done'
  if (contacts.some(({ outcome }) => outcome === 'told' || outcome === 'declined')) return 'done'
  return contacts.length > 0 ? 'tried' : 'open'
}
