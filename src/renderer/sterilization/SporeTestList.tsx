import { Button } from '@mantine/core'
import { useState } from 'react'
import { AttachmentLink } from '#renderer/attachments/index.ts'
import { formatMoment, StatusBadge, TextLink } from '#renderer/ui/index.ts'
import type { SporeTest } from '#shared/sterilization/index.ts'
import { ReadSporeTestDialog } from './ReadSporeTestDialog.tsx'
import { texts } from './texts.ts'
import { sporeTones } from './tones.ts'

const words = texts.spore

/** Spore tests with their results; a pending one can be read. */
export const SporeTestList = ({ tests, zone }: { tests: readonly SporeTest[]; zone: string }) => {
  const [read, setRead] = useState<SporeTest | null>(null)
  return (
    <>
      <ul className="spore-list" aria-label={words.title}>
        {tests.map((test) => (
          <li key={test.id}>
            <SporeTestItem test={test} zone={zone} onRead={() => setRead(test)} />
          </li>
        ))}
      </ul>
      <ReadSporeTestDialog test={read} zone={zone} onClose={() => setRead(null)} />
    </>
  )
}

const SporeTestItem = ({
  test,
  zone,
  onRead,
}: {
  test: SporeTest
  zone: string
  onRead: () => void
}) => (
  <div className="spore-item">
    <div className="spore-item-text">
      <p>
        <TextLink href={`/sterilization/loads/${test.loadId}`}>
          {words.cycleOf(test.cycleNumber)}
        </TextLink>{' '}
        {test.sterilizerName} · {formatMoment(test.startedAt, zone)}
      </p>
      <p className="load-quiet">
        {[
          texts.purposes[test.purpose],
          `${words.lot} ${test.indicatorLot}`,
          test.laboratory === '' ? words.inOffice : words.mailed(test.laboratory),
          ...(test.reading ? [readingOf(test.reading, zone)] : []),
        ].join(' · ')}
      </p>
      {test.reading?.attachmentId ? <AttachmentLink id={test.reading.attachmentId} /> : null}
    </div>
    <StatusBadge tone={sporeTones[test.result]}>{words.results[test.result]}</StatusBadge>
    {test.result === 'pending' ? (
      <Button variant="default" onClick={onRead} aria-label={words.readOf(test.cycleNumber)}>
        {words.read}
      </Button>
    ) : null}
  </div>
)

const readingOf = (reading: NonNullable<SporeTest['reading']>, zone: string) =>
  [
    words.readAt(formatMoment(reading.readAt, zone), reading.by),
    ...(reading.reportNumber ? [words.report(reading.reportNumber)] : []),
  ].join(', ')
