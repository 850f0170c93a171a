import type { SourceQuality } from '#shared/practice/index.ts'
import type { ConsentElement, ConsentKind } from './schema.ts'

/** What a text must speak of, and by which source. */
export interface RequiredElement {
  readonly element: ConsentElement
  readonly source: string
  readonly quality: SourceQuality
}

/** As a practitioner reads it: “The text does not speak of …”. */
export const elementNames: Record<ConsentElement, string> = {
  procedure: 'what is done',
  expectations: 'what to expect',
  'common-effects': 'common effects',
  complications: 'what can go wrong',
  alternatives: 'other choices, with doing nothing among them',
  'no-guarantee': 'that no result is promised',
  sessions: 'the number and the spacing of visits',
  aftercare: 'care afterwards, with how long each rule lasts',
  'warning-signs': 'signs of an infection and whom to call',
  products: 'what is used',
  withdrawal: 'the right to withdraw',
  data: 'what happens with the data',
  'electronic-records': 'electronic records and the right to paper',
  'photo-uses': 'what photos are used for',
  'guardian-role': 'the part of the parent or guardian',
}

const forms = 'Elements of published microneedling forms (field reference 4.1)'
const guidance = 'GMC, Decision making and consent (field reference 4.1)'
const bodyArt = 'California HSC 119303 (body art)'

/** California's law asks these of body art; elsewhere it is the template that forms follow. */
const ofBodyArt: readonly ConsentElement[] = [
  'procedure',
  'expectations',
  'complications',
  'aftercare',
  'warning-signs',
]

const treatment: readonly RequiredElement[] = [
  { element: 'procedure', source: forms, quality: 'secondary' },
  { element: 'expectations', source: forms, quality: 'secondary' },
  { element: 'common-effects', source: forms, quality: 'secondary' },
  { element: 'complications', source: forms, quality: 'secondary' },
  { element: 'alternatives', source: guidance, quality: 'secondary' },
  { element: 'no-guarantee', source: forms, quality: 'secondary' },
  { element: 'sessions', source: forms, quality: 'secondary' },
  { element: 'aftercare', source: forms, quality: 'secondary' },
  { element: 'warning-signs', source: forms, quality: 'secondary' },
  { element: 'products', source: guidance, quality: 'secondary' },
]

const withdrawal: RequiredElement = {
  element: 'withdrawal',
  source: guidance,
  quality: 'secondary',
}

const data: RequiredElement = {
  element: 'data',
  source: 'A rule of this application, after GDPR Art. 15 and 17 (field reference 4.8)',
  quality: 'practice',
}

const ofKind: Record<ConsentKind, readonly RequiredElement[]> = {
  microneedling: [...treatment, withdrawal],
  guardian: [
    ...treatment,
    {
      element: 'guardian-role',
      source: 'Local body-art codes, at second hand (field reference 4.2)',
      quality: 'secondary',
    },
    withdrawal,
  ],
  photography: [
    {
      element: 'photo-uses',
      source: 'HIPAA: marketing needs its own authorisation (field reference 4.3)',
      quality: 'secondary',
    },
    withdrawal,
  ],
}

const electronicRecords: RequiredElement = {
  element: 'electronic-records',
  source: '15 USC 7001(c)',
  quality: 'law',
}

/** A kind of text in a practitioner's jurisdiction as she names it: `Utah`. */
export const requiredElements = (
  kind: ConsentKind,
  jurisdiction: string,
): readonly RequiredElement[] => {
  const californian = kind !== 'photography' && /\bcalifornia\b/i.test(jurisdiction)
  const elements = ofKind[kind].map((each) =>
    californian && ofBodyArt.includes(each.element)
      ? { ...each, source: bodyArt, quality: 'law' as const }
      : each,
  )
  return [...elements, data, ...(isInUnitedStates(jurisdiction) ? [electronicRecords] : [])]
}

const states =
  'Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming|District of Columbia|Puerto Rico|Guam|Virgin Islands|American Samoa|United States'

const unitedStates = new RegExp(`\\b(?:${states})\\b|\\bU\\.?S\\.?(?:A\\b|A\\.|\\b)`, 'i')

/** Rather one text too many with the section on electronic records than one too few. */
const isInUnitedStates = (jurisdiction: string): boolean => unitedStates.test(jurisdiction)
