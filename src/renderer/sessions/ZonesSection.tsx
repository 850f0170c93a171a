import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { query } from '#renderer/api.ts'
import { Failure, Loading, Section } from '#renderer/ui/index.ts'
import { type FreeArea, type MapView, type ZoneId } from '#shared/practice/index.ts'
import { type DraftZone, emptyZone } from '#shared/sessions/index.ts'
import { CourseView, newFreeZoneId, viewOf, ZoneMap } from './map/index.ts'
import { texts } from './texts.ts'
import type { Stock } from './useFacts.ts'
import type { SessionHandle } from './useSession.ts'
import { type Brush, painted, ZoneBrush } from './ZoneBrush.tsx'
import { AddZone, ZonesTable } from './ZonesTable.tsx'

/** The map and the table: two views of the same zones. */
export const ZonesSection = ({ session, stock }: { session: SessionHandle; stock: Stock }) => {
  const { zones, marks } = session.document
  const [selected, setSelected] = useState<readonly ZoneId[]>([])
  const [view, setView] = useState<MapView>(() => (zones[0] ? viewOf(zones[0]) : 'face-front'))
  const [shows, setShows] = useState<'today' | 'course'>('today')
  const [brush, setBrush] = useState<Brush>(() => brushOf(zones.at(-1)))
  const setZones = (update: (now: readonly DraftZone[]) => DraftZone[]) =>
    session.change((now) => ({ ...now, zones: update(now.zones) }))

  const chart = (zone: DraftZone) => {
    setZones((now) => [...now, painted(zone, brush)])
    setSelected((now) => [...now, zone.zone])
  }
  const remove = (zone: ZoneId) => {
    setZones((now) => now.filter((each) => each.zone !== zone))
    setSelected((now) => now.filter((each) => each !== zone))
  }
  /** A tap charts a zone; a tap on a charted zone chooses it, and a second one takes it off. */
  const toggle = (zone: ZoneId) => {
    if (!zones.some((each) => each.zone === zone)) return chart(emptyZone(zone))
    if (selected.includes(zone)) return remove(zone)
    setSelected((now) => [...now, zone])
  }
  const addArea = (area: FreeArea) => chart(emptyZone(newFreeZoneId(), area))
  const { rules } = session.base
  const chosen = zones.filter(({ zone }) => selected.includes(zone))

  // What was copied is read row by row first; what is new is tapped on the map first.
  const isCopied = session.document.carried !== null
  const views = (
    <div className="zones-views">
      <ZoneMap
        zones={zones}
        marks={marks}
        view={view}
        onView={setView}
        selected={chosen.map(({ zone }) => zone)}
        onToggle={toggle}
        onAddArea={addArea}
        onMarks={(next) => session.change((now) => ({ ...now, marks: [...next] }))}
      />
      <div className="zones-side">
        <ZoneBrush
          brush={brush}
          rules={rules}
          hasStarted={session.base.startedAt !== null}
          onChange={setBrush}
          charted={zones.length}
          chosen={chosen.length}
          onApplyToAll={() => setZones((now) => now.map((zone) => painted(zone, brush)))}
          onApplyToChosen={() =>
            setZones((now) =>
              now.map((zone) => (selected.includes(zone.zone) ? painted(zone, brush) : zone)),
            )
          }
          onChooseNone={() => setSelected([])}
        />
        <AddZone zones={zones} onAdd={(zone) => chart(emptyZone(zone))} />
        {zones.length === 0 ? <p className="quiet">{texts.zones.empty}</p> : null}
      </div>
    </div>
  )
  const table = (
    <ZonesTable
      session={session}
      stock={stock}
      selected={selected}
      onSelect={(zone) => setSelected((now) => (now.includes(zone) ? now : [zone]))}
      onRemove={remove}
      onChange={setZones}
    />
  )

  return (
    <div id="session-zones" data-field="zones">
      <Section
        title={texts.zones.title}
        actions={
          <SegmentedControl
            size="sm"
            aria-label={texts.zones.shows}
            data={[
              { value: 'today', label: texts.zones.showsToday },
              { value: 'course', label: texts.zones.showsCourse },
            ]}
            value={shows}
            onChange={setShows}
          />
        }
      >
        {shows === 'course' ? (
          <SessionCourse session={session} />
        ) : (
          <>
            {isCopied ? table : views}
            {isCopied ? views : table}
          </>
        )}
      </Section>
    </div>
  )
}

const brushOf = (last: DraftZone | undefined): Brush => ({
  indication: last?.indication ?? null,
  needleLength: last?.needleLength ?? null,
  technique: last?.technique ?? 'pen',
  passes: last?.passes ?? null,
  // What happened to one zone is never said of the next one by itself.
  endpoint: null,
})

/** What was done before, of this session’s series where it has one. */
const SessionCourse = ({ session }: { session: SessionHandle }) => {
  const { client } = session.base
  const { planId } = session.document
  const course = useQuery(query.sessions.course.queryOptions({ input: { clientId: client.id } }))
  if (!course.data) return course.error ? <Failure error={course.error} /> : <Loading lines={6} />
  const { visits, today } = course.data
  return (
    <CourseView
      today={today}
      visits={planId === null ? visits : visits.filter((visit) => visit.planId === planId)}
    />
  )
}
