import { Button } from '@mantine/core'
import { MillimetreField } from '#renderer/ui/index.ts'
import type { RuleSettings } from '#shared/practice/index.ts'
import type { DraftZone } from '#shared/sessions/index.ts'
import { texts } from './texts.ts'
import { EndpointField, IndicationField, PassesField, TechniqueField } from './zoneFields.tsx'

/** What the next zone that is tapped starts with. */
export type Brush = Pick<
  DraftZone,
  'indication' | 'needleLength' | 'technique' | 'passes' | 'endpoint'
>

interface ZoneBrushProps {
  brush: Brush
  rules: RuleSettings
  /** What is seen on the skin is there only once needling has begun. */
  hasStarted: boolean
  onChange: (brush: Brush) => void
  /** How many zones are charted, and how many of them are chosen. */
  charted: number
  chosen: number
  onApplyToAll: () => void
  onApplyToChosen: () => void
  onChooseNone: () => void
}

/** Values said once for many zones; each row of the table can still differ. */
export const ZoneBrush = ({
  brush,
  rules,
  hasStarted,
  onChange,
  charted,
  chosen,
  ...on
}: ZoneBrushProps) => (
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
    <IndicationField
      isLabelShown
      label={texts.zones.indication}
      value={brush.indication}
      onChange={(indication) => onChange({ ...brush, indication })}
    />
    <TechniqueField
      isLabelShown
      label={texts.zones.technique}
      value={brush.technique}
      onChange={(technique) => onChange({ ...brush, technique })}
    />
    {hasStarted ? (
      <EndpointField
        isLabelShown
        label={texts.zones.endpoint}
        value={brush.endpoint}
        onChange={(endpoint) => onChange({ ...brush, endpoint })}
      />
    ) : null}
    {chosen > 1 ? (
      <>
        <Button size="sm" variant="default" onClick={on.onApplyToChosen}>
          {texts.zones.applyToSelected(chosen)}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={on.onChooseNone}>
          {texts.zones.clearSelection}
        </Button>
      </>
    ) : (
      <Button size="sm" variant="default" disabled={charted === 0} onClick={on.onApplyToAll}>
        {texts.zones.applyToAll}
      </Button>
    )}
  </fieldset>
)

/** Only what the brush says; what it leaves open stays as each zone has it. */
export const painted = (zone: DraftZone, brush: Brush): DraftZone => ({
  ...zone,
  indication: brush.indication ?? zone.indication,
  needleLength: brush.needleLength ?? zone.needleLength,
  technique: brush.technique ?? zone.technique,
  passes: brush.passes ?? zone.passes,
  endpoint: brush.endpoint ?? zone.endpoint,
})
