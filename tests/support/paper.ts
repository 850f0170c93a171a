import { extractText, getDocumentProxy } from 'unpdf'

/** The text of each page of a PDF, its lines joined by single spaces. */
export const pagesOf = async (pdf: Uint8Array | File): Promise<readonly string[]> => {
  const bytes = pdf instanceof File ? new Uint8Array(await pdf.arrayBuffer()) : pdf.slice()
  const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: false })
  return text.map((page) => page.replace(/\s+/g, ' '))
}

export const textOf = async (pdf: Uint8Array | File): Promise<string> =>
  (await pagesOf(pdf)).join(' ')

/** The rows of a table written by RFC 4180, each by its columns' names. */
export const rowsOfCsv = (text: string): readonly Readonly<Record<string, string>>[] => {
  const [head = [], ...rows] = recordsOf(text.replace(/^\uFEFF/, ''))
  return rows.map((row) => {
    if (row.length !== head.length) throw new Error('A row has not as many fields as the header.')
    return Object.fromEntries(head.map((name, index) => [name, row[index] ?? '']))
  })
}

const recordsOf = (text: string): readonly (readonly string[])[] => {
  const records: string[][] = []
  let record: string[] = []
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy
  while (field.lastIndex < text.length) {
    const match = field.exec(text)
    if (!match) throw new Error(`This is no CSV from character ${field.lastIndex}.`)
    record.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
    if (match[3] !== ',') {
      records.push(record)
      record = []
    }
  }
  return records
}
