import { type LotId, lotId, type PackId, packId } from '#shared/kernel/index.ts'

/** What a code that Stratum printed itself names. */
export type StratumCode =
  | { readonly kind: 'lot'; readonly lotId: LotId }
  | { readonly kind: 'pack'; readonly packId: PackId }

/** The text in the DataMatrix code of a lot’s label. */
export const lotCode = (id: LotId): string => `stratum:lot:${id}`

/** The text in the DataMatrix code of a pack’s label. */
export const packCode = (id: PackId): string => `stratum:pack:${id}`

/**
 * Reads the code on a label that Stratum printed, as a scanner types it: with or without its
 * symbology identifier, in any letter case. Null for every other text.
 */
export const readStratumCode = (typed: string): StratumCode | null => {
  const text = typed.trim().toLowerCase()
  const [, kind, id] = /^(?:\][a-z]\w)?stratum:(lot|pack):([0-9a-f-]{36})$/.exec(text) ?? []
  if (kind === 'lot') {
    const read = lotId.safeParse(id)
    return read.success ? { kind, lotId: read.data } : null
  }
  if (kind === 'pack') {
    const read = packId.safeParse(id)
    return read.success ? { kind, packId: read.data } : null
  }
  return null
}
