import { z } from 'zod'

/** The places that can be charted. Sides are the client's own. */
const zoneTable = {
  forehead: 'Forehead',
  glabella: 'Glabella',
  'temple-left': 'Left temple',
  'temple-right': 'Right temple',
  'periorbital-left': 'Left periorbital, outside the rim',
  'periorbital-right': 'Right periorbital, outside the rim',
  'orbital-rim-left': 'Inside the left orbital rim',
  'orbital-rim-right': 'Inside the right orbital rim',
  nose: 'Nose',
  'cheekbone-left': 'Left cheekbone',
  'cheekbone-right': 'Right cheekbone',
  'cheek-left': 'Left cheek',
  'cheek-right': 'Right cheek',
  'upper-lip': 'Upper lip',
  perioral: 'Perioral',
  chin: 'Chin',
  'jawline-left': 'Left jawline',
  'jawline-right': 'Right jawline',
  neck: 'Neck',
  decollete: 'Décolleté',
  scalp: 'Scalp',
  chest: 'Chest',
  abdomen: 'Abdomen',
  'upper-back': 'Upper back',
  'lower-back': 'Lower back',
  'flank-left': 'Left flank',
  'flank-right': 'Right flank',
  'buttock-left': 'Left buttock',
  'buttock-right': 'Right buttock',
  'upper-arm-left': 'Left upper arm',
  'upper-arm-right': 'Right upper arm',
  'forearm-left': 'Left forearm',
  'forearm-right': 'Right forearm',
  'hand-left': 'Left hand',
  'hand-right': 'Right hand',
  'thigh-left': 'Left thigh',
  'thigh-right': 'Right thigh',
  'knee-left': 'Left knee',
  'knee-right': 'Right knee',
  'lower-leg-left': 'Left lower leg',
  'lower-leg-right': 'Right lower leg',
} as const

/** A zone with a name and a place on a drawing. */
export type NamedZoneId = keyof typeof zoneTable

/** An area that she drew herself where no named zone fits: `free-` and eight hexadecimal digits. */
export type FreeZoneId = `free-${string}`

export type ZoneId = NamedZoneId | FreeZoneId

export interface Zone {
  readonly id: NamedZoneId
  readonly label: string
  /** SkinPen label: “should not be used within the orbital rim of the eye”. */
  readonly neverTreated: boolean
}

const isNamed = (text: string): text is NamedZoneId => Object.hasOwn(zoneTable, text)

export const isFreeZone = (id: string): id is FreeZoneId => /^free-[0-9a-f]{8}$/.test(id)

export const isZoneId = (text: string): text is ZoneId => isNamed(text) || isFreeZone(text)

export const zones: readonly Zone[] = Object.keys(zoneTable)
  .filter(isNamed)
  .map((id) => ({
    id,
    label: zoneTable[id],
    neverTreated: id.startsWith('orbital-rim'),
  }))

export const treatableZones = zones.filter((zone) => !zone.neverTreated)

/** The name of a zone; a free area without its own name here is called so. */
export const zoneLabel = (id: ZoneId): string => (isNamed(id) ? zoneTable[id] : 'Free area')

/** The name of a charted zone, a free area by the name that she gave it. */
export const labelOfZone = ({
  zone,
  area,
}: {
  readonly zone: ZoneId
  readonly area?: Pick<FreeArea, 'name'> | null
}): string => area?.name ?? zoneLabel(zone)

const isNeverTreated = (id: string) => id.startsWith('orbital-rim')

const neverTreatedWords = 'Inside the orbital rim is never treated. Choose another zone.'

/** A zone that can be treated; inside the orbital rim cannot be recorded at all. */
export const treatedZoneId = z.custom<ZoneId>(
  (value) => typeof value === 'string' && isZoneId(value) && !isNeverTreated(value),
  neverTreatedWords,
)

/** As {@link treatedZoneId}, and one that every practice knows by name. */
export const namedZoneId = z.custom<NamedZoneId>(
  (value) => typeof value === 'string' && isNamed(value) && !isNeverTreated(value),
  neverTreatedWords,
)

/** The drawings, by name; a mark and a free area lie on one of them. */
export const mapView = z.enum([
  'face-front',
  'face-left',
  'face-right',
  'neck',
  'body-front',
  'body-back',
])
export type MapView = z.infer<typeof mapView>

/** A thousandth of the drawing's width or height, from its left upper corner. */
export const mapCoordinate = z.number().int().min(0).max(1000)

export const freeAreaWords =
  'A free area lies on the neck or the body. The face has its named zones, with their limits and the orbital rim: choose the named zone there.'

/** On the face an area drawn by hand would escape the caps of its zones, and the orbital rim. */
export const takesFreeArea = (view: MapView): boolean => !view.startsWith('face-')

/** Just below the chin of the figure that looks at the reader, on the drawing's own scale. */
const underChin = 150

/** Whether some of an area lies where the face is drawn. */
export const liesOnFace = ({
  view,
  y,
  radiusY,
}: {
  readonly view: MapView
  readonly y: number
  readonly radiusY: number
}): boolean => !takesFreeArea(view) || (view === 'body-front' && y - radiusY < underChin)

/** An ellipse on a drawing, for the rest of the body. */
export const freeArea = z
  .object({
    name: z.string().trim().min(1).max(60),
    view: mapView,
    x: mapCoordinate,
    y: mapCoordinate,
    radiusX: z.number().int().min(5).max(500),
    radiusY: z.number().int().min(5).max(500),
  })
  .refine((area) => !liesOnFace(area), freeAreaWords)
export type FreeArea = z.infer<typeof freeArea>

/** What needling is for: the list of the microneedling guide, and a word for the rest. */
export const indication = z.enum([
  'fine-lines',
  'wrinkles',
  'acne-scars',
  'scars',
  'stretch-marks',
  'enlarged-pores',
  'uneven-pigmentation',
  'hyperpigmentation',
  'texture',
  'other',
])
export type Indication = z.infer<typeof indication>

export const indicationLabels = {
  'fine-lines': 'Fine lines',
  wrinkles: 'Wrinkles',
  'acne-scars': 'Acne scars',
  scars: 'Surgical or injury scars',
  'stretch-marks': 'Stretch marks',
  'enlarged-pores': 'Enlarged pores',
  'uneven-pigmentation': 'Uneven pigmentation',
  hyperpigmentation: 'Hyperpigmentation',
  texture: 'Texture',
  other: 'Other',
} as const satisfies Record<Indication, string>
