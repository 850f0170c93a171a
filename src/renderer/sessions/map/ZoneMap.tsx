import { useRef, useState } from 'react'
import {
  type FreeArea,
  freeAreaWords,
  type MapView,
  liesOnFace,
  takesFreeArea,
  type ZoneId,
} from '#shared/practice/index.ts'
import type { CourseZone, DraftZone, Mark } from '#shared/sessions/index.ts'
import { AreaForm } from './AreaForm.tsx'
import { AreaCanvas, MarkCanvas } from './Canvas.tsx'
import type { DrawnZone } from './drawing.ts'
import { zonesOn } from './drawings.ts'
import { MapLegend } from './MapLegend.tsx'
import { MapStage } from './MapStage.tsx'
import { MapTools, type Tool } from './MapTools.tsx'
import { MarkLayer } from './MarkLayer.tsx'
import { MarkList } from './MarkList.tsx'
import { addSpot, newMark } from './marks.ts'
import { type CourseMeasure, paintOfCourse, paintOfToday } from './paint.ts'
import { Readout } from './Readout.tsx'
import { texts } from './texts.ts'
import { ViewTabs } from './ViewTabs.tsx'
import './map.css'
import './marks.css'

export interface ZoneMapProps {
  /** The zones that are charted, free areas with their place. */
  zones: readonly Pick<DraftZone, 'zone' | 'area' | 'needleLength'>[]
  /** On all drawings; in the order in which they were made. */
  marks: readonly Mark[]
  view: MapView
  onView: (view: MapView) => void
  /** The zones that the form beside the map now works on. */
  selected?: readonly ZoneId[]
  /** A tap, Enter or Space on a zone. Never called for the inside of the orbital rim. */
  onToggle?: (zone: ZoneId) => void
  /** A free area was drawn and named; the caller makes its zone with `newFreeZoneId()`. */
  onAddArea?: (area: FreeArea) => void
  /** At the end of each stroke, and whenever a note is written or a mark deleted. */
  onMarks?: (marks: Mark[]) => void
  /** To be looked at: nothing is chosen, drawn or written. */
  readOnly?: boolean
  /** Paints what was done over a series instead of today's lengths. */
  course?: readonly CourseZone[]
  /** What the course is painted by. */
  measure?: CourseMeasure
}

type Area = Omit<FreeArea, 'name' | 'view'>

/**
 * Six drawings with zones to tap. The same data stands in the table below it; this is for the eye.
 * One zone of a drawing is in the tab order; the arrow keys walk to the nearest one.
 */
export const ZoneMap = (props: ZoneMapProps) => {
  const { zones, marks, view, selected = [], course, measure = 'load' } = props
  const isReadOnly = props.readOnly === true || course !== undefined
  const [tool, setTool] = useState<Tool>('choose')
  const [area, setArea] = useState<Area | null>(null)
  const [pointed, setPointed] = useState<DrawnZone | null>(null)
  const [activeMark, setActiveMark] = useState<string | null>(null)
  const root = useRef<HTMLDivElement>(null)

  const paints = course ? paintOfCourse(course, measure) : paintOfToday(zones)
  const drawn = zonesOn(view, course ?? zones)
  const markKind = tool === 'choose' || tool === 'area' ? null : tool
  const pick = (next: Tool) => {
    setTool(next)
    setArea(next === 'area' ? middleArea : null)
  }
  /** The form goes away with the focus in it; the tool that opened it takes it back. */
  const putAreaDown = () => {
    pick('choose')
    root.current?.querySelector<HTMLElement>('[data-tool="area"]')?.focus()
  }
  const show = (next: MapView) => {
    setPointed(null)
    if (area && !takesFreeArea(next)) pick('choose')
    props.onView(next)
  }
  const choose = (zone: DrawnZone) => {
    setPointed(zone)
    if (isReadOnly) return
    if (markKind) props.onMarks?.(addSpot(marks, { view, kind: markKind, at: zone.centre }))
    else if (!zone.isNeverTreated) props.onToggle?.(zone.id)
  }
  const target = drawn.find(({ id }) => id === (pointed?.id ?? selected.at(-1)))

  return (
    <div ref={root} className="zone-map">
      <div className="zone-map-work">
        <ViewTabs view={view} zones={course ?? zones} onView={show} />
        <div
          className="zone-map-panel"
          role="tabpanel"
          id={texts.panelId}
          aria-label={texts.views[view]}
        >
          <MapStage
            key={view}
            view={view}
            drawn={drawn}
            paints={paints}
            selected={selected}
            isReadOnly={isReadOnly}
            onChoose={choose}
            onPoint={setPointed}
          >
            <MarkLayer marks={marks} view={view} active={activeMark} />
            {area ? (
              <AreaCanvas
                area={area}
                onArea={setArea}
                onCancel={putAreaDown}
                onPlaced={() =>
                  root.current?.querySelector<HTMLElement>('.map-area-form input')?.focus()
                }
              />
            ) : null}
            {markKind ? (
              <MarkCanvas
                kind={markKind}
                onStroke={(path) =>
                  props.onMarks?.([...marks, newMark({ view, kind: markKind, path })])
                }
              />
            ) : null}
          </MapStage>
        </div>
        {isReadOnly ? null : (
          <MapTools
            tool={tool}
            onTool={pick}
            hasAreas={props.onAddArea !== undefined}
            whyNoArea={takesFreeArea(view) ? null : freeAreaWords}
            hasMarks={props.onMarks !== undefined}
          />
        )}
      </div>
      {area ? (
        <AreaForm
          isOnFace={liesOnFace({ view, ...area })}
          onCancel={putAreaDown}
          onAdd={(name) => {
            props.onAddArea?.({ name, view, ...area })
            putAreaDown()
          }}
        />
      ) : (
        <Readout
          zone={pointed}
          paint={pointed ? paints.get(pointed.id) : undefined}
          isChosen={pointed ? selected.includes(pointed.id) : false}
          isReadOnly={isReadOnly}
          marking={markKind}
          onPutMark={target && markKind ? () => choose(target) : null}
          target={target?.label ?? null}
        />
      )}
      <MapLegend course={course ? measure : null} />
      <MarkList
        marks={marks}
        onView={show}
        onActive={setActiveMark}
        {...(isReadOnly || !props.onMarks ? {} : { onMarks: props.onMarks })}
      />
    </div>
  )
}

const middleArea: Area = { x: 500, y: 500, radiusX: 90, radiusY: 60 }
