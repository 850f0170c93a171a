import { z } from 'zod'
import { type Label, type Lot, type Product, receiveLot } from '#shared/inventory/index.ts'
import { calendarDate, type Finding } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'

/** What stands in the fields of a delivery while they are typed. */
export const typedLot = z.object({
  /** The device identifier of the label that was scanned; the product may not exist yet. */
  scannedIdentifier: z.string(),
  productId: z.string().nullable(),
  number: z.string(),
  expiresOn: calendarDate.nullable(),
  quantity: z.string(),
  serials: z.array(z.string()),
  receivedFrom: z.string(),
  madeOn: calendarDate.nullable(),
  conditionOnReceipt: z.string(),
})
export type TypedLot = z.infer<typeof typedLot>

export const emptyLot: TypedLot = {
  scannedIdentifier: '',
  productId: null,
  number: '',
  expiresOn: null,
  quantity: '',
  serials: [],
  receivedFrom: '',
  madeOn: null,
  conditionOnReceipt: '',
}

/** The chosen product, or the one that has been made for the scanned label since. */
export const productOf = (
  { productId, scannedIdentifier }: TypedLot,
  products: readonly Product[],
): Product | null =>
  products.find(({ id }) => id === productId) ??
  products.find(
    ({ deviceIdentifier }) => scannedIdentifier !== '' && deviceIdentifier === scannedIdentifier,
  ) ??
  null

const quantity = z.string().transform((typed, context) => {
  const read = /^\s*\d{1,6}\s*$/.test(typed) ? Number(typed) : null
  if (read !== null && read >= 1 && read <= 10_000) return read
  const message = read === null ? texts.receive.quantityUnreadable : texts.receive.quantityRange
  context.addIssue({ code: 'custom', message })
  return z.NEVER
})

const delivery = receiveLot.extend({ quantity })

export const readDelivery = (values: TypedLot, products: readonly Product[]) =>
  delivery.safeParse({ ...values, productId: productOf(values, products)?.id ?? null })

/** What main knows of a label. */
export interface Known {
  readonly product: Product | null
  readonly lot: Lot | null
  readonly unit: { readonly label: string } | null
}

export interface Taken {
  readonly values: TypedLot
  readonly findings: readonly Finding[]
  /** The label could not be taken, because it belongs to another delivery. */
  readonly isOther: boolean
}

/** Adds a scanned label to what is typed: the first fills the form, the next ones add pieces. */
export const takeLabel = (values: TypedLot, label: Label, known: Known): Taken => {
  const stay = (finding: Finding, isOther = false): Taken => ({
    values,
    findings: [finding],
    isOther,
  })
  if (isOtherLot(values, label)) {
    return stay(say('other-lot', 'stop', texts.receive.otherLot, label.lot ?? '–'), true)
  }
  if (known.unit) {
    return stay(say('serial-known', 'stop', texts.receive.serialKnown, known.unit.label))
  }
  if (label.serial !== null && values.serials.includes(label.serial)) {
    return stay(say('serial-twice', 'stop', texts.receive.serialTwice, label.serial))
  }
  const serials = label.serial === null ? values.serials : [...values.serials, label.serial]
  return {
    values: {
      ...values,
      scannedIdentifier: label.deviceIdentifier,
      productId: known.product?.id ?? null,
      number: label.lot ?? values.number,
      expiresOn: label.expiresOn ?? known.lot?.expiresOn ?? values.expiresOn,
      madeOn: label.manufacturedOn ?? known.lot?.madeOn ?? values.madeOn,
      serials,
      quantity: quantityOf(values, label, serials.length, known.product),
    },
    findings: [
      ...(known.lot ? [say('lot-known', 'note', texts.receive.lotKnown, known.lot.left)] : []),
      ...label.notes,
    ],
    isOther: false,
  }
}

const isOtherLot = (values: TypedLot, label: Label): boolean =>
  (label.lot !== null && values.number !== '' && values.number !== label.lot) ||
  (values.scannedIdentifier !== '' && values.scannedIdentifier !== label.deviceIdentifier)

const quantityOf = (
  values: TypedLot,
  label: Label,
  serials: number,
  product: Product | null,
): string => {
  if (serials > 0) return String(serials)
  // One label covers the box, so a box is what came, until she says otherwise.
  if (label.quantity === null && values.quantity === '' && product?.unitsPerBox) {
    return String(product.unitsPerBox)
  }
  return label.quantity === null ? values.quantity : String(label.quantity)
}

const say = <Fact>(
  code: string,
  severity: Finding['severity'],
  words: { fact: (about: Fact) => string; rule: string; next: string },
  about: Fact,
): Finding => ({
  code: `inventory.${code}`,
  severity,
  fact: words.fact(about),
  rule: words.rule,
  nextStep: words.next,
})

export const unknownProduct = (identifier: string): Finding =>
  say('unknown-product', 'override', texts.receive.unknownProduct, identifier)
