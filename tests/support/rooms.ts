import {
  createDatabase,
  type Database,
  dataKey,
  newId,
  systemEnvironment,
} from '#main/database/index.ts'
import { createRooms, type Rooms } from '#main/rooms.ts'
import { createVault, deriveKeys } from '#main/vault/index.ts'
import type { ClientId, SessionId } from '#shared/kernel/index.ts'
import type { TestPractice } from './practice.ts'

export interface RoomsInside {
  readonly rooms: Rooms
  readonly database: Database
  /** The header of an open session, as the sessions room writes it. */
  readonly openSession: (session: SessionId, client: ClientId) => void
  /** Signs it without content, with the deviations that nobody was asked and nothing was agreed. */
  readonly signSession: (session: SessionId) => void
}

/**
 * The rooms of a practice on a connection of their own: for what one room does inside another
 * room's transaction, which no router offers.
 */
export const roomsInside = async (practice: TestPractice): Promise<RoomsInside> => {
  const connection = await practice.behindTheBack()
  const environment = { ...systemEnvironment, now: practice.clock.now }
  const database = createDatabase(connection, environment, (sequences) => {
    throw new Error(`Entries of the change log that nobody wrote: ${sequences.join(', ')}`)
  })
  const vault = createVault({
    folder: practice.folder,
    random: environment.random,
    strength: 'test',
    derive: deriveKeys,
  })
  const { current } = await practice.api.practice.get()
  const write = (statement: string, values: Readonly<Record<string, unknown>>) =>
    database.write({ actor: current.id, reason: 'a session of a test' }, () =>
      connection.prepare(statement).run(values),
    )
  return {
    rooms: createRooms({
      database,
      path: practice.recordsPath,
      dataKey: dataKey(new Uint8Array(32)),
      inBackground: () => {
        throw new Error('These tests start no background work.')
      },
      vault,
      timers: { note: () => undefined },
      shift: {
        practitionerId: current.id,
        authorise: (secret) => vault.authorise(current.id, secret),
      },
    }),
    database,
    openSession: (session, client) => {
      write(
        `INSERT INTO sessions (id, client_id, practitioner_id, state, opened_at)
         VALUES (@session, @client, @practitioner, 'open', @at)`,
        { session, client, practitioner: current.id, at: environment.now().toISOString() },
      )
    },
    signSession: (session) => {
      for (const [position, code] of ['consent.missing', 'screening.missing'].entries()) {
        write(
          `INSERT INTO deviations (id, session_id, position, code, fact, rule, reason, action)
           VALUES (@id, @session, @position, @code, 'f', 'r', 'x', 'y')`,
          { id: newId(environment), session, position, code },
        )
      }
      write(
        `UPDATE sessions SET state = 'signed', signed_at = @at, rule_version = 1,
         immediate_response = '[]', identity = '{}' WHERE id = @session`,
        { session, at: environment.now().toISOString() },
      )
    },
  }
}
