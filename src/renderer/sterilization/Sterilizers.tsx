import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { formatCelsius, Section } from '#renderer/ui/index.ts'
import { formatHold, type Sterilizer } from '#shared/sterilization/index.ts'
import { texts } from './texts.ts'

/** The machines, each with what its programmes must reach. */
export const Sterilizers = ({
  sterilizers,
  onEdit,
}: {
  sterilizers: readonly Sterilizer[]
  onEdit: (sterilizer: Sterilizer) => void
}) => (
  <Section title={texts.sterilizers.title} surface="plain">
    <ul className="sterilizer-cards">
      {sterilizers.map((sterilizer) => (
        <li key={sterilizer.id} className="sterilizer-card">
          <div className="sterilizer-head">
            <h3>{sterilizer.name}</h3>
            <Button
              size="sm"
              variant="subtle"
              leftSection={<IconPencil size={16} aria-hidden />}
              aria-label={texts.sterilizers.editOf(sterilizer.name)}
              onClick={() => onEdit(sterilizer)}
            >
              {texts.sterilizers.edit}
            </Button>
          </div>
          <p className="load-quiet">
            {[
              `${sterilizer.maker} ${sterilizer.model}`,
              texts.sterilizers.serial(sterilizer.serialNumber),
              sterilizer.lastCycleNumber === null
                ? texts.sterilizers.noCycle
                : texts.sterilizers.lastCycle(sterilizer.lastCycleNumber),
            ].join(' · ')}
          </p>
          <ul className="sterilizer-programmes">
            {sterilizer.programmes.map((programme) => (
              <li key={programme.name}>
                {texts.sterilizers.programme(
                  programme.name,
                  formatCelsius(programme.minimumTemperature),
                  formatHold(programme.minimumHoldSeconds),
                )}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  </Section>
)
