import { Button } from '@mantine/core'
import { IconMap2, IconPlus, IconTimeline } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { EmptyState, LinkButton, Section } from '#renderer/ui/index.ts'
import type { ClientId } from '#shared/kernel/index.ts'
import type { Series } from '#shared/sessions/index.ts'
import { PlanDialog } from './PlanDialog.tsx'
import { SeriesCard, type SeriesSurroundings } from './SeriesCard.tsx'
import { texts } from './texts.ts'
import './plans.css'

export interface SeriesSectionProps extends SeriesSurroundings {
  clientId: ClientId
  /** The active ones first. */
  series: readonly Series[]
  /** What begins the next session of one series; nothing where the page's own button does. */
  children: (series: Series) => ReactNode
}

/** The series of a client: those that go on, each on a line of time, and those that ended. */
export const SeriesSection = ({ clientId, series, children, ...around }: SeriesSectionProps) => {
  const [isPlanning, setIsPlanning] = useState(false)
  const active = series.filter(({ plan }) => plan.current.state === 'active')
  const ended = series.filter(({ plan }) => plan.current.state !== 'active')
  const card = (one: Series) => (
    <SeriesCard key={one.plan.id} series={one} action={children(one)} {...around} />
  )
  return (
    <Section
      title={texts.title}
      surface="flush"
      actions={
        <>
          {around.visits.length > 0 ? (
            <LinkButton
              href={`/clients/${clientId}/course`}
              variant="default"
              size="sm"
              leftSection={<IconMap2 size={16} aria-hidden />}
            >
              {texts.course}
            </LinkButton>
          ) : null}
          <Button
            variant="default"
            size="sm"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setIsPlanning(true)}
          >
            {texts.begin}
          </Button>
        </>
      }
    >
      {series.length === 0 ? (
        <EmptyState icon={IconTimeline} title={texts.empty} compact>
          {texts.emptyText}
        </EmptyState>
      ) : (
        active.map(card)
      )}
      {ended.length > 0 ? (
        <details className="series-ended" open={active.length === 0}>
          <summary>{texts.ended(ended.length)}</summary>
          {ended.map(card)}
        </details>
      ) : null}
      {isPlanning ? (
        <PlanDialog
          clientId={clientId}
          plan={null}
          rules={around.rules}
          today={around.today}
          onClose={() => setIsPlanning(false)}
        />
      ) : null}
    </Section>
  )
}
