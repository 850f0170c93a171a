import { type CalendarDate, dayOf } from '#shared/kernel/index.ts'
import { type Load, type LoadState, missingCycles } from '#shared/sterilization/index.ts'

/** Numbers that nobody recorded, as they stand between the loads of one machine. */
export interface Gap {
  readonly from: number
  readonly to: number
  readonly sterilizerId: string
  readonly sterilizerName: string
}

export type LoadRow = { readonly load: Load } | { readonly gap: Gap }

/** The missing numbers of each machine. */
export const gapsOf = (loads: readonly Load[]): readonly Gap[] =>
  [...Map.groupBy(loads, ({ sterilizer }) => sterilizer.id)].flatMap(([sterilizerId, ofOne]) =>
    missingCycles(ofOne).map(({ from, to }) => ({
      from,
      to,
      sterilizerId,
      sterilizerName: ofOne[0]?.sterilizer.name ?? '',
    })),
  )

/** The loads of each day, newest first; a gap stands under the cycle that comes after it. */
export const daysOf = (
  loads: readonly Load[],
  gaps: readonly Gap[],
  zone: string,
): readonly { day: CalendarDate; rows: readonly LoadRow[] }[] =>
  [...Map.groupBy(loads, (load) => dayOf(load.startedAt, zone))].map(([day, ofDay]) => ({
    day,
    rows: ofDay.flatMap((load): LoadRow[] => [
      { load },
      ...gaps
        .filter(
          ({ sterilizerId, to }) =>
            sterilizerId === load.sterilizer.id && to === load.cycleNumber - 1,
        )
        .map((gap) => ({ gap })),
    ]),
  }))

export type StateFilter = 'any' | LoadState

export const hasState = (load: Load, filter: StateFilter): boolean => {
  if (filter === 'any') return true
  if (filter !== 'quarantined') return load.state === filter
  return (
    load.state === 'quarantined' ||
    (load.state === 'released' && load.packs.some(({ state }) => state === 'quarantined'))
  )
}
