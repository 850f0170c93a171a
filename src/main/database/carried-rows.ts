import { carriedSignature, type FormerSignature } from './former-log.ts'

type Row = Readonly<Record<string, unknown>>

const hex = (bytes: Buffer): string => bytes.toString('hex').toUpperCase()

/**
 * A row as an earlier release logged it, in the columns of today, where they are others: what a release
 * moved stands in the living row in its new place and in the log, unchanged, in its old one.
 */
export const carriedRow = (table: string, row: Row): Row => {
  if (table !== 'signatures' || typeof row['snapshot'] !== 'string') return row
  const { snapshot, snapshot_hash, chain_head, value, ...kept } = row
  const former = { snapshot, snapshot_hash, chain_head, value }
  if (!isFormerSignature(former)) return row
  const carried = carriedSignature(former)
  return {
    ...kept,
    snapshot_hash: hex(carried.snapshot_hash),
    supervised: carried.supervised,
    head_form: carried.head_form,
    head: hex(carried.head),
    value: hex(carried.value),
  }
}

/**
 * Columns that say where to look, and nothing that an earlier release said: its log is silent about them,
 * and `verify` checks them otherwise.
 */
export const hints: Readonly<Record<string, readonly string[]>> = { signatures: ['head_size'] }

const isFormerSignature = (
  row: Readonly<Record<keyof FormerSignature, unknown>>,
): row is FormerSignature => Object.values(row).every((value) => typeof value === 'string')
