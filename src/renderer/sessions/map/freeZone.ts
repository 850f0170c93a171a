import { isFreeZone, type FreeZoneId } from '#shared/practice/index.ts'

/** A name for a new free area: `free-` and the first eight digits of a random UUID. */
export const newFreeZoneId = (): FreeZoneId => {
  const id: FreeZoneId = `free-${crypto.randomUUID().slice(0, 8)}`
  if (!isFreeZone(id)) throw new Error('A random UUID did not begin with eight digits.')
  return id
}
