import type { Timed } from './cases.ts'

/** Milliseconds. */
export interface Spread {
  readonly median: number
  readonly p95: number
}

export interface Line {
  readonly name: string
  readonly runs: number
  readonly router: Spread
  readonly driver: Spread
  /** Of the medians. */
  readonly ratio: number
}

export const spreadOf = (times: readonly number[]): Spread => {
  const ordered = [...times].sort((one, other) => one - other)
  const at = (share: number) =>
    ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))] ?? 0
  return { median: at(0.5), p95: at(0.95) }
}

export const lineOf = ({ name, runs }: Timed): Line => {
  const router = spreadOf(runs.map((run) => run.router))
  const driver = spreadOf(runs.map((run) => run.driver))
  return { name, runs: runs.length, router, driver, ratio: router.median / driver.median }
}

const milliseconds = (time: number): string => time.toFixed(3)

const columns = ['', 'router ms', 'p95', 'driver ms', 'p95', 'ratio', 'runs'] as const

/** The lines as a table for people. */
export const tableOf = (lines: readonly Line[]): string => {
  const rows = lines.map(({ name, router, driver, ratio, runs }) => [
    name,
    milliseconds(router.median),
    milliseconds(router.p95),
    milliseconds(driver.median),
    milliseconds(driver.p95),
    `${ratio.toFixed(1)} ×`,
    String(runs),
  ])
  const widths = columns.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const written = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
  return [columns, ...rows].map(written).join('\n')
}
