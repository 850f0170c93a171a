import { type CalendarDate, type Finding, formatDay, type Problem } from '#shared/kernel/index.ts'
import type { Lot, ProductDetails, ProductKind, ReceiveLot } from './schema.ts'

export const kindLabels = {
  handpiece: 'Handpiece',
  cartridge: 'Cartridge',
  roller: 'Roller',
  stamp: 'Stamp',
  serum: 'Serum',
  anaesthetic: 'Anaesthetic',
  antiseptic: 'Antiseptic',
  disinfectant: 'Disinfectant',
  'barrier-sleeve': 'Barrier sleeve',
  indicator: 'Indicator',
} as const satisfies Record<ProductKind, string>

/** Whether a lot may be used on a client on this day; a lot may be used on the day it expires. */
export const judgeLot = (
  lot: Pick<Lot, 'number' | 'expiresOn' | 'state' | 'stateReason'> & { product: { name: string } },
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
  return findings
}

export const judgeProduct = (details: ProductDetails): Problem | null =>
  details.kind === 'cartridge' && details.reprocessable
    ? {
        code: 'inventory.cartridge-reprocessable',
        field: 'reprocessable',
        fact: 'A needle cartridge is marked as reprocessable.',
        rule: 'A needle cartridge is always single-use.',
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
  return null
}
