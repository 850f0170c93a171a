import { z } from 'zod'
import {
  isApplied,
  isNeedleBearing,
  type Product,
  type ProductKind,
  productClass,
  productKind,
  readLabel,
  substance,
} from '#shared/inventory/index.ts'
import {
  type CalendarDate,
  formatMillimetres,
  line,
  type Micrometres,
  micrometres,
  parseMillimetres,
  prose,
} from '#shared/kernel/index.ts'
import { agentsOf, noAgents, percentages, typedAgents } from './agentFields.ts'
import { texts } from './texts.ts'

/** What stands in the fields of a product while they are typed. */
export const typedProduct = z.object({
  kind: productKind,
  name: z.string(),
  manufacturer: z.string(),
  deviceIdentifier: z.string(),
  reprocessable: z.boolean(),
  evaluatedNeedleLength: z.string(),
  model: z.string(),
  labelledUses: z.string(),
  labelledLengths: z.array(z.string()),
  unitsPerBox: z.string(),
  openedShelfLifeDays: z.string(),
  contains: z.array(substance),
  clearanceNumber: z.string(),
  contactSeconds: z.string(),
  lowStockAt: z.string(),
  productClass: productClass.nullable().default(null),
  sterileForNeedling: z.boolean().default(false),
  agents: typedAgents.default(noAgents),
  prescriptionOnly: z.boolean().default(false),
  longestDwellMinutes: z.string().default(''),
  pinCount: z.string().default(''),
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
  model: '',
  labelledUses: '',
  labelledLengths: [],
  unitsPerBox: '',
  openedShelfLifeDays: '',
  contains: [],
  clearanceNumber: '',
  contactSeconds: '',
  lowStockAt: '',
  productClass: null,
  sterileForNeedling: false,
  agents: noAgents,
  prescriptionOnly: false,
  longestDwellMinutes: '',
  pinCount: '',
  note: '',
}

export const typedOf = (product: Product): TypedProduct => ({
  kind: product.kind,
  name: product.name,
  manufacturer: product.manufacturer,
  deviceIdentifier: product.deviceIdentifier ?? '',
  reprocessable: product.reprocessable,
  evaluatedNeedleLength: lengthTyped(product.evaluatedNeedleLength),
  model: product.model,
  labelledUses: product.labelledUses,
  labelledLengths: product.labelledLengths.map(lengthTyped),
  unitsPerBox: countTyped(product.unitsPerBox),
  openedShelfLifeDays: countTyped(product.openedShelfLifeDays),
  contains: product.contains,
  clearanceNumber: product.clearanceNumber,
  contactSeconds: countTyped(product.contactSeconds),
  lowStockAt: countTyped(product.lowStockAt),
  productClass: product.productClass,
  sterileForNeedling: product.sterileForNeedling,
  agents: agentsOf(product.activeAgents),
  prescriptionOnly: product.prescriptionOnly,
  longestDwellMinutes: countTyped(product.longestDwellMinutes),
  pinCount: countTyped(product.pinCount),
  note: product.note,
})

const lengthTyped = (length: Micrometres | null): string =>
  length === null ? '' : formatMillimetres(length).replace(/ mm$/, '')

const countTyped = (count: number | null): string => (count === null ? '' : String(count))

/** Which facts a product of a kind has; the others are neither shown nor sent. */
export const factsOf = (kind: ProductKind) => ({
  needleLength: kind === 'handpiece' || isNeedleBearing(kind),
  lengths: kind === 'handpiece' || isNeedleBearing(kind),
  clearance: kind === 'handpiece' || isNeedleBearing(kind),
  uses: kind === 'handpiece' || isNeedleBearing(kind) || isApplied(kind),
  box: isNeedleBearing(kind) || kind === 'barrier-sleeve' || kind === 'indicator',
  opened: isApplied(kind) || kind === 'disinfectant',
  contains: kind !== 'indicator' && kind !== 'handpiece',
  contact: kind === 'disinfectant',
  stock: kind !== 'handpiece',
  reprocessable: kind === 'handpiece',
  skin: isApplied(kind),
  anaesthetic: kind === 'anaesthetic',
  pins: isNeedleBearing(kind),
  knownLabel: kind === 'handpiece' || isNeedleBearing(kind),
})

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
    model: text(200),
    labelledUses: prose(2000),
    labelledLengths: z.array(someLength).max(30),
    unitsPerBox: count(1, 10_000, texts.product.unitsPerBoxRange),
    openedShelfLifeDays: count(0, 3650, texts.product.openedRange),
    contains: z.array(substance).max(30),
    clearanceNumber: text(60),
    contactSeconds: count(1, 7200, texts.product.contactRange),
    lowStockAt: count(0, 100_000, texts.product.lowStockRange),
    productClass: productClass.nullable(),
    sterileForNeedling: z.boolean(),
    agents: percentages,
    prescriptionOnly: z.boolean(),
    longestDwellMinutes: count(1, 1440, texts.product.dwellRange),
    pinCount: count(1, 1000, texts.product.pinsRange),
    note: prose(2000),
  })

type Fields = z.infer<ReturnType<typeof fields>>

/** A field that the chosen kind hides must not send what was typed before. */
const withoutWhatDoesNotApply = ({ agents, ...details }: Fields) => {
  const has = factsOf(details.kind)
  return {
    ...details,
    reprocessable: details.reprocessable && has.reprocessable,
    evaluatedNeedleLength: has.needleLength ? details.evaluatedNeedleLength : null,
    labelledLengths: has.lengths ? details.labelledLengths : [],
    labelledUses: has.uses ? details.labelledUses : '',
    unitsPerBox: has.box ? details.unitsPerBox : null,
    openedShelfLifeDays: has.opened ? details.openedShelfLifeDays : null,
    contains: has.contains ? details.contains : [],
    clearanceNumber: has.clearance ? details.clearanceNumber : '',
    contactSeconds: has.contact ? details.contactSeconds : null,
    lowStockAt: has.stock ? details.lowStockAt : null,
    productClass: has.skin ? details.productClass : null,
    sterileForNeedling: details.sterileForNeedling && has.skin,
    prescriptionOnly: details.prescriptionOnly && has.skin,
    activeAgents: has.anaesthetic ? agents : [],
    longestDwellMinutes: has.anaesthetic ? details.longestDwellMinutes : null,
    pinCount: has.pins ? details.pinCount : null,
  }
}

const text = (longest: number) => z.string().trim().max(longest)

/** A whole number as a person types it; nothing typed is null. */
const count = (least: number, most: number, message: string) =>
  z.string().transform((typed, context) => {
    if (typed.trim() === '') return null
    const read = /^\s*\d{1,7}\s*$/.test(typed) ? Number(typed) : null
    if (read !== null && read >= least && read <= most) return read
    context.addIssue({ code: 'custom', message })
    return z.NEVER
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

const lengthProblem = (length: Micrometres | null): string | null => {
  if (length === null) return texts.product.lengthUnreadable
  return length >= shortest && length <= longest ? null : texts.product.lengthRange
}

const someLength = z.string().transform((typed, context) => {
  const length = parseMillimetres(typed)
  const message = lengthProblem(length)
  if (length !== null && message === null) return length
  context.addIssue({ code: 'custom', message: message ?? texts.product.lengthUnreadable })
  return z.NEVER
})

const needleLength = z.string().transform((typed, context) => {
  if (typed.trim() === '') return null
  const length = parseMillimetres(typed)
  const message = lengthProblem(length)
  if (length !== null && message === null) return length
  context.addIssue({ code: 'custom', message: message ?? texts.product.lengthUnreadable })
  return z.NEVER
})
