import { describe, expect, it } from 'vitest'
import {
  type Direction,
  drawnArea,
  type DrawnZone,
  mapBox,
  neighbourOf,
} from '#renderer/sessions/map/drawing.ts'
import { chartedOn, drawingOf, views, viewOf, zonesOn } from '#renderer/sessions/map/drawings.ts'
import { dayStepOf, depthStepOf, loadStepOf } from '#renderer/sessions/map/paint.ts'
import { isZoneId, zones } from '#shared/practice/index.ts'

const directions: readonly Direction[] = ['up', 'down', 'left', 'right']

const reachable = (list: readonly DrawnZone[], from: DrawnZone): Set<string> => {
  const seen = new Set<string>()
  const visit = (zone: DrawnZone): void => {
    if (seen.has(zone.id)) return
    seen.add(zone.id)
    for (const direction of directions) visit(neighbourOf(list, zone, direction))
  }
  visit(from)
  return seen
}

/** Every coordinate pair of a path that has only absolute commands. */
const pointsOf = (path: string): readonly (readonly [number, number])[] => {
  const numbers = path.match(/-?\d+(?:\.\d+)?/g)?.map(Number) ?? []
  return numbers.flatMap((x, index) => {
    const y = numbers[index + 1]
    return index % 2 === 0 && y !== undefined ? [[x, y] as const] : []
  })
}

describe('the map', () => {
  it('draws every zone that has a name on some drawing, and nothing else, once each', () => {
    const drawn = views.flatMap((view) => drawingOf(view).zones.map(({ id }) => id))
    expect(new Set(drawn)).toEqual(new Set(zones.map(({ id }) => id)))
    expect(drawn.every(isZoneId)).toBe(true)
    for (const view of views) {
      const ids = drawingOf(view).zones.map(({ id }) => id)
      expect(new Set(ids).size, view).toBe(ids.length)
    }
  })

  it.each(views)('keeps %s inside its box, each zone with its number on it', (view) => {
    for (const { id, path, centre } of drawingOf(view).zones) {
      expect(centre[0], id).toBeGreaterThan(0)
      expect(centre[0], id).toBeLessThan(mapBox.width)
      expect(centre[1], id).toBeGreaterThan(0)
      expect(centre[1], id).toBeLessThan(mapBox.height)
      if (/[a-z]/.test(path.replace(/[MCLZQSAz]/g, ''))) continue
      for (const [x, y] of pointsOf(path)) {
        expect(x, id).toBeGreaterThanOrEqual(-2)
        expect(x, id).toBeLessThanOrEqual(mapBox.width + 2)
        expect(y, id).toBeGreaterThanOrEqual(-2)
        expect(y, id).toBeLessThanOrEqual(mapBox.height + 2)
      }
    }
  })

  it('draws the never treated zones of the table as never treated', () => {
    const drawn = views.flatMap((view) => drawingOf(view).zones)
    const never = (list: readonly { id: string }[]) => [...new Set(list.map(({ id }) => id))].sort()
    expect(never(drawn.filter((zone) => zone.isNeverTreated))).toEqual(
      never(zones.filter((zone) => zone.neverTreated)),
    )
  })

  it('shows the client’s left at the reader’s right from the front, and at the left from behind', () => {
    for (const view of ['face-front', 'neck', 'body-front', 'body-back'] as const) {
      const sign = view === 'body-back' ? -1 : 1
      for (const { id, centre } of drawingOf(view).zones) {
        const side = (centre[0] - mapBox.middle) * sign
        if (id.endsWith('-left')) expect(side, `${view} ${id}`).toBeGreaterThan(0)
        if (id.endsWith('-right')) expect(side, `${view} ${id}`).toBeLessThan(0)
      }
    }
    for (const [view, side] of [
      ['face-left', 'right'],
      ['face-right', 'left'],
    ] as const)
      expect(
        drawingOf(view).zones.some(({ id }) => id.endsWith(`-${side}`)),
        view,
      ).toBe(false)
  })

  it.each(views)('lets the arrow keys reach every zone of %s from every other', (view) => {
    const list = drawingOf(view).zones
    for (const zone of list) expect(reachable(list, zone).size, zone.id).toBe(list.length)
  })

  it('shows a free area on its own drawing only, by its name', () => {
    const area = {
      name: 'Scar',
      view: 'body-back',
      x: 500,
      y: 250,
      radiusX: 40,
      radiusY: 20,
    } as const
    const charted = [{ zone: 'free-0a1b2c3d', area }] as const
    expect(zonesOn('body-back', charted).at(-1)).toMatchObject({
      id: 'free-0a1b2c3d',
      label: 'Scar',
      centre: [mapBox.width / 2, mapBox.height / 4],
    })
    expect(zonesOn('body-front', charted)).toEqual(drawingOf('body-front').zones)
    expect(viewOf(charted[0])).toBe('body-back')
    expect(chartedOn('body-back', charted)).toBe(1)
    expect(drawnArea('free-0a1b2c3d', { ...area, radiusX: 5 }).labelAt).not.toBeNull()
  })

  it('puts a length, a sum and a number of days on the step whose end it does not pass', () => {
    expect([250, 500, 501, 1000, 2500, 3500].map(depthStepOf)).toEqual([1, 1, 2, 2, 5, 5])
    expect([5000, 5001, 40_000, 40_001].map(loadStepOf)).toEqual([1, 2, 4, 5])
    expect([0, 7, 8, 28, 57].map(dayStepOf)).toEqual([5, 5, 4, 3, 1])
  })
})
