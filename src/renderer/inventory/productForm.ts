import { z } from 'zod'
import { type Product, type ProductKind, productKind, readLabel } from '#shared/inventory/index.ts'
import {
  type CalendarDate,
  formatMillimetres,
  line,
  micrometres,
  parseMillimetres,
  prose,
} from '#shared/kernel/index.ts'
import { texts } from './texts.ts'

/** What stands in the fields of a product while they are typed. */
export const typedProduct = z.object({
  kind: productKind,
  name: z.string(),
  manufacturer: z.string(),
  deviceIdentifier: z.string(),
  reprocessable: z.boolean(),
  evaluatedNeedleLength: z.string(),
  note: z.string(),
})
export type TypedProduct = z.infer<typeof typedProduct>

export const typedProductEdit = typedProduct.extend({ reason: z.string() })

export const emptyProduct: TypedProduct = {
  kind: 'cartridge',
  name: '',
  manufacturer: '',
  deviceIdentifier: '',
  reprocessable: false,
  evaluatedNeedleLength: '',
  note: '',
}

export const typedOf = (product: Product): TypedProduct => ({
  ...product,
  deviceIdentifier: product.deviceIdentifier ?? '',
  evaluatedNeedleLength:
    product.evaluatedNeedleLength === null
      ? ''
      : formatMillimetres(product.evaluatedNeedleLength).replace(/ mm$/, ''),
})

/** Only these have needles, so only their labels evaluate a length. */
export const hasNeedleLength = (kind: ProductKind): boolean =>
  kind === 'handpiece' || kind === 'cartridge'

/** The only thing that is not always single-use. */
export const canBeReprocessed = (kind: ProductKind): boolean => kind === 'handpiece'

export const productOn = (today: CalendarDate) => fields(today).transform(withoutWhatDoesNotApply)

export const productEditOn = (today: CalendarDate) =>
  fields(today)
    .extend({ reason: prose(500).min(1) })
    .transform(({ reason, ...details }) => ({ details: withoutWhatDoesNotApply(details), reason }))

const fields = (today: CalendarDate) =>
  z.object({
    kind: productKind,
    name: line(),
    manufacturer: line(),
    deviceIdentifier: identifier(today),
    reprocessable: z.boolean(),
    evaluatedNeedleLength: needleLength,
    note: prose(2000),
  })

type Fields = z.infer<ReturnType<typeof fields>>

/** A field that the chosen kind hides must not send what was typed before. */
const withoutWhatDoesNotApply = (details: Fields): Fields => ({
  ...details,
  reprocessable: details.reprocessable && canBeReprocessed(details.kind),
  evaluatedNeedleLength: hasNeedleLength(details.kind) ? details.evaluatedNeedleLength : null,
})

/** Digits alone are a GTIN, which shows its own typing errors; it is kept with 14 digits. */
const identifier = (today: CalendarDate) =>
  z.string().transform((typed, context) => {
    const text = typed.trim()
    if (text === '') return null
    if (!/^\d{8}$|^\d{12,14}$/.test(text)) {
      const other = line(60).safeParse(text)
      if (other.success) return other.data
      context.addIssue({ code: 'custom', message: other.error.issues[0]?.message ?? '' })
      return z.NEVER
    }
    const reading = readLabel(`(01)${text.padStart(14, '0')}`, today)
    if (reading.ok) return reading.label.deviceIdentifier
    context.addIssue({ code: 'custom', message: texts.product.identifierWrong })
    return z.NEVER
  })

/** The database keeps 0.1 to 3.5 mm. */
const shortest = micrometres.parse(100)
const longest = micrometres.parse(3500)

const needleLength = z.string().transform((typed, context) => {
  if (typed.trim() === '') return null
  const length = parseMillimetres(typed)
  if (length !== null && length >= shortest && length <= longest) return length
  context.addIssue({
    code: 'custom',
    message: length === null ? texts.product.lengthUnreadable : texts.product.lengthRange,
  })
  return z.NEVER
})
