import type { ReadDb } from '#main/database/index.ts'
import type { ClientId, PractitionerId, SessionId } from '#shared/kernel/index.ts'
import type { TracedSession } from '#shared/recalls/index.ts'
import type { Dependencies } from './dependencies.ts'
import * as thingRows from './thing-repository.ts'

/** The sessions as people read them, newest first. */
export const tracedSessionsOf = (
  db: ReadDb,
  sessions: readonly SessionId[],
  { clients, practice }: Pick<Dependencies, 'clients' | 'practice'>,
): TracedSession[] => {
  const clientOf = once((id: ClientId) => clients.get(db, id))
  const practitionerOf = once((id: PractitionerId) => practice.practitioner(db, id))
  return thingRows
    .listTreated(db, sessions)
    .map(({ sessionId, state, clientId, practitionerId, at }) => {
      const { name, number, birthDate, telephone, email } = clientOf(clientId)
      return {
        sessionId,
        state,
        clientId,
        clientName: name,
        clientNumber: number,
        clientBirthDate: birthDate,
        telephone,
        email,
        at,
        practitionerName: practitionerOf(practitionerId).name,
      }
    })
}

/** Asks for each id only once. */
const once = <Id, Found>(find: (id: Id) => Found): ((id: Id) => Found) => {
  const known = new Map<Id, Found>()
  return (id) => {
    const found = known.get(id) ?? find(id)
    known.set(id, found)
    return found
  }
}
