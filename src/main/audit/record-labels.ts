import type { Connection } from '#main/database/index.ts'
import { calendarDate, formatDay, formatMoment, instant } from '#shared/kernel/index.ts'

/** What people call the things that records name by id; a moment or a day follows its words. */
const namings: readonly string[] = [
  'SELECT id, name AS words FROM practices',
  'SELECT id, name AS words FROM practitioners',
  "SELECT id, name || ' (client ' || number || ')' AS words FROM clients",
  "SELECT id, iif(label = '', replace(kind, '-', ' '), label) AS words FROM client_flags",
  'SELECT id, name AS words FROM products',
  `SELECT l.id, p.name || ', lot ' || l.number AS words
   FROM lots l JOIN products p ON p.id = l.product_id`,
  `SELECT u.id, p.name || ', lot ' || l.number || iif(u.serial, ', serial ', ', no. ') || u.label AS words
   FROM units u JOIN lots l ON l.id = u.lot_id JOIN products p ON p.id = l.product_id`,
  'SELECT id, name AS words FROM sterilizers',
  `SELECT l.id, s.name || ', cycle ' || l.cycle_number AS words
   FROM loads l JOIN sterilizers s ON s.id = l.sterilizer_id`,
  "SELECT id, 'Pack ' || label AS words FROM packs",
  `SELECT s.id, 'Session of ' || c.name || ', ' AS words, coalesce(s.started_at, s.opened_at) AS moment
   FROM sessions s JOIN clients c ON c.id = s.client_id`,
  `SELECT a.id, p.name || ', lot ' || l.number AS words
   FROM session_products a JOIN lots l ON l.id = a.lot_id JOIN products p ON p.id = l.product_id`,
  "SELECT id, 'Addendum of ' AS words, added_at AS moment FROM addenda",
  "SELECT id, 'Plan of ' AS words, made_at AS moment FROM plans",
  "SELECT id, 'Consent of ' AS words, signed_at AS moment FROM consents",
  `SELECT id, '“' || json_extract(text, '$.title') || '”, version ' || version AS words
   FROM consent_templates`,
  "SELECT id, 'Screening of ' AS words, day FROM screenings",
  "SELECT id, 'Screening rules, version ' || version AS words FROM screening_rules",
  "SELECT id, 'Rules, version ' || version AS words FROM rule_sets",
  "SELECT id, 'Recall of ' AS words, opened_at AS moment FROM recalls",
  'SELECT id, name AS words FROM attachments',
]

interface Naming {
  readonly id: string
  readonly words: string | null
  readonly moment?: string
  readonly day?: string
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

const prepare = (connection: Connection) => ({
  zone: connection.prepare<[], string>('SELECT time_zone FROM practices').pluck(),
  namings: namings.map((naming) =>
    connection.prepare<[string], Naming>(
      `SELECT * FROM (${naming}) WHERE id IN (SELECT value FROM json_each(?))`,
    ),
  ),
})

const known = new WeakMap<Connection, ReturnType<typeof prepare>>()

/** Preparing all of them takes longer than asking them. */
const preparedOn = (connection: Connection): ReturnType<typeof prepare> => {
  const prepared = known.get(connection) ?? prepare(connection)
  known.set(connection, prepared)
  return prepared
}

/** Labels of every id that stands in these texts, as things are called now. */
export const labelsOf = (
  connection: Connection,
  texts: readonly string[],
): Readonly<Record<string, string>> => {
  const ids = JSON.stringify([...new Set(texts.flatMap((text) => text.match(uuid) ?? []))])
  const prepared = preparedOn(connection)
  const zone = prepared.zone.get() ?? 'UTC'
  return Object.fromEntries(
    prepared.namings
      .flatMap((naming) => naming.all(ids))
      .flatMap(({ id, words, moment, day }) =>
        words === null ? [] : [[id, `${words}${written(moment, day, zone)}`]],
      ),
  )
}

const written = (moment: string | undefined, day: string | undefined, zone: string): string => {
  const at = instant.safeParse(moment)
  const on = calendarDate.safeParse(day)
  return at.success ? formatMoment(at.data, zone) : on.success ? formatDay(on.data) : ''
}
