import { expect, it } from 'vitest'
import { calendarDate, Refusal } from '#shared/kernel/index.ts'
import { freeArea } from '#shared/practice/index.ts'
import { emptyZone, sessionDocument } from '#shared/sessions/index.ts'
import { comparisonOf } from '../../src/renderer/sessions/comparison.ts'
import { lotsToAdd } from '../../src/renderer/sessions/lotsToAdd.ts'
import { savedVersion } from '../../src/renderer/sessions/savedVersion.ts'
import { lotOf, productOf, soundFacts, today } from '../shared/sessions/facts.ts'

const { document } = soundFacts()

it('compares every key of two windows’ charts, whatever was changed in it [SES-155]', () => {
  expect(comparisonOf(document, document).filter(({ here, there }) => here !== there)).toEqual([])
  for (const key of Object.keys(sessionDocument.shape)) {
    const value: unknown = Reflect.get(document, key)
    const added = key === 'zones' ? [emptyZone('chin')] : ['another']
    const other = {
      ...document,
      [key]: Array.isArray(value) ? [...Array.from<unknown>(value), ...added] : 'another',
    }
    const rows = comparisonOf(document, other).filter(({ here, there }) => here !== there)
    expect(rows, key).toHaveLength(1)
  }
  const later = { laterKey: 'later', ...document }
  const known = comparisonOf(document, later)
  expect(known).toContainEqual({ part: 'later key', here: 'none', there: 'later' })
})

it('shows a difference inside a part that the short words do not tell [SES-155]', () => {
  const [zone] = document.zones
  if (!zone) throw new Error('The sound chart has a zone.')
  for (const key of Object.keys(zone)) {
    if (key === 'zone' || key === 'area') continue
    const said = new Map<string, unknown>([
      ['directions', ['circular']],
      ['response', ['swelling']],
      ['cartridgeUnitId', 'another piece'],
      ['glideLotId', 'another lot'],
      ['speed', '120 Hz'],
      ['pressureNote', 'firm'],
      ['stoppedReason', 'faint'],
      ['coverage', 'spots'],
      ['motion', 'roll'],
      ['technique', 'roller'],
      ['endpoint', 'none'],
      ['indication', 'scars'],
    ])
    const zones = document.zones.map((each, index) =>
      index === 0 ? { ...each, [key]: said.get(key) ?? 7 } : each,
    )
    const rows = comparisonOf(document, { ...document, zones })
    expect(
      rows.filter(({ here, there }) => here !== there),
      key,
    ).toHaveLength(1)
  }
})

it('neither starts nor signs an older chart while the newest edit is not saved [SES-156]', async () => {
  let flushed = 0
  const draft = (isUnsaved: boolean) => ({
    flush: async () => void (flushed += 1),
    isUnsaved: () => isUnsaved,
  })
  const refused: unknown = await savedVersion(draft(true), () => 3).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(Refusal)
  expect(refused).toMatchObject({ problems: [{ code: 'sessions.not-saved' }] })
  expect(await savedVersion(draft(false), () => 3)).toBe(3)
  expect(flushed).toBe(2)
})

it('offers no lot that is used up or was opened too long ago [SES-157]', () => {
  const product = productOf(1, { kind: 'serum', openedShelfLifeDays: 10 })
  const sound = lotOf(1, { product, left: 2, openedOn: null })
  const empty = lotOf(2, { product, left: 0 })
  const old = lotOf(3, { product, left: 2, openedOn: calendarDate.parse('2026-10-01') })
  expect(lotsToAdd([sound, empty, old], [], today)).toEqual([sound])
  expect(lotsToAdd([sound], [{ lotId: sound.id }], today)).toEqual([])
})

it('takes a free area on the neck and the body, and on the face says to choose the named zone [SES-158]', () => {
  const area = { name: 'Lid', x: 500, y: 300, radiusX: 40, radiusY: 20 }
  for (const view of ['neck', 'body-front', 'body-back'])
    expect(freeArea.safeParse({ ...area, view }).success).toBe(true)
  // The face of the whole figure is a face too.
  expect(freeArea.safeParse({ ...area, view: 'body-front', y: 169 }).success).toBe(false)
  expect(freeArea.safeParse({ ...area, view: 'body-back', y: 169 }).success).toBe(true)
  for (const view of ['face-front', 'face-left', 'face-right'])
    expect(freeArea.safeParse({ ...area, view }).error?.message).toContain('choose the named zone')
})
