import { z } from 'zod'
import { calendarDate, type Micrometres, micrometres, prose } from '#shared/kernel/index.ts'
import {
  type JurisdictionRule,
  jurisdictionRules,
  type Licence,
  licence,
  sourceQuality,
} from '#shared/practice/index.ts'

/** A licence while it is typed. */
export const typedLicence = z.object({
  licenceClass: z.string(),
  licenceNumber: z.string(),
  licenceExpiresOn: calendarDate.nullable(),
  jurisdiction: z.string(),
  maximumNeedleLength: micrometres.nullable(),
  maximumNeedleLengthSource: z.string(),
  maximumNeedleLengthQuality: sourceQuality.default('practice'),
  maximumNeedleLengthCheckOn: calendarDate.nullable().default(null),
  standing: licence.shape.standing,
})
export type TypedLicence = z.infer<typeof typedLicence>

export const emptyLicence: TypedLicence = {
  licenceClass: '',
  licenceNumber: '',
  licenceExpiresOn: null,
  jurisdiction: '',
  maximumNeedleLength: null,
  maximumNeedleLengthSource: '',
  maximumNeedleLengthQuality: 'practice',
  maximumNeedleLengthCheckOn: null,
  standing: 'independent',
}

export const typedEdit = typedLicence.extend({ reason: z.string() })
export const typedPerson = typedLicence.extend({ name: z.string() })

export const licenceEdit = licence
  .extend({ reason: prose(500).min(1) })
  .transform(({ reason, ...read }) => ({ licence: read, reason }))

export const licenceOf = ({
  licenceClass,
  licenceNumber,
  licenceExpiresOn,
  jurisdiction,
  maximumNeedleLength,
  maximumNeedleLengthSource,
  maximumNeedleLengthQuality,
  maximumNeedleLengthCheckOn,
  standing,
}: Licence): TypedLicence => ({
  licenceClass,
  licenceNumber,
  licenceExpiresOn,
  jurisdiction,
  maximumNeedleLength,
  maximumNeedleLengthSource,
  maximumNeedleLengthQuality,
  maximumNeedleLengthCheckOn,
  standing,
})

/** The places for which a figure is known. */
export const knownPlaces: readonly string[] = jurisdictionRules
  .filter(({ maximumNeedleLength }) => maximumNeedleLength !== null)
  .map(({ name }) => name)

export interface OfferedRule extends JurisdictionRule {
  maximumNeedleLength: Micrometres
}

/** The known rule of the typed place, unless it is the one that stands in the fields already. */
export const offeredRule = (typed: TypedLicence): OfferedRule | null => {
  const rule = jurisdictionRules.find(({ name }) => name === typed.jurisdiction.trim())
  if (!rule || rule.maximumNeedleLength === null) return null
  const { maximumNeedleLength } = rule
  return maximumNeedleLength === typed.maximumNeedleLength ? null : { ...rule, maximumNeedleLength }
}
