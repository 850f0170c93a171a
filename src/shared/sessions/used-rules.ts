import { judgeLot, type Lot } from '#shared/inventory/index.ts'
import type { CalendarDate, Finding } from '#shared/kernel/index.ts'

/** The same rule met by two lots or packs is two findings. */
export const about = (subject: string, findings: readonly Finding[]): readonly Finding[] =>
  findings.map((finding) => ({ ...finding, code: `${finding.code}:${subject}` }))

export const judgeUsedLot = (lot: Lot, today: CalendarDate): readonly Finding[] =>
  about(lot.id, judgeLot(lot, today))
