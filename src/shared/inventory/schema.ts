import { z } from 'zod'
import {
  calendarDate,
  deviceEventId,
  finding,
  instant,
  line,
  lotId,
  micrometres,
  productId,
  prose,
  sessionId,
  unitId,
} from '#shared/kernel/index.ts'
import { substance } from './substances.ts'

export const productKind = z.enum([
  'handpiece',
  'cartridge',
  'roller',
  'stamp',
  'serum',
  'anaesthetic',
  'antiseptic',
  'disinfectant',
  'barrier-sleeve',
  'indicator',
])
export type ProductKind = z.infer<typeof productKind>

/** What a serum, anaesthetic or antiseptic is measured in. */
export const amountUnit = z.enum(['ml', 'g'])
export type AmountUnit = z.infer<typeof amountUnit>

/** What a product that is put on the skin is, for the rule of what may touch needled skin. Reference 2.6. */
export const productClass = z.enum([
  'glide-gel',
  'hyaluronic-acid',
  'platelet-rich-plasma',
  'growth-factor',
  'vitamin-c',
  'tranexamic-acid',
  'retinoid',
  'acid',
  'fragranced',
  'sunscreen',
  'make-up',
  'cleanser',
  'moisturiser',
  'other',
])
export type ProductClass = z.infer<typeof productClass>

/** An anaesthetic agent of a product and how much of it, in hundredths of a per cent. */
export const activeAgent = z.object({
  agent: z.enum(['lidocaine', 'prilocaine', 'tetracaine', 'benzocaine']),
  percent: z.number().int().min(1).max(10_000),
})
export type ActiveAgent = z.infer<typeof activeAgent>

export const productDetails = z.object({
  kind: productKind,
  name: line(),
  manufacturer: line(),
  /** GTIN-14 or HIBC; null when the label has none. Unique. */
  deviceIdentifier: line(60).nullable(),
  /** A needle is always single-use: 21 CFR 878.4430 devices are “not to be resterilized or reused”. */
  reprocessable: z.boolean(),
  /** Longest length that the label evaluated, for handpieces and what bears needles, µm. */
  evaluatedNeedleLength: micrometres.nullable(),
  /** From here on a fact that the label does not give may be left out. */
  model: z.string().max(200).default(''),
  /** What the label says that it is for. */
  labelledUses: prose(2000).default(''),
  /** The needle lengths on the label, µm. */
  labelledLengths: z.array(micrometres).max(30).default([]),
  unitsPerBox: z.number().int().min(1).max(10_000).nullable().default(null),
  /** How long it may be used after it was opened; null: no limit is on the label. */
  openedShelfLifeDays: z.number().int().min(0).max(3650).nullable().default(null),
  /** Coded substances, matched with a client’s allergies. */
  contains: z.array(substance).max(30).default([]),
  /** Of a device: `K123456`, `DEN160029`. */
  clearanceNumber: z.string().max(60).default(''),
  /** A disinfectant’s shortest contact time on its label, seconds. */
  contactSeconds: z.number().int().min(1).max(7200).nullable().default(null),
  /** Asked to reorder when this many usable pieces are left, over all lots; null: never. */
  lowStockAt: z.number().int().min(0).max(100_000).nullable().default(null),
  /** Null: nobody has said what it is; it is then judged like anything not sterile. */
  productClass: productClass.nullable().default(null),
  /** Sterile, and labelled for use on needled skin. */
  sterileForNeedling: z.boolean().default(false),
  /** Of an anaesthetic. */
  activeAgents: z.array(activeAgent).max(4).default([]),
  prescriptionOnly: z.boolean().default(false),
  /** The longest that an anaesthetic stays on the skin by its label, minutes. */
  longestDwellMinutes: z.number().int().min(1).max(1440).nullable().default(null),
  /** Needles of a cartridge, roller or stamp. */
  pinCount: z.number().int().min(1).max(1000).nullable().default(null),
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
  /** What the label says; null when it does not. */
  madeOn: calendarDate.nullable(),
  /** What was seen when it arrived: `Box intact, seals whole`. */
  conditionOnReceipt: z.string(),
  /** The container in use was opened on this day. */
  openedOn: calendarDate.nullable(),
  /** Who gave it its state, and when; null while it is as received. */
  stateChange: z.object({ at: instant, by: z.string() }).nullable(),
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
  /** Taken out of use by a recall of this one piece. */
  recalled: z.boolean(),
  discardedAt: instant.nullable(),
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
  madeOn: calendarDate.nullable().default(null),
  conditionOnReceipt: prose(500).default(''),
})
export type ReceiveLot = z.infer<typeof receiveLot>

export const deviceEventKind = z.enum(['cleaning', 'service', 'calibration'])
export type DeviceEventKind = z.infer<typeof deviceEventKind>

/** What was done to a device, as it is entered; kept for good. */
export const recordDeviceEvent = z.object({
  unitId,
  kind: deviceEventKind,
  happenedAt: instant,
  /** Of a cleaning: the lot of the disinfectant where it is in the inventory, and its name. */
  disinfectantLotId: lotId.nullable(),
  disinfectant: z.string().max(200),
  contactSeconds: z.number().int().min(1).max(7200).nullable(),
  /** A new barrier sleeve was put on. */
  sleeve: z.boolean(),
  /** Of a service or calibration: when the next one is due. */
  dueOn: calendarDate.nullable(),
  note: prose(1000),
})
export type RecordDeviceEvent = z.infer<typeof recordDeviceEvent>

export const deviceEvent = recordDeviceEvent.extend({
  id: deviceEventId,
  recordedAt: instant,
  recordedBy: z.string(),
  /** Of a cleaning: why it does not count as one. */
  findings: z.array(finding),
})
export type DeviceEvent = z.infer<typeof deviceEvent>

/** A handpiece by its serial, and what the gate must know about it. */
export const device = z.object({
  unit,
  lot,
  /** The start of the last session that used it; of one that was signed without a start, its signing. */
  lastUsedAt: instant.nullable(),
  lastCleaning: deviceEvent.nullable(),
  serviceDueOn: calendarDate.nullable(),
  calibrationDueOn: calendarDate.nullable(),
})
export type Device = z.infer<typeof device>

/** One label after another on a 50 × 25 mm roll, or an A4 sheet of 3 × 8 labels. */
export const labelSheet = z.enum(['roll', 'a4'])
export type LabelSheet = z.infer<typeof labelSheet>
