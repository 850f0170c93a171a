/** Bars on a scale of powers of ten, drawn as SVG on a ground of its own: readable in either scheme. */

export interface Bar {
  readonly series: string
  /** Above zero, in the picture's unit; null is left out. */
  readonly value: number | null
  readonly says: string
}

export interface Group {
  readonly name: string
  readonly bars: readonly Bar[]
}

const colours = ['#0b7285', '#e8590c', '#5f3dc4', '#868e96', '#2b8a3e'] as const
const left = 270
const width = 900
const right = width - 110
const barHeight = 13
const gap = 14
const top = 78

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

const text = (x: number, y: number, words: string, more = ''): string =>
  `<text x="${x}" y="${y}" ${more}>${escaped(words)}</text>`

export const drawBars = (title: string, unit: string, groups: readonly Group[]): string => {
  const values = groups.flatMap(({ bars }) => bars.flatMap(({ value }) => value ?? []))
  const low = Math.floor(Math.log10(Math.min(...values)))
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))))
  const x = (value: number): number =>
    left + ((Math.log10(value) - low) / (high - low)) * (right - left)
  const series = [...new Set(groups.flatMap(({ bars }) => bars.map((bar) => bar.series)))]
  const colourOf = (name: string) => colours[series.indexOf(name) % colours.length] ?? colours[0]

  let y = top
  const drawn = groups.flatMap(({ name, bars }) => {
    const shown = bars.filter((bar) => bar.value !== null)
    const middle = y + (shown.length * barHeight) / 2 + 4
    const parts = [text(left - 10, middle, name, 'text-anchor="end"')]
    for (const { series: of, value, says } of shown) {
      const end = Math.max(x(value ?? 1), left + 1)
      parts.push(
        `<rect x="${left}" y="${y}" width="${(end - left).toFixed(1)}" height="${barHeight - 2}" fill="${colourOf(of)}"/>`,
        text(Math.round(end) + 5, y + 10, says, 'font-size="11"'),
      )
      y += barHeight
    }
    y += gap
    return parts
  })

  const lines = Array.from({ length: high - low + 1 }, (_, step) => {
    const at = Math.round(x(10 ** (low + step)))
    return [
      `<line x1="${at}" x2="${at}" y1="${top - 8}" y2="${y - 4}" stroke="#dee2e6"/>`,
      text(
        at,
        y + 12,
        `${10 ** (low + step)}`,
        'text-anchor="middle" font-size="11" fill="#495057"',
      ),
    ].join('\n')
  })
  const key = series.map((name, place) => {
    const at = 20 + place * 175
    return `<rect x="${at}" y="42" width="11" height="11" fill="${colourOf(name)}"/>${text(at + 17, 52, name)}`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y + 24}" role="img" font-family="Inter, system-ui, sans-serif" font-size="13" fill="#212529">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${y + 24}" fill="#ffffff"/>`,
    text(
      20,
      26,
      `${title} (${unit}; each line is ten times the one before)`,
      'font-weight="600" font-size="15"',
    ),
    ...key,
    ...lines,
    ...drawn,
    '</svg>',
    '',
  ].join('\n')
}
