import { formatMillimetres } from '#shared/kernel/index.ts'
import { labelOfZone } from '#shared/practice/index.ts'
import type { SessionDocument } from '#shared/sessions/index.ts'
import { texts } from './texts.ts'
import { detailWords } from './zoneWords.ts'

/** One row of the comparison of two windows' charts. */
export interface ComparedPart {
  readonly part: string
  readonly here: string
  readonly there: string
}

type Zone = SessionDocument['zones'][number]

/**
 * Every part of two charts side by side: the zones by name, then each key of the document. A part
 * that differs where its words are the same is told value by value, so that no difference is hidden.
 */
export const comparisonOf = (
  here: SessionDocument,
  there: SessionDocument,
): readonly ComparedPart[] => {
  const zones = new Map([...there.zones, ...here.zones].map((zone) => [zone.zone, zone]))
  const zoneOf = (document: SessionDocument, zone: Zone['zone']) =>
    document.zones.find((each) => each.zone === zone)
  const { zones: hereZones, ...hereParts } = here
  const { zones: thereZones, ...thereParts } = there
  const isReordered =
    orderOf(hereZones) !== orderOf(thereZones) && hereZones.length === thereZones.length
  const hereByKey = new Map<string, unknown>(Object.entries(hereParts))
  const thereByKey = new Map<string, unknown>(Object.entries(thereParts))
  const keys = new Set([...hereByKey.keys(), ...thereByKey.keys()])
  return [
    ...[...zones].map(([zone, charted]) =>
      rowOf(labelOfZone(charted), zoneOf(here, zone), zoneOf(there, zone), zoneWords),
    ),
    ...(isReordered
      ? [{ part: texts.conflict.order, here: orderOf(hereZones), there: orderOf(thereZones) }]
      : []),
    ...[...keys].map((key) =>
      rowOf(partName(key), hereByKey.get(key), thereByKey.get(key), wordsOf),
    ),
  ]
}

const orderOf = (zones: readonly Zone[]) => zones.map(labelOfZone).join(', ')

const rowOf = <T>(part: string, here: T, there: T, words: (value: T) => string): ComparedPart => {
  const row = { part, here: words(here), there: words(there) }
  const isHidden = row.here === row.there && JSON.stringify(here) !== JSON.stringify(there)
  return isHidden ? { part, here: wordsOf(here), there: wordsOf(there) } : row
}

const partName = (key: string): string =>
  new Map<string, string>(Object.entries(texts.conflict.parts)).get(key) ?? spaced(key)

/** `onAt` is `on at`. */
const spaced = (key: string) =>
  key.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

/** A value as its keys and values, whatever they are. */
const wordsOf = (value: unknown): string => {
  if (typeof value === 'string' && value !== '') return value
  if (value === null || value === undefined || value === '') return texts.conflict.none
  if (Array.isArray(value)) return value.map(wordsOf).join('; ') || texts.conflict.none
  if (typeof value !== 'object') return JSON.stringify(value)
  return Object.entries(value)
    .filter(([, each]) => each !== null && each !== '')
    .map(([key, each]) => `${spaced(key)}: ${wordsOf(each)}`)
    .join(', ')
}

const zoneWords = (zone: Zone | undefined): string =>
  zone
    ? [
        zone.needleLength === null ? texts.zones.noLength : formatMillimetres(zone.needleLength),
        zone.technique ? texts.technique[zone.technique] : '',
        zone.passes === null ? '' : `${zone.passes}×`,
        zone.endpoint ? texts.endpoint[zone.endpoint] : '',
        zone.indication ? texts.indication[zone.indication] : '',
        ...detailWords(zone),
      ]
        .filter((part) => part !== '')
        .join(', ')
    : texts.conflict.none
