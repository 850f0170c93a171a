import type { Afternoon, Heavy } from './afternoon.ts'
import type { Practice } from './folders.ts'
import type { Timed } from './timed.ts'

/** Milliseconds. */
export interface Spread {
  readonly median: number
  readonly p99: number
}

export interface Line {
  readonly name: string
  readonly runs: number
  readonly router: Spread
  readonly driver: Spread | null
}

/** What was measured of one practice. */
export interface Measured {
  readonly practice: Practice
  readonly lines: readonly Line[]
  readonly afternoon: Afternoon
}

/** One measure at every size: `of` names the unit, `growth` is the exponent between first and last. */
export interface Row {
  readonly name: string
  readonly unit: 'ms' | 's' | 'kB' | 'MB' | '/s'
  readonly values: readonly (number | null)[]
  readonly p99: readonly (number | null)[]
  /** Beside the bare driver, or a bare loop over the same rows, at the largest size. */
  readonly ratio: number | null
  /** At most 1.5 × the bare driver, or 0.2 ms more; null where there is none to compare with. */
  readonly isNear: boolean | null
  readonly growth: number | null
}

export const spreadOf = (times: readonly number[]): Spread => {
  const ordered = [...times].sort((one, other) => one - other)
  const at = (share: number) =>
    ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))] ?? 0
  return { median: at(0.5), p99: at(0.99) }
}

export const lineOf = ({ name, runs }: Timed): Line => {
  const driver = runs.flatMap((run) => (run.driver === null ? [] : [run.driver]))
  return {
    name,
    runs: runs.length,
    router: spreadOf(runs.map((run) => run.router)),
    driver: driver.length > 0 ? spreadOf(driver) : null,
  }
}

/** log(t2/t1) / log(n2/n1): 0 stays the same, 1 grows with the practice, 2 with its square. */
const growthOf = (values: readonly (number | null)[], sizes: readonly number[]): number | null => {
  const [first, last] = [values[0], values.at(-1)]
  const [small, large] = [sizes[0], sizes.at(-1)]
  if (!first || !last || !small || !large || small === large) return null
  return Math.log(last / first) / Math.log(large / small)
}

const near = (ours: number, bare: number): boolean => ours <= Math.max(bare * 1.5, bare + 0.2)

/** Every measure, at one size or at several. */
export const rowsOf = (measured: readonly Measured[]): readonly Row[] => {
  const sizes = measured.map(({ practice }) => practice.sessions)
  const row = (
    name: string,
    unit: Row['unit'],
    valueOf: (one: Measured) => number | null,
    more: Partial<Pick<Row, 'ratio' | 'isNear'>> & {
      readonly p99Of?: (one: Measured) => number | null
    } = {},
  ): Row => {
    const values = measured.map(valueOf)
    return {
      name,
      unit,
      values,
      p99: measured.map((one) => more.p99Of?.(one) ?? null),
      ratio: more.ratio ?? null,
      isNear: more.isNear ?? null,
      growth: growthOf(values, sizes),
    }
  }
  const last = measured.at(-1)
  const heavyOf = (one: Measured, name: string): Heavy | undefined =>
    one.afternoon.heavy.find((heavy) => heavy.name === name)
  return [
    ...(last?.lines ?? []).map(({ name, router, driver }) =>
      row(name, 'ms', (one) => lineNamed(one, name)?.router.median ?? null, {
        p99Of: (one) => lineNamed(one, name)?.router.p99 ?? null,
        ratio: driver && router.median / driver.median,
        isNear: driver && near(router.median, driver.median),
      }),
    ),
    row('unlock, with the key derived', 'ms', ({ afternoon }) => afternoon.unlock),
    row('first Today', 'ms', ({ afternoon }) => afternoon.firstToday),
    ...(last?.afternoon.heavy ?? []).flatMap(({ name, took, bare }) => [
      row(name, 'ms', (one) => heavyOf(one, name)?.took ?? null, { ratio: bare && took / bare }),
      row(`${name}: longest block`, 'ms', (one) => heavyOf(one, name)?.block ?? null),
    ]),
    row('evidence bundle: size', 'kB', (one) => {
      const bytes = heavyOf(one, 'evidence bundle of a client')?.bytes
      return bytes ? bytes / 1000 : null
    }),
    row('main after the exports', 'MB', ({ afternoon }) => afternoon.memory.after / 1e6),
    row('main at its largest', 'MB', ({ afternoon }) => afternoon.memory.peak / 1e6),
    row(
      'records.db for each session',
      'kB',
      ({ practice }) => practice.bytes / practice.sessions / 1000,
    ),
    row('demo, sessions a second', '/s', ({ practice }) => practice.sessions / practice.making),
  ]
}

const lineNamed = ({ lines }: Measured, name: string): Line | undefined =>
  lines.find((line) => line.name === name)
