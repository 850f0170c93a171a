import { Progress } from '@mantine/core'
import { VerdictBadge, verdictTones } from '#renderer/clients/index.ts'
import { FindingList, LinkButton } from '#renderer/ui/index.ts'
import type { SessionId } from '#shared/kernel/index.ts'
import { screeningAddress } from './addresses.ts'
import { texts } from './texts.ts'
import type { ScreeningHandle } from './useScreening.ts'
import { asFinding } from './words.ts'

/** What the rules make of the answers while they are given. */
export const VerdictPanel = ({
  screening,
  from,
}: {
  screening: ScreeningHandle
  from: SessionId | null
}) => {
  const { asked, open, verdict, findings, facts } = screening
  const isDone = open === 0
  const answered = asked.length - open
  // Until the last answer, nothing found is not yet clear.
  const isSaid = isDone || verdict !== 'clear'
  return (
    <aside className="verdict-panel" aria-labelledby="verdict-so-far">
      <div className="verdict-head" data-tone={isSaid ? verdictTones[verdict] : 'neutral'}>
        <h2 id="verdict-so-far">{isDone ? texts.panel.titleDone : texts.panel.title}</h2>
        {isSaid ? <VerdictBadge verdict={verdict} /> : null}
      </div>
      <div className="verdict-progress">
        <span role="status">
          {isDone
            ? texts.panel.allAnswered(asked.length)
            : texts.panel.progress(answered, asked.length)}
        </span>
        <Progress
          value={asked.length === 0 ? 0 : (answered / asked.length) * 100}
          aria-label={texts.panel.progress(answered, asked.length)}
          size="sm"
        />
      </div>
      <div className="verdict-findings">
        <FindingList
          label={texts.panel.findings}
          findings={findings.map(asFinding)}
          empty={
            <p className="screening-quiet">
              {isDone ? texts.panel.nothingDone : texts.panel.nothing}
            </p>
          }
        />
      </div>
      <div className="verdict-foot">
        <LinkButton
          href={screeningAddress(facts.client.id, { mode: 'review', from })}
          fullWidth
          variant={isDone ? 'filled' : 'default'}
        >
          {texts.panel.review}
        </LinkButton>
      </div>
    </aside>
  )
}
