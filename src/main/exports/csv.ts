import { stringify } from 'csv-stringify/sync'

type Value = string | number | null | undefined

/**
 * A table by RFC 4180: commas, CRLF, every text in quotes; UTF-8 with a byte order mark, without
 * which a spreadsheet misreads ł and é. A text that a spreadsheet would take for a formula (it
 * begins with = + - @, a tab or a return) gets an apostrophe in front.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export const csvOf = <Column extends string>(
  columns: readonly Column[],
  rows: Iterable<Readonly<Partial<Record<Column, Value>>>>,
): string =>
  stringify([...rows], {
    header: true,
    columns: [...columns],
    bom: true,
    record_delimiter: '\r\n',
    // All of them: a lone line feed would otherwise stand unquoted.
    quoted_string: true,
    escape_formulas: true,
  })
