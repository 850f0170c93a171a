import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { api } from '#renderer/api.ts'
import { ClientBanner, VerdictBadge } from '#renderer/clients/index.ts'
import { SecretForm } from '#renderer/signing/index.ts'
import {
  Failure,
  formatDay,
  Loading,
  Page,
  ProblemList,
  Section,
  toast,
} from '#renderer/ui/index.ts'
import type { SessionId } from '#shared/kernel/index.ts'
import { screeningAddress, useFrom } from './addresses.ts'
import { formHistoryChanges } from './history.ts'
import { type SecretOnce, useHandedBack } from './handedBack.ts'
import { HistorySection } from './HistorySection.tsx'
import { ChangesTable } from './ChangesTable.tsx'
import { FindingsWithClearance } from './FindingsWithClearance.tsx'
import { Offers } from './Offers.tsx'
import { EarlierDay } from './QuestionnairePage.tsx'
import { ScreeningRoute } from './ScreeningRoute.tsx'
import { texts } from './texts.ts'
import type { Facts } from './useFacts.ts'
import { type ScreeningHandle, useScreening } from './useScreening.ts'
import './screening.css'
import './review.css'

/** `/clients/:id/screening/review`, from a session `…/from/:session`: what changed, what the record should say, and the signature. */
export const ReviewPage = () => (
  <ScreeningRoute>{(facts) => <Review key={facts.client.id} facts={facts} />}</ScreeningRoute>
)

const Review = ({ facts }: { facts: Facts }) => {
  const screening = useScreening(facts, 'practitioner')
  const { client, practice } = facts
  const from = useFrom()
  const once = useHandedBack(client.id)
  // What the history still waits for is asked on this page.
  const problems = screening.problems.filter(({ field }) => field !== 'historyConfirmed')
  const isComplete = problems.length === 0 && screening.begunOn === null
  return (
    <Page
      title={texts.review.title}
      description={client.name}
      back={{
        href: screeningAddress(client.id, { mode: 'ask', from }),
        label: texts.review.back,
      }}
      status={
        screening.draft.isLoading || screening.open > 0 ? null : (
          <VerdictBadge verdict={screening.verdict} />
        )
      }
      banner={<ClientBanner client={client} today={practice.today} />}
      width="reading"
    >
      {screening.draft.isLoading ? (
        <Loading label={texts.loading} lines={6} />
      ) : (
        <>
          <EarlierDay screening={screening} />
          <ProblemList problems={problems} />
          <Section title={texts.panel.findings}>
            <FindingsWithClearance
              findings={screening.findings}
              rules={facts.rules.body}
              client={client}
              today={practice.today}
              empty={screening.open === 0 ? texts.panel.nothingDone : texts.panel.nothing}
            />
          </Section>
          <Changes screening={screening} />
          <Offers screening={screening} />
          <HistorySection screening={screening} asksConfirmation={!(once.isHeld && isComplete)} />
          {isComplete ? <Complete screening={screening} from={from} once={once} /> : null}
        </>
      )}
    </Page>
  )
}

const Changes = ({ screening }: { screening: ScreeningHandle }) => {
  const { last } = screening.facts
  const changes = last ? formHistoryChanges(last.snapshot, screening) : []
  return (
    <Section
      title={texts.review.changes}
      {...(last ? { description: texts.review.changesSince(formatDay(last.day)) } : {})}
    >
      {last ? (
        <ChangesTable
          changes={changes}
          empty={texts.review.noChanges(formatDay(last.day))}
          before={formatDay(last.day)}
        />
      ) : (
        <p className="screening-quiet">{texts.review.firstVisit}</p>
      )}
    </Section>
  )
}

interface CompleteProps {
  screening: ScreeningHandle
  from: SessionId | null
  once: SecretOnce
}

const Complete = ({ screening, from, once }: CompleteProps) => {
  const complete = useComplete(screening, from)
  const [, goTo] = useLocation()
  const { historyConfirmed } = screening.form
  const text = screening.verdict === 'stop' ? texts.review.stopText : texts.review.completeText
  if (once.isHeld || complete.isPending) {
    return (
      <Section title={texts.review.complete}>
        <div className="review-once">
          <p>{text}</p>
          <p className="screening-quiet">{texts.review.onceText}</p>
          <Button
            loading={complete.isPending}
            onClick={() => {
              const secret = once.take()
              if (secret !== null) complete.mutate(secret)
            }}
          >
            {historyConfirmed ? texts.review.signOnce : texts.review.historyAndSign}
          </Button>
        </div>
      </Section>
    )
  }
  // Where the press that said so was refused, the tick above is asked for.
  if (!historyConfirmed) return <Failure error={complete.error} />
  return (
    <Section title={texts.review.complete}>
      <SecretForm
        submitLabel={texts.review.sign}
        cancelLabel={texts.review.back}
        startsAtSecret={false}
        busy={complete.isPending}
        error={complete.error}
        onSubmit={(secret) => complete.mutate(secret)}
        onCancel={() => goTo(screeningAddress(screening.facts.client.id, { mode: 'ask', from }))}
      >
        <p>{text}</p>
      </SecretForm>
    </Section>
  )
}

/** Only shown where the history is confirmed, or where the press itself says that it was read out. */
const useComplete = ({ draft, form, answers }: ScreeningHandle, from: SessionId | null) => {
  const queries = useQueryClient()
  const [, goTo] = useLocation()
  return useMutation({
    gcTime: 0,
    mutationFn: async (secret: string) => {
      await draft.flush()
      const made = await api.screening.complete({
        form: { ...form, answers: [...answers], historyConfirmed: true },
        secret,
      })
      // It is signed; a draft that cannot be removed now must not look like a failure.
      await draft.finish().catch(() => undefined)
      return made
    },
    onSuccess: async ({ id }) => {
      toast.done(texts.review.completed)
      goTo(from === null ? `/screenings/${id}` : `/sessions/${from}`)
      await queries.invalidateQueries()
    },
  })
}
