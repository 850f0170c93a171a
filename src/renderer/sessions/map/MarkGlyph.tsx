import type { MarkKind } from '#shared/sessions/index.ts'

/** Each kind has a form of its own, so that it is known without its colour. In a box of ±11. */
const forms = {
  // A seam with its stitches.
  scar: ['M-10 0H10', 'M-6 -4V4M0 -4V4M6 -4V4'],
  lesion: ['M0 -9L9 0L0 9L-9 0Z'],
  mole: ['M-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0Z'],
  reaction: ['M0 -9L9 7H-9Z', 'M0 -3V2M0 4.4V4.6'],
  note: ['M-8 -8H8V4L4 8H-8Z', 'M-4 -3.5H4M-4 0.5H2'],
} as const satisfies Record<MarkKind, readonly string[]>

export const MarkGlyph = ({ kind }: { kind: MarkKind }) => (
  <g className="mark-glyph" data-kind={kind}>
    {forms[kind].map((path) => (
      <path key={path} d={path} />
    ))}
  </g>
)
