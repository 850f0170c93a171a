import type { CalendarDate, Finding, Problem, SessionId } from '#shared/kernel/index.ts'
import { isNeedleBearing } from './kinds.ts'
import { judgeLot } from './rules.ts'
import type { Lot, Unit } from './schema.ts'

/** Every reason why a session cannot take this piece on this day; without a day, but for its lot. */
export const judgeTaking = (
  { unit, lot }: { readonly unit: Unit; readonly lot: Lot },
  session: SessionId,
  today: CalendarDate | null,
): readonly Problem[] => {
  const problems: Problem[] = []
  if (!isNeedleBearing(lot.product.kind)) problems.push(notACartridge(lot))
  if (unit.state === 'discarded') problems.push(unitDiscarded(unit, lot))
  else if (unit.sessionId !== null) problems.push(unitTaken(unit, lot, unit.sessionId === session))
  if (today === null) return problems
  return [
    ...problems,
    ...[...judgeLot(lot, today), ...judgeUnit(unit, lot)].map(
      ({ severity: _severity, ...problem }) => problem,
    ),
  ]
}

/** What stands against one piece, beside its lot. */
export const judgeUnit = (unit: Unit, lot: Lot): readonly Finding[] =>
  unit.recalled
    ? [
        {
          code: 'inventory.unit-recalled',
          severity: 'stop',
          fact: `${pieceOf(unit, lot)} is recalled.`,
          rule: 'What was recalled touches nobody.',
          nextStep: 'Choose another piece, and put this one aside.',
        },
      ]
    : []

/** Why a session cannot put this piece back or drop it, or null. */
export const judgeHeld = (
  { unit, lot }: { readonly unit: Unit; readonly lot: Lot },
  session: SessionId,
): Problem | null => {
  if (unit.state === 'discarded') return unitDiscarded(unit, lot)
  if (unit.sessionId !== session) {
    return {
      code: 'inventory.unit-not-held',
      fact: `${pieceOf(unit, lot)} is not in this session.`,
      rule: 'A session puts back or discards only what it has taken.',
      nextStep: 'Look at the session’s cartridges again.',
    }
  }
  return unit.state === 'used' ? unitTaken(unit, lot, false) : null
}

/** Why a piece cannot be discarded from stock, or null. */
export const judgeDiscard = ({
  unit,
  lot,
}: {
  readonly unit: Unit
  readonly lot: Lot
}): Problem | null => {
  if (unit.state === 'discarded') return unitDiscarded(unit, lot)
  return unit.sessionId === null ? null : unitTaken(unit, lot, false)
}

export const pieceOf = (unit: Unit, lot: Lot): string =>
  `${unit.serial ? 'Serial' : 'Piece'} ${unit.label} of lot ${lot.number} (${lot.product.name})`

const unitDiscarded = (unit: Unit, lot: Lot): Problem => ({
  code: 'inventory.unit-discarded',
  field: 'unitId',
  fact: `${pieceOf(unit, lot)} was discarded.`,
  rule: 'A discarded piece never comes back.',
  nextStep: 'Choose another piece.',
})

const unitTaken = (unit: Unit, lot: Lot, here: boolean): Problem => ({
  code: 'inventory.unit-used',
  field: 'unitId',
  fact: `${pieceOf(unit, lot)} ${unit.state === 'used' ? 'was used in a session' : here ? 'is in this session already' : 'is held by a session'}.`,
  rule: 'What bears needles belongs to one session and is never used twice.',
  nextStep:
    unit.state === 'claimed' && !here
      ? 'Choose another piece, or put this one back in the session that holds it.'
      : 'Choose another piece.',
  source: '21 CFR 878.4430: microneedling devices are not to be reused',
})

const notACartridge = (lot: Lot): Problem => ({
  code: 'inventory.not-a-cartridge',
  field: 'unitId',
  fact: `${lot.product.name} bears no needles.`,
  rule: 'A session takes cartridges, rollers and stamps piece by piece; a handpiece is chosen in the chart.',
  nextStep: 'Scan the cartridge, roller or stamp, or choose it from stock.',
})
