// npm run bench [-- --json] [-- --large]: what a call through the router costs beyond SQLite itself.

import { parseArgs } from 'node:util'
import { timeReads, timeSearch, timeTrace, timeWrites } from './cases.ts'
import { demonstration, lifetimeOf, manyClients } from './folders.ts'
import { lineOf, spreadOf, tableOf } from './report.ts'
import { openTwins, type Twins } from './twins.ts'
import { watchStatements } from './watch.ts'

const compared = `Router: one call through the application's router (checks of input and output, rules, change log,
sealing). Driver: exactly the statements of that call, with its values, BEGIN and COMMIT too, prepared
once, on the bare SQLite driver with the same key and pragmas on a twin of the same practice. Both in
one process, in turn, after a warm-up; medians. Signing is without deriving the key. Beside a trace stands
the same join in plain SQL instead.`

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
  },
})

const largeCount = 50_000
const largeSessions = 500_000

const withTwins = async <T>(practice: string, work: (twins: Twins) => Promise<T>): Promise<T> => {
  const twins = await openTwins(practice)
  try {
    return await work(twins)
  } finally {
    await twins.close()
  }
}

watchStatements()

const measured = await withTwins(await demonstration(), async (twins) => ({
  lines: [
    ...(await timeReads(twins)),
    await timeTrace('trace of the busiest lot', twins, 300),
    ...(await timeWrites(twins, 75)),
  ].map(lineOf),
  unlock: spreadOf(twins.unlocking),
}))

const large = options.large
  ? [
      await withTwins(await manyClients(largeCount), async (twins) =>
        lineOf(await timeSearch(`client search over ${largeCount}`, twins, 300)),
      ),
      await withTwins(
        await lifetimeOf({ clients: largeCount, sessions: largeSessions }),
        async (twins) => lineOf(await timeTrace('trace over 500 000 sessions', twins, 30)),
      ),
    ]
  : []

const lines = [...measured.lines, ...large]

if (options.json) {
  process.stdout.write(`${JSON.stringify({ compared, lines, unlock: measured.unlock }, null, 2)}\n`)
} else {
  process.stdout.write(`${compared}\n\n${tableOf(lines)}\n\n`)
  process.stdout.write(
    `Unlocking with a passphrase of production strength: ${Math.round(measured.unlock.median)} ms\n`,
  )
}
