/** The longest heading line that is kept with a mapping. */
const longestHeading = 2000

/** The first line of a file that is not empty. */
export const headingOf = async (file: File): Promise<string> => {
  const start = await file.slice(0, 16_384).text()
  const lines = start.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  return (lines.find((line) => line.trim() !== '') ?? '').slice(0, longestHeading)
}

/** The headings as written, by the sign that separates most of them. */
export const cellsOf = (heading: string): readonly string[] => {
  const separator = [';', '\t', ','].reduce((one, other) =>
    heading.split(other).length > heading.split(one).length ? other : one,
  )
  const cells = heading
    .split(separator)
    .map((cell) =>
      cell
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .replaceAll('""', '"'),
    )
    .filter((cell) => cell !== '')
  return [...new Set(cells)]
}

/** One draft for each form of table. */
export const draftKeyOf = (heading: string): string =>
  heading.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 120) || 'heading'
