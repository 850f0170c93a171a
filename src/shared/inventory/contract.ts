import { z } from 'zod'
import {
  calendarDate,
  finding,
  lotId,
  procedure,
  productId,
  prose,
  unitId,
} from '#shared/kernel/index.ts'
import {
  device,
  deviceEvent,
  labelSheet,
  lot,
  lotState,
  product,
  productDetails,
  productKind,
  receiveLot,
  recordDeviceEvent,
  unit,
} from './schema.ts'

export const inventoryContract = {
  products: procedure.input(z.object({ kind: productKind.optional() })).output(z.array(product)),
  addProduct: procedure.input(productDetails).output(product),
  updateProduct: procedure
    .input(z.object({ productId, details: productDetails, reason: prose(500).min(1) }))
    .output(product),
  /**
   * A page of lots, those in stock first, then by expiry, from the one after `after` on; as many as
   * `limit` means that there may be more. `usable`: available, in date, something left. `also`: lots
   * that are wanted wherever they stand.
   */
  lots: procedure
    .input(
      z.object({
        kind: productKind.optional(),
        usable: z.boolean().default(false),
        also: z.array(lotId).max(200).default([]),
        after: lotId.optional(),
        limit: z.number().int().min(1).max(500).default(500),
      }),
    )
    .output(z.array(lot)),
  lot: procedure.input(z.object({ lotId })).output(z.object({ lot, units: z.array(unit) })),
  /** A delivery of a known lot adds to it, when its expiry date agrees. */
  receiveLot: procedure.input(receiveLot).output(lot),
  /** The product and lot that a scanned label names; null where the practice does not know it yet. */
  findByLabel: procedure
    .input(
      z.object({
        deviceIdentifier: z.string(),
        lotNumber: z.string().nullable(),
        serial: z.string().nullable(),
      }),
    )
    .output(z.object({ product: product.nullable(), lot: lot.nullable(), unit: unit.nullable() })),
  /**
   * A recall is opened in the recalls room, which gives the lot its state and makes the worklist.
   * Recalled stays recalled: discarding such a lot discards what is left of it, and nothing else.
   */
  changeLotState: procedure
    .input(z.object({ lotId, state: lotState.exclude(['recalled']), reason: prose(500).min(1) }))
    .output(lot),
  /** The container in use was opened on this day; null: a new one, still closed. */
  setLotOpened: procedure.input(z.object({ lotId, openedOn: calendarDate.nullable() })).output(lot),
  /** Handpieces that are not discarded, those due first. */
  devices: procedure.output(z.array(device)),
  /** With its last two hundred events, newest first, and what stands against using it. */
  device: procedure
    .input(z.object({ unitId }))
    .output(z.object({ device, events: z.array(deviceEvent), findings: z.array(finding) })),
  /** Cleaned between clients, serviced or calibrated. */
  recordDeviceEvent: procedure.input(recordDeviceEvent).output(device),
  /** Products of which no more is usable than their reorder level, and how many: the scarcest first. */
  lowStock: procedure.output(
    z.array(z.object({ product, left: z.number().int(), lowStockAt: z.number().int() })),
  ),
  /** Labels with a DataMatrix code that the scan box reads back. */
  lotLabels: procedure
    .input(z.object({ lotId, sheet: labelSheet, copies: z.number().int().min(1).max(100) }))
    .output(z.file()),
  /** Dropped, opened or damaged: never used on anybody. */
  discardUnit: procedure.input(z.object({ unitId, reason: prose(500).min(1) })),
}
