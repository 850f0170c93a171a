import { describe, expect, it } from 'vitest'
import { paperVersions } from '#renderer/consent/paperVersions.ts'
import { calendarDate, toInstant } from '#shared/kernel/index.ts'

const published = (kind: 'photography' | 'guardian', version: number, at: string) => ({
  kind,
  version,
  publishedAt: toInstant(new Date(at)),
})
const templates = [
  published('photography', 1, '2026-01-10T09:00:00.000Z'),
  published('guardian', 9, '2026-01-10T09:00:00.000Z'),
  published('photography', 3, '2026-11-20T09:00:00.000Z'),
  // The tenth of March in Prague already.
  published('photography', 2, '2026-03-09T23:30:00.000Z'),
]
const offeredOn = (day: string | null) =>
  paperVersions(
    templates,
    'photography',
    day === null ? null : calendarDate.parse(day),
    'Europe/Prague',
  ).map(({ version }) => version)

describe('the versions that a signed paper can be', () => {
  it.each([
    [null, [3, 2, 1]],
    ['2026-11-20', [3, 2, 1]],
    ['2026-03-10', [2, 1]],
    ['2026-03-09', [1]],
    ['2026-01-09', []],
  ])('are those published by the day it was signed, newest first: %s', (day, versions) => {
    expect(offeredOn(day)).toEqual(versions)
  })
})
