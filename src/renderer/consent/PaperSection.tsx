import { Button } from '@mantine/core'
import { IconScan } from '@tabler/icons-react'
import { useState } from 'react'
import { Section } from '#renderer/ui/index.ts'
import type { TypedPeople } from './consentForm.ts'
import { PaperDialog } from './PaperDialog.tsx'
import { texts } from './texts.ts'
import type { FormFacts } from './useForm.ts'

interface PaperSectionProps {
  facts: FormFacts
  people: TypedPeople
  isPeopleWhole: boolean
}

/** The way of paper: print, sign by hand, scan. */
export const PaperSection = ({ facts, people, isPeopleWhole }: PaperSectionProps) => {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Section
      title={texts.prepare.onPaper}
      description={texts.prepare.onPaperText}
      actions={
        <Button
          size="sm"
          variant="default"
          leftSection={<IconScan size={18} aria-hidden />}
          disabled={!isPeopleWhole}
          onClick={() => setIsOpen(true)}
        >
          {texts.prepare.takeInPaper}
        </Button>
      }
    >
      {isPeopleWhole ? null : <p className="consent-quiet">{texts.prepare.peopleFirst}</p>}
      {isOpen ? (
        <PaperDialog facts={facts} people={people} onClose={() => setIsOpen(false)} />
      ) : null}
    </Section>
  )
}
