import { Button, Modal } from '@mantine/core'
import { formatMillimetres } from '#renderer/ui/index.ts'
import { type SessionDocument } from '#shared/sessions/index.ts'
import { labelOfZone } from '#shared/practice/index.ts'
import { texts } from './texts.ts'
import { useMoment } from './usePractice.ts'
import { detailWords } from './zoneWords.ts'
import type { SessionHandle } from './useSession.ts'

/** Two windows changed one chart: both are kept, and she chooses with both before her eyes. */
export const ConflictDialog = ({ session: { draft } }: { session: SessionHandle }) => {
  const moment = useMoment()
  const { other, value } = draft
  if (!other) return null
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
          {comparisonOf(value, other.value).map(({ part, here, there }) => (
            <tr key={part} data-differs={here !== there}>
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

const comparisonOf = (here: SessionDocument, there: SessionDocument) => {
  const zones = new Map([...there.zones, ...here.zones].map((zone) => [zone.zone, zone]))
  return [
    ...[...zones].map(([zone, charted]) => ({
      part: labelOfZone(charted),
      here: zoneWords(here.zones.find((each) => each.zone === zone)),
      there: zoneWords(there.zones.find((each) => each.zone === zone)),
    })),
    ...parts.map(({ part, words }) => ({ part, here: words(here), there: words(there) })),
  ]
}

const parts: readonly { part: string; words: (document: SessionDocument) => string }[] = [
  {
    part: texts.conflict.handpiece,
    words: ({ handpieceUnitId }) => (handpieceUnitId ? texts.conflict.chosen : texts.conflict.none),
  },
  {
    part: texts.conflict.products,
    words: ({ products }) => String(products.length),
  },
  {
    part: texts.conflict.marks,
    words: ({ marks }) => String(marks.length),
  },
  {
    part: texts.conflict.times,
    words: ({ steps, endedAt }) => String(steps.length + (endedAt === null ? 0 : 1)),
  },
  {
    part: texts.conflict.orders,
    words: ({ orders }) =>
      orders.map(({ clinician }) => clinician).join(', ') || texts.conflict.none,
  },
  {
    part: texts.conflict.responses,
    words: ({ immediateResponse }) =>
      immediateResponse.map((each) => texts.responses[each]).join(', ') || texts.conflict.none,
  },
  {
    part: texts.conflict.said,
    words: ({ said }) => said || texts.conflict.none,
  },
  {
    part: texts.conflict.present,
    words: ({ present }) => present.map(({ name }) => name).join(', ') || texts.conflict.none,
  },
  {
    part: texts.conflict.note,
    words: ({ note }) => note || texts.conflict.none,
  },
  {
    part: texts.conflict.deviations,
    words: ({ deviations }) => deviations.map(({ fact }) => fact).join(' ') || texts.conflict.none,
  },
]

const zoneWords = (zone: SessionDocument['zones'][number] | undefined): string =>
  zone
    ? [
        zone.needleLength === null ? texts.zones.noLength : formatMillimetres(zone.needleLength),
        zone.technique ? texts.technique[zone.technique] : '',
        zone.passes === null ? '' : `${zone.passes}×`,
        zone.endpoint ? texts.endpoint[zone.endpoint] : '',
        zone.indication ? texts.indication[zone.indication] : '',
        ...detailWords(zone),
      ]
        .filter((part) => part !== '')
        .join(', ')
    : texts.conflict.none
