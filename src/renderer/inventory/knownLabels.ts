import { type DeviceLabel, deviceLabels, type ProductKind } from '#shared/inventory/index.ts'
import { formatDay, formatMillimetres, type Micrometres } from '#shared/kernel/index.ts'
import { factsOf, type TypedProduct } from './productForm.ts'
import { texts } from './texts.ts'

const typedLength = (length: Micrometres): string => formatMillimetres(length).replace(/ mm$/, '')

/** Kept with the product, so that a finding’s source can be traced to who said it. */
const noteOf = ({ source, quality, checkAgainOn }: DeviceLabel): string =>
  texts.product.knownNote(source, texts.product.qualities[quality], formatDay(checkAgainOn))

/** The fields with what a known label says; a name and a note that she typed stay. */
export const filledFrom = (label: DeviceLabel, typed: TypedProduct): TypedProduct => ({
  ...typed,
  name: typed.name.trim() === '' || isName(typed.name) ? label.name : typed.name,
  evaluatedNeedleLength: label.evaluatedNeedleLength
    ? typedLength(label.evaluatedNeedleLength)
    : '',
  labelledLengths: label.lengths.map(typedLength),
  labelledUses: label.uses,
  clearanceNumber: label.clearanceNumber,
  note: [withoutNotes(typed.note), noteOf(label)].filter((text) => text !== '').join('\n'),
})

/** The label whose note stands in the fields. */
export const knownLabelOf = ({ note }: TypedProduct): DeviceLabel | null =>
  deviceLabels.find((label) => note.includes(noteOf(label))) ?? null

/** Another kind of product: what a device’s label filled in is not about it. */
export const withKind = (kind: ProductKind, typed: TypedProduct): TypedProduct => {
  const label = knownLabelOf(typed)
  if (label === null || factsOf(kind).knownLabel) return { ...typed, kind }
  return {
    ...typed,
    kind,
    name: typed.name.trim() === label.name ? '' : typed.name,
    labelledUses: typed.labelledUses === label.uses ? '' : typed.labelledUses,
    note: withoutNotes(typed.note),
  }
}

const isName = (typed: string): boolean => deviceLabels.some(({ name }) => name === typed.trim())

const withoutNotes = (note: string): string =>
  deviceLabels.reduce((left, label) => left.replace(noteOf(label), ''), note).trim()
