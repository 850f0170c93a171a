import { useState } from 'react'
import type { MapView } from '#shared/practice/index.ts'
import type { SessionSnapshot } from '#shared/sessions/index.ts'
import { viewOf, ZoneMap } from './map/index.ts'

/** The drawing of the record, to be looked at; the rows below it say the same. */
export const ChartMap = ({ snapshot: { zones, marks } }: { snapshot: SessionSnapshot }) => {
  const [view, setView] = useState<MapView>(() => firstView({ zones, marks }))
  return (
    <div className="chart-map">
      <ZoneMap readOnly zones={zones} marks={marks} view={view} onView={setView} />
    </div>
  )
}

const firstView = ({ zones, marks }: Pick<SessionSnapshot, 'zones' | 'marks'>): MapView =>
  zones[0] ? viewOf(zones[0]) : (marks[0]?.view ?? 'face-front')
