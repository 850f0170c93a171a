import { Checkbox, SimpleGrid } from '@mantine/core'
import { clientFlagKind, flagRules } from '#shared/clients/index.ts'
import type { ClientFlagKind } from '#shared/clients/index.ts'
import { flagOrder, texts } from './texts.ts'

/** Every flag with what it demands, to be ticked for a new client. */
export const FlagChoices = ({
  value,
  onChange,
}: {
  value: readonly ClientFlagKind[]
  onChange: (value: ClientFlagKind[]) => void
}) => (
  <Checkbox.Group
    label={texts.form.flags}
    description={texts.form.flagsHelp}
    value={[...value]}
    onChange={(kinds) => onChange(clientFlagKind.array().parse(kinds))}
  >
    <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="md" verticalSpacing={0}>
      {flagOrder.map((kind) => (
        <Checkbox
          key={kind}
          value={kind}
          label={flagRules[kind].label}
          description={texts.flags.demands[flagRules[kind].demands]}
        />
      ))}
    </SimpleGrid>
  </Checkbox.Group>
)
