import Driver from 'better-sqlite3'
import type { Connection } from '#main/database/index.ts'

/** One execution of a prepared statement, as the driver was asked for it. */
export interface Executed {
  readonly statement: Driver.Statement
  readonly method: Method
  readonly values: readonly unknown[]
  /** Rows as arrays, as drizzle asks for them. */
  readonly raw: boolean
  readonly pluck: boolean
}

const methods = ['run', 'get', 'all', 'iterate'] as const
type Method = (typeof methods)[number]

let heard: Executed[] | null = null
const inArrays = new WeakSet<Driver.Statement>()
const plucked = new WeakSet<Driver.Statement>()

/**
 * Listens to every statement of this process, BEGIN and COMMIT included, while {@link listenTo} says
 * so. Costs a fraction of a microsecond a statement, which counts on the application's side.
 */
export const watchStatements = (): void => {
  const connection = new Driver(':memory:')
  const prototype = Reflect.getPrototypeOf(connection.prepare('SELECT 1'))
  connection.close()
  if (!prototype) throw new Error('Statements of the driver have no prototype.')
  for (const method of methods) {
    wrap(prototype, method, (statement, values) => {
      const raw = inArrays.has(statement)
      heard?.push({ statement, method, values, raw, pluck: plucked.has(statement) })
    })
  }
  wrap(prototype, 'raw', (statement, [toggle]) => note(inArrays, statement, toggle))
  wrap(prototype, 'pluck', (statement, [toggle]) => note(plucked, statement, toggle))
}

const wrap = (
  prototype: object,
  name: string,
  hear: (statement: Driver.Statement, values: readonly unknown[]) => void,
): void => {
  const original: unknown = Reflect.get(prototype, name)
  if (typeof original !== 'function') throw new Error(`Statements of the driver have no ${name}.`)
  Reflect.set(prototype, name, function (this: Driver.Statement, ...values: unknown[]): unknown {
    hear(this, values)
    const answer: unknown = Reflect.apply(original, this, values)
    return answer
  })
}

const note = (set: WeakSet<Driver.Statement>, statement: Driver.Statement, toggle: unknown) => {
  if (toggle === false) set.delete(statement)
  else set.add(statement)
}

/** What this call asked of the driver, and how long the call took, in milliseconds. */
export const listenTo = async <T>(
  call: () => Promise<T>,
): Promise<{
  readonly answer: T
  readonly executed: readonly Executed[]
  readonly took: number
}> => {
  const executed: Executed[] = []
  heard = executed
  const started = performance.now()
  try {
    const answer = await call()
    return { answer, executed, took: performance.now() - started }
  } finally {
    heard = null
  }
}

/** Asks the same of another connection, each statement prepared once; the time is without preparing. */
export const createReplay = (connection: Connection) => {
  const prepared = new Map<string, Driver.Statement>()

  const statementFor = ({ statement, raw, pluck }: Executed): Driver.Statement => {
    const key = `${raw}${pluck}${statement.source}`
    const known = prepared.get(key)
    if (known) return known
    const made = connection.prepare(statement.source)
    if (raw) made.raw()
    if (pluck) made.pluck()
    prepared.set(key, made)
    return made
  }

  /** @returns milliseconds */
  return (executed: readonly Executed[]): number => {
    const calls = executed.map((one) => ({ ...one, here: statementFor(one) }))
    const started = performance.now()
    for (const { here, method, values } of calls) {
      const answer: unknown = here[method](...values)
      if (method === 'iterate') Array.from(answer as Iterable<unknown>)
    }
    return performance.now() - started
  }
}
