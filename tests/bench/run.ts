// npm run bench [-- --write] [-- --json] [-- --lifetime [sessions]]

import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { z } from 'zod'
import type { Afternoon } from './afternoon.ts'
import { explained, machine, rowsAsTable, storesAsTable, writeDocument } from './document.ts'
import { demonstration, lifetime, type Practice, passphrase } from './folders.ts'
import { timeReads } from './reads.ts'
import { lineOf, type Measured, rowsOf } from './report.ts'
import { compareStores } from './stores/compare.ts'
import { plainTable } from './table.ts'
import { copyOf, openApplication, openTwins } from './twins.ts'
import { watchStatements } from './watch.ts'
import { timeWrites } from './writes.ts'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    lifetime: { type: 'boolean', default: false },
  },
})

const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

const small = { clients: 12, years: 1 }
const large = { clients: 120, years: 1 }
const lifetimeSessions = z.coerce
  .number()
  .int()
  .positive()
  .parse(positionals[0] ?? 500_000)

const practices = options.lifetime
  ? [await demonstration(large), await lifetime(lifetimeSessions)]
  : [await demonstration(small), await demonstration(large)]

const measure = async (practice: Practice): Promise<Measured> => {
  say(`Measuring ${practice.sessions} sessions …`)
  const twins = await openTwins(practice.folder)
  const lines = [...(await timeReads(twins)), ...(await timeWrites(twins, 50))].map(lineOf)
  await twins.close()
  say('  an afternoon of verifying and exporting …')
  return { practice, lines, afternoon: await afternoonOf(practice) }
}

/** In a process of its own. */
const afternoonOf = async ({ folder, client }: Practice): Promise<Afternoon> => {
  const script = resolve(import.meta.dirname, 'afternoon.ts')
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--expose-gc', script, folder, client],
    { maxBuffer: 2 ** 26 },
  )
  // Written by the script in this folder.
  return JSON.parse(stdout) as Afternoon
}

const compare = async ({ folder, bytes }: Practice) => {
  say('Asking other stores the same …')
  const copy = copyOf(folder)
  const { api, close } = openApplication(copy.folder)
  const started = performance.now()
  await api.vault.unlock({ secret: passphrase })
  const opening = performance.now() - started
  const compared = await compareStores(api, { opening, bytes })
  await close()
  copy.close()
  return compared
}

watchStatements()
const measured: Measured[] = []
for (const practice of practices) measured.push(await measure(practice))
const asked = options.lifetime ? measured[0] : measured.at(-1)
const compared = asked ? await compare(asked.practice) : null

if (options.write) writeDocument(measured, compared)
if (options.json) {
  const figures = { machine: machine(), measured, rows: rowsOf(measured), compared }
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
} else {
  process.stdout.write(`${explained}\n\n${plainTable(rowsAsTable(measured))}\n`)
  if (compared) process.stdout.write(`\n${plainTable(storesAsTable(compared))}\n`)
}
