import { Button } from '@mantine/core'
import { IconDeviceTablet } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { useLocation } from 'wouter'
import { ClientBanner } from '#renderer/clients/index.ts'
import { DraftNotice } from '#renderer/drafts/index.ts'
import {
  FindingCard,
  formatDay,
  Loading,
  Page,
  SaveState,
  useCommands,
} from '#renderer/ui/index.ts'
import type { CalendarDate, SessionId } from '#shared/kernel/index.ts'
import { backFrom, screeningAddress, useFrom } from './addresses.ts'
import { DiscardAnswers } from './DiscardAnswers.tsx'
import { HistorySection } from './HistorySection.tsx'
import { QuestionList } from './QuestionList.tsx'
import { ScreeningRoute } from './ScreeningRoute.tsx'
import { texts } from './texts.ts'
import type { Facts } from './useFacts.ts'
import { type ScreeningHandle, useScreening } from './useScreening.ts'
import { VerdictPanel } from './VerdictPanel.tsx'
import './screening.css'

/** `/clients/:id/screening`, from a session `…/from/:session`: the practitioner asks. */
export const QuestionnairePage = () => (
  <ScreeningRoute>
    {(facts) => <Questionnaire key={facts.client.id} facts={facts} />}
  </ScreeningRoute>
)

const Questionnaire = ({ facts }: { facts: Facts }) => {
  const screening = useScreening(facts, 'practitioner')
  const { client, practice } = facts
  const from = useFrom()
  const handOver = useHandOver(screening, from)
  const foot = useRef<HTMLDivElement>(null)
  useCommands([
    { id: 'screening-hand-over', label: texts.panel.handOver, run: () => handOver.mutate() },
  ])
  return (
    <Page
      title={texts.titleOf(client.name)}
      description={texts.ask.description}
      back={backFrom(client.id, from)}
      width="full"
      actions={
        <>
          <SaveState status={screening.draft.status} />
          <DiscardAnswers screening={screening} />
          <Button
            variant="default"
            leftSection={<IconDeviceTablet size={18} aria-hidden />}
            onClick={() => handOver.mutate()}
            loading={handOver.isPending}
          >
            {texts.panel.handOver}
          </Button>
        </>
      }
      banner={<ClientBanner client={client} today={practice.today} />}
    >
      {screening.draft.isLoading ? (
        <Loading label={texts.loading} lines={8} />
      ) : (
        <div className="screening-grid">
          <div className="screening-work">
            <DraftNotice draft={screening.draft} saysRestored={false} />
            <EarlierDay screening={screening} />
            <RulesChanged screening={screening} />
            <QuestionList
              screening={screening}
              onAllAnswered={() => foot.current?.querySelector('input')?.focus()}
            />
            <div ref={foot}>
              <HistorySection screening={screening} />
            </div>
          </div>
          <VerdictPanel screening={screening} from={from} />
        </div>
      )}
    </Page>
  )
}

/** Saved first: the client's screen brings the same answers back. */
const useHandOver = ({ draft, facts: { client } }: ScreeningHandle, from: SessionId | null) => {
  const [, goTo] = useLocation()
  return useMutation({
    mutationFn: () => draft.flush(),
    onSuccess: () => goTo(screeningAddress(client.id, { mode: 'client', from })),
  })
}

/** Answers of another day are not today's. */
export const EarlierDay = ({ screening }: { screening: ScreeningHandle }) =>
  screening.begunOn === null ? null : (
    <FindingCard
      finding={earlierDay(screening.begunOn)}
      action={
        <Button size="sm" variant="default" onClick={() => void screening.draft.startAgain()}>
          {texts.ask.startAgain}
        </Button>
      }
    />
  )

const earlierDay = (day: CalendarDate) => ({
  code: 'screening.begun-earlier',
  severity: 'override' as const,
  fact: texts.ask.earlierDay(formatDay(day)),
  rule: texts.ask.earlierDayRule,
  nextStep: texts.ask.earlierDayNext,
})

const RulesChanged = ({ screening: { rulesChanged } }: { screening: ScreeningHandle }) =>
  rulesChanged ? (
    <FindingCard
      finding={{
        code: 'screening.rules-replaced',
        severity: 'note',
        fact: texts.ask.rulesChanged,
        rule: texts.ask.rulesChangedRule,
        nextStep: texts.ask.rulesChangedNext,
      }}
    />
  ) : null
