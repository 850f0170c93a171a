import type { Clients } from '#main/clients/index.ts'
import type { Database, ReadDb } from '#main/database/index.ts'
import type { Inventory } from '#main/inventory/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { Premises } from '#main/premises/index.ts'
import type { Recalls } from '#main/recalls/index.ts'
import type { Screenings } from '#main/screening/index.ts'
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
  readonly premises: Premises
  readonly screening: Screenings
  readonly sessions: Sessions
  readonly recalls: Recalls
}

/** How long before its expiry a lot is shown, in days: time to order another. */
const expiryNotice = 30
const recentSessions = 8
/** A clinic of many years has hundreds of clients who broke a series off. */
const seriesShown = 50
/** How long before it is due a spore test, a service or a calibration is shown, in days. */
const dueNotice = 7

export type Today = ReturnType<typeof createToday>

/** What waits to be done, each one click from being done. */
export const createToday = (dependencies: Dependencies) => {
  const { database, practice, clients, inventory, sterilization, premises } = dependencies
  const { screening, sessions, recalls } = dependencies

  const named = (db: ReadDb, { id, clientId }: SessionSummary) => ({
    sessionId: id,
    clientId,
    ...clients.named(db, clientId),
  })

  const signed = (db: ReadDb, session: SessionSummary) => ({
    ...named(db, session),
    signedAt: certain(session.signedAt, 'The signing of a signed session'),
    signatureState: certain(session.signatureState, 'The state of a signed session'),
  })

  const series = (db: ReadDb) => {
    const due = sessions.seriesDueIn(db, seriesShown + 1)
    return {
      seriesDue: due.slice(0, seriesShown),
      moreSeriesDue: due.length > seriesShown,
    }
  }

  const lotsExpiring = (db: ReadDb, today: CalendarDate) =>
    inventory
      .usableLots(db, { expiringBy: addDays(today, expiryNotice) })
      .map(({ id, product, number, expiresOn, left }) => ({
        lotId: id,
        productName: product.name,
        number,
        expiresOn,
        left,
      }))

  const sterilizes = (db: ReadDb): boolean => practice.details(db).sterilityMode === 'reprocesses'

  const sporeTestsPending = (db: ReadDb) =>
    sterilization.sporeTestsPending(db).map(({ id, sterilizerName, cycleNumber, startedAt }) => ({
      sporeTestId: id,
      sterilizerName,
      cycleNumber,
      startedAt,
    }))

  const sporeTestsDue = (db: ReadDb, today: CalendarDate) =>
    sterilization
      .sterilizersOf(db)
      .flatMap(({ id, name, sporeTestDueOn: dueOn }) =>
        dueOn !== null && dueOn <= addDays(today, dueNotice)
          ? [{ sterilizerId: id, sterilizerName: name, dueOn }]
          : [],
      )
      .sort(byDay)

  const devicesDue = (db: ReadDb, today: CalendarDate) =>
    inventory
      .devicesOf(db, null)
      .flatMap(({ unit, lot, serviceDueOn, calibrationDueOn }) =>
        [
          { what: 'service', dueOn: serviceDueOn },
          { what: 'calibration', dueOn: calibrationDueOn },
        ].flatMap(({ what, dueOn }) =>
          dueOn !== null && dueOn <= addDays(today, dueNotice)
            ? [{ unitId: unit.id, name: `${lot.product.name} ${unit.label}`, what, dueOn }]
            : [],
        ),
      )
      .sort(byDay)

  const patchTestsDue = (db: ReadDb) =>
    screening.due(db).map(({ id, clientId, productName, readDueOn }) => ({
      patchTestId: id,
      clientId,
      ...clients.named(db, clientId),
      productName,
      readDueOn,
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
            missing: session.missing,
          })),
          awaitingSupervisor: sessions
            .awaitingSupervisorIn(db)
            .map((session) => signed(db, session)),
          ...series(db),
          loadsAwaitingRelease: sterilization.awaitingRelease(db),
          packsAwaitingRelease: sterilization.packsAwaitingRelease(db),
          sporeTestsPending: sterilizes(db) ? sporeTestsPending(db) : [],
          sporeTestsDue: sterilizes(db) ? sporeTestsDue(db, today) : [],
          recallsOpen: recalls.openIn(db).map(({ id, title, open, report }) => ({
            recallId: id,
            title,
            open,
            reportDueAt: report?.dueAt ?? null,
          })),
          devicesDue: devicesDue(db, today),
          patchTestsDue: patchTestsDue(db),
          lowStock: inventory.lowStockIn(db).map(({ product, left }) => ({
            productId: product.id,
            productName: product.name,
            left,
          })),
          premisesDue: premises.dueOf(db).map(({ record, finding }) => ({
            premisesRecordId: record.id,
            says: finding.fact,
            dueOn: record.entry.endsOn,
          })),
          rulesToConfirm: practice.rules(db).settings.sterilizationRules.confirmedOn === null,
          lotsExpiring: lotsExpiring(db, today),
          awaitingCountersignature: sessions
            .awaitingCountersignatureIn(db)
            .map((session) => signed(db, session)),
          recentSessions: sessions
            .recentIn(db, recentSessions)
            .map((session) => ({ ...signed(db, session), zones: session.zones.length })),
        }
      }),
  }
}

const byDay = (one: { readonly dueOn: CalendarDate }, other: { readonly dueOn: CalendarDate }) =>
  one.dueOn < other.dueOn ? -1 : 1
