import { formatMillimetres, formatMoment } from '#shared/kernel/index.ts'
import { indicationLabels } from '#shared/practice/index.ts'
import { dwellMinutes, type SessionSnapshot } from '#shared/sessions/index.ts'
import { doseWords, howOf, whereOf, withOf } from './session-care-blocks.ts'
import { nothing, words } from './words.ts'
import { agentWords, carriedWords, zoneNamed } from './words-session.ts'

// What a chart of the second format says beside what every chart says, where it says anything.

/** Steps, people, comfort, what was said, orders, marks and what was copied. */
export const courseOf = (snapshot: SessionSnapshot): readonly string[] => [
  ...snapshot.steps.map(
    ({ kind, at, note }) =>
      `${words.step[kind]}: ${formatMoment(at, snapshot.practice.timeZone)}${note && ` (${note})`}`,
  ),
  ...snapshot.present.map(({ name, role }) => `Also present: ${name}${role && `, ${role}`}`),
  ...(snapshot.comfort === null ? [] : [`Discomfort, 0 to 10: ${snapshot.comfort}`]),
  ...(snapshot.said === '' ? [] : [`The client said: ${snapshot.said}`]),
  ...(snapshot.prophylaxis === null
    ? []
    : [
        `Cold-sore prophylaxis: ${words.prophylaxis[snapshot.prophylaxis.answer]} ${snapshot.prophylaxis.prescribedBy}`.trim(),
      ]),
  ...snapshot.orders.map(
    ({ clinician, licence, orderedOn, zones, maximumNeedleLength, exceeds }) =>
      `Order of ${clinician}, ${licence}, of ${orderedOn}: up to ${formatMillimetres(maximumNeedleLength)} for ${zones.map((zone) => zoneNamed(snapshot, zone)).join(', ')}, beyond ${exceeds.map((each) => words.limit[each]).join(', ')}`,
  ),
  ...snapshot.marks.map(
    ({ kind, view, path, note }) =>
      `${words.mark[kind]} on ${words.view[view]}: ${whereOf(path)}${note && `: ${note}`}`,
  ),
  ...(snapshot.carried?.fields ?? []).map(
    ({ path, state }) =>
      `Copied from an earlier session, ${words.carried[state]}: ${carriedWords(snapshot, path)}`,
  ),
]

/** What a zone says beside that, where it says anything. */
export const detailsOf = (
  snapshot: SessionSnapshot,
  zone: SessionSnapshot['zones'][number],
): readonly (readonly [string, string])[] =>
  (
    [
      ['Indication', zone.indication === null ? '' : indicationLabels[zone.indication]],
      ['Motion, speed and directions', howOf(zone)],
      ['Coverage', zone.coverage === null ? '' : words.coverage[zone.coverage]],
      ['Pressure', zone.pressureNote],
      ['Cartridge and glide product', withOf(snapshot, zone)],
      ['Response of the zone', zone.response.map((each) => words.response[each]).join(', ')],
      ['Why it was stopped', zone.stoppedReason],
    ] as const
  ).filter(([, value]) => value !== '' && value !== nothing)

/** Agents, times, area and dose of an anaesthetic. */
export const anaestheticLines = (
  { practice }: SessionSnapshot,
  product: SessionSnapshot['products'][number],
): readonly string[] => {
  const use = product.anaesthetic
  if (use === null) return []
  const at = (moment: NonNullable<typeof use.onAt>) => formatMoment(moment, practice.timeZone)
  const dwell = dwellMinutes(use, null)
  const dose = doseWords(product)
  return [
    use.agents.map(agentWords).join(', '),
    ...(use.onAt === null ? [] : [`On ${at(use.onAt)}`]),
    ...(use.offAt === null ? [] : [`Off ${at(use.offAt)}`]),
    ...(dwell === null ? [] : [`${dwell} minutes on the skin`]),
    ...(use.area === null ? [] : [`${use.area} cm²`]),
    ...(dose === null ? [] : [dose]),
    ...(use.occluded === null ? [] : [use.occluded ? 'Under a dressing' : 'Not under a dressing']),
    ...(use.skin === null ? [] : [`Skin: ${words.skin[use.skin]}`]),
    ...(use.suppliedBy === null ? [] : [`Supplied by: ${words.suppliedBy[use.suppliedBy]}`]),
    ...(use.prescribedBy === '' ? [] : [`Prescribed by ${use.prescribedBy}`]),
    ...(use.reaction === '' ? [] : [`Reaction: ${use.reaction}`]),
  ].filter((line) => line !== '')
}
