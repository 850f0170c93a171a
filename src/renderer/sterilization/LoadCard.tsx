import { IconChevronRight } from '@tabler/icons-react'
import { Link } from 'wouter'
import { formatCelsius, StatusBadge } from '#renderer/ui/index.ts'
import { formatHold, type Load } from '#shared/sterilization/index.ts'
import { timeOf } from './clock.ts'
import { texts } from './texts.ts'
import { kindOf, sporeTones, standingOf } from './tones.ts'

/** One cycle on the line of time; all of it leads to the load's page. */
export const LoadCard = ({ load, zone }: { load: Load; zone: string }) => {
  const { tone, says } = standingOf(load)
  const isCounted = load.kind === 'aborted' || load.kind === 'service'
  return (
    <article className="load-card" data-tone={tone} data-recalled={load.state === 'recalled'}>
      <Link href={`/sterilization/loads/${load.id}`} className="load-link">
        <span className="load-body">
          <span className="load-name">
            <strong>{texts.loads.cycle(load.cycleNumber)}</strong>
            {load.sterilizer.name}
          </span>
          <span className="load-quiet">
            {[
              timeOf(load.startedAt, zone),
              ...(load.kind === 'load' ? [] : [kindOf(load)]),
              load.programmeName,
              ...(isCounted
                ? []
                : [
                    texts.loads.measured(
                      formatCelsius(load.temperature),
                      formatHold(load.holdSeconds),
                    ),
                  ]),
            ].join(' · ')}
          </span>
          {load.packs.length > 0 ? (
            <span className="load-contents">
              <span className="load-count">{texts.loads.packs(load.packs.length)}</span>
              <span className="load-quiet">
                {load.packs.map(({ contents }) => contents).join(', ')}
              </span>
            </span>
          ) : null}
        </span>
        <span className="load-badges">
          {load.sporeTests.map(({ id, result }) => (
            <StatusBadge key={id} tone={sporeTones[result]}>
              {texts.loads.sporeResults[result]}
            </StatusBadge>
          ))}
          <StatusBadge tone={tone}>{says}</StatusBadge>
        </span>
        <IconChevronRight size={18} aria-hidden className="load-chevron" />
      </Link>
    </article>
  )
}
