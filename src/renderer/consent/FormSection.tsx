import { Button, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { Section, StatusBadge, TextLink } from '#renderer/ui/index.ts'
import { mergeText, type NeededForm } from '#shared/consent/index.ts'
import type { ConsentId } from '#shared/kernel/index.ts'
import { ConsentSections } from './ConsentWords.tsx'
import { Scrolling } from './Scrolling.tsx'
import { texts } from './texts.ts'
import { toneOfState } from './tones.ts'
import type { FormFacts } from './useForm.ts'
import { useMergeValues, useMoment } from './usePractice.ts'

interface FormSectionProps {
  facts: FormFacts
  basisId: ConsentId | null
  /** The client has begun: what she sees is settled until she starts again. */
  isBegun: boolean
  onChange: (basisId: ConsentId | null) => void
}

/** Which text the client reads, why, and whether all of it. */
export const FormSection = ({ facts, basisId, isBegun, onChange }: FormSectionProps) => {
  const { needed, template, client } = facts
  const moment = useMoment()
  const values = useMergeValues(client)
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Section
      title={texts.prepare.form}
      description={`${template.text.title}, ${texts.version(template.version).toLowerCase()}, ${texts.prepare.published(moment(template.publishedAt))}`}
      actions={
        <Button size="sm" variant="subtle" onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? texts.prepare.hideIt : texts.prepare.readIt}
        </Button>
      }
    >
      <div className="prepare-part">
        <p>{whyOf(needed)}</p>
        {needed.latest ? (
          <p className="prepare-last">
            <StatusBadge tone={toneOfState[needed.latest.state]}>
              {texts.states[needed.latest.state]}
            </StatusBadge>
            <TextLink href={`/consents/${needed.latest.id}`}>{texts.prepare.openLast}</TextLink>
          </p>
        ) : null}
        {needed.basisId ? (
          <SegmentedControl
            aria-label={texts.prepare.show}
            disabled={isBegun}
            value={basisId ? 'changes' : 'whole'}
            onChange={(shown) => onChange(shown === 'changes' ? needed.basisId : null)}
            data={[
              { value: 'changes', label: texts.prepare.onlyChanges },
              { value: 'whole', label: texts.prepare.whole },
            ]}
          />
        ) : null}
        {isOpen ? (
          <Scrolling className="prepare-text" label={template.text.title}>
            <ConsentSections level={3} text={mergeText(template.text, values ?? {})} />
          </Scrolling>
        ) : null}
      </div>
    </Section>
  )
}

const whyOf = ({ latest, needs, basisId }: NeededForm): string => {
  if (!latest) return texts.prepare.none
  if (needs === 'nothing') return texts.prepare.nothing(latest.validUntil)
  switch (latest.state) {
    case 'expired':
      return texts.prepare.expired(latest.validUntil)
    case 'used-up':
      return texts.prepare.usedUp
    case 'withdrawn':
      return texts.prepare.withdrawn
    case 'invalid':
      return texts.prepare.invalid
    case 'superseded':
      return basisId ? texts.prepare.changes : texts.prepare.superseded
    case 'valid':
      return texts.prepare.notYours
  }
}
