import type { Connection } from '#main/database/index.ts'
import type { VerificationFinding } from '#shared/audit/index.ts'
import { searchTextOf } from './search.ts'

interface Row {
  readonly key: number
  readonly id: string
  readonly number: number
  readonly name: string
  readonly email: string
  readonly telephone: string
  readonly text: string
}

/** The search answers for each client with that client: by every word that is kept for them. */
export const verifySearch = (connection: Connection): readonly VerificationFinding[] => {
  const findings: VerificationFinding[] = []
  const finds = (subject: string, explanation: string) =>
    void findings.push({ code: 'index-altered', subject, explanation })
  const answers = connection
    .prepare<[number, string], number>(
      'SELECT 1 FROM clients_search WHERE rowid = ? AND clients_search MATCH ?',
    )
    .pluck()
  const rows = connection
    .prepare<[], Row>(
      `SELECT search_key AS key, id, number, name, email, telephone, search_text AS text
       FROM clients ORDER BY search_key`,
    )
    .iterate()
  let count = 0
  for (const row of rows) {
    count += 1
    if (row.text !== searchTextOf(row))
      finds(`clients ${row.id}`, 'What search finds this client by is not what the record says.')
    else if (answers.get(row.key, everyWordOf(row.text)) === undefined)
      finds(`clients ${row.id}`, 'The search index does not lead to this client.')
  }
  const indexed =
    connection.prepare<[], number>('SELECT count(*) FROM clients_search_docsize').pluck().get() ?? 0
  if (indexed !== count)
    finds('the search index', 'It leads to clients that are not there, or not to all of them.')
  return findings
}

/** All of its words, each quoted; a text without any letter or digit has at least its client's number. */
const everyWordOf = (text: string): string =>
  [...new Set(text.split(/\s+/).filter((word) => word !== ''))]
    .map((word) => `"${word.replaceAll('"', '""')}"`)
    .join(' AND ')
