import { Button, Checkbox } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { EditDetailsDialog } from '#renderer/clients/index.ts'
import { DefinitionList, Section } from '#renderer/ui/index.ts'
import { texts } from './texts.ts'
import type { ScreeningHandle } from './useScreening.ts'

interface HistorySectionProps {
  screening: ScreeningHandle
  /** False where another press says that it was read out. */
  asksConfirmation?: boolean
}

/** Allergies, medication and skin type of the record, to be read out and confirmed. */
export const HistorySection = ({ screening, asksConfirmation = true }: HistorySectionProps) => {
  const { client, practice } = screening.facts
  const [isEditing, setIsEditing] = useState(false)
  const isTakenBack = screening.draft.value.historyConfirmed && !screening.form.historyConfirmed
  return (
    <Section
      title={texts.ask.history}
      description={texts.ask.historyText}
      actions={
        <Button
          size="sm"
          variant="default"
          leftSection={<IconPencil size={16} aria-hidden />}
          onClick={() => setIsEditing(true)}
        >
          {texts.ask.historyCorrect}
        </Button>
      }
    >
      <DefinitionList
        columns={3}
        items={[
          { term: texts.ask.allergies, value: listed(client.allergies) },
          { term: texts.ask.medication, value: listed(client.medication) },
          { term: texts.ask.skinType, value: client.fitzpatrickType ?? texts.ask.notRecorded },
        ]}
      />
      {asksConfirmation ? (
        <div className="history-confirm">
          <Checkbox
            label={texts.ask.historyConfirm}
            description={isTakenBack ? texts.ask.historyChanged : undefined}
            checked={screening.form.historyConfirmed}
            onChange={(event) => screening.confirmHistory(event.currentTarget.checked)}
          />
        </div>
      ) : null}
      {isEditing ? (
        <EditDetailsDialog
          client={client}
          today={practice.today}
          onClose={() => setIsEditing(false)}
        />
      ) : null}
    </Section>
  )
}

const listed = (names: readonly string[]) =>
  names.length === 0 ? texts.ask.none : names.join(', ')
