import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { arch, availableParallelism, cpus, platform, totalmem } from 'node:os'
import { resolve } from 'node:path'
import { drawBars } from './picture.ts'
import { type Measured, type Row, rowsOf } from './report.ts'
import type { Compared } from './stores/compare.ts'
import { figure, markdownTable } from './table.ts'

const docs = resolve(import.meta.dirname, '../../docs')
const file = resolve(docs, 'performance.md')
const growthPicture = 'pictures/performance-growth.svg'
const storesPicture = 'pictures/performance-stores.svg'

/** Everything from here on is written by hand and kept. */
const byHand = '## What was tried and did not help'

const firstDraft = `${byHand}

Nothing is written here yet.
`

/** Measured from outside before this was mended: at 51, 618 and 2,480 sessions, and what it must become. */
const before: readonly {
  readonly what: string
  readonly earlier: readonly [string, string, string]
  readonly goal: string
  readonly now: (rowNamed: (name: string) => Row | undefined) => string
}[] = [
  {
    what: '`verify`',
    earlier: ['1.0 s', '7.9 s', 'over 540 s'],
    goal: 'linear; at most 2 × a loop that reads and hashes the same rows',
    now: (named) => `${valuesOf(named('verify'))}; ${times(named('verify'))} the loop`,
  },
  {
    what: 'Today',
    earlier: ['25 ms', '75 ms', '175 ms'],
    goal: 'under 5 ms at any size',
    now: (named) => valuesOf(named('Today')),
  },
  {
    what: 'unfinished charts',
    earlier: ['19 ms', '17 ms', '16 ms'],
    goal: 'under 2 ms',
    now: (named) => valuesOf(named('unfinished charts')),
  },
  {
    what: 'loads list',
    earlier: ['7 ms', '15 ms', '44 ms'],
    goal: 'under 5 ms',
    now: (named) => valuesOf(named('loads list')),
  },
  {
    what: 'size of `records.db` for each session',
    earlier: ['126 kB', '91 kB', '100 kB'],
    goal: 'at most 20 kB',
    now: (named) => valuesOf(named('records.db for each session')),
  },
  {
    what: '`demo`, sessions a second',
    earlier: ['', '14', '8'],
    goal: 'at least 150',
    now: (named) => valuesOf(named('demo, sessions a second')),
  },
  {
    what: 'client search',
    earlier: ['0.3 ms', '0.8 ms', '1.1 ms'],
    goal: 'stays',
    now: (named) => valuesOf(named('client search')),
  },
  {
    what: 'signed session',
    earlier: ['2.3 ms', '2.2 ms', '2.3 ms'],
    goal: 'under 1.5 ms',
    now: (named) => valuesOf(named('signed session')),
  },
  {
    what: 'session page',
    earlier: ['', '5.8 ms (4.7 × the driver)', ''],
    goal: 'under 3 ms, at most 2 ×',
    now: (named) =>
      `${valuesOf(named('session page'))}; ${times(named('session page'))} the driver`,
  },
  {
    what: 'unlock → first Today',
    earlier: ['0.95 + 0.22 s', '0.99 + 0.33 s', '0.69 + 0.39 s'],
    goal: 'first Today under 50 ms',
    now: (named) =>
      `${valuesOf(named('unlock, with the key derived'))} + ${valuesOf(named('first Today'))}`,
  },
  {
    what: 'memory of main after the exports',
    earlier: ['694 MB', '852 MB', ''],
    goal: 'under 350 MB',
    now: (named) => valuesOf(named('main after the exports')),
  },
]

const unitOf = ({ unit }: Row): string => (unit === '/s' ? '' : ` ${unit}`)

const valuesOf = (row: Row | undefined): string =>
  row ? `${row.values.map(figure).join(' · ')}${unitOf(row)}` : ''

const times = (row: Row | undefined): string =>
  row && row.ratio !== null ? `${row.ratio.toFixed(1)} ×` : ''

export const rowsAsTable = (measured: readonly Measured[]): readonly (readonly string[])[] => {
  const sizes = measured.map(({ practice }) => practice.sessions.toLocaleString('en'))
  return [
    ['', ...sizes.flatMap((size) => [`${size} sessions`, 'p99']), 'growth', 'beside bare', ''],
    ...rowsOf(measured).map((row) => [
      row.name,
      ...row.values.flatMap((value, at) => [
        value === null ? '' : `${figure(value)}${unitOf(row)}`,
        figure(row.p99[at] ?? null),
      ]),
      row.growth === null ? '' : row.growth.toFixed(2),
      times(row),
      row.isNear === false ? 'over' : '',
    ]),
  ]
}

export const storesAsTable = ({ questions, stores }: Compared): readonly (readonly string[])[] => [
  ['median · p99, ms', ...stores.map(({ name }) => name)],
  ...questions.map((question, at) => [
    question,
    ...stores.map(({ answers }) => {
      const spread = answers[at]
      return spread ? `${figure(spread.median)} · ${figure(spread.p99)}` : '–'
    }),
  ]),
  ['opening, ms', ...stores.map(({ opening }) => (opening === null ? '–' : figure(opening)))],
  ['on the disk, MB', ...stores.map(({ bytes }) => (bytes === null ? '–' : figure(bytes / 1e6)))],
]

export const machine = (): string => {
  const model = cpus()[0]?.model.trim() || 'an unnamed processor'
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${availableParallelism()} cores of ${model}, ${memory} GB, ${platform()} ${arch()}, Node ${process.versions.node}`
}

export const explained = `Every figure is a median unless it says otherwise, in milliseconds through the application's router
(checks of input and output, rules, change log, sealing), on an encrypted practice that \`stratum demo\` made.
*Growth* is log(t₂/t₁) / log(n₂/n₁): 0 does not grow, 1 grows with the number of sessions. *Beside bare* is the
same statements with the same values, prepared once, on the bare driver with the same key and pragmas; a
read is marked *over* when it takes more than 1.5 × that and more than 0.2 ms longer. \`verify\` stands beside
a loop that reads and hashes every row, the export of a practice beside one that writes every row as JSON.
The sessions of \`demo\` are counted for each second of processor time.`

const fairly = `The same records, read through the application, are put into each store, and each must give the same
records as an answer. Bare SQLite has the application's pragmas (WAL, \`synchronous=FULL\`, 64 MB of cache),
one table for each kind with its record as JSON that is parsed, and an index for each question; encrypted, it has
the application's cipher. PouchDB has views for names and lots, built before the clock starts, and its memory
adapter, which writes nothing to a disk. The JSON file is read and indexed whole when it is opened and answers
from objects in memory; a write writes it whole, with fsync. None of them checks what goes in or comes out, logs a
change, locks a signed record or proves anything: that is what the difference buys. Stratum's *keep one more
chart* is \`sign\` above.`

/** Remakes docs/performance.md and its pictures; what was written by hand stays. */
export const writeDocument = (measured: readonly Measured[], compared: Compared | null): void => {
  const rows = rowsOf(measured)
  const named = (name: string) => rows.find((row) => row.name === name)
  const sizes = measured.map(({ practice }) => practice.sessions.toLocaleString('en'))
  const kept = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const from = kept.indexOf(byHand)
  writeFileSync(
    file,
    `${[
      '# Performance',
      'Made by `npm run bench -- --write`; only the last section is written by hand.',
      `Measured on ${new Date().toISOString().slice(0, 10)} with ${machine()}.`,
      '## Before and now',
      markdownTable([
        ['', '51 sessions', '618', '2,480', 'must become', `now (${sizes.join(' · ')} sessions)`],
        ...before.map(({ what, earlier, goal, now }) => [what, ...earlier, goal, now(named)]),
      ]),
      '## Every read and write',
      explained,
      `![Every read and write at each size](${growthPicture})`,
      markdownTable(rowsAsTable(measured)),
      ...(compared
        ? [
            '## Beside other stores',
            fairly,
            `![Stratum beside other stores](${storesPicture})`,
            markdownTable(storesAsTable(compared)),
          ]
        : []),
      from >= 0 ? kept.slice(from).trimEnd() : firstDraft.trimEnd(),
    ].join('\n\n')}\n`,
  )
  writeFileSync(
    resolve(docs, growthPicture),
    drawBars(
      'Reads and writes',
      'milliseconds',
      rows
        .filter(({ unit, name }) => unit === 'ms' && !name.endsWith('longest block'))
        .map(({ name, values }) => ({
          name,
          bars: values.map((value, at) => ({
            series: `${sizes[at] ?? ''} sessions`,
            value,
            says: figure(value),
          })),
        })),
    ),
  )
  if (!compared) return
  writeFileSync(
    resolve(docs, storesPicture),
    drawBars(
      'The same questions to other stores',
      'milliseconds, median',
      compared.questions.map((name, at) => ({
        name,
        bars: compared.stores.map(({ name: series, answers }) => ({
          series,
          value: answers[at]?.median ?? null,
          says: figure(answers[at]?.median ?? null),
        })),
      })),
    ),
  )
}
