import { Worker } from 'node:worker_threads'
import { workerUrl } from './places.ts'
import type { Answer, Piece, Task, Tasks } from './worker.ts'

type Lane = 'keys' | 'long' | 'records' | 'documents'

/**
 * Which thread does what. `documents` and `records` stay for a while, since loading the fonts or the
 * rooms takes longer than most of their tasks; a long task has a thread of its own, whose memory goes
 * with it; so has each key, and is not in the way of another.
 */
const laneOf = {
  'derive-keys': 'keys',
  verify: 'long',
  'carry-over': 'long',
  'write-change-log': 'long',
  'write-practice-bundle': 'long',
  'write-practice-files': 'long',
  'write-evidence-bundle': 'records',
  'record-moments': 'records',
  'record-as-it-stood': 'records',
  'seal-attachment': 'records',
  'read-cycle-files': 'records',
  'make-seal': 'documents',
  'render-document': 'documents',
  'seal-document': 'documents',
  'render-labels': 'documents',
} as const satisfies Record<keyof Tasks, Lane>

/** After this time without a task, in milliseconds, a thread gives its memory back. */
const idleTime = 60_000

/**
 * Above this heap, in MB, a thread ends itself and its task fails; main and its records go on. New
 * objects get little room: what grew once is not given back while the thread lives.
 */
const resourceLimits = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 16 }

/** The task was ended before its answer: the practice was locked. */
export class TaskEnded extends Error {
  constructor() {
    super('The practice was locked while this was made.')
    this.name = 'TaskEnded'
  }
}

export interface Watched {
  /** Ends the task, and its thread when it has begun. */
  readonly signal?: AbortSignal | undefined
  /** Hears each piece that the task hands over while it works; the task waits for it. */
  readonly piece?: (piece: Piece) => void | Promise<void>
}

export type InBackground = <Task extends keyof Tasks>(
  task: Task,
  input: Parameters<Tasks[Task]>[0],
  watched?: Watched,
) => Promise<Awaited<ReturnType<Tasks[Task]>>>

export interface Background {
  readonly run: InBackground
  /** At the lock: ends every thread that may have seen a key or a record, and its tasks fail. */
  readonly end: () => void
}

interface Order extends Task {
  readonly watched: Watched
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: unknown) => void
}

/** One thread, begun when it is needed, and its tasks in their order. */
const createLane = (script: URL, staysFor: number) => {
  const waiting: Order[] = []
  let worker: Worker | null = null
  let running: Order | null = null
  let idle: NodeJS.Timeout | undefined

  const drop = (): void => {
    const ending = worker
    worker = null
    ending?.removeAllListeners()
    // A thread that fails while it ends has nobody to tell.
    ending?.on('error', () => undefined)
    void ending?.terminate()
  }

  const settle = (done: (order: Order) => void): void => {
    const order = running
    running = null
    if (order) done(order)
    next()
  }

  const fail = (reason: unknown): void => {
    drop()
    settle(({ reject }) => reject(reason))
  }

  const begin = (): Worker => {
    const begun = new Worker(script, { resourceLimits })
    begun.on('message', (answer: Answer) => {
      if (answer.kind === 'piece') void hear(answer.piece)
      else if (answer.kind === 'done') settle(({ resolve }) => resolve(answer.value))
      else settle(({ reject }) => reject(answer.error))
    })
    begun.on('error', fail)
    begun.on('exit', (code) => fail(new Error(`A thread ended without an answer (${code}).`)))
    return begun
  }

  const hear = async (piece: Piece): Promise<void> => {
    const order = running
    try {
      await order?.watched.piece?.(piece)
    } catch (error) {
      if (running === order) fail(error)
    }
    if (!order) return
    Atomics.add(order.heard, 0, 1)
    Atomics.notify(order.heard, 0)
  }

  const next = (): void => {
    if (running) return
    running = waiting.shift() ?? null
    if (!running) return rest()
    clearTimeout(idle)
    worker ??= begin()
    worker.ref()
    const { task, input, heard } = running
    try {
      worker.postMessage({ task, input, heard } satisfies Task)
    } catch (error) {
      fail(error)
    }
  }

  const rest = (): void => {
    if (staysFor === 0) return drop()
    worker?.unref()
    clearTimeout(idle)
    idle = setTimeout(drop, staysFor)
    idle.unref()
  }

  return {
    take: (order: Order): void => {
      const { signal } = order.watched
      if (signal?.aborted) return order.reject(signal.reason)
      signal?.addEventListener(
        'abort',
        () => {
          if (running === order) return fail(signal.reason)
          const at = waiting.indexOf(order)
          if (at === -1) return
          waiting.splice(at, 1)
          order.reject(signal.reason)
        },
        { once: true },
      )
      waiting.push(order)
      next()
    },
    end: (): void => {
      clearTimeout(idle)
      const ended = [...(running ? [running] : []), ...waiting.splice(0)]
      running = null
      drop()
      for (const { reject } of ended) reject(new TaskEnded())
    },
  }
}

/** The threads of one practice. */
export const createBackground = (script = workerUrl): Background => {
  const lanes = {
    documents: createLane(script, idleTime),
    records: createLane(script, idleTime),
    long: createLane(script, 0),
  }
  return {
    run: (task, input, watched = {}) =>
      new Promise((resolve, reject) => {
        const lane: Lane = laneOf[task]
        const taking = lane === 'keys' ? createLane(script, 0) : lanes[lane]
        const heard = new Int32Array(new SharedArrayBuffer(4))
        // The thread answers with what this task returns: both are of the same build.
        const answered = resolve as (value: unknown) => void
        taking.take({ task, input, heard, watched, resolve: answered, reject })
      }),
    end: () => {
      for (const lane of Object.values(lanes)) lane.end()
    },
  }
}
