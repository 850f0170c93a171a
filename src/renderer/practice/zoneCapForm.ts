import { z } from 'zod'
import { calendarDate, micrometres, prose } from '#shared/kernel/index.ts'
import {
  judgeRuleChange,
  type RuleSettings,
  sourceQuality,
  treatableZones,
  type ZoneCap,
  zoneCap,
  zoneCapLabel,
} from '#shared/practice/index.ts'
import { texts } from './texts.ts'

type CapZone = ZoneCap['zone']

/** Every zone that can have a cap, in the order of the maps; the areas that she draws come last. */
export const capZones: readonly CapZone[] = [...treatableZones.map(({ id }) => id), 'free-area']

/** The caps in the order of the maps. */
export const inOrder = (caps: readonly ZoneCap[]): readonly ZoneCap[] =>
  [...caps].sort((one, other) => capZones.indexOf(one.zone) - capZones.indexOf(other.zone))

export const labelsOf = (zones: readonly CapZone[]): string => zones.map(zoneCapLabel).join(', ')

/** A cap while it is typed, for one zone or for several at once. */
export const typedCap = z.object({
  zones: z.array(zoneCap.shape.zone),
  length: micrometres.nullable(),
  source: z.string(),
  quality: sourceQuality,
  checkOn: calendarDate.nullable(),
  reason: z.string(),
})
export type TypedCap = z.infer<typeof typedCap>

export const emptyCap: TypedCap = {
  zones: [],
  length: null,
  source: '',
  quality: 'practice',
  checkOn: null,
  reason: '',
}

export const typedOfCap = ({ zone, length, source, quality, checkOn }: ZoneCap): TypedCap => ({
  zones: [zone],
  length,
  source,
  quality,
  checkOn,
  reason: '',
})

/** The settings without the caps of these zones. */
export const withoutCaps = (settings: RuleSettings, zones: readonly CapZone[]): RuleSettings => ({
  ...settings,
  zoneCaps: settings.zoneCaps.filter(({ zone }) => !zones.includes(zone)),
})

const capInput = z.object({
  zones: z.array(zoneCap.shape.zone).min(1, texts.caps.zonesMissing),
  length: micrometres.refine((length) => length >= 100 && length <= 3500, texts.caps.lengthRange),
  source: zoneCap.shape.source,
  quality: zoneCap.shape.quality,
  checkOn: zoneCap.shape.checkOn,
  reason: prose(500).min(1),
})

/** Reads a typed cap as the whole set of rules that is sent, with the reason. */
export const capEdit = (settings: RuleSettings) =>
  capInput.transform(({ zones, reason, ...cap }, context) => {
    const rest = withoutCaps(settings, zones)
    const next: RuleSettings = {
      ...rest,
      zoneCaps: [...inOrder([...rest.zoneCaps, ...zones.map((zone) => ({ ...cap, zone }))])],
    }
    const refused = judgeRuleChange(settings, next)
    for (const { field, fact, rule, nextStep } of refused) {
      context.addIssue({
        code: 'custom',
        path: [field?.endsWith('.source') ? 'source' : 'zones'],
        message: `${fact} ${rule} ${nextStep}`,
      })
    }
    return refused.length === 0 ? { settings: next, reason, zones } : z.NEVER
  })
