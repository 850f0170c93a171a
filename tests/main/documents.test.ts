import fc from 'fast-check'
import { getDocumentProxy } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { type Block, type DocumentDescription, renderDocument } from '#main/documents/index.ts'
import { instant } from '#shared/kernel/index.ts'
import { pagesOf, textOf } from '../support/paper.ts'

const description = (...blocks: readonly Block[]): DocumentDescription => ({
  title: 'A document',
  running: 'A document · Client no. 7',
  practice: { name: 'Lantern Skin Studio', address: '12 Harbour Street', telephone: '555 0100' },
  printedAt: instant.parse('2026-11-22T16:00:00.000Z'),
  printedBy: 'Ada Petersen',
  timeZone: 'America/Denver',
  chainHead: 'ab12'.repeat(16),
  blocks,
})

const words = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`)

describe('A document', () => {
  it('prints letters with diacritics in a font that it carries inside [DOC-1]', async () => {
    const text = 'Zoë Łukaszewicz-Ørsted, Đặng Thị Ngọc, Jiří Žižka, Straße, Ağaoğlu, Αθηνά, Ольга'
    const pdf = await renderDocument(description({ kind: 'paragraph', text }))
    expect(await textOf(pdf)).toContain(text)
    const source = Buffer.from(pdf).toString('latin1')
    expect(source).toMatch(/\/FontFile2? \d+ 0 R/)
    expect(source.match(/\/BaseFont \/\w{6}\+Inter/g)).not.toBeNull()
  })

  it('names the practice, the page, the moment and the chain head on every page [DOC-2]', async () => {
    const pages = await pagesOf(
      await renderDocument(description({ kind: 'paragraph', text: words(1600, 'w').join(' ') })),
    )
    expect(pages.length).toBeGreaterThan(1)
    for (const [index, page] of pages.entries()) {
      expect(page).toContain('Lantern Skin Studio')
      expect(page).toContain('A document · Client no. 7')
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`)
      expect(page).toContain('Printed 22 Nov 2026, 09:00 (America/Denver) by Ada Petersen')
      expect(page).toContain(`Change log head ${'ab12'.repeat(16)}`)
    }
  })

  it('writes a character that its font does not have as a number, and says so [DOC-3]', async () => {
    const text = await textOf(
      await renderDocument(description({ kind: 'paragraph', text: '王 ok 👍' })),
    )
    expect(text).toContain('[U+738B] ok [U+1F44D]')
    expect(text).toContain('Some characters are written as numbers')
    expect(await textOf(await renderDocument(description()))).not.toContain('characters')
  })

  it('is archival, PDF/A-2b [DOC-4]', async () => {
    const source = Buffer.from(await renderDocument(description())).toString('latin1')
    expect(source).toMatch(/^%PDF-1\.7/)
    expect(source).toMatch(/<pdfaid:part>2<\/pdfaid:part>/)
    expect(source).toMatch(/<pdfaid:conformance>B<\/pdfaid:conformance>/i)
    expect(source).toContain('/OutputIntents')
  })

  it('draws a signature as a path, not as a picture [DOC-5]', async () => {
    const stroke = words(40, '').map((_, index) => ({
      x: index * 3,
      y: 20 + (index % 7),
      pressure: 0.5,
    }))
    const drawn = await renderDocument(
      description({
        kind: 'drawing',
        drawing: { width: 200, height: 60, strokes: [stroke, [{ x: 5, y: 5, pressure: 1 }]] },
        caption: 'Drawn by the client',
      }),
    )
    expect(await textOf(drawn)).toContain('Drawn by the client')
    const page = await (await getDocumentProxy(drawn.slice())).getPage(1)
    const paths = (await page.getOperatorList()).fnArray.length
    const empty = await (await getDocumentProxy(await renderDocument(description()))).getPage(1)
    expect(paths).toBeGreaterThan((await empty.getOperatorList()).fnArray.length + 3)
    expect(Buffer.from(drawn).toString('latin1')).not.toContain('/Subtype /Image')
  })

  it('loses no word of a row, a box or a list that is longer than a page [DOC-6]', async () => {
    const [cells, lines, items] = [words(900, 'c'), words(1100, 'n'), words(90, 'i')]
    const facts = words(1100, 'f')
    const text = await textOf(
      await renderDocument(
        description(
          {
            kind: 'table',
            none: '',
            columns: [{ heading: 'One' }, { heading: 'Two' }],
            rows: [['first', cells.join(' ')]],
          },
          { kind: 'notice', tone: 'bad', title: 'Box', lines: [lines.join(' ')] },
          { kind: 'list', items },
          { kind: 'facts', columns: 1, facts: [{ label: 'Note', value: facts.join(' ') }] },
        ),
      ),
    )
    const printed = new Set(text.split(' '))
    expect([...cells, ...lines, ...items, ...facts].filter((word) => !printed.has(word))).toEqual(
      [],
    )
  })

  it('never ends a page with a heading [DOC-7]', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 35, max: 44 }), async (before) => {
        const pages = await pagesOf(
          await renderDocument(
            description(
              { kind: 'list', items: words(before, 'item') },
              { kind: 'heading', level: 1, text: 'Upper', mark: { text: 'Marked', tone: 'good' } },
              { kind: 'heading', level: 2, text: 'Lower' },
              { kind: 'paragraph', text: 'Content' },
            ),
          ),
        )
        const page = pages.find((each) => each.includes('Upper'))
        expect(page).toContain('Lower')
        expect(page).toContain('Content')
      }),
      { numRuns: 6 },
    )
  })

  it('is the same, byte for byte, when it is the same [DOC-8]', async () => {
    const one = description({ kind: 'facts', facts: [{ label: 'Client', value: 'Zoë' }] })
    expect(Buffer.from(await renderDocument(one)).equals(await renderDocument(one))).toBe(true)
  })

  it('says in words where a table is empty [DOC-9]', async () => {
    const table = {
      kind: 'table',
      none: 'No product was used.',
      columns: [{ heading: 'Lot' }],
      rows: [],
    } as const
    const text = await textOf(await renderDocument(description(table)))
    expect(text).toContain('No product was used.')
    expect(text).not.toContain('Lot')
  })
})
