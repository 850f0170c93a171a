import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'

export interface Column<Row> {
  id: string
  header: string
  cell: (row: Row) => ReactNode
  /** `number` stands at the right in figures of equal width. */
  align?: 'start' | 'number'
  /** CSS width, such as `7rem`; the others share what is left. */
  width?: string
}

export interface DataTableProps<Row> {
  /** What the table is called by a screen reader. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** A click, or Enter on the row. Arrow keys, Home and End walk from row to row. */
  onActivate?: (row: Row) => void
  /** Marks a row, such as a client whose chart is open. */
  isSelected?: (row: Row) => boolean
  /** What stands there instead of rows: usually an `EmptyState compact`. */
  empty?: ReactNode
  /** The tallest it grows before it scrolls by itself. */
  maximumHeight?: string
}

const virtualisedFrom = 101
const estimatedRowHeight = 53

/**
 * A table that keeps its head in view, aligns numbers, and draws only the rows in sight beyond a
 * hundred: `<DataTable label="Lots" columns={columns} rows={lots} rowKey={(lot) => lot.id} />`.
 */
export const DataTable = <Row,>(props: DataTableProps<Row>) => {
  const { columns, rows, empty, label, onActivate } = props
  const scroller = useRef<HTMLDivElement>(null)
  const isVirtual = rows.length >= virtualisedFrom
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimatedRowHeight,
    overscan: 12,
    enabled: isVirtual,
  })
  const shown = isVirtual
    ? virtualizer.getVirtualItems()
    : rows.map((_row, index) => ({ index, start: 0, end: 0 }))
  const walk = useRowWalk(rows.length, scroller, (index) => {
    if (isVirtual) virtualizer.scrollToIndex(index)
  })

  if (rows.length === 0 && empty) return <>{empty}</>
  return (
    <div
      ref={scroller}
      className="data-table"
      style={{ maxHeight: props.maximumHeight ?? 'max(20rem, calc(100dvh - 15rem))' }}
      // A scrolling region without anything to focus in it must itself be reachable by keyboard.
      {...(onActivate ? {} : { tabIndex: 0, role: 'region', 'aria-label': label })}
    >
      <table
        aria-label={label}
        aria-rowcount={rows.length + 1}
        {...(onActivate ? { role: 'grid', onKeyDown: walk.onKeyDown } : {})}
      >
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                data-align={column.align ?? 'start'}
                {...(column.width ? { style: { width: column.width } } : {})}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={isVirtual ? (shown[0]?.start ?? 0) : 0} />
          {shown.map(({ index }) => {
            const row = rows[index]
            return row === undefined ? null : (
              <TableRow
                key={props.rowKey(row)}
                row={row}
                index={index}
                table={props}
                isStop={index === walk.stop}
                onFocus={walk.onFocus}
              />
            )
          })}
          <Spacer height={isVirtual ? virtualizer.getTotalSize() - (shown.at(-1)?.end ?? 0) : 0} />
        </tbody>
      </table>
    </div>
  )
}

interface TableRowProps<Row> {
  row: Row
  index: number
  table: DataTableProps<Row>
  /** The one row that Tab reaches. */
  isStop: boolean
  onFocus: (index: number) => void
}

const TableRow = <Row,>({ row, index, table, isStop, onFocus }: TableRowProps<Row>) => {
  const { columns, onActivate, isSelected } = table
  return (
    <tr
      aria-rowindex={index + 2}
      data-index={index}
      {...(isSelected ? { 'aria-selected': isSelected(row) } : {})}
      {...(onActivate
        ? {
            tabIndex: isStop ? 0 : -1,
            className: 'data-table-active-row',
            onFocus: () => onFocus(index),
            onClick: () => onActivate(row),
            onKeyDown: (event: KeyboardEvent<HTMLTableRowElement>) => {
              // A button inside the row keeps its own Enter.
              if (event.key !== 'Enter' || event.target !== event.currentTarget) return
              event.preventDefault()
              onActivate(row)
            },
          }
        : {})}
    >
      {columns.map((column) => (
        <td key={column.id} data-align={column.align ?? 'start'}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  )
}

const Spacer = ({ height }: { height: number }) =>
  height > 0 ? <tr aria-hidden style={{ height }} /> : null

/** One row of a table is in the tab order; the arrow keys move it. */
const useRowWalk = (
  count: number,
  scroller: { readonly current: HTMLDivElement | null },
  bringIntoView: (index: number) => void,
) => {
  const [stop, setStop] = useState(0)
  const wanted = useRef<number | null>(null)
  const last = Math.max(0, count - 1)

  useEffect(() => {
    const index = wanted.current
    if (index === null) return
    const row = scroller.current?.querySelector<HTMLElement>(`tr[data-index="${index}"]`)
    if (!row) return
    wanted.current = null
    row.focus()
  })

  const onKeyDown = (event: KeyboardEvent) => {
    const next = {
      ArrowDown: Math.min(last, stop + 1),
      ArrowUp: Math.max(0, stop - 1),
      Home: 0,
      End: last,
      PageDown: Math.min(last, stop + 10),
      PageUp: Math.max(0, stop - 10),
    }[event.key]
    if (next === undefined || !(event.target instanceof HTMLTableRowElement)) return
    event.preventDefault()
    wanted.current = next
    bringIntoView(next)
    setStop(next)
  }
  return { stop: Math.min(stop, last), onFocus: setStop, onKeyDown }
}
