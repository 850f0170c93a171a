import { formatDay, StatusBadge } from '#renderer/ui/index.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
import type { SourceQuality } from '#shared/practice/index.ts'
import { texts } from './texts.ts'

/** How far a source can be leaned on, in a word. */
export const Quality = ({ quality }: { quality: SourceQuality }) => (
  <span className="settings-quality">{texts.rules.qualities[quality]}</span>
)

/** When a source is looked up again; nothing where no day was set. */
export const CheckAgain = ({ day, today }: { day: CalendarDate | null; today: CalendarDate }) => {
  if (day === null) return null
  return day <= today ? (
    <StatusBadge tone="decision">{texts.people.checkAgainDue(formatDay(day))}</StatusBadge>
  ) : (
    <span className="settings-source settings-check">
      {texts.people.checkAgain(formatDay(day))}
    </span>
  )
}
