import type { Block } from '#main/documents/index.ts'
import { kindLabels, productKind } from '#shared/inventory/index.ts'
import {
  formatDay,
  formatGrams,
  formatMillilitres,
  microlitres,
  milligrams,
} from '#shared/kernel/index.ts'
import type { SessionSnapshot } from '#shared/sessions/index.ts'
import { placeOf } from './session-care-blocks.ts'
import { nothing } from './words.ts'

// The things that a session used.

export const devices = ({ cartridges, handpiece }: SessionSnapshot): Block => ({
  kind: 'table',
  none: 'No cartridge or handpiece was used.',
  columns: [
    { heading: 'Device', share: 1.1 },
    { heading: 'Product', share: 3 },
    { heading: 'Lot', share: 1.5 },
    { heading: 'Piece', share: 1.6 },
    { heading: 'Expires', share: 1.3 },
  ],
  rows: [
    ...cartridges.map(({ product, lot, piece, serial, expiresOn }) => [
      'Cartridge',
      product,
      lot,
      `${serial ? 'Serial' : 'No.'} ${piece}`,
      formatDay(expiresOn),
    ]),
    ...(handpiece
      ? [['Handpiece', handpiece.product, handpiece.lot, handpiece.piece, nothing]]
      : []),
  ],
})

export const packs = ({ packs: used }: SessionSnapshot): Block => ({
  kind: 'table',
  none: 'No sterilized pack was used.',
  columns: [
    { heading: 'Sterilized pack', share: 2 },
    { heading: 'Sterilizer', share: 2.5 },
    { heading: 'Cycle', share: 1, align: 'right' },
    { heading: 'Sterile until', share: 1.4 },
  ],
  rows: used.map(({ label, sterilizer, cycleNumber, sterileUntil }) => [
    label,
    sterilizer,
    String(cycleNumber),
    formatDay(sterileUntil),
  ]),
})

/** `2 ml` or `0.5 g`, from whole microlitres or milligrams. */
export const amountOf = (amount: number, unit: 'ml' | 'g'): string =>
  unit === 'ml'
    ? formatMillilitres(microlitres.parse(amount))
    : formatGrams(milligrams.parse(amount))

/** A snapshot may name a kind that a later version knows no more. */
export const kindOf = (kind: string): string => {
  const known = productKind.safeParse(kind)
  return known.success ? kindLabels[known.data] : kind
}

export const products = ({ products: used }: SessionSnapshot): Block => {
  const isPlaced = used.some(({ place }) => place !== null)
  return {
    kind: 'table',
    none: 'No serum, anaesthetic or antiseptic was used.',
    columns: [
      { heading: 'Kind', share: 1.2 },
      { heading: 'Product', share: 3 },
      { heading: 'Lot', share: 1.5 },
      { heading: 'Expires', share: 1.3 },
      { heading: 'Amount', share: 1, align: 'right' },
      ...(isPlaced ? [{ heading: 'Put on', share: 1.5 }] : []),
    ],
    rows: used.map(({ kind, product, lot, expiresOn, amount, unit, place }) => [
      kindOf(kind),
      product,
      lot,
      formatDay(expiresOn),
      amountOf(amount, unit),
      ...(isPlaced ? [placeOf({ place })] : []),
    ]),
  }
}
