import { type CalendarDate, formatDay, type Problem, type SessionId } from '#shared/kernel/index.ts'
import { judgeLot, kindLabels } from './rules.ts'
import type {
  Lot,
  LotState,
  Product,
  ProductDetails,
  ProductKind,
  ReceiveLot,
  Unit,
} from './schema.ts'

/** Kinds whose pieces are kept one by one, each with a serial or a number. */
export const keepsPieces = (kind: ProductKind): boolean =>
  kind === 'cartridge' || kind === 'handpiece'

/** Whether a lot can be taken from: nothing stands against it and something is left. */
export const isUsable = (lot: Lot, today: CalendarDate): boolean =>
  lot.left > 0 && judgeLot(lot, today).length === 0

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
  const length = details.evaluatedNeedleLength
  if (length !== null && !keepsPieces(details.kind)) {
    return {
      code: 'inventory.no-needle',
      field: 'evaluatedNeedleLength',
      fact: `A product of the kind ${label} has a needle length.`,
      rule: 'Only handpieces and cartridges have a needle length.',
      nextStep: 'Leave the needle length empty.',
    }
  }
  if (length !== null && (length < 100 || length > 3500)) {
    return {
      code: 'inventory.needle-length-out-of-range',
      field: 'evaluatedNeedleLength',
      fact: 'The needle length on the label is not between 0.1 and 3.5 mm.',
      rule: 'A microneedling device’s label evaluates a length between 0.1 and 3.5 mm.',
      nextStep: 'Check the length on the label, in millimetres.',
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
      rule: 'Only handpieces and cartridges are kept by serial.',
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

/** Why a lot cannot be given another state, or null. */
export const judgeLotState = (lot: Lot, state: LotState): Problem | null => {
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

/** Every reason why a session cannot take this piece on this day; without a day, but for its lot. */
export const judgeTaking = (
  { unit, lot }: { readonly unit: Unit; readonly lot: Lot },
  session: SessionId,
  today: CalendarDate | null,
): readonly Problem[] => {
  const problems: Problem[] = []
  if (lot.product.kind !== 'cartridge') problems.push(notACartridge(lot))
  if (unit.state === 'discarded') problems.push(unitDiscarded(unit, lot))
  else if (unit.sessionId !== null) problems.push(unitTaken(unit, lot, unit.sessionId === session))
  if (today === null) return problems
  return [
    ...problems,
    ...judgeLot(lot, today).map(({ severity: _severity, ...problem }) => problem),
  ]
}

/** Why a session cannot put this piece back or drop it, or null. */
export const judgeHeld = (
  { unit, lot }: { readonly unit: Unit; readonly lot: Lot },
  session: SessionId,
): Problem | null => {
  if (unit.state === 'discarded') return unitDiscarded(unit, lot)
  if (unit.sessionId !== session) {
    return {
      code: 'inventory.unit-not-held',
      fact: `${pieceOf(unit, lot)} is not in this session.`,
      rule: 'A session puts back or discards only what it has taken.',
      nextStep: 'Look at the session’s cartridges again.',
    }
  }
  return unit.state === 'used' ? unitTaken(unit, lot, false) : null
}

/** Why a piece cannot be discarded from stock, or null. */
export const judgeDiscard = ({
  unit,
  lot,
}: {
  readonly unit: Unit
  readonly lot: Lot
}): Problem | null => {
  if (unit.state === 'discarded') return unitDiscarded(unit, lot)
  return unit.sessionId === null ? null : unitTaken(unit, lot, false)
}

const pieceOf = (unit: Unit, lot: Lot): string =>
  `${unit.serial ? 'Serial' : 'Piece'} ${unit.label} of lot ${lot.number} (${lot.product.name})`

const unitDiscarded = (unit: Unit, lot: Lot): Problem => ({
  code: 'inventory.unit-discarded',
  field: 'unitId',
  fact: `${pieceOf(unit, lot)} was discarded.`,
  rule: 'A discarded piece never comes back.',
  nextStep: 'Choose another piece.',
})

const unitTaken = (unit: Unit, lot: Lot, here: boolean): Problem => ({
  code: 'inventory.unit-used',
  field: 'unitId',
  fact: `${pieceOf(unit, lot)} ${unit.state === 'used' ? 'was used in a session' : here ? 'is in this session already' : 'is held by a session'}.`,
  rule: 'A cartridge belongs to one session and is never used twice.',
  nextStep:
    unit.state === 'claimed' && !here
      ? 'Choose another piece, or put this one back in the session that holds it.'
      : 'Choose another piece.',
  source: '21 CFR 878.4430: microneedling devices are not to be reused',
})

const notACartridge = (lot: Lot): Problem => ({
  code: 'inventory.not-a-cartridge',
  field: 'unitId',
  fact: `${lot.product.name} is not a needle cartridge.`,
  rule: 'A session takes needle cartridges piece by piece; a handpiece is chosen in the chart.',
  nextStep: 'Scan the cartridge, or choose it from stock.',
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
