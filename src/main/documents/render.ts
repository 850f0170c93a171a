import pdfmake from 'pdfmake'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { formatMoment } from '#shared/kernel/index.ts'
import { ink, page, styles } from './appearance.ts'
import { contentOf, contentsOf } from './blocks.ts'
import type { DocumentDescription } from './description.ts'
import { fonts, isFontFile, printable } from './fonts.ts'

// Nothing is ever fetched, and no file is read but the fonts.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy(isFontFile)
pdfmake.setFonts(fonts)

/** A4, archival (PDF/A-2b), with its fonts inside. Heavy: run it in a worker thread. */
export const renderDocument = async (description: DocumentDescription): Promise<Uint8Array> => {
  const { description: written, replaced } = withPrintableText(description)
  const buffer = await pdfmake.createPdf(definitionOf(written, replaced)).getBuffer()
  return new Uint8Array(buffer)
}

const definitionOf = (
  description: DocumentDescription,
  replaced: boolean,
): TDocumentDefinitions => {
  const { title, practice, printedAt, orientation = 'portrait', blocks } = description
  const textWidth = (orientation === 'portrait' ? page.width : page.height) - page.left - page.right
  return {
    pageSize: 'A4',
    pageOrientation: orientation,
    pageMargins: [page.left, page.top, page.right, page.bottom],
    version: '1.7',
    subset: 'PDF/A-2b',
    language: 'en',
    displayTitle: true,
    info: {
      title,
      author: practice.name,
      creator: 'Stratum',
      producer: 'Stratum',
      creationDate: new Date(printedAt),
      modDate: new Date(printedAt),
    },
    defaultStyle: { font: 'Inter', fontSize: 9, lineHeight: 1.3, color: ink.text },
    styles,
    header: (current) => head(description, current),
    footer: (current, count) => foot(description, current, count),
    pageBreakBefore: endsPage,
    content: [
      { text: title, style: 'title', margin: [0, 4, 0, 8] },
      ...(replaced ? [contentOf(replacementNotice, textWidth)] : []),
      ...contentsOf(blocks, textWidth),
    ],
  }
}

const replacementNotice = {
  kind: 'notice',
  tone: 'caution',
  title: 'Some characters are written as numbers',
  lines: [
    'The font of this document does not have every script. Such a character stands as its Unicode number, for example [U+738B]. The CSV and JSON exports hold the text itself.',
  ],
} as const

/** A heading, or headings, with nothing under it on its page. Heads and feet are level 0. */
const endsPage: NonNullable<TDocumentDefinitions['pageBreakBefore']> = (node, around) =>
  (node.headlineLevel ?? 0) > 0 &&
  around.getFollowingNodesOnPage().every(({ headlineLevel }) => headlineLevel !== undefined)

const aside = { headlineLevel: 0 } as const

const head = ({ practice, running }: DocumentDescription, current: number): Content => {
  const address = [practice.address, practice.telephone].filter(Boolean).join(' · ')
  return {
    ...aside,
    margin: [page.left, 30, page.right, 0],
    columns: [
      {
        ...aside,
        width: '*',
        stack: [
          { ...aside, text: practice.name, bold: true, fontSize: 9 },
          ...(current === 1
            ? [{ ...aside, text: address.replaceAll('\n', ', '), style: 'running' }]
            : []),
        ],
      },
      { ...aside, width: '*', text: running, alignment: 'right', style: 'running' },
    ],
    columnGap: 16,
  }
}

const foot = (description: DocumentDescription, current: number, count: number): Content => {
  const { printedAt, printedBy, timeZone, chainHead } = description
  const printed = `Printed ${formatMoment(printedAt, timeZone)} (${timeZone}) by ${printedBy}`
  return {
    ...aside,
    margin: [page.left, 18, page.right, 0],
    stack: [
      {
        ...aside,
        columns: [
          { ...aside, width: '*', text: printed, style: 'foot' },
          { ...aside, width: 'auto', text: `Page ${current} of ${count}`, style: 'foot' },
        ],
      },
      { ...aside, text: `Change log head ${chainHead}`, style: 'foot', fontFeatures: ['tnum'] },
    ],
  }
}

/** Every text of a description, as the font can print it. */
const withPrintableText = (
  description: DocumentDescription,
): { readonly description: DocumentDescription; readonly replaced: boolean } => {
  let replaced = false
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const written = printable(value)
      replaced ||= written.replaced
      return written.text
    }
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item)]))
  }
  // Only the words inside change, never the shape.
  return { description: walk(description) as DocumentDescription, replaced }
}
