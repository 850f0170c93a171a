import { formatMillimetres, type Micrometres, parseMillimetres } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'

/** Why the typed text is not a length that can be recorded, or null. Empty is not yet a problem. */
export const problemOfLength = (
  typed: string,
  minimum?: Micrometres,
  maximum?: Micrometres,
): string | null => {
  if (typed.trim() === '') return null
  const length = parseMillimetres(typed)
  if (length === null) return texts.length.unreadable
  if (minimum !== undefined && length < minimum) {
    return texts.length.tooShort(formatMillimetres(minimum))
  }
  if (maximum !== undefined && length > maximum) {
    return texts.length.tooLong(formatMillimetres(maximum))
  }
  return null
}
