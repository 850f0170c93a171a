// A process that serves the practice folders that its parent names, each behind a loopback host of
// its own: starting a process for every test would take longer than most tests.

import { openLoopback } from '../../src/main/loopback.ts'
import { pagesFolder } from '../../src/main/places.ts'
import { createApplication } from '../../src/main/practice.ts'
import { order } from './orders.ts'

const open = new Map<string, () => Promise<void>>()

async function serve(folder: string): Promise<string> {
  const application = createApplication({ folder, keyDerivation: 'test' })
  const host = await openLoopback(application, { pages: pagesFolder })
  open.set(folder, async () => {
    await host.close()
    await application.close()
  })
  return host.address
}

async function stop(folder: string): Promise<string> {
  await open.get(folder)?.()
  open.delete(folder)
  return ''
}

async function obey(message: unknown): Promise<void> {
  const { id, does, folder } = order.parse(message)
  try {
    process.send?.({ id, answer: await (does === 'serve' ? serve(folder) : stop(folder)) })
  } catch (error) {
    process.send?.({ id, failure: String(error) })
  }
}

process.on('message', (message) => void obey(message))
process.on('disconnect', () => process.exit())
