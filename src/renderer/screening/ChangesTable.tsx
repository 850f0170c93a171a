import type { HistoryChange } from '#shared/screening/index.ts'
import { texts } from './texts.ts'

interface ChangesTableProps {
  changes: readonly HistoryChange[]
  /** What is said when nothing differs. */
  empty: string
  /** The visit before: `12 Oct 2026`. */
  before: string | null
}

/** What was and what is, side by side. */
export const ChangesTable = ({ changes, empty, before }: ChangesTableProps) =>
  changes.length === 0 ? (
    <p className="screening-quiet">{empty}</p>
  ) : (
    <table className="changes-table">
      <thead>
        <tr>
          <th scope="col">{texts.review.what}</th>
          <th scope="col">{before ?? texts.review.before}</th>
          <th scope="col">{texts.review.now}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change, index) => (
          <tr key={`${index} ${change.label}`}>
            <th scope="row">{change.label}</th>
            <td>{change.before}</td>
            <td className="changes-now">{change.now}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
