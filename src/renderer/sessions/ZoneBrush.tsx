import { Button } from '@mantine/core'
import { MillimetreField } from '#renderer/ui/index.ts'
import type { RuleSettings } from '#shared/practice/index.ts'
import type { DraftZone } from '#shared/sessions/index.ts'
import { texts } from './texts.ts'
import { EndpointField, PassesField, TechniqueField } from './zoneFields.tsx'

/** What the next zone that is tapped starts with. */
export type Brush = Omit<DraftZone, 'zone'>

interface ZoneBrushProps {
  brush: Brush
  rules: RuleSettings
  onChange: (brush: Brush) => void
  /** Null while no zone is charted. */
  onApplyToAll: (() => void) | null
}

/** Values said once for many zones; each row of the table can still differ. */
export const ZoneBrush = ({ brush, rules, onChange, onApplyToAll }: ZoneBrushProps) => (
  <fieldset className="zone-brush">
    <legend>
      <span>{texts.zones.brush}</span>
    </legend>
    <MillimetreField
      size="sm"
      label={texts.zones.length}
      value={brush.needleLength}
      minimum={rules.minimumRecordableNeedleLength.value}
      maximum={rules.maximumRecordableNeedleLength.value}
      onChange={(needleLength) => onChange({ ...brush, needleLength })}
    />
    <PassesField
      isLabelShown
      label={texts.zones.passes}
      value={brush.passes}
      onChange={(passes) => onChange({ ...brush, passes })}
    />
    <TechniqueField
      isLabelShown
      label={texts.zones.technique}
      value={brush.technique}
      onChange={(technique) => onChange({ ...brush, technique })}
    />
    <EndpointField
      isLabelShown
      label={texts.zones.endpoint}
      value={brush.endpoint}
      onChange={(endpoint) => onChange({ ...brush, endpoint })}
    />
    <Button
      size="sm"
      variant="default"
      disabled={onApplyToAll === null}
      onClick={() => onApplyToAll?.()}
    >
      {texts.zones.applyToAll}
    </Button>
  </fieldset>
)
