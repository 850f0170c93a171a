import { Worker } from 'node:worker_threads'
import { workerUrl } from './places.ts'
import type { Tasks } from './worker.ts'

/** Runs one task in a thread of its own. */
export const inBackground = <Task extends keyof Tasks>(
  task: Task,
  input: Parameters<Tasks[Task]>[0],
): Promise<Awaited<ReturnType<Tasks[Task]>>> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl, { workerData: { task, input } })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) =>
      reject(new Error(`The ${task} task ended without an answer (${code}).`)),
    )
  })
