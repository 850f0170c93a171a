import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { api } from '#renderer/api.ts'
import { ReasonDialog } from '#renderer/drafts/index.ts'
import { Section, toast } from '#renderer/ui/index.ts'
import type { PracticeDetails } from '#shared/practice/index.ts'
import { texts } from './texts.ts'

export interface SterilitySectionProps {
  details: PracticeDetails
  mayEdit: boolean
}

/** Whether instruments are sterilized here, what that means, and what changing it would do. */
export const SterilitySection = ({ details, mayEdit }: SterilitySectionProps) => {
  const queries = useQueryClient()
  const [isAsking, asking] = useDisclosure(false)
  const mode = details.sterilityMode
  const other = mode === 'reprocesses' ? 'single-use-only' : 'reprocesses'
  const change = async (reason: string) => {
    await api.practice.update({ details: { ...details, sterilityMode: other }, reason })
    // Nearly every screen depends on it.
    await queries.invalidateQueries()
    toast.done(texts.sterility.changed)
  }
  return (
    <Section title={texts.sterility.title}>
      <div className="settings-stack">
        <div>
          <p className="settings-strong">{texts.sterility.modes[mode]}</p>
          <p className="settings-quiet">{texts.sterility.meaning[mode]}</p>
        </div>
        {mayEdit ? (
          <Button variant="default" onClick={asking.open}>
            {texts.sterility.change[mode]}
          </Button>
        ) : null}
      </div>
      <ReasonDialog
        opened={isAsking}
        onClose={asking.close}
        subject={`sterility:${other}`}
        title={texts.sterility.ask[other]}
        confirmLabel={texts.sterility.confirm}
        write={change}
      >
        <ul className="settings-effects">
          {texts.sterility.effects[other].map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
      </ReasonDialog>
    </Section>
  )
}
