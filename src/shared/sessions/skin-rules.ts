import type { Finding } from '#shared/kernel/index.ts'
import { labelOfZone, type ZoneId } from '#shared/practice/index.ts'
import type { SessionFacts } from './facts.ts'

/** Where the bone lies close under the skin. Reference 2.3. */
const bonyZones: ReadonlySet<ZoneId> = new Set([
  'forehead',
  'glabella',
  'temple-left',
  'temple-right',
  'cheekbone-left',
  'cheekbone-right',
  'nose',
  'chin',
  'jawline-left',
  'jawline-right',
  'hand-left',
  'hand-right',
  'knee-left',
  'knee-right',
])

/** Thin skin, in the published charts without exception the shortest length. */
const thinZones: ReadonlySet<ZoneId> = new Set([
  'periorbital-left',
  'periorbital-right',
  'upper-lip',
  'neck',
  'decollete',
])

const darkerTypes: readonly string[] = ['IV', 'V', 'VI']

/**
 * What speaks for care with this client’s skin. No sourced figure says how much shorter, so these are
 * cautions and never numbers.
 */
export const judgeSkin = ({ base, document }: SessionFacts): readonly Finding[] => {
  const { client } = base
  const stands = (kind: string) =>
    client.flags.some((flag) => flag.kind === kind) ||
    base.screening?.answers.some(({ code, answer }) => code === kind && answer === 'yes') === true
  const isDarker = darkerTypes.includes(client.fitzpatrickType ?? '')
  const scarred = document.zones.some(
    ({ indication }) => indication === 'acne-scars' || indication === 'scars',
  )
  return [
    ...(isDarker && stands('pigment-marks')
      ? [
          caution(
            'pigment',
            `Skin type ${client.fitzpatrickType}, and her skin has left dark marks.`,
            'Darker skin with such a history darkens more easily after needling.',
            'Field reference 2.7: Fitzpatrick IV–VI with pigment history (peer-reviewed)',
          ),
        ]
      : []),
    ...(scarred || stands('young-scars')
      ? [
          caution(
            'scarred',
            'Scarred skin is treated.',
            'Scarred skin differs in thickness within a zone.',
            'SkinPen instructions for use: scars under a year are not evaluated (manufacturer)',
          ),
        ]
      : []),
    ...about(document.zones, thinZones, 'thin', 'Thin skin', 'Thin skin takes shorter needles.'),
    ...about(
      document.zones,
      bonyZones,
      'bony',
      'Over bone',
      'Over bone, pressure drives the needles deeper.',
    ),
  ]
}

const caution = (code: string, fact: string, rule: string, source: string): Finding => ({
  code: `sessions.caution-${code}`,
  severity: 'note',
  fact,
  rule: `${rule} No sourced figure says how much.`,
  nextStep: 'Choose the length, the pressure and the passes with this in mind.',
  source,
})

/**
 * One caution for all zones of a kind: a list that says the same of each zone is not read. Its length
 * does not matter: how much care is enough no sourced figure says, and a seller’s chart least.
 */
const about = (
  zones: SessionFacts['document']['zones'],
  kind: ReadonlySet<ZoneId>,
  code: string,
  fact: string,
  rule: string,
): readonly Finding[] => {
  const names = zones.filter((zone) => kind.has(zone.zone)).map((zone) => labelOfZone(zone))
  return names.length === 0
    ? []
    : [
        caution(
          code,
          `${fact}: ${names.join(', ')}.`,
          rule,
          'Field reference 2.3: needle length follows the thickness at the site; no excessive pressure over bone (peer-reviewed)',
        ),
      ]
}
