import { SegmentedControl } from '@mantine/core'
import { IconMap2 } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import {
  type Column,
  DataTable,
  EmptyState,
  formatDay,
  formatMillimetres,
} from '#renderer/ui/index.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
import type { MapView } from '#shared/practice/index.ts'
import { type CourseVisit, type CourseZone, courseOf } from '#shared/sessions/index.ts'
import { viewOf } from './drawings.ts'
import { type CourseMeasure, formatLoad } from './paint.ts'
import { texts } from './texts.ts'
import { ZoneMap } from './ZoneMap.tsx'

const measures = (['load', 'days'] as const).map((measure) => ({
  value: measure,
  label: texts.course.measures[measure],
}))

interface CourseViewProps {
  visits: readonly CourseVisit[]
  today: CalendarDate
}

/** What was done over a course: painted on the drawings, and the same in a table. */
export const CourseView = ({ visits, today }: CourseViewProps) => {
  const zones = useMemo(() => courseOf(visits, today), [visits, today])
  const [first] = zones
  const [measure, setMeasure] = useState<CourseMeasure>('load')
  const [chosen, setChosen] = useState<MapView | null>(null)
  if (!first)
    return (
      <EmptyState compact icon={IconMap2} title={texts.course.empty}>
        {texts.course.emptyText}
      </EmptyState>
    )
  return (
    <div className="course">
      <div>
        <SegmentedControl
          aria-label={texts.course.measure}
          data={measures}
          value={measure}
          onChange={setMeasure}
        />
        <ZoneMap
          zones={[]}
          marks={[]}
          course={zones}
          measure={measure}
          view={chosen ?? viewOf(first)}
          onView={setChosen}
        />
      </div>
      <DataTable
        label={texts.course.table}
        columns={columns}
        rows={zones}
        rowKey={({ zone }) => zone}
        onActivate={(zone) => setChosen(viewOf(zone))}
      />
    </div>
  )
}

const columns: readonly Column<CourseZone>[] = [
  { id: 'zone', header: texts.course.zone, cell: ({ label }) => label },
  {
    id: 'sessions',
    header: texts.course.sessions,
    align: 'number',
    width: '5.5rem',
    cell: ({ sessions }) => sessions,
  },
  {
    id: 'passes',
    header: texts.course.passes,
    align: 'number',
    width: '5rem',
    cell: ({ passes }) => passes,
  },
  {
    id: 'load',
    header: texts.course.load,
    align: 'number',
    width: '8rem',
    cell: ({ load }) => formatLoad(load),
  },
  {
    id: 'longest',
    header: texts.course.longest,
    align: 'number',
    width: '7.5rem',
    cell: ({ longest }) => formatMillimetres(longest),
  },
  {
    id: 'last',
    header: texts.course.last,
    width: '7.5rem',
    cell: ({ lastOn }) => formatDay(lastOn),
  },
  {
    id: 'since',
    header: texts.course.since,
    align: 'number',
    width: '6.5rem',
    cell: ({ daysSince }) => daysSince,
  },
]
