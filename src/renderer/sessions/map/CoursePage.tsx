import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'wouter'
import { query } from '#renderer/api.ts'
import { Failure, formatDay, Loading, Page, Section } from '#renderer/ui/index.ts'
import { clientId } from '#shared/kernel/index.ts'
import { indicationLabels } from '#shared/practice/index.ts'
import type { CourseVisit, Series } from '#shared/sessions/index.ts'
import { CourseView } from './CourseView.tsx'
import { texts } from './texts.ts'

const all = 'all'
const none = 'none'

/** `/clients/:id/course`: what was done where, over a series or over everything. */
export const CoursePage = () => {
  const id = clientId.parse(useParams()['id'])
  const client = useQuery(query.clients.get.queryOptions({ input: { clientId: id } }))
  const course = useQuery(query.sessions.course.queryOptions({ input: { clientId: id } }))
  const [shown, setShown] = useState(all)
  const { data } = course
  const series = data?.series.find(({ plan }) => plan.id === shown) ?? null
  return (
    <Page
      title={texts.course.title}
      back={{ href: `/clients/${id}`, label: client.data?.name ?? texts.course.back }}
      {...(client.data ? { description: texts.course.description(client.data.name) } : {})}
    >
      <Failure error={course.error ?? client.error} />
      {data ? (
        <Section title={texts.course.table}>
          <div className="course-head">
            <Select
              label={texts.course.series}
              data={choicesOf(data.series, data.visits)}
              value={shown}
              onChange={(choice) => setShown(choice ?? all)}
              allowDeselect={false}
            />
            {series ? <Progress series={series} /> : null}
          </div>
          <CourseView visits={visitsOf(data.visits, shown)} today={data.today} />
        </Section>
      ) : (
        <Loading label={texts.course.loading} lines={8} />
      )}
    </Page>
  )
}

const choicesOf = (series: readonly Series[], visits: readonly CourseVisit[]) => [
  { value: all, label: texts.course.all },
  ...series.map(({ plan }) => ({
    value: String(plan.id),
    label: `${indicationLabels[plan.current.indication]}, ${formatDay(plan.current.startsOn)}`,
  })),
  ...(visits.some(({ planId }) => planId === null)
    ? [{ value: none, label: texts.course.noSeries }]
    : []),
]

const visitsOf = (visits: readonly CourseVisit[], shown: string): readonly CourseVisit[] => {
  if (shown === all) return visits
  return visits.filter(({ planId }) => (shown === none ? planId === null : planId === shown))
}

const Progress = ({ series: { progress } }: { series: Series }) => (
  <p className="quiet">
    {texts.course.progress(progress.done, progress.planned)} · {texts.course.states[progress.state]}
    {progress.nextFrom && progress.nextUntil
      ? ` · ${texts.course.next(formatDay(progress.nextFrom), formatDay(progress.nextUntil))}`
      : ''}
  </p>
)
