import { Checkbox, SimpleGrid } from '@mantine/core'
import { type ClientFlagKind, clientFlagKind } from '#shared/clients/index.ts'
import { itemsOf } from './items.ts'
import { texts } from './texts.ts'
import { useRules } from './useRules.ts'

/** Every item of the screening with what it demands, to be ticked for a new client. */
export const FlagChoices = ({
  value,
  onChange,
}: {
  value: readonly ClientFlagKind[]
  onChange: (value: ClientFlagKind[]) => void
}) => {
  const rules = useRules()
  return (
    <Checkbox.Group
      label={texts.form.flags}
      description={texts.form.flagsHelp}
      value={[...value]}
      onChange={(kinds) => onChange(clientFlagKind.array().parse(kinds))}
    >
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="md" verticalSpacing={0}>
        {(rules ? itemsOf(rules) : []).map(({ kind, label, demand }) => (
          <Checkbox
            key={kind}
            value={kind}
            label={label}
            description={texts.flags.demands[demand ?? 'clear']}
          />
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  )
}
