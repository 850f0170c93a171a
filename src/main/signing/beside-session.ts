import { z } from 'zod'
import { canonical, type LyingRow } from '#main/database/index.ts'

// A signed session lies in rows of its own beside its snapshot: they are what courses, traces and plans
// are read from, so each must say what was signed.

type Row = LyingRow
type Said = Readonly<Record<string, unknown>>

/** Rows of a table that name the session, in any order. */
export type RowsOfSession = (table: string) => readonly Row[]

const values = z.record(z.string(), z.unknown())
const list = z.array(values).default([])

const parts = z.object({
  zones: list,
  products: list,
  marks: list,
  orders: list,
  plan: values.nullable().default(null),
})

/** What a part says where it says nothing: of a snapshot, or a row, from before it was kept. */
const zoneDefaults: Said = {
  area: null,
  indication: null,
  cartridgeUnitId: null,
  motion: null,
  speed: '',
  directions: [],
  pressureNote: '',
  coverage: null,
  stoppedReason: '',
  glideLotId: null,
  response: [],
}

const zoneNames = [
  'zone',
  'needleLength',
  'technique',
  'passes',
  'endpoint',
  ...Object.keys(zoneDefaults),
]

const anaestheticNames = [
  'agents',
  'area',
  'onAt',
  'offAt',
  'occluded',
  'skin',
  'suppliedBy',
  'prescribedBy',
  'reaction',
]

const orderNames = ['clinician', 'licence', 'orderedOn', 'zones', 'maximumNeedleLength', 'exceeds']

const headerDefaults: Said = {
  endedAt: null,
  comfort: null,
  said: '',
  prophylaxis: null,
  present: [],
  steps: [],
  carried: null,
}

/** The columns of the session's own row that are compared here. */
export const sessionHeader: readonly string[] = [
  'plan_id',
  ...Object.keys(headerDefaults).map(columnOf),
]

/** Whether the session's rows say what the snapshot says. */
export const sessionRowsAgree = (row: Row, snapshot: unknown, rowsOf: RowsOfSession): boolean => {
  const read = parts.safeParse(snapshot)
  const said = values.safeParse(snapshot)
  if (!read.success || !said.success) return false
  const { zones, products, marks, orders, plan } = read.data
  const used = inOrder(rowsOf('session_products'))
  return [
    [
      [
        {
          ...picked(said.data, Object.keys(headerDefaults), headerDefaults),
          planId: plan?.['id'] ?? null,
        },
      ],
      [
        {
          ...found(row, Object.keys(headerDefaults), headerDefaults),
          planId: row['plan_id'] ?? null,
        },
      ],
    ],
    [
      zones.map((zone) => picked(zone, zoneNames, zoneDefaults)),
      inOrder(rowsOf('session_zones')).map((zone) => found(zone, zoneNames, zoneDefaults)),
    ],
    [
      products.map((one) => picked(one, productNames, { place: null })),
      used.map((one) => found(one, productNames, { place: null })),
    ],
    [
      products.flatMap((one, index) => anaestheticSaid(one, index)),
      anaestheticsFound(rowsOf('session_anaesthetics'), used),
    ],
    [
      marks.map((one) => ({ ...picked(one, markNames, {}), markId: one['id'] })),
      inOrder(rowsOf('session_marks')).map((one) => found(one, [...markNames, 'markId'], {})),
    ],
    [
      orders.map((one) => picked(one, orderNames, {})),
      inOrder(rowsOf('session_orders')).map((one) => found(one, orderNames, {})),
    ],
  ].every(([signed, lying]) => canonical(signed) === canonical(lying))
}

const productNames = ['lotId', 'amount', 'unit', 'place']
const markNames = ['view', 'kind', 'path', 'note']

const anaestheticSaid = (product: Said, index: number): readonly Said[] => {
  const use = values.safeParse(product['anaesthetic'])
  return use.success ? [{ ...picked(use.data, anaestheticNames, {}), position: index }] : []
}

const anaestheticsFound = (rows: readonly Row[], products: readonly Row[]): readonly Said[] =>
  rows
    .map((row) => {
      const occluded = row['occluded']
      return {
        ...found(row, anaestheticNames, {}),
        occluded: occluded === null || occluded === undefined ? null : occluded === 1,
        position: products.findIndex(({ id }) => id === row['session_product_id']),
      }
    })
    .toSorted((one, other) => one.position - other.position)

const inOrder = (rows: readonly Row[]): readonly Row[] =>
  rows.toSorted((one, other) => Number(one['position']) - Number(other['position']))

const picked = (said: Said, names: readonly string[], defaults: Said): Said =>
  Object.fromEntries(names.map((name) => [name, read(said[name]) ?? defaults[name] ?? null]))

const found = (row: Row, names: readonly string[], defaults: Said): Said =>
  Object.fromEntries(
    names.map((name) => [name, read(row[columnOf(name)]) ?? defaults[name] ?? null]),
  )

/** A column's value; JSON that it keeps as text is read. */
const read = (value: unknown): unknown => {
  if (typeof value !== 'string' || !/^[{[]/.test(value)) return value
  try {
    const inner: unknown = JSON.parse(value)
    return inner
  } catch {
    return value
  }
}

/** `needle_length` of `needleLength`. */
function columnOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
