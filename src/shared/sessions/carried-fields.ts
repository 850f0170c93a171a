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

type State = Carried['fields'][number]['state']

const stateOf = ({ carried }: Pick<SessionDocument, 'carried'>, path: string): State | null =>
  carried?.fields.find((field) => field.path === path)?.state ?? null

/** Whether this value still waits for her: it was copied, and neither changed nor confirmed. */
export const isCarried = (document: Pick<SessionDocument, 'carried'>, path: string): boolean =>
  stateOf(document, path) === 'untouched'

/** How many copied values wait. */
export const untouchedCount = ({ carried }: Pick<SessionDocument, 'carried'>): number =>
  carried?.fields.filter(({ state }) => state === 'untouched').length ?? 0

const withStates = (
  document: SessionDocument,
  next: (path: string, state: State) => State,
): SessionDocument =>
  document.carried === null
    ? document
    : {
        ...document,
        carried: {
          ...document.carried,
          fields: document.carried.fields.map(({ path, state }) => ({
            path,
            state: next(path, state),
          })),
        },
      }

/** She has looked at everything that was copied, and it is as she wants it. */
export const confirmCarried = (document: SessionDocument): SessionDocument =>
  withStates(document, (_path, state) => (state === 'untouched' ? 'confirmed' : state))

/**
 * Marks what she changed between two documents: a copied value that differs, or that is no longer
 * there, is `changed`. What she has not touched keeps its state.
 */
export const noteTouched = (before: SessionDocument, after: SessionDocument): SessionDocument =>
  after.carried === null || before === after
    ? after
    : withStates(after, (path, state) =>
        state !== 'changed' && isChanged(path, before, after) ? 'changed' : state,
      )

const isChanged = (path: string, before: SessionDocument, after: SessionDocument): boolean =>
  JSON.stringify(valueAt(path, before)) !== JSON.stringify(valueAt(path, after))

/** Undefined where it is not there. */
const valueAt = (path: string, document: SessionDocument): unknown => {
  const [kind, id, field] = path.split(':')
  if (kind === 'mark') return document.marks.find((mark) => mark.id === id)
  if (kind === 'product') return document.offered.find(({ productId }) => productId === id)
  const zone = document.zones.find((each) => each.zone === id)
  const known = carriedZoneFields.find((each) => each === field)
  return zone && known ? zone[known] : undefined
}
