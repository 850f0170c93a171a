import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { StatusBadge, ToneIcon } from '#renderer/ui/index.ts'
import type { DraftDeviation } from '#shared/sessions/index.ts'
import { texts } from './texts.ts'

interface DeviationListProps {
  deviations: readonly DraftDeviation[]
  onEdit: (index: number) => void
  onRemove: (index: number) => void
}

/** While the session is open: what was recorded, each to be completed or taken back. */
export const DeviationList = ({ deviations, onEdit, onRemove }: DeviationListProps) =>
  deviations.length === 0 ? null : (
    <section className="deviations" aria-label={texts.deviations.title}>
      <h3>{texts.deviations.title}</h3>
      {deviations.map((deviation, index) => (
        <DeviationCard key={`${index} ${deviation.code}`} deviation={deviation}>
          {deviation.reason.trim() === '' || deviation.action.trim() === '' ? (
            <StatusBadge tone="decision">{texts.deviations.incomplete}</StatusBadge>
          ) : null}
          <div className="row-actions">
            <Button size="xs" variant="default" onClick={() => onEdit(index)}>
              {texts.deviations.edit}
            </Button>
            <Button size="xs" variant="subtle" color="gray" onClick={() => onRemove(index)}>
              {texts.deviations.remove}
            </Button>
          </div>
        </DeviationCard>
      ))}
    </section>
  )

interface DeviationCardProps {
  deviation: DraftDeviation
  children?: ReactNode
}

/** One deviation, red wherever it is shown. */
export const DeviationCard = ({ deviation, children }: DeviationCardProps) => (
  <article className="deviation" data-tone="stop">
    <p className="deviation-head">
      <ToneIcon tone="stop" size={18} />
      <strong>{deviation.fact}</strong>
    </p>
    <p>{deviation.rule}</p>
    <dl className="deviation-said">
      <div>
        <dt>{texts.deviations.reason}</dt>
        <dd>{deviation.reason || '–'}</dd>
      </div>
      <div>
        <dt>{texts.deviations.action}</dt>
        <dd>{deviation.action || '–'}</dd>
      </div>
    </dl>
    {children}
  </article>
)
