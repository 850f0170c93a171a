import { Button, Modal } from '@mantine/core'
import { comparisonOf } from './comparison.ts'
import { texts } from './texts.ts'
import { useMoment } from './usePractice.ts'
import type { SessionHandle } from './useSession.ts'

/** Two windows changed one chart: both are kept, and she chooses with both before her eyes. */
export const ConflictDialog = ({ session: { draft } }: { session: SessionHandle }) => {
  const moment = useMoment()
  const { other, value } = draft
  if (!other) return null
  const differing = comparisonOf(value, other.value).filter(({ here, there }) => here !== there)
  const useOther = () => {
    draft.swap()
    // What was swapped out is the copy now; it goes once the chosen one is saved.
    void draft.flush().then(draft.keepThis)
  }
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={texts.conflict.title}
      size={720}
    >
      <p className="quiet">{texts.conflict.text(moment(other.savedAt))}</p>
      <table className="chart-table conflict-table" aria-label={texts.conflict.title}>
        <thead>
          <tr>
            <th scope="col">{texts.conflict.part}</th>
            <th scope="col">{texts.conflict.here}</th>
            <th scope="col">{texts.conflict.there}</th>
          </tr>
        </thead>
        <tbody>
          {differing.map(({ part, here, there }) => (
            <tr key={part}>
              <th scope="row">{part}</th>
              <td>{here}</td>
              <td>{there}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="dialog-actions">
        <Button variant="default" onClick={useOther}>
          {texts.conflict.keepThere}
        </Button>
        <Button variant="default" onClick={() => void draft.keepThis()}>
          {texts.conflict.keepHere}
        </Button>
      </div>
    </Modal>
  )
}
