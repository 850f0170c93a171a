/**
 * One line of JSON. Null when it is not JSON, not of the form, or not written as Stratum writes it:
 * with white space, or with a key said twice, of which two readers might believe different ones.
 */
export const parseLine = <T>(
  line: string,
  parse: (value: unknown) => { readonly success: boolean; readonly data?: T | undefined },
): T | null => {
  try {
    const value: unknown = JSON.parse(line)
    const read = parse(value)
    return read.success && JSON.stringify(value) === line ? (read.data ?? null) : null
  } catch {
    return null
  }
}
