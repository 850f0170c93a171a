import { useState } from 'react'
import { Section } from '#renderer/ui/index.ts'
import type { Micrometres } from '#shared/kernel/index.ts'
import type { DraftZone, ZoneId } from '#shared/sessions/index.ts'
import { FaceMap } from './FaceMap.tsx'
import { texts } from './texts.ts'
import type { SessionHandle } from './useSession.ts'
import { type Brush, ZoneBrush } from './ZoneBrush.tsx'
import { AddZone, ZonesTable } from './ZonesTable.tsx'

/** The map and the table: two views of the same zones. */
export const ZonesSection = ({ session }: { session: SessionHandle }) => {
  const { zones } = session.document
  const [selected, setSelected] = useState<ZoneId | null>(null)
  const [brush, setBrush] = useState<Brush>(() => brushOf(zones.at(-1)))
  const setZones = (update: (now: readonly DraftZone[]) => DraftZone[]) =>
    session.change((now) => ({ ...now, zones: update(now.zones) }))

  const add = (zone: ZoneId) => {
    setZones((now) => [...now, { zone, ...brush }])
    setSelected(zone)
  }
  const remove = (zone: ZoneId) => {
    setZones((now) => now.filter((each) => each.zone !== zone))
    setSelected(null)
  }
  /** A tap charts a zone; a tap on a charted zone selects its row, and a second one takes it off. */
  const toggle = (zone: ZoneId) => {
    if (!zones.some((each) => each.zone === zone)) return add(zone)
    if (selected === zone) return remove(zone)
    setSelected(zone)
  }
  const { rules } = session.base

  return (
    <div id="session-zones">
      <Section title={texts.zones.title}>
        <div className="zones-views">
          <FaceMap
            treated={lengthsOf(zones)}
            selected={zones.flatMap(({ zone, needleLength }) =>
              zone === selected || needleLength === null ? [zone] : [],
            )}
            onToggle={toggle}
          />
          <div className="zones-side">
            <ZoneBrush
              brush={brush}
              rules={rules}
              onChange={setBrush}
              onApplyToAll={
                zones.length > 0
                  ? () => setZones((now) => now.map(({ zone }) => ({ zone, ...brush })))
                  : null
              }
            />
            <AddZone zones={zones} onAdd={add} />
            {zones.length === 0 ? <p className="quiet">{texts.zones.empty}</p> : null}
          </div>
        </div>
        <ZonesTable
          zones={zones}
          rules={rules}
          selected={selected}
          onSelect={setSelected}
          onRemove={remove}
          onChange={setZones}
        />
      </Section>
    </div>
  )
}

const brushOf = (last: DraftZone | undefined): Brush => ({
  needleLength: last?.needleLength ?? null,
  technique: last?.technique ?? 'pen',
  passes: last?.passes ?? null,
  endpoint: last?.endpoint ?? null,
})

const lengthsOf = (zones: readonly DraftZone[]): Partial<Record<ZoneId, Micrometres>> =>
  Object.fromEntries(
    zones.flatMap(({ zone, needleLength }) =>
      needleLength === null ? [] : [[zone, needleLength] as const],
    ),
  )
