import { type CalendarDate, formatDay, type Problem } from '#shared/kernel/index.ts'
import { keepsPieces, kindLabels } from './kinds.ts'
import { judgeLot } from './rules.ts'
import type { Lot, LotState, Product, ProductDetails, ReceiveLot } from './schema.ts'

/** Whether a lot can be taken from: nothing stands against it and something is left. */
export const isUsable = (lot: Lot, today: CalendarDate): boolean =>
  lot.left > 0 && judgeLot(lot, today).length === 0

/** The word for a lot: nothing of an available one is left when it is used up. */
export const shownLotState = (lot: Pick<Lot, 'state' | 'left'>): LotState | 'used-up' =>
  lot.state === 'available' && lot.left === 0 ? 'used-up' : lot.state

/** Why the open container's day cannot be recorded, or null. */
export const judgeOpening = (
  lot: Lot,
  openedOn: CalendarDate | null,
  today: CalendarDate,
): Problem | null => {
  const problem = (code: string, fact: string, rule: string, nextStep: string): Problem => ({
    code,
    field: 'openedOn',
    fact,
    rule,
    nextStep,
  })
  if (keepsPieces(lot.product.kind)) {
    return problem(
      'inventory.nothing-to-open',
      `${lot.product.name} is kept piece by piece.`,
      'Only what is used from a container over several days has a day of opening.',
      'Nothing needs to be recorded: a piece is opened for one client.',
    )
  }
  if (openedOn === null) return null
  if (openedOn > today) {
    return problem(
      'inventory.opened-in-future',
      `${formatDay(openedOn)} has not come yet.`,
      'An opening is recorded once it has happened.',
      'Enter the day on which the container was opened.',
    )
  }
  return lot.madeOn !== null && openedOn < lot.madeOn
    ? problem(
        'inventory.opened-before-made',
        `Lot ${lot.number} was made on ${formatDay(lot.madeOn)}.`,
        'A container is opened after it was made.',
        'Enter the day on which the container was opened.',
      )
    : null
}

/** Products of which no more is usable than their reorder level: the scarcest first. */
export const lowStockOf = (
  products: readonly Product[],
  lots: readonly Lot[],
  today: CalendarDate,
): readonly { product: Product; left: number; lowStockAt: number }[] =>
  products
    .flatMap((product) => {
      if (product.lowStockAt === null) return []
      const left = lots
        .filter((lot) => lot.product.id === product.id && isUsable(lot, today))
        .reduce((total, lot) => total + lot.left, 0)
      return left <= product.lowStockAt ? [{ product, left, lowStockAt: product.lowStockAt }] : []
    })
    .sort(
      (one, other) =>
        one.left - one.lowStockAt - (other.left - other.lowStockAt) ||
        compareTexts(one.product.name, other.product.name),
    )

/** Those in stock first, then by expiry. */
export const compareLots = (one: Lot, other: Lot): number =>
  Number(other.left > 0) - Number(one.left > 0) ||
  compareTexts(one.expiresOn, other.expiresOn) ||
  compareTexts(one.product.name, other.product.name) ||
  compareTexts(one.number, other.number)

const compareTexts = (one: string, other: string): number =>
  one < other ? -1 : one > other ? 1 : 0

/** Why these words about a product do not fit its kind, or null. */
export const judgeProductKind = (details: ProductDetails): Problem | null => {
  const label = kindLabels[details.kind].toLowerCase()
  if (details.reprocessable && details.kind !== 'handpiece') {
    return {
      code: 'inventory.not-reprocessable',
      field: 'reprocessable',
      fact: `A product of the kind ${label} is marked as reprocessable.`,
      rule: 'Only a handpiece is sterilized between clients.',
      nextStep: 'Mark it as single-use.',
    }
  }
  const lengths = [
    ...details.labelledLengths,
    ...(details.evaluatedNeedleLength === null ? [] : [details.evaluatedNeedleLength]),
  ]
  if (lengths.length > 0 && !keepsPieces(details.kind)) {
    return {
      code: 'inventory.no-needle',
      field: 'evaluatedNeedleLength',
      fact: `A product of the kind ${label} has a needle length.`,
      rule: 'Only handpieces, cartridges, rollers and stamps have a needle length.',
      nextStep: 'Leave the needle length empty.',
    }
  }
  if (lengths.some((length) => length < 100 || length > 3500)) {
    return {
      code: 'inventory.needle-length-out-of-range',
      field: 'evaluatedNeedleLength',
      fact: 'A needle length on the label is not between 0.1 and 3.5 mm.',
      rule: 'A microneedling device’s label evaluates a length between 0.1 and 3.5 mm.',
      nextStep: 'Check the length on the label, in millimetres.',
    }
  }
  if (details.contactSeconds !== null && details.kind !== 'disinfectant') {
    return {
      code: 'inventory.no-contact-time',
      field: 'contactSeconds',
      fact: `A product of the kind ${label} has a contact time.`,
      rule: 'Only a disinfectant has a contact time on its label.',
      nextStep: 'Leave the contact time empty.',
    }
  }
  if (details.openedShelfLifeDays !== null && keepsPieces(details.kind)) {
    return {
      code: 'inventory.no-opened-shelf-life',
      field: 'openedShelfLifeDays',
      fact: `A product of the kind ${label} has a shelf life after opening.`,
      rule: 'What is kept piece by piece is opened for one client, or never.',
      nextStep: 'Leave the days after opening empty.',
    }
  }
  return null
}

/** Why a product that has lots cannot become another kind, or null. */
export const judgeKindChange = (
  product: Product,
  details: ProductDetails,
  hasLots: boolean,
): Problem | null =>
  hasLots && product.kind !== details.kind
    ? {
        code: 'inventory.kind-fixed',
        field: 'kind',
        fact: `Lots of this product were received as ${kindLabels[product.kind].toLowerCase()}.`,
        rule: 'A product keeps its kind once a lot of it is received.',
        nextStep: 'Add another product of the right kind.',
      }
    : null

/** Why a delivery does not fit its product, or the lot that is known already; or null. */
export const judgeDelivery = (
  receipt: ReceiveLot,
  product: Product,
  known: Lot | null,
): Problem | null => {
  if (receipt.serials.length > 0 && !keepsPieces(product.kind)) {
    return {
      code: 'inventory.serials-not-kept',
      field: 'serials',
      fact: `Serials are listed for ${product.name}.`,
      rule: 'Only handpieces, cartridges, rollers and stamps are kept by serial.',
      nextStep: 'Leave the serials out.',
    }
  }
  if (!known) return null
  if (known.expiresOn !== receipt.expiresOn) {
    return {
      code: 'inventory.expiry-differs',
      field: 'expiresOn',
      fact: `Lot ${known.number} is recorded as expiring on ${formatDay(known.expiresOn)}, not on ${formatDay(receipt.expiresOn)}.`,
      rule: 'Every piece of a lot has the same expiry date.',
      nextStep: 'Compare the lot number and the date with the label of this delivery.',
    }
  }
  if (known.state === 'recalled' || known.state === 'discarded') {
    return {
      code: `inventory.lot-${known.state}`,
      field: 'number',
      fact: `Lot ${known.number} (${product.name}) is ${known.state}.`,
      rule: 'Nothing is added to a lot that was recalled or discarded.',
      nextStep: 'Check the lot number on the label. Send the delivery back.',
    }
  }
  return null
}

export const serialKnown = (serial: string): Problem => ({
  code: 'inventory.serial-known',
  field: 'serials',
  fact: `A piece of this product with serial ${serial} was received already.`,
  rule: 'Two pieces of a product never share a serial.',
  nextStep: 'Check the serial on the label.',
})

/**
 * Why a lot cannot be given another state, or null. What is left of a recalled lot can be discarded;
 * the lot stays recalled.
 */
export const judgeLotState = (lot: Lot, state: LotState): Problem | null => {
  if (lot.state === 'recalled' && !(state === 'discarded' && lot.left > 0)) {
    return {
      code: 'inventory.lot-recalled',
      field: 'state',
      fact: `Lot ${lot.number} (${lot.product.name}) is recalled.`,
      rule: 'Recalled stays recalled, whatever becomes of the recall.',
      nextStep: 'Send back or discard what is left of it, and use another lot.',
    }
  }
  if (lot.state === 'discarded') {
    return {
      code: 'inventory.lot-discarded',
      field: 'state',
      fact: `Lot ${lot.number} was discarded, with every piece that was left of it.`,
      rule: 'A discarded lot stays discarded.',
      nextStep: 'Choose another lot.',
    }
  }
  if (lot.state === state) {
    return {
      code: 'inventory.lot-state-unchanged',
      field: 'state',
      fact: `Lot ${lot.number} is ${state} already.`,
      rule: 'A change gives a lot another state.',
      nextStep: 'Nothing needs to be done.',
    }
  }
  return null
}

/** Lifting a quarantine must not make a use under it look right. */
export const takenWhileHeld = (lot: Lot): Problem => ({
  code: 'inventory.lot-taken-while-held',
  field: 'state',
  fact: `A session that is not signed took a piece of lot ${lot.number} while it was ${lot.state}.`,
  rule: 'What was used against a stop is signed with its deviation before the stop is lifted.',
  nextStep: 'Sign that session first, or put the piece back if it was not opened.',
})

export const unknownLot: Problem = {
  code: 'inventory.unknown-lot',
  field: 'lotId',
  fact: 'This lot is not in the inventory.',
  rule: 'Only a lot that was received is used.',
  nextStep: 'Receive the lot in Inventory, or choose another.',
}

export const unknownUnit: Problem = {
  code: 'inventory.unknown-unit',
  field: 'unitId',
  fact: 'This piece is not in the inventory.',
  rule: 'Only a piece that was received is used.',
  nextStep: 'Receive its lot in Inventory, or choose another piece.',
}

export const unknownProduct: Problem = {
  code: 'inventory.unknown-product',
  field: 'productId',
  fact: 'This product is not in the inventory.',
  rule: 'A lot belongs to a product of the practice.',
  nextStep: 'Add the product first.',
}

export const identifierTaken = (name: string): Problem => ({
  code: 'inventory.device-identifier-taken',
  field: 'deviceIdentifier',
  fact: `The device identifier belongs to ${name} already.`,
  rule: 'A device identifier names one product.',
  nextStep: 'Use that product, or check the identifier on the label.',
})
