import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { setImmediate } from 'node:timers/promises'
import { certain, Refusal } from '#shared/kernel/index.ts'
import { dropHeldPage, lastPending, logHead, sealEntries, writeHeldPage } from './change-log.ts'
import { type Environment, instantNow } from './environment.ts'
import { classified, inUse } from './errors.ts'
import type { Connection } from './open.ts'

/** Drizzle on our connection; what repositories prepare their statements with. */
export type Statements = BetterSQLite3Database & { readonly $client: Connection }

declare const access: unique symbol
/** A handle that reads. Whoever has only this cannot write: repositories ask for a {@link WriteTx}. */
export interface ReadDb {
  readonly [access]: 'read' | 'write'
}
/** A handle inside one logged transaction. */
export interface WriteTx extends ReadDb {
  readonly [access]: 'write'
}

const statementsOf = new WeakMap<ReadDb, Statements>()

/**
 * Prepares a repository's statements once for each connection (5 µs a call against 80 µs when they
 * are built each time).
 */
export const preparedOnce = <Prepared>(prepare: (statements: Statements) => Prepared) => {
  const cache = new WeakMap<Statements, Prepared>()
  return (db: ReadDb): Prepared => {
    const statements = statementsOf.get(db)
    if (!statements) throw new Error('This handle was used after its transaction.')
    const known = cache.get(statements)
    if (known) return known
    const prepared = prepare(statements)
    cache.set(statements, prepared)
    return prepared
  }
}

/** Asserts that a statement changed the one row that was meant. */
export const changedOne = (result: { readonly changes: number }): void => {
  if (result.changes !== 1) throw new Error(`One row was meant and ${result.changes} changed.`)
}

const askDataVersion = preparedOnce(({ $client }) =>
  $client.prepare<[], number>('PRAGMA data_version').pluck(),
)

/** It stands still within a transaction. */
const dataVersions = new WeakMap<ReadDb, number>()

const dataVersion = (db: ReadDb): number => {
  const known = dataVersions.get(db)
  if (known !== undefined) return known
  const version = certain(askDataVersion(db).get(), 'The version of the data')
  dataVersions.set(db, version)
  return version
}

/**
 * What a few rows say that hardly ever change and that every gate asks for: the practice, its rules,
 * its texts. Looked at again after another connection has written anything, and after a transaction of
 * this one that has said so.
 */
export const standing = <T>(look: (db: ReadDb) => T) => {
  const seen = new WeakMap<Statements, { readonly version: number; readonly value: T }>()
  const changing = new WeakSet<ReadDb>()
  return {
    of: (db: ReadDb): T => {
      const statements = statementsOf.get(db)
      if (!statements || changing.has(db)) return look(db)
      const version = dataVersion(db)
      const before = seen.get(statements)
      if (before?.version === version) return before.value
      const value = look(db)
      seen.set(statements, { version, value })
      return value
    },

    /** Before this transaction writes some of it; nothing is kept of what it sees itself. */
    changes: (tx: WriteTx): void => {
      changing.add(tx)
      const statements = statementsOf.get(tx)
      if (statements) seen.delete(statements)
    },
  }
}

export interface WriteContext {
  /** A practitioner's id, or `system` while the practice is being made. */
  readonly actor: string
  readonly reason: string
}

export interface Database {
  readonly environment: Environment
  /** One consistent look. */
  readonly read: <T>(look: (db: ReadDb) => T) => T
  /** One transaction, logged and sealed; nothing of it stays when it throws. */
  readonly write: <T>(context: WriteContext, change: (tx: WriteTx) => T) => T
  /** Outside the log: drafts only. */
  readonly writeDraft: <T>(change: (tx: WriteTx) => T) => T
  /**
   * Many writes that wait for the disk once: while `work` goes on, nobody outside this connection sees
   * any of them. Each is logged and sealed as ever, and one that throws is undone alone; whatever
   * becomes of `work`, the whole ones before stay. A power cut takes back all since the last call.
   */
  readonly together: <T>(work: () => Promise<T>) => Promise<T>
  /**
   * One transaction in steps, for what takes longer than a person may wait for an answer: at each `yield`
   * main answers whatever does not touch the records; who does waits for {@link settled}. Logged and sealed
   * as ever, and nothing of it stays when it throws.
   */
  readonly writeInSteps: <T>(
    context: WriteContext,
    change: (tx: WriteTx) => Generator<undefined, T>,
  ) => Promise<T>
  /** When no write in steps is under way. */
  readonly settled: () => Promise<void>
  /** The change log's head at this moment; inside a write, the head before it. */
  readonly chainHead: () => string
  readonly close: () => void
}

const mostStatements = 500

/** The connection as drizzle has it, which prepares an insert anew at each row: the same text is prepared once. */
const remembering = (connection: Connection): Connection => {
  const known = new Map<string, ReturnType<Connection['prepare']>>()
  const prepare = (text: string) => {
    const before = known.get(text)
    if (before) return before
    const statement = connection.prepare(text)
    if (known.size < mostStatements) known.set(text, statement)
    return statement
  }
  return new Proxy(connection, {
    get: (target, name): unknown =>
      name === 'prepare' ? prepare : Reflect.get(target, name, target),
  })
}

/** `report` hears the numbers of log entries that somebody else has written. */
export const createDatabase = (
  connection: Connection,
  environment: Environment,
  report: (foreignEntries: readonly number[]) => void,
): Database => {
  const statements: Statements = Object.assign(drizzle({ client: remembering(connection) }), {
    $client: connection,
  })
  const context = connection.prepare(
    'INSERT INTO write_context (one, actor, reason, at) VALUES (1, ?, ?, ?)',
  )
  const clear = connection.prepare('DELETE FROM write_context')

  const withHandle = <Handle extends ReadDb, T>(work: (handle: Handle) => T): T => {
    const handle = Object.freeze({}) as Handle
    statementsOf.set(handle, statements)
    try {
      const result = work(handle)
      if (result instanceof Promise) throw new Error('A transaction never waits.')
      return result
    } finally {
      statementsOf.delete(handle)
    }
  }

  const logged = <T>({ actor, reason }: WriteContext, change: (tx: WriteTx) => T): T => {
    const before = lastPending(connection)
    context.run(actor, reason, instantNow(environment))
    const result = withHandle(change)
    const { foreign } = sealEntries(connection, before, environment, isTogether)
    clear.run()
    if (foreign.length > 0) report(foreign)
    return result
  }

  let isTogether = false

  // Inside `together` the driver makes a savepoint of each.
  const within = connection.transaction((work: () => void) => work())
  const inTransaction = <T>(mode: 'deferred' | 'immediate', work: () => T): T =>
    classified(() => {
      let result: { readonly of: T } | null = null
      within[mode](() => {
        result = { of: work() }
      })
      return certain<{ readonly of: T }>(result, 'What a transaction answers').of
    })

  const together = async <T>(work: () => Promise<T>): Promise<T> => {
    if (connection.inTransaction) throw new Error('Writes are held together once.')
    classified(() => connection.exec('BEGIN IMMEDIATE'))
    isTogether = true
    try {
      return await work()
    } finally {
      isTogether = false
      // A full disk ends the transaction by itself; a practice that was locked has no connection.
      if (connection.open && connection.inTransaction)
        classified(() => {
          writeHeldPage(connection)
          connection.exec('COMMIT')
        })
      else dropHeldPage(connection)
    }
  }

  let stepping: Promise<void> | null = null

  const refuseBetweenSteps = (): void => {
    if (stepping) throw new Refusal(inUse)
  }

  const writeInSteps = async <T>(
    { actor, reason }: WriteContext,
    change: (tx: WriteTx) => Generator<undefined, T>,
  ): Promise<T> => {
    // Among writes that are held together nobody waits.
    if (connection.inTransaction)
      return inTransaction('immediate', () =>
        logged({ actor, reason }, (tx) => {
          const steps = change(tx)
          for (;;) {
            const step = steps.next()
            if (step.done === true) return step.value
          }
        }),
      )
    const { promise, resolve } = Promise.withResolvers<void>()
    const at = instantNow(environment)
    const handle = Object.freeze({}) as WriteTx
    statementsOf.set(handle, statements)
    try {
      classified(() => connection.exec('BEGIN IMMEDIATE'))
      stepping = promise
      const steps = change(handle)
      for (;;) {
        const step = classified(() => {
          const before = lastPending(connection)
          context.run(actor, reason, at)
          const next = steps.next()
          const { foreign } = sealEntries(connection, before, environment, true)
          clear.run()
          if (foreign.length > 0) report(foreign)
          return next
        })
        if (step.done === true) {
          classified(() => {
            writeHeldPage(connection)
            connection.exec('COMMIT')
          })
          return step.value
        }
        await setImmediate()
      }
    } catch (error) {
      dropHeldPage(connection)
      if (connection.open && connection.inTransaction) connection.exec('ROLLBACK')
      throw error
    } finally {
      statementsOf.delete(handle)
      stepping = null
      resolve()
    }
  }

  return {
    environment,
    read: (look) =>
      // Between two calls of `together` nobody else writes: a look needs no savepoint of its own.
      connection.inTransaction
        ? classified(() => withHandle(look))
        : inTransaction('deferred', () => withHandle(look)),
    write: (write, change) => {
      refuseBetweenSteps()
      return inTransaction('immediate', () => logged(write, change))
    },
    writeDraft: (change) => {
      refuseBetweenSteps()
      return inTransaction('immediate', () => withHandle(change))
    },
    writeInSteps,
    settled: async () => {
      while (stepping) await stepping
    },
    together,
    chainHead: () => logHead(connection),
    close: () => {
      try {
        connection.pragma('optimize')
      } finally {
        connection.close()
      }
    },
  }
}
