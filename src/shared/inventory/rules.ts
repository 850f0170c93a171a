import {
  addDays,
  type CalendarDate,
  type Finding,
  formatDay,
  type Problem,
} from '#shared/kernel/index.ts'
import { isNeedleBearing } from './kinds.ts'
import type { Lot, Product, ProductDetails, ReceiveLot } from './schema.ts'

/** Whether a lot may be used on a client on this day; a lot may be used on the day it expires. */
export const judgeLot = (
  lot: Pick<Lot, 'number' | 'expiresOn' | 'state' | 'openedOn'> & {
    product: Pick<Product, 'name' | 'openedShelfLifeDays'>
  },
  today: CalendarDate,
): readonly Finding[] => {
  const findings: Finding[] = []
  const nextStep = 'Choose another lot, or discard this one.'
  if (lot.expiresOn < today) {
    findings.push({
      code: 'inventory.lot-expired',
      severity: 'stop',
      fact: `Lot ${lot.number} (${lot.product.name}) expired on ${formatDay(lot.expiresOn)}.`,
      rule: 'Nothing past its expiry date touches a client.',
      nextStep,
    })
  }
  if (lot.state !== 'available') {
    findings.push({
      code: `inventory.lot-${lot.state}`,
      severity: 'stop',
      fact: `Lot ${lot.number} (${lot.product.name}) is ${lot.state}.`,
      rule: 'Only an available lot is used.',
      nextStep: lot.state === 'discarded' ? 'Choose another lot.' : nextStep,
    })
  }
  const lastDay = lastDayOpened(lot)
  if (lastDay !== null && lastDay < today) {
    findings.push({
      code: 'inventory.lot-opened-too-long',
      severity: 'stop',
      fact: `The open container of lot ${lot.number} (${lot.product.name}) could be used until ${formatDay(lastDay)}.`,
      rule: 'Nothing is used longer after its opening than its label says.',
      nextStep: 'Discard that container. When you open a new one, record its opening on the lot.',
    })
  }
  return findings
}

/** The last day on which the open container may be used; null: none is open, or no limit is known. */
export const lastDayOpened = ({
  openedOn,
  product,
}: Pick<Lot, 'openedOn'> & {
  product: Pick<Product, 'openedShelfLifeDays'>
}): CalendarDate | null =>
  openedOn === null || product.openedShelfLifeDays === null
    ? null
    : addDays(openedOn, product.openedShelfLifeDays)

export const judgeProduct = (details: ProductDetails): Problem | null =>
  isNeedleBearing(details.kind) && details.reprocessable
    ? {
        code: `inventory.${details.kind}-reprocessable`,
        field: 'reprocessable',
        fact: `A ${details.kind} is marked as reprocessable.`,
        rule: 'What bears needles (cartridge, roller, stamp) is always single-use.',
        nextStep: 'Mark it as single-use.',
        source: 'FDA DEN160029: cartridges are not to be resterilized or reused',
      }
    : null

/** Why a delivery cannot be recorded, or null. An expired delivery is refused at the door. */
export const judgeReceipt = (receipt: ReceiveLot, today: CalendarDate): Problem | null => {
  if (receipt.expiresOn < today) {
    return {
      code: 'inventory.received-expired',
      field: 'expiresOn',
      fact: `This lot expired on ${formatDay(receipt.expiresOn)}.`,
      rule: 'Only goods in date are received into stock.',
      nextStep: 'Check the date on the label. Send an expired delivery back.',
    }
  }
  if (receipt.serials.length > 0 && receipt.serials.length !== receipt.quantity) {
    return {
      code: 'inventory.serials-do-not-match-quantity',
      field: 'serials',
      fact: `${receipt.serials.length} serials are listed for ${receipt.quantity} pieces.`,
      rule: 'Each piece has one serial, or none has.',
      nextStep: 'List every serial once, or leave them out to number the pieces.',
    }
  }
  if (new Set(receipt.serials).size !== receipt.serials.length) {
    return {
      code: 'inventory.serial-twice',
      field: 'serials',
      fact: 'A serial stands in the list twice.',
      rule: 'Two pieces never share a serial.',
      nextStep: 'Remove the repeated serial.',
    }
  }
  if (receipt.madeOn !== null && receipt.madeOn > today) {
    return {
      code: 'inventory.made-in-future',
      field: 'madeOn',
      fact: `The day of production, ${formatDay(receipt.madeOn)}, has not come yet.`,
      rule: 'Goods are made before they are received.',
      nextStep: 'Compare both days with the label: production and expiry are easily exchanged.',
    }
  }
  return null
}
