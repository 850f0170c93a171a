import type { Clients } from '#main/clients/index.ts'
import type { Database, ReadDb } from '#main/database/index.ts'
import type { Inventory } from '#main/inventory/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { Sessions } from '#main/sessions/index.ts'
import type { Sterilization } from '#main/sterilization/index.ts'
import { addDays, type CalendarDate, certain } from '#shared/kernel/index.ts'
import type { SessionSummary } from '#shared/sessions/index.ts'

interface Dependencies {
  readonly database: Database
  readonly practice: Practice
  readonly clients: Clients
  readonly inventory: Inventory
  readonly sterilization: Sterilization
  readonly sessions: Sessions
}

/** How long before its expiry a lot is shown, in days: time to order another. */
const expiryNotice = 30
const recentSessions = 8

export type Today = ReturnType<typeof createToday>

/** What waits to be done, each one click from being done. */
export const createToday = (dependencies: Dependencies) => {
  const { database, practice, clients, inventory, sterilization, sessions } = dependencies

  /** Two clients may share a name: the birth date stands with it. */
  const named = (db: ReadDb, { id, clientId }: SessionSummary) => {
    const { name, birthDate } = clients.get(db, clientId)
    return { sessionId: id, clientId, clientName: name, clientBirthDate: birthDate }
  }

  const signed = (db: ReadDb, session: SessionSummary) => ({
    ...named(db, session),
    signedAt: certain(session.signedAt, 'The signing of a signed session'),
    zones: session.zones.length,
  })

  const lotsExpiring = (db: ReadDb, today: CalendarDate) =>
    inventory
      .lotsOf(db, { usable: true })
      .filter(({ expiresOn }) => expiresOn <= addDays(today, expiryNotice))
      .map(({ id, product, number, expiresOn, left }) => ({
        lotId: id,
        productName: product.name,
        number,
        expiresOn,
        left,
      }))

  return {
    get: () =>
      database.read((db) => {
        const today = practice.today(db)
        return {
          today,
          clients: clients.count(db),
          unfinished: sessions.unfinishedIn(db).map((session) => ({
            ...named(db, session),
            openedAt: session.openedAt,
            startedAt: session.startedAt,
          })),
          loadsAwaitingRelease: sterilization.awaitingRelease(db),
          lotsExpiring: lotsExpiring(db, today),
          awaitingCountersignature: sessions
            .awaitingCountersignatureIn(db)
            .map((session) => signed(db, session)),
          recentSessions: sessions
            .recentIn(db, recentSessions)
            .map((session) => signed(db, session)),
        }
      }),
  }
}
