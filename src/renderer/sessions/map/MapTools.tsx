import { Tooltip } from '@mantine/core'
import { IconPointer, IconCircleDashedPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { MarkKind } from '#shared/sessions/index.ts'
import { MarkGlyph } from './MarkGlyph.tsx'
import { markKinds } from './marks.ts'
import { texts } from './texts.ts'

/** What a tap on the drawing does. */
export type Tool = 'choose' | 'area' | MarkKind

interface MapToolsProps {
  tool: Tool
  onTool: (tool: Tool) => void
  hasAreas: boolean
  /** Why no area can be added on this drawing, or null. */
  whyNoArea: string | null
  hasMarks: boolean
}

/** Choose zones, add an area, or mark something; one of them is in the hand. */
export const MapTools = ({ tool, onTool, hasAreas, whyNoArea, hasMarks }: MapToolsProps) => (
  <div className="map-tools" role="group" aria-label={texts.tools.label}>
    <ToolButton
      name="choose"
      label={texts.tools.choose}
      isOn={tool === 'choose'}
      onPick={() => onTool('choose')}
    >
      <IconPointer size={20} aria-hidden />
    </ToolButton>
    {hasAreas ? (
      <ToolButton
        name="area"
        label={texts.tools.area}
        isOn={tool === 'area'}
        whyNot={whyNoArea}
        onPick={() => onTool('area')}
      >
        <IconCircleDashedPlus size={20} aria-hidden />
      </ToolButton>
    ) : null}
    {hasMarks
      ? markKinds.map((kind) => (
          <ToolButton
            key={kind}
            name={kind}
            label={texts.tools.mark(texts.kinds[kind])}
            isOn={tool === kind}
            // A second press puts the tool down.
            onPick={() => onTool(tool === kind ? 'choose' : kind)}
          >
            <svg viewBox="-13 -13 26 26" width="22" height="22" aria-hidden>
              <MarkGlyph kind={kind} />
            </svg>
          </ToolButton>
        ))
      : null}
  </div>
)

interface ToolButtonProps {
  name: Tool
  label: string
  isOn: boolean
  /** Why it cannot be taken on this drawing. */
  whyNot?: string | null
  onPick: () => void
  children: ReactNode
}

const ToolButton = ({ name, label, isOn, whyNot = null, onPick, children }: ToolButtonProps) => (
  <Tooltip label={whyNot ?? label} position="left" openDelay={300} multiline maw={320}>
    <button
      type="button"
      data-tool={name}
      aria-label={whyNot === null ? label : `${label}. ${whyNot}`}
      aria-pressed={isOn}
      aria-disabled={whyNot !== null}
      onClick={() => {
        if (whyNot === null) onPick()
      }}
    >
      {children}
    </button>
  </Tooltip>
)
