import { addDays, dayOf, type Finding, startOfDay } from '#shared/kernel/index.ts'
import { judgeLoad, type Load, type Sterilizer } from '#shared/sterilization/index.ts'
import { programmeOf, readLoad, type TypedLoad } from './loadForm.ts'
import type { PracticeNow } from './newLoad.ts'

/**
 * What would stand against releasing it, by main's own rules, as soon as it can be read. The packs
 * are left out: their contents are typed last and say nothing about the cycle.
 */
export const judgeTyped = (
  values: TypedLoad,
  sterilizers: readonly Sterilizer[],
  loads: readonly Load[],
  practice: PracticeNow,
): readonly Finding[] => {
  const zone = practice.details.timeZone
  const programme = programmeOf(values, sterilizers)
  const sterilizer = sterilizers.find(({ id }) => id === values.sterilizerId)
  const read = readLoad({ ...values, packs: [] }, zone)
  if (values.kind !== 'load' || !programme || !sterilizer || !read.success) return []
  const load = read.data
  const day = dayOf(load.startedAt, zone)
  const testOfDay = loads.find(
    (one) =>
      one.sterilizer.id === sterilizer.id &&
      one.airRemovalResult !== null &&
      dayOf(one.startedAt, zone) === day &&
      one.startedAt < load.startedAt,
  )
  return judgeLoad(load, programme, {
    // Whether a cycle starts later today is left to main's clock.
    now: startOfDay(addDays(practice.today, 1), zone),
    day,
    rules: practice.rules.settings,
    sterilizer: { airRemoval: sterilizer.airRemoval, stateAtCycle: sterilizer.state },
    fileOutcome: null,
    airRemovalResult: testOfDay?.airRemovalResult ?? null,
    sporeTests: [],
    suspect: false,
  })
}
