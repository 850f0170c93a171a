import { useState } from 'react'
import { ZoneMap } from '#renderer/sessions/index.ts'
import { micrometres } from '#shared/kernel/index.ts'
import type { MapView, ZoneId } from '#shared/practice/index.ts'
import { type DraftZone, emptyZone, type Mark } from '#shared/sessions/index.ts'

const treated = (
  [
    ['forehead', 500],
    ['glabella', 500],
    ['temple-left', 500],
    ['nose', 750],
    ['cheekbone-left', 1000],
    ['cheekbone-right', 1000],
    ['cheek-left', 1500],
    ['cheek-right', 1500],
    ['upper-lip', 500],
    ['perioral', 750],
    ['chin', 2000],
    ['jawline-left', 2500],
    ['periorbital-left', 500],
  ] as const
).map(([zone, length]) => ({ ...emptyZone(zone), needleLength: micrometres.parse(length) }))

export const GalleryMap = () => {
  const [zones, setZones] = useState<readonly DraftZone[]>(treated)
  const [marks, setMarks] = useState<readonly Mark[]>([])
  const [selected, setSelected] = useState<readonly ZoneId[]>(['cheek-left'])
  const [view, setView] = useState<MapView>('face-front')
  return (
    <ZoneMap
      zones={zones}
      marks={marks}
      view={view}
      onView={setView}
      selected={selected}
      onToggle={(zone) =>
        setSelected((now) =>
          now.includes(zone) ? now.filter((id) => id !== zone) : [...now, zone],
        )
      }
      onAddArea={(area) => setZones((now) => [...now, emptyZone('free-00c0ffee', area)])}
      onMarks={setMarks}
    />
  )
}
