import { Button } from '@mantine/core'
import { IconArrowBackUp, IconEraser, IconSignature } from '@tabler/icons-react'
import { type RefObject, useEffect, useId, useRef } from 'react'
import Pad, { type PointGroup } from 'signature_pad'
import { texts } from './texts.ts'

/** A drawn signature: strokes of points in a box of `width` × `height`, with times in milliseconds. */
export interface SignatureStrokes {
  width: number
  height: number
  strokes: { x: number; y: number; pressure: number; time: number }[][]
}

export interface SignaturePadProps {
  /** What is signed: `Client's signature`. */
  label: string
  /** What was drawn; drawn again when the pad appears, so a draft can bring it back. */
  value: SignatureStrokes | null
  /** Null when the pad was cleared. */
  onChange?: (value: SignatureStrokes | null) => void
  /** Shows the signature without accepting strokes. */
  readOnly?: boolean
  error?: string | null
}

/** Strokes are kept in a space of this width, whatever the size of the window. */
const spaceWidth = 1000
const ink = '#1d2a44'

/**
 * A place to sign with a finger, a pen or a mouse. The paper is white in both colour schemes, as
 * the signed copy will be.
 */
export const SignaturePad = ({
  label,
  value,
  onChange,
  readOnly = false,
  error,
}: SignaturePadProps) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const hintId = useId()
  useStrokes(canvas, value, readOnly ? undefined : onChange)
  const isEmpty = !value || value.strokes.length === 0
  return (
    <div className="signature">
      <div className="signature-head">
        <span className="signature-label">{label}</span>
        {readOnly ? null : (
          <span className="signature-tools">
            <Button
              variant="subtle"
              color="gray"
              size="sm"
              leftSection={<IconArrowBackUp size={17} aria-hidden />}
              disabled={isEmpty}
              onClick={() => onChange?.(withoutLastStroke(value))}
            >
              {texts.signature.undo}
            </Button>
            <Button
              variant="subtle"
              color="gray"
              size="sm"
              leftSection={<IconEraser size={17} aria-hidden />}
              disabled={isEmpty}
              onClick={() => onChange?.(null)}
            >
              {texts.signature.clear}
            </Button>
          </span>
        )}
      </div>
      <div className="signature-paper" data-error={Boolean(error)}>
        <canvas
          ref={canvas}
          // The box that it was drawn in, also in a window of another shape.
          style={isEmpty ? undefined : { aspectRatio: `${value.width} / ${value.height}` }}
          role="img"
          aria-label={texts.signature.state(label, isEmpty)}
          aria-describedby={hintId}
        />
        {isEmpty && !readOnly ? (
          <span className="signature-hint" aria-hidden>
            <IconSignature size={20} /> {texts.signature.here}
          </span>
        ) : null}
      </div>
      <p id={hintId} className={error ? 'signature-error' : 'visually-hidden'}>
        {error ?? (readOnly ? '' : texts.signature.how)}
      </p>
    </div>
  )
}

const withoutLastStroke = (value: SignatureStrokes | null): SignatureStrokes | null =>
  value && value.strokes.length > 1 ? { ...value, strokes: value.strokes.slice(0, -1) } : null

/** Keeps signature_pad and the strokes in step, at the canvas's real pixels. */
const useStrokes = (
  canvas: RefObject<HTMLCanvasElement | null>,
  value: SignatureStrokes | null,
  onChange: ((value: SignatureStrokes | null) => void) | undefined,
) => {
  const pad = useRef<Pad>(null)
  const latest = useRef({ value, onChange })
  latest.current = { value, onChange }
  const drawn = useRef<SignatureStrokes>(null)

  useEffect(() => {
    const element = canvas.current
    if (!element) return
    const made = new Pad(element, { penColor: ink, minWidth: 0.8, maxWidth: 2.6 })
    pad.current = made
    made.addEventListener('endStroke', () => {
      drawn.current = fromGroups(made.toData(), element)
      latest.current.onChange?.(drawn.current)
    })
    const fit = () => {
      const ratio = Math.max(1, window.devicePixelRatio)
      element.width = element.clientWidth * ratio
      element.height = element.clientHeight * ratio
      element.getContext('2d')?.scale(ratio, ratio)
      made.fromData(toGroups(latest.current.value, element.clientWidth))
    }
    const observer = new ResizeObserver(fit)
    observer.observe(element)
    return () => {
      observer.disconnect()
      made.off()
      pad.current = null
    }
  }, [canvas])

  const isInteractive = onChange !== undefined
  useEffect(() => {
    if (isInteractive) pad.current?.on()
    else pad.current?.off()
  }, [isInteractive])

  useEffect(() => {
    const element = canvas.current
    // What the pad itself has drawn is there already; drawing it again would wipe out a stroke that
    // has begun in the meantime.
    if (!element || (value !== null && value === drawn.current)) return
    pad.current?.fromData(toGroups(value, element.clientWidth))
  }, [canvas, value])
}

const toGroups = (value: SignatureStrokes | null, widthOnScreen: number): PointGroup[] => {
  if (!value) return []
  const scale = widthOnScreen / value.width
  return value.strokes.map((points) => ({
    penColor: ink,
    dotSize: 0,
    minWidth: 0.8,
    maxWidth: 2.6,
    velocityFilterWeight: 0.7,
    compositeOperation: 'source-over',
    points: points.map((point) => ({ ...point, x: point.x * scale, y: point.y * scale })),
  }))
}

/** Tenths of a unit are finer than a pen; whole milliseconds since the first point. */
const fromGroups = (
  groups: readonly PointGroup[],
  box: { readonly clientWidth: number; readonly clientHeight: number },
): SignatureStrokes => {
  const scale = spaceWidth / box.clientWidth
  const tenth = (length: number) => Math.round(length * scale * 10) / 10
  const start = groups[0]?.points[0]?.time ?? 0
  return {
    width: spaceWidth,
    height: Math.round(box.clientHeight * scale),
    strokes: groups.map(({ points }) =>
      points.map(({ x, y, pressure, time }) => ({
        x: tenth(x),
        y: tenth(y),
        pressure: Math.round(pressure * 1000) / 1000,
        time: Math.round(time - start),
      })),
    ),
  }
}
