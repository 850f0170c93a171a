import { Button } from '@mantine/core'
import type { MarkKind } from '#shared/sessions/index.ts'
import type { DrawnZone } from './drawing.ts'
import type { Paint } from './paint.ts'
import { texts } from './texts.ts'
import { stateOf } from './ZoneShape.tsx'

interface ReadoutProps {
  zone: DrawnZone | null
  paint: Paint | undefined
  isChosen: boolean
  isReadOnly: boolean
  /** The mark that is in the hand. */
  marking: MarkKind | null
  /** Puts the mark on the zone named `target`. */
  onPutMark: (() => void) | null
  target: string | null
}

/** What is under the finger, in words; also why the inside of the rim cannot be chosen. */
export const Readout = ({ marking, onPutMark, target, ...read }: ReadoutProps) => (
  <div className="map-readout">
    <p role="status">
      {marking ? texts.marks.hint(texts.kinds[marking]) : <ZoneWords {...read} />}
    </p>
    {marking && onPutMark && target ? (
      <Button size="sm" variant="default" onClick={onPutMark}>
        {texts.marks.put(target)}
      </Button>
    ) : null}
  </div>
)

const ZoneWords = ({
  zone,
  paint,
  isChosen,
  isReadOnly,
}: Pick<ReadoutProps, 'zone' | 'paint' | 'isChosen' | 'isReadOnly'>) => {
  if (zone === null) return isReadOnly ? texts.hintReadOnly : texts.hint
  if (zone.isNeverTreated) return texts.neverTreatedWhy
  return (
    <>
      <strong>{zone.label}</strong> · {stateOf(zone, paint)}
      {isChosen ? ` · ${texts.chosen}` : null}
    </>
  )
}
