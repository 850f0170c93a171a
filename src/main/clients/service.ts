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
  type Clearance,
  type Client,
  type ClientDetails,
  type ClientFlag,
  type ClientFlagKind,
  type ClientSummary,
  judgeBirthDate,
  judgeClearance,
} from '#shared/clients/index.ts'
import { type CalendarDate, type ClientId, type Problem, Refusal } from '#shared/kernel/index.ts'
import { alreadyRaised, notRaised, samePerson, unknownClient } from './problems.ts'
import * as repository from './repository.ts'
import { foldedName, parseSearch, searchTextOf } from './search.ts'

interface Dependencies {
  readonly database: Database
  readonly shift: Pick<Shift, 'practitionerId'>
  readonly practice: Pick<Practice, 'today'>
}

export type Clients = ReturnType<typeof createClients>

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

  const raise = (tx: WriteTx, clientId: ClientId, kind: ClientFlagKind): void =>
    repository.insertFlag(tx, {
      id: newId(environment),
      clientId,
      kind,
      notedAt: instantNow(environment),
    })

  return {
    get,

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
        const { number } = get(tx, input.clientId)
        refuse(judgeBirthDate(input.details.birthDate, practice.today(tx)))
        repository.updateClient(
          tx,
          input.clientId,
          input.details,
          searchTextOf({ ...input.details, number }),
        )
        return input.clientId
      }),

    raiseFlag: (input: { clientId: ClientId; kind: ClientFlagKind }): Client =>
      change('a flag is raised', (tx) => {
        const { flags } = get(tx, input.clientId)
        if (flags.some(({ kind }) => kind === input.kind))
          throw new Refusal(alreadyRaised(input.kind))
        raise(tx, input.clientId, input.kind)
        return input.clientId
      }),

    endFlag: (input: { clientId: ClientId; kind: ClientFlagKind; reason: string }): Client =>
      change(input.reason, (tx) => {
        const { id } = standingFlag(get(tx, input.clientId), input.kind)
        repository.endFlag(tx, { id, endedAt: instantNow(environment), endReason: input.reason })
        return input.clientId
      }),

    recordClearance: (input: {
      clientId: ClientId
      kind: ClientFlagKind
      clearance: Omit<Clearance, 'id'>
    }): Client =>
      change('a prescriber’s clearance is recorded', (tx) => {
        const flag = standingFlag(get(tx, input.clientId), input.kind)
        refuse(judgeClearance(input.kind, input.clearance, practice.today(tx)))
        repository.insertClearance(tx, {
          ...input.clearance,
          id: newId(environment),
          flagId: flag.id,
          recordedAt: instantNow(environment),
        })
        return input.clientId
      }),
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
  if (!flag) throw new Refusal(notRaised(kind))
  return flag
}
