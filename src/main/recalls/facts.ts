import type { ReadDb } from '#main/database/index.ts'
import { type ClientId, formatMoment, type SessionId } from '#shared/kernel/index.ts'
import {
  decidedToInform,
  isToBeTold,
  type RecallFacts,
  type WorklistEntry,
} from '#shared/recalls/index.ts'
import type { Dependencies } from './dependencies.ts'
import { thingsOf } from './items.ts'
import type { Machine } from './machine.ts'
import * as repository from './repository.ts'
import type { ContactRow, RecallRow } from './repository.ts'
import * as thingRows from './thing-repository.ts'
import type { TreatedRow } from './thing-repository.ts'
import { ids, type Things, touchesOf } from './trace.ts'

/** The live worklist: whom the recall reaches now, with what was said to each, by client. */
export const createFacts = (
  { practice, clients, sterilization }: Dependencies,
  machine: Machine,
) => {
  const nameOf = (db: ReadDb, id: ContactRow['recordedBy']) => practice.practitioner(db, id).name

  const treatedBy = (db: ReadDb, recall: RecallRow): ReadonlyMap<ClientId, TreatedRow[]> =>
    treatedIn(db, touchesOf(db, thingsOf(db, recall, machine)))

  const treatedIn = (
    db: ReadDb,
    touches: ReturnType<typeof touchesOf>,
  ): ReadonlyMap<ClientId, TreatedRow[]> => {
    const sessions: readonly SessionId[] = ids(touches.map(({ sessionId }) => sessionId))
    return Map.groupBy(thingRows.listTreated(db, sessions), ({ clientId }) => clientId)
  }

  const contactsOf = (db: ReadDb, recall: RecallRow): ReadonlyMap<ClientId, ContactRow[]> =>
    Map.groupBy(repository.listContacts(db, recall.id), ({ clientId }) => clientId)

  /** Sessions that touched what is suspect now: without loads that a test read later has proven. */
  const suspectSessions = (
    db: ReadDb,
    recall: RecallRow,
    { things, touches }: { things: Things; touches: ReturnType<typeof touchesOf> },
  ): ReadonlySet<SessionId> => {
    const suspect =
      machine.sterilizerOf(db, recall) === null
        ? touches
        : touchesOf(db, { ...things, loads: machine.suspectsOf(db, recall) })
    return new Set(suspect.map(({ sessionId }) => sessionId))
  }

  /** Without names: for counting. */
  const states = (db: ReadDb, recall: RecallRow): ReadonlyMap<ClientId, WorklistEntry['state']> => {
    const steps = repository.listSteps(db, recall.id)
    const notToBeTold = decidedToInform({ steps }) === false
    const contacts = contactsOf(db, recall)
    const things = thingsOf(db, recall, machine)
    const touches = touchesOf(db, things)
    const treated = treatedIn(db, touches)
    const suspect = suspectSessions(db, recall, { things, touches })
    const all = ids([...treated.keys(), ...contacts.keys()])
    return new Map(
      all.map((id) => {
        const told = stateOf(contacts.get(id) ?? [], notToBeTold)
        const sessions = treated.get(id) ?? []
        return [id, told === 'done' ? told : (withoutNeed(sessions, suspect) ?? told)]
      }),
    )
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
        open: clientStates.filter((state) => isToBeTold({ state })).length,
      },
      sterilizer: machine.factsOf(db, recall),
    }
  }

  return { of, worklist, states, packsOf }
}

export type Facts = ReturnType<typeof createFacts>

/** Why she need not be told. Null: she is, also when a session was put right and holds nothing now. */
const withoutNeed = (
  sessions: readonly TreatedRow[],
  suspect: ReadonlySet<SessionId>,
): 'not-treated' | 'proven' | null => {
  if (sessions.length === 0) return null
  const still = sessions.filter(({ sessionId }) => suspect.has(sessionId))
  if (still.length === 0) return 'proven'
  return still.every(({ state }) => state === 'open') ? 'not-treated' : null
}

const stateOf = (contacts: readonly ContactRow[], notToBeTold: boolean): WorklistEntry['state'] => {
  if (notToBeTold) return 'done'
  if (contacts.some(({ outcome }) => outcome === 'told' || outcome === 'declined')) return 'done'
  return contacts.length > 0 ? 'tried' : 'open'
}
