import {
  type Database,
  instantNow,
  newId,
  type ReadDb,
  type WriteTx,
} from '#main/database/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { Shift } from '#main/vault/index.ts'
import {
  type Client,
  type ClientDetails,
  type ClientFlag,
  type ClientFlagKind,
  type ClientSummary,
  flagLabel,
  judgeBirthDate,
} from '#shared/clients/index.ts'
import {
  type AttachmentId,
  type CalendarDate,
  type ClientId,
  fold,
  type Problem,
  Refusal,
} from '#shared/kernel/index.ts'
import {
  alreadyListed,
  alreadyRaised,
  listFull,
  notRaised,
  samePerson,
  unknownClient,
} from './problems.ts'
import * as repository from './repository.ts'
import { foldedName, parseSearch, searchTextOf } from './search.ts'

interface Dependencies {
  readonly database: Database
  readonly shift: Pick<Shift, 'practitionerId'>
  readonly practice: Pick<Practice, 'today'>
}

/** `label` is empty where the application has a name for it. */
type NamedFlag = Pick<ClientFlag, 'kind' | 'label'>

export type Clients = ReturnType<typeof createClients>

/** Allergies and medicines of a client, each. */
const longestList = 50

/** Clients on a page of search results. */
const pageSize = 100

/** Who is treated, and what stands against treating them. */
export const createClients = ({ database, shift, practice }: Dependencies) => {
  const { environment } = database

  /** @throws Refusal `clients.unknown` */
  const get = (db: ReadDb, id: ClientId): Client => {
    const stored = repository.findClient(db, id)
    if (!stored) throw new Refusal(unknownClient)
    return { ...stored, flags: repository.findFlags(db, id) }
  }

  const change = (reason: string, work: (tx: WriteTx) => ClientId): Client =>
    database.write({ actor: shift.practitionerId, reason }, (tx) => get(tx, work(tx)))

  const raise = (tx: WriteTx, clientId: ClientId, kind: ClientFlagKind, label = ''): void =>
    repository.insertFlag(tx, {
      id: newId(environment),
      clientId,
      kind,
      label,
      notedAt: instantNow(environment),
    })

  const replace = (tx: WriteTx, clientId: ClientId, details: ClientDetails): void => {
    const { number } = get(tx, clientId)
    refuse(judgeBirthDate(details.birthDate, practice.today(tx)))
    repository.updateClient(tx, clientId, details, searchTextOf({ ...details, number }))
  }

  /** @throws Refusal `clients.flag-already-raised` */
  const raiseOnce = (tx: WriteTx, clientId: ClientId, { kind, label }: NamedFlag): void => {
    const there = get(tx, clientId).flags.find((flag) => flag.kind === kind)
    if (there) throw new Refusal(alreadyRaised(there))
    raise(tx, clientId, kind, label)
  }

  /** @throws Refusal `clients.flag-not-raised` */
  const end = (tx: WriteTx, clientId: ClientId, kind: ClientFlagKind, reason: string): void => {
    const { id } = standingFlag(get(tx, clientId), kind)
    repository.endFlag(tx, { id, endedAt: instantNow(environment), endReason: reason })
  }

  return {
    get,

    /** Who she is, in a list: two clients may share a name. @throws Refusal `clients.unknown` */
    named: (
      db: ReadDb,
      id: ClientId,
    ): { readonly clientName: string; readonly clientBirthDate: CalendarDate } => {
      const found = repository.findName(db, id)
      if (!found) throw new Refusal(unknownClient)
      return { clientName: found.name, clientBirthDate: found.birthDate }
    },

    /** How many clients the practice has. */
    count: (db: ReadDb): number => repository.countClients(db),

    search: ({ text, offset }: { text: string; offset: number }) =>
      database.read((db): { clients: ClientSummary[]; total: number } => {
        const search = parseSearch(text)
        if (!search) {
          return {
            clients: repository.findPage(db, pageSize, offset),
            total: repository.countClients(db),
          }
        }
        const total = repository.countMatching(db, search)
        return {
          clients: repository.findMatching(db, search, { total, limit: pageSize, offset }),
          total,
        }
      }),

    /** The contract's `get`. */
    getClient: ({ clientId }: { clientId: ClientId }): Client =>
      database.read((db) => get(db, clientId)),

    create: (input: {
      details: ClientDetails
      flags: readonly ClientFlagKind[]
      anotherPerson: boolean
    }): Client =>
      change('a client is added', (tx) => {
        refuse(judgeBirthDate(input.details.birthDate, practice.today(tx)))
        if (!input.anotherPerson) refuseSamePerson(tx, input.details)
        const id = newId<ClientId>(environment)
        const number = repository.findLastNumber(tx) + 1
        repository.insertClient(
          tx,
          { ...input.details, id, number, createdAt: instantNow(environment) },
          searchTextOf({ ...input.details, number }),
        )
        for (const kind of new Set(input.flags)) raise(tx, id, kind)
        return id
      }),

    update: (input: { clientId: ClientId; details: ClientDetails; reason: string }): Client =>
      change(input.reason, (tx) => {
        replace(tx, input.clientId, input.details)
        return input.clientId
      }),

    raiseFlag: (input: { clientId: ClientId } & NamedFlag): Client =>
      change('a flag is raised', (tx) => {
        raiseOnce(tx, input.clientId, input)
        return input.clientId
      }),

    endFlag: (input: { clientId: ClientId; kind: ClientFlagKind; reason: string }): Client =>
      change(input.reason, (tx) => {
        end(tx, input.clientId, input.kind, input.reason)
        return input.clientId
      }),

    /** For the screening, inside its transaction. */
    within: {
      raiseFlag: raiseOnce,
      endFlag: end,

      /** Raises the flag when it does not stand. */
      clearFlag: (
        tx: WriteTx,
        clientId: ClientId,
        flag: NamedFlag,
        clearance: repository.NewClearance,
      ): void => {
        const stands = get(tx, clientId).flags.some(({ kind }) => kind === flag.kind)
        if (!stands) raise(tx, clientId, flag.kind, flag.label)
        repository.insertClearance(tx, {
          ...clearance,
          id: newId(environment),
          flagId: standingFlag(get(tx, clientId), flag.kind).id,
          recordedAt: instantNow(environment),
        })
      },

      clearsAnother: (db: ReadDb, clientId: ClientId, attachmentId: AttachmentId): boolean =>
        repository.findClearedBy(db, attachmentId).some((cleared) => cleared !== clientId),

      /** @throws Refusal `clients.already-listed` */
      addToList: (
        tx: WriteTx,
        clientId: ClientId,
        list: 'allergies' | 'medication',
        text: string,
      ): void => {
        const {
          id: _id,
          number: _number,
          flags: _flags,
          createdAt: _at,
          ...details
        } = get(tx, clientId)
        if (details[list].some((known) => fold(known) === fold(text)))
          throw new Refusal(alreadyListed)
        if (details[list].length >= longestList) throw new Refusal(listFull)
        replace(tx, clientId, { ...details, [list]: [...details[list], text] })
      },
    },
  }
}

const refuse = (problem: Problem | null): void => {
  if (problem) throw new Refusal(problem)
}

const refuseSamePerson = (
  db: ReadDb,
  { name, birthDate }: { name: string; birthDate: CalendarDate },
): void => {
  const sought = foldedName(name)
  const names = repository.findNamesBornOn(db, birthDate)
  if (names.some((known) => foldedName(known) === sought)) throw new Refusal(samePerson)
}

const standingFlag = (client: Client, kind: ClientFlagKind): ClientFlag => {
  const flag = client.flags.find((standing) => standing.kind === kind)
  if (!flag) throw new Refusal(notRaised({ label: flagLabel(kind, '') }))
  return flag
}
