import type { LotId } from '#shared/kernel/index.ts'
import type { Carried, DraftZone, SessionDocument } from './schema.ts'

/** What of a zone is planned, and so may come from the last time. Everything else happened, or is of today. */
export const carriedZoneFields = [
  'area',
  'indication',
  'needleLength',
  'technique',
  'motion',
  'speed',
  'passes',
  'directions',
  'pressureNote',
  'coverage',
] as const satisfies readonly (keyof DraftZone)[]

export type CarriedZoneField = (typeof carriedZoneFields)[number]

/** Whether there is anything in a field: of an empty one nothing is copied. */
const isFilled = (value: DraftZone[CarriedZoneField]): boolean =>
  value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)

/** The paths of what a zone was filled with. */
export const zonePaths = (zone: DraftZone): readonly string[] =>
  carriedZoneFields
    .filter((field) => isFilled(zone[field]))
    .map((field) => zonePath(zone.zone, field))

export const zonePath = (zone: DraftZone['zone'], field: CarriedZoneField): string =>
  `zone:${zone}:${field}`

export const productPath = (productId: string): string => `product:${productId}`

export const markPath = (markId: string): string => `mark:${markId}`

type Field = Carried['fields'][number]

/** Whether this value still waits for her: it was copied, and neither changed nor confirmed. */
export const isCarried = (document: Pick<SessionDocument, 'carried'>, path: string): boolean =>
  document.carried?.fields.some((field) => field.path === path && field.state === 'untouched') ??
  false

/** How many copied values wait. */
export const untouchedCount = ({ carried }: Pick<SessionDocument, 'carried'>): number =>
  carried?.fields.filter(({ state }) => state === 'untouched').length ?? 0

const withFields = (document: SessionDocument, next: (field: Field) => Field): SessionDocument =>
  document.carried === null
    ? document
    : {
        ...document,
        carried: { ...document.carried, fields: document.carried.fields.map(next) },
      }

/** She has looked at everything that was copied, and it is as she wants it. */
export const confirmCarried = (document: SessionDocument): SessionDocument =>
  withFields(document, (field) =>
    field.state === 'untouched' ? { ...field, state: 'confirmed' } : field,
  )

/** For these products she took these lots: each is confirmed by that. */
export const confirmTaken = (
  document: SessionDocument,
  lots: ReadonlyMap<string, LotId>,
): SessionDocument =>
  withFields(document, (field) => {
    const lotId = lots.get(field.path)
    return lotId === undefined ? field : { ...field, state: 'confirmed', lotId }
  })

/**
 * Marks what she did to copied values between two documents: one that differs is `changed`, one that is
 * no longer there is `dropped`. What she has not touched keeps its state.
 */
export const noteTouched = (before: SessionDocument, after: SessionDocument): SessionDocument =>
  after.carried === null || before === after
    ? after
    : withFields(after, (field) => {
        const value = valueAt(field, after)
        if (value === undefined) return { ...field, state: 'dropped' }
        const then = before.carried?.fields.find(({ path }) => path === field.path) ?? field
        const isChanged = JSON.stringify(value) !== JSON.stringify(valueAt(then, before))
        return isChanged ? { ...field, state: 'changed' } : field
      })

/**
 * What main keeps of what a window says about copied values: where both speak of the same session, no
 * path is lost, and a value that differs from the one that was kept has been touched, whatever it says.
 */
export const keepTouched = (kept: SessionDocument, said: SessionDocument): SessionDocument => {
  if (kept.carried === null || kept.carried.fromSessionId !== said.carried?.fromSessionId)
    return said
  const told = new Map(said.carried.fields.map((field) => [field.path, field]))
  const fields = kept.carried.fields.map((field) => {
    const now = told.get(field.path)
    return now && !isForgotten(field, now) ? now : field
  })
  return noteTouched(kept, { ...said, carried: { ...said.carried, fields } })
}

/** What she changed or took away is not as it was copied again by anybody’s word. */
const isForgotten = ({ state }: Field, now: Field): boolean =>
  (state === 'changed' || state === 'dropped') &&
  (now.state === 'untouched' || now.state === 'confirmed')

/** Undefined where it is not there. */
const valueAt = ({ path, lotId }: Field, document: SessionDocument): unknown => {
  const [kind, id, field] = path.split(':')
  if (kind === 'mark') return document.marks.find((mark) => mark.id === id)
  if (kind === 'product') {
    const item =
      document.offered.find(({ productId }) => productId === id) ??
      document.products.find((used) => used.lotId === lotId)
    return item && [item.amount, item.unit, item.place]
  }
  const zone = document.zones.find((each) => each.zone === id)
  const known = carriedZoneFields.find((each) => each === field)
  return zone && known ? zone[known] : undefined
}
