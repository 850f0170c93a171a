import { IconClipboardCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { query } from '#renderer/api.ts'
import {
  EmptyState,
  Failure,
  formatDay,
  LinkButton,
  Loading,
  Section,
  TextLink,
} from '#renderer/ui/index.ts'
import type { ClientId } from '#shared/kernel/index.ts'
import type { ScreeningSummary } from '#shared/screening/index.ts'
import { ShowAll } from './ShowAll.tsx'
import { texts } from './texts.ts'
import { ScreeningStateBadge, VerdictBadge } from './VerdictBadge.tsx'

const words = texts.screenings

/** What was asked at each visit, newest first, with what came of it and what it is worth today. */
export const ClientScreenings = ({ clientId }: { clientId: ClientId }) => {
  const screenings = useQuery(query.screening.list.queryOptions({ input: { clientId } }))
  return (
    <Section
      title={words.title}
      surface="flush"
      actions={
        <LinkButton
          href={`/clients/${clientId}/screening`}
          variant="default"
          size="sm"
          leftSection={<IconClipboardCheck size={16} aria-hidden />}
        >
          {words.screenNow}
        </LinkButton>
      }
    >
      {screenings.data ? (
        <ScreeningRows screenings={screenings.data} />
      ) : (
        <div className="client-pending">
          {screenings.error ? <Failure error={screenings.error} /> : <Loading lines={3} />}
        </div>
      )}
    </Section>
  )
}

const ScreeningRows = ({ screenings }: { screenings: readonly ScreeningSummary[] }) =>
  screenings.length === 0 ? (
    <EmptyState icon={IconClipboardCheck} title={words.empty} compact>
      {words.emptyText}
    </EmptyState>
  ) : (
    <ShowAll items={screenings} first={3}>
      {(shown) => (
        <ul className="record-list">
          {shown.map((screening) => (
            <li key={screening.id}>
              <div className="record-list-text">
                <span className="record-list-title">
                  <TextLink href={`/screenings/${screening.id}`}>
                    {words.of(formatDay(screening.day))}
                  </TextLink>
                </span>
                <span className="record-list-detail">{detailOf(screening)}</span>
              </div>
              <span className="record-list-badges">
                <VerdictBadge verdict={screening.verdict} />
                <ScreeningStateBadge state={screening.state} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </ShowAll>
  )

const detailOf = ({ askedBy, rulesVersion, day, validUntil }: ScreeningSummary) =>
  [
    words.askedBy[askedBy],
    words.rulesVersion(rulesVersion),
    validUntil === day ? '' : words.until(formatDay(validUntil)),
  ]
    .filter((part) => part !== '')
    .join(' · ')
