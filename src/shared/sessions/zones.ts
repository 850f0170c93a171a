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
  abdomen: 'Abdomen',
  'hand-left': 'Left hand',
  'hand-right': 'Right hand',
  scalp: 'Scalp',
  'thigh-left': 'Left thigh',
  'thigh-right': 'Right thigh',
} as const

export type ZoneId = keyof typeof zoneTable

export interface Zone {
  readonly id: ZoneId
  readonly label: string
  /** SkinPen label: “should not be used within the orbital rim of the eye”. */
  readonly neverTreated: boolean
}

export const zones: readonly Zone[] = (Object.keys(zoneTable) as ZoneId[]).map((id) => ({
  id,
  label: zoneTable[id],
  neverTreated: id.startsWith('orbital-rim'),
}))

export const treatableZones = zones.filter((zone) => !zone.neverTreated)

export const zoneLabel = (id: ZoneId): string => zoneTable[id]

export const isZoneId = (text: string): text is ZoneId => Object.hasOwn(zoneTable, text)
