import { existsSync, readFileSync } from 'node:fs'
import Driver from 'better-sqlite3'

/** What a call asked of the database: counted, so that it is the same on every machine. */
export interface Work {
  readonly statements: number
  /** Rows that came out of them. */
  readonly rows: number
  /** Pages that this thread read from files to find them; 0 where the system does not tell. */
  readonly pages: number
}

const pageSize = 4096
const counter = '/proc/thread-self/io'

/** Bytes that this thread has read from files until now. */
const bytesRead = (): number =>
  existsSync(counter) ? Number(/rchar: (\d+)/.exec(readFileSync(counter, 'utf8'))?.[1] ?? 0) : 0

type Method = (this: object, ...values: unknown[]) => unknown

const replace = (owner: object, name: string, make: (original: Method) => Method) => {
  const original: unknown = Reflect.get(owner, name)
  if (typeof original !== 'function') throw new Error(`The driver has no ${name}.`)
  const call: Method = function (...values) {
    return Reflect.apply(original, this, values)
  }
  Reflect.set(owner, name, make(call))
  return () => {
    Reflect.set(owner, name, original)
  }
}

/**
 * Counts what is asked of every connection that this process opens from now on. They keep no pages in
 * memory: a table that is looked through twice is read twice, also inside one statement.
 */
export const watchWork = () => {
  const connection = new Driver(':memory:')
  const statement = Reflect.getPrototypeOf(connection.prepare('SELECT 1'))
  const database = Reflect.getPrototypeOf(connection)
  connection.close()
  if (!statement || !database) throw new Error('The driver’s classes have no prototypes.')

  let statements = 0
  let rows = 0
  const counting = (rowsOf: (answer: unknown) => unknown) => (original: Method) =>
    function (this: object, ...values: unknown[]): unknown {
      statements += 1
      return rowsOf(Reflect.apply(original, this, values))
    }
  const one = (answer: unknown): unknown => {
    rows += answer === undefined ? 0 : 1
    return answer
  }
  const many = (answer: unknown): unknown => {
    rows += Array.isArray(answer) ? answer.length : 0
    return answer
  }
  const each = function* (answer: unknown): Generator<unknown> {
    // What `iterate` answers.
    for (const row of answer as Iterable<unknown>) {
      rows += 1
      yield row
    }
  }
  const restore = [
    replace(statement, 'get', counting(one)),
    replace(statement, 'all', counting(many)),
    replace(statement, 'iterate', counting(each)),
    replace(
      statement,
      'run',
      counting((answer) => answer),
    ),
    replace(
      database,
      'pragma',
      (original) =>
        function (this: object, source, ...more) {
          const asked = String(source)
          const small = asked.startsWith('cache_size') ? 'cache_size = 0' : asked
          return Reflect.apply(original, this, [small, ...more])
        },
    ),
  ]
  return {
    count: async (call: () => unknown): Promise<Work> => {
      statements = 0
      rows = 0
      const before = bytesRead()
      await call()
      return { statements, rows, pages: Math.round((bytesRead() - before) / pageSize) }
    },
    stop: (): void => {
      for (const undo of restore) undo()
    },
  }
}
