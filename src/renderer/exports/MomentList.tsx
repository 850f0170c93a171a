import { Section } from '#renderer/ui/index.ts'
import type { RecordMoment, RecordMoments } from '#shared/audit/index.ts'
import { formatMoment } from '#shared/kernel/index.ts'
import { recordTexts as texts } from './recordTexts.ts'
import { operationOf } from './words.ts'

export interface MomentListProps {
  record: RecordMoments
  zone: string
  earlier: number | null
  later: number
  onEarlier: (sequence: number) => void
  onLater: (sequence: number) => void
}

/** Every moment at which the record was written, newest first; two of them are chosen. */
export const MomentList = ({ record, ...props }: MomentListProps) => (
  <Section title={texts.moments} description={texts.momentsText} surface="flush">
    <table className="moments" aria-label={texts.moments}>
      <thead>
        <tr>
          <th scope="col">{texts.earlier}</th>
          <th scope="col">{texts.later}</th>
          <th scope="col">{texts.what}</th>
        </tr>
      </thead>
      <tbody>
        {record.moments.map((moment) => (
          <Moment key={moment.sequence} moment={moment} {...props} />
        ))}
      </tbody>
    </table>
    {record.leftOut > 0 ? (
      <p className="export-help moments-left">{texts.leftOut(record.leftOut)}</p>
    ) : null}
  </Section>
)

const Moment = ({
  moment,
  zone,
  earlier,
  later,
  onEarlier,
  onLater,
}: Omit<MomentListProps, 'record'> & { moment: RecordMoment }) => {
  const at = formatMoment(moment.at, zone)
  const { sequence } = moment
  return (
    <tr data-chosen={sequence === earlier || sequence === later ? '' : undefined}>
      <td className="moment-choice">
        <label>
          <input
            type="radio"
            name="earlier"
            aria-label={texts.chooseEarlier(at)}
            checked={sequence === earlier}
            onChange={() => onEarlier(sequence)}
          />
        </label>
      </td>
      <td className="moment-choice">
        <label>
          <input
            type="radio"
            name="later"
            aria-label={texts.chooseLater(at)}
            checked={sequence === later}
            onChange={() => onLater(sequence)}
          />
        </label>
      </td>
      <td>
        <p className="moment-at">
          {at} · {moment.actorName}
        </p>
        <p>{moment.done.map(wordsOfDone).join('; ')}</p>
        <p className="log-reason">{moment.reason ?? texts.erased}</p>
      </td>
    </tr>
  )
}

const wordsOfDone = ({ table, operation, rows }: RecordMoment['done'][number]): string =>
  texts.done(operationOf({ table, operation }), rows)
