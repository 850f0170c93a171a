import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { api } from '#renderer/api.ts'
import { ClientBanner, VerdictBadge } from '#renderer/clients/index.ts'
import { SecretForm } from '#renderer/signing/index.ts'
import { formatDay, Loading, Page, ProblemList, Section, toast } from '#renderer/ui/index.ts'
import { formHistoryChanges } from './history.ts'
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

/** `/clients/:id/screening/review`: what changed, what the record should say, and the signature. */
export const ReviewPage = () => (
  <ScreeningRoute>{(facts) => <Review key={facts.client.id} facts={facts} />}</ScreeningRoute>
)

const Review = ({ facts }: { facts: Facts }) => {
  const screening = useScreening(facts, 'practitioner')
  const { client, practice } = facts
  return (
    <Page
      title={texts.review.title}
      description={client.name}
      back={{ href: `/clients/${client.id}/screening`, label: texts.review.back }}
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
          <ProblemList problems={screening.problems} />
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
          {screening.problems.length === 0 && screening.begunOn === null ? (
            <Complete screening={screening} />
          ) : null}
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

const Complete = ({ screening }: { screening: ScreeningHandle }) => {
  const complete = useComplete(screening)
  const [, goTo] = useLocation()
  return (
    <Section title={texts.review.complete}>
      <SecretForm
        submitLabel={texts.review.sign}
        cancelLabel={texts.review.back}
        startsAtSecret={false}
        busy={complete.isPending}
        error={complete.error}
        onSubmit={(secret) => complete.mutate(secret)}
        onCancel={() => goTo(`/clients/${screening.facts.client.id}/screening`)}
      >
        <p>{screening.verdict === 'stop' ? texts.review.stopText : texts.review.completeText}</p>
      </SecretForm>
    </Section>
  )
}

const useComplete = ({ draft, form, answers }: ScreeningHandle) => {
  const queries = useQueryClient()
  const [, goTo] = useLocation()
  return useMutation({
    mutationFn: async (secret: string) => {
      await draft.flush()
      const made = await api.screening.complete({
        form: { ...form, answers: [...answers] },
        secret,
      })
      // It is signed; a draft that cannot be removed now must not look like a failure.
      await draft.finish().catch(() => undefined)
      return made
    },
    onSuccess: async ({ id }) => {
      toast.done(texts.review.completed)
      goTo(`/screenings/${id}`)
      await queries.invalidateQueries()
    },
  })
}
