import { describe, expect, it } from 'vitest'
import {
  type Direction,
  depthStepOf,
  type FaceZone,
  faceBox,
  faceZones,
  neighbourOf,
} from '#renderer/sessions/faceZones.ts'
import { isZoneId, zones } from '#shared/sessions/index.ts'

const directions: readonly Direction[] = ['up', 'down', 'left', 'right']

const reachable = (from: FaceZone): Set<string> => {
  const seen = new Set<string>()
  const visit = (zone: FaceZone): void => {
    if (seen.has(zone.id)) return
    seen.add(zone.id)
    for (const direction of directions) visit(neighbourOf(zone, direction))
  }
  visit(from)
  return seen
}

describe('the face map', () => {
  it('draws only zones that can be charted, each once', () => {
    expect(faceZones.every(({ id }) => isZoneId(id))).toBe(true)
    expect(new Set(faceZones.map(({ id }) => id)).size).toBe(faceZones.length)
  })

  it('draws the never treated zones of the table as never treated', () => {
    const never = (list: readonly { id: string }[]) => list.map(({ id }) => id).sort()
    expect(never(faceZones.filter((zone) => zone.isNeverTreated))).toEqual(
      never(zones.filter((zone) => zone.neverTreated)),
    )
  })

  it('shows the client’s left at the reader’s right', () => {
    for (const { id, centre } of faceZones) {
      if (id.endsWith('-left')) expect(centre[0]).toBeGreaterThan(faceBox.middle)
      if (id.endsWith('-right')) expect(centre[0]).toBeLessThan(faceBox.middle)
    }
  })

  it('lets the arrow keys reach every zone from every other', () => {
    for (const zone of faceZones) expect(reachable(zone).size).toBe(faceZones.length)
  })

  it('puts a length on the step whose upper end it does not pass', () => {
    expect([250, 500, 501, 1000, 2500, 3500].map(depthStepOf)).toEqual([1, 1, 2, 2, 5, 5])
  })
})
