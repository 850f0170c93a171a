import type { ReactNode } from 'react'
import { formatDay, StatusBadge, TextLink, type Tone } from '#renderer/ui/index.ts'
import { dayOf } from '#shared/kernel/index.ts'
import type { Recall } from '#shared/recalls/index.ts'
import type { SporeTestResult } from '#shared/sterilization/index.ts'
import { texts } from './texts.ts'

const shown = 12

/** Loads and packs on the recall, and the sterilizer's tests since. */
export const TakenOut = ({ recall, zone }: { recall: Recall; zone: string }) => {
  const { loads, packs, sporeTests } = recall
  return (
    <div className="recall-taken">
      {loads.length > 0 ? (
        <Group title={texts.recall.loads} count={loads.length}>
          {loads.slice(0, shown).map(({ loadId, sterilizerName, cycleNumber, startedAt }) => (
            <li key={loadId}>
              <TextLink href={`/sterilization/loads/${loadId}`}>
                {texts.recall.load(sterilizerName, cycleNumber)}
              </TextLink>{' '}
              <span className="recall-quiet">{formatDay(dayOf(startedAt, zone))}</span>
            </li>
          ))}
        </Group>
      ) : null}
      {packs.recalled.length > 0 ? (
        <Group title={texts.recall.packsRecalled} count={packs.recalled.length}>
          {packs.recalled.slice(0, shown).map(({ packId, label, cycleNumber }) => (
            <li key={packId}>{texts.recall.pack(label, cycleNumber)}</li>
          ))}
        </Group>
      ) : null}
      {packs.used.length > 0 ? (
        <Group title={texts.recall.packsUsed} count={packs.used.length}>
          {packs.used.slice(0, shown).map(({ packId, label, cycleNumber, sessionId }) => (
            <li key={packId}>
              {texts.recall.pack(label, cycleNumber)}{' '}
              <TextLink href={`/sessions/${sessionId}`}>{texts.recall.usedIn}</TextLink>
            </li>
          ))}
        </Group>
      ) : null}
      {sporeTests.length > 0 ? (
        <Group title={texts.recall.tests} count={sporeTests.length}>
          {sporeTests.slice(0, shown).map(({ id, cycleNumber, startedAt, result }) => (
            <li key={id} className="recall-test">
              <span>
                {texts.recall.test(cycleNumber)}{' '}
                <span className="recall-quiet">{formatDay(dayOf(startedAt, zone))}</span>
              </span>
              <StatusBadge tone={tones[result]}>{texts.recall.testResults[result]}</StatusBadge>
            </li>
          ))}
        </Group>
      ) : null}
    </div>
  )
}

const tones = {
  pending: 'decision',
  pass: 'cleared',
  fail: 'stop',
  invalid: 'neutral',
} satisfies Record<SporeTestResult, Tone>

interface GroupProps {
  title: string
  count: number
  children: ReactNode
}

const Group = ({ title, count, children }: GroupProps) => (
  <div>
    <h3 className="recall-group">
      {title} <span className="recall-quiet">{count}</span>
    </h3>
    <ul className="recall-things">{children}</ul>
    {count > shown ? <p className="recall-quiet">{texts.recall.more(count - shown)}</p> : null}
  </div>
)
