import type { ActiveAgent } from '#shared/inventory/index.ts'
import {
  labelOfZone,
  type MapView,
  type OrderableLimit,
  type ZoneId,
} from '#shared/practice/index.ts'
import type {
  Carried,
  ChartPart,
  ColdSoreProphylaxis,
  Coverage,
  Direction,
  Endpoint,
  ImmediateResponse,
  MarkKind,
  Motion,
  ProductPlace,
  SessionSnapshot,
  StepKind,
  Technique,
} from '#shared/sessions/index.ts'

/** The words of a chart. */
export const sessionWords = {
  technique: { pen: 'Pen', roller: 'Roller', stamp: 'Stamp' } satisfies Record<Technique, string>,
  motion: { glide: 'Glided', stamp: 'Stamped', roll: 'Rolled' } satisfies Record<Motion, string>,
  direction: {
    horizontal: 'horizontal',
    vertical: 'vertical',
    diagonal: 'diagonal',
    circular: 'circular',
  } satisfies Record<Direction, string>,
  coverage: {
    'whole-zone': 'Whole zone',
    'part-of-zone': 'Part of the zone',
    spots: 'Spots',
  } satisfies Record<Coverage, string>,
  endpoint: {
    none: 'No change',
    'mild-erythema': 'Mild erythema',
    'uniform-erythema': 'Uniform erythema',
    'pinpoint-bleeding': 'Pinpoint bleeding',
    stopped: 'Stopped early',
  } satisfies Record<Endpoint, string>,
  response: {
    none: 'None seen',
    'mild-redness': 'Mild redness',
    'marked-redness': 'Marked redness',
    swelling: 'Swelling',
    'pinpoint-bleeding': 'Pinpoint bleeding',
    bruising: 'Bruising',
    other: 'Other',
  } satisfies Record<ImmediateResponse, string>,
  place: {
    before: 'Before needling',
    during: 'During needling',
    'right-after': 'Right after',
    'at-home': 'At home',
  } satisfies Record<ProductPlace, string>,
  agent: {
    lidocaine: 'Lidocaine',
    prilocaine: 'Prilocaine',
    tetracaine: 'Tetracaine',
    benzocaine: 'Benzocaine',
  } satisfies Record<ActiveAgent['agent'], string>,
  step: {
    cleanse: 'Cleansed',
    anaesthetic: 'Anaesthetic on',
    remove: 'Anaesthetic removed',
    needle: 'Needling',
    product: 'Product applied',
    other: 'Other',
  } satisfies Record<StepKind, string>,
  mark: {
    scar: 'Scar',
    lesion: 'Lesion',
    mole: 'Mole',
    reaction: 'Reaction',
    note: 'Note',
  } satisfies Record<MarkKind, string>,
  view: {
    'face-front': 'Face, from the front',
    'face-left': 'Face, left side',
    'face-right': 'Face, right side',
    neck: 'Neck and décolleté',
    'body-front': 'Body, from the front',
    'body-back': 'Body, from the back',
  } satisfies Record<MapView, string>,
  prophylaxis: {
    prescribed: 'Prescribed',
    declined: 'Declined',
    'not-indicated': 'Not indicated',
  } satisfies Record<ColdSoreProphylaxis['answer'], string>,
  skin: { intact: 'Intact', irritated: 'Irritated' },
  suppliedBy: { practice: 'The practice', prescriber: 'The prescriber', client: 'The client' },
  limit: {
    'device-label': 'the device’s label',
    'zone-cap': 'the practice’s cap of the zone',
    licence: 'the licence',
  } satisfies Record<OrderableLimit, string>,
  part: {
    record: 'The whole record',
    people: 'People',
    zones: 'Zones',
    devices: 'Devices and sterility',
    products: 'Products',
    response: 'Immediate response',
    note: 'Notes',
  } satisfies Record<ChartPart, string>,
  carried: {
    untouched: 'not looked at',
    confirmed: 'confirmed',
    changed: 'changed',
    dropped: 'taken away',
  } satisfies Record<Carried['fields'][number]['state'], string>,
} as const

/** `Lidocaine 5 %`. */
export const agentWords = ({ agent, percent }: ActiveAgent): string =>
  `${sessionWords.agent[agent]} ${percent / 100} %`

type Charted = Pick<SessionSnapshot, 'zones' | 'products'>

/** A zone's name from its id; a free area by the name that its row has. */
export const zoneNamed = ({ zones }: Pick<Charted, 'zones'>, zone: ZoneId): string =>
  labelOfZone(zones.find((one) => one.zone === zone) ?? { zone })

const zoneFields: Readonly<Record<string, string>> = {
  area: 'area',
  indication: 'indication',
  needleLength: 'needle length',
  technique: 'technique',
  motion: 'motion',
  speed: 'speed',
  passes: 'passes',
  directions: 'directions',
  pressureNote: 'pressure',
  coverage: 'coverage',
}

/** `Forehead, needle length` from `zone:forehead:needleLength`. */
export const carriedWords = (charted: Pick<Charted, 'zones'>, path: string): string => {
  const [kind = '', id = '', field = ''] = path.split(':')
  const zone = charted.zones.find((one) => one.zone === id)
  if (kind === 'zone')
    return [zone ? labelOfZone(zone) : id, zoneFields[field] ?? field].filter(Boolean).join(', ')
  return kind === 'mark' ? 'A mark on the map' : 'A product'
}
