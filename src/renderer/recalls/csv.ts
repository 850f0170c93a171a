import { formatMoment } from '#renderer/ui/index.ts'
import type { TracedSession } from '#shared/recalls/index.ts'
import { texts } from './texts.ts'

/** What a spreadsheet would run as a formula is kept as text. */
const cell = (value: string | number): string => {
  const text = String(value)
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

/** The sessions of a trace, one a line, as UTF-8 with a mark that spreadsheets know. */
export const csvOf = (sessions: readonly TracedSession[], zone: string): Blob => {
  const rows = sessions.map((session) => [
    session.clientNumber,
    session.clientName,
    session.clientBirthDate,
    session.telephone,
    session.email,
    formatMoment(session.at, zone),
    session.practitionerName,
    texts.sessionStates[session.state],
    session.sessionId,
  ])
  const lines = [texts.trace.csvHead, ...rows].map((row) => row.map(cell).join(','))
  return new Blob([`\ufeff${lines.join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' })
}
