/** Three figures that count. */
export const figure = (value: number | null): string => {
  if (value === null) return ''
  if (value >= 100) return Math.round(value).toLocaleString('en')
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

/** As a table for people: the first column to the left, the others to the right. */
export const plainTable = (rows: readonly (readonly string[])[]): string => {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0))
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(width(column)) : cell.padStart(width(column)),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

export const markdownTable = ([head, ...rows]: readonly (readonly string[])[]): string => {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = (head ?? []).map((_, column) => (column === 0 ? '---' : '---:'))
  return [line(head ?? []), line(rule), ...rows.map(line)].join('\n')
}
