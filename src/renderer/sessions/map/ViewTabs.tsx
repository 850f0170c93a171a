import { type KeyboardEvent, useRef } from 'react'
import type { FreeArea, MapView, ZoneId } from '#shared/practice/index.ts'
import { mapBox } from './drawing.ts'
import { chartedOn, drawingOf, views } from './drawings.ts'
import { texts } from './texts.ts'

interface ViewTabsProps {
  view: MapView
  zones: readonly { readonly zone: ZoneId; readonly area: FreeArea | null }[]
  onView: (view: MapView) => void
}

/** The six drawings, each with a small picture and how many charted zones it shows. */
export const ViewTabs = ({ view, zones, onView }: ViewTabsProps) => {
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const next = views[nextIndex(event.key, views.indexOf(view))]
    if (next === undefined) return
    event.preventDefault()
    onView(next)
    list.current?.querySelector<HTMLElement>(`[data-view="${next}"]`)?.focus()
  }
  return (
    <div
      ref={list}
      className="map-tabs"
      role="tablist"
      aria-label={texts.tabs}
      aria-orientation="vertical"
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {views.map((each) => {
        const charted = chartedOn(each, zones)
        return (
          <button
            key={each}
            type="button"
            role="tab"
            data-view={each}
            aria-selected={each === view}
            aria-label={texts.tab(texts.views[each], charted)}
            tabIndex={each === view ? 0 : -1}
            onClick={() => onView(each)}
          >
            <Thumbnail view={each} />
            <span>{texts.shortViews[each]}</span>
            {charted > 0 ? <span className="map-tab-count">{charted}</span> : null}
          </button>
        )
      })}
    </div>
  )
}

const Thumbnail = ({ view }: { view: MapView }) => (
  <svg viewBox={`0 0 ${mapBox.width} ${mapBox.height}`} aria-hidden>
    {drawingOf(view)
      .under.filter(({ kind }) => kind !== 'soft')
      .map(({ path, kind, isMirrored }) => (
        <path
          key={`${path}${isMirrored}`}
          d={path}
          className={`map-${kind}`}
          {...(isMirrored ? { transform: `matrix(-1 0 0 1 ${mapBox.width} 0)` } : {})}
        />
      ))}
  </svg>
)

const nextIndex = (key: string, index: number): number => {
  const last = views.length - 1
  if (key === 'ArrowDown' || key === 'ArrowRight') return index === last ? 0 : index + 1
  if (key === 'ArrowUp' || key === 'ArrowLeft') return index === 0 ? last : index - 1
  if (key === 'Home') return 0
  return key === 'End' ? last : -1
}
