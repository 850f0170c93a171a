import { NativeSelect, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { Section } from '#renderer/ui/index.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
import { loadState, type Sterilizer } from '#shared/sterilization/index.ts'
import { LoadCalendar } from './LoadCalendar.tsx'
import { LoadTimeline } from './LoadTimeline.tsx'
import type { StateFilter } from './loadRows.ts'
import { texts } from './texts.ts'

export interface LoadsProps {
  sterilizers: readonly Sterilizer[]
  today: CalendarDate
  /** The practice's time zone. */
  zone: string
}

const views = (['list', 'month'] as const).map((value) => ({
  value,
  label: texts.loads.views[value],
}))

const states = [
  { value: 'any', label: texts.loads.anyState },
  ...loadState.options.map((value) => ({ value, label: texts.loads.states[value] })),
]

const readState = (value: string): StateFilter => loadState.safeParse(value).data ?? 'any'

/** The loads as cards on a line of time, or on the days of a month. */
export const Loads = ({ sterilizers, today, zone }: LoadsProps) => {
  const [view, setView] = useState<'list' | 'month'>('list')
  const [state, setState] = useState<StateFilter>('any')
  const [sterilizerId, setSterilizerId] = useState('')
  const shown = { state, sterilizerId, today, zone }
  return (
    <Section
      title={texts.loads.title}
      surface="plain"
      actions={
        <>
          {sterilizers.length > 1 ? (
            <NativeSelect
              aria-label={texts.loads.sterilizer}
              value={sterilizerId}
              onChange={(event) => setSterilizerId(event.currentTarget.value)}
              data={[
                { value: '', label: texts.loads.allSterilizers },
                ...sterilizers.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          ) : null}
          <NativeSelect
            aria-label={texts.loads.state}
            value={state}
            onChange={(event) => setState(readState(event.currentTarget.value))}
            data={states}
          />
          <SegmentedControl<'list' | 'month'>
            aria-label={texts.loads.view}
            data={views}
            value={view}
            onChange={setView}
          />
        </>
      }
    >
      {view === 'list' ? <LoadTimeline {...shown} /> : <LoadCalendar {...shown} />}
    </Section>
  )
}
