import { z } from 'zod'
import {
  calendarDate,
  instant,
  line,
  lotId,
  micrometres,
  productId,
  prose,
  sessionId,
  unitId,
} from '#shared/kernel/index.ts'

export const productKind = z.enum(['handpiece', 'cartridge', 'serum', 'anaesthetic', 'antiseptic'])
export type ProductKind = z.infer<typeof productKind>

/** What a serum, anaesthetic or antiseptic is measured in. */
export const amountUnit = z.enum(['ml', 'g'])
export type AmountUnit = z.infer<typeof amountUnit>

export const productDetails = z.object({
  kind: productKind,
  name: line(),
  manufacturer: line(),
  /** GTIN-14 or HIBC; null when the label has none. Unique. */
  deviceIdentifier: line(60).nullable(),
  /** A cartridge is always single-use: 21 CFR 878.4430 devices are “not to be resterilized or reused”. */
  reprocessable: z.boolean(),
  /** Longest length that the label evaluated, for handpieces and cartridges, µm. */
  evaluatedNeedleLength: micrometres.nullable(),
  note: prose(2000),
})
export type ProductDetails = z.infer<typeof productDetails>

export const product = productDetails.extend({ id: productId })
export type Product = z.infer<typeof product>

export const lotState = z.enum(['available', 'quarantined', 'recalled', 'discarded'])
export type LotState = z.infer<typeof lotState>

export const lot = z.object({
  id: lotId,
  product,
  number: line(20),
  expiresOn: calendarDate,
  receivedAt: instant,
  receivedFrom: z.string(),
  state: lotState,
  stateReason: z.string(),
  /** Pieces received, used and left; the sums of its movements. */
  received: z.number().int(),
  used: z.number().int(),
  left: z.number().int(),
})
export type Lot = z.infer<typeof lot>

export const unitState = z.enum(['stored', 'claimed', 'used', 'discarded'])

/** One piece of a lot: by the maker's serial, or by the number given on receipt. */
export const unit = z.object({
  id: unitId,
  lotId,
  /** The maker's serial, or `1`, `2`, … as given on receipt. */
  label: line(20),
  serial: z.boolean(),
  state: unitState,
  /** The session that holds or has used it. */
  sessionId: sessionId.nullable(),
})
export type Unit = z.infer<typeof unit>

export const receiveLot = z.object({
  productId,
  number: line(20),
  expiresOn: calendarDate,
  quantity: z.number().int().min(1).max(10_000),
  /** Makers' serials; when given, there are `quantity` of them. Otherwise pieces are numbered. */
  serials: z.array(line(20)),
  receivedFrom: prose(200),
})
export type ReceiveLot = z.infer<typeof receiveLot>
