import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconClockPlus, IconX } from '@tabler/icons-react'
import { Section } from '#renderer/ui/index.ts'
import { type SessionStep, stepKind } from '#shared/sessions/index.ts'
import { TimeField } from './StampField.tsx'
import { texts } from './texts.ts'
import { momentNow } from './usePractice.ts'
import type { SessionHandle } from './useSession.ts'

/** Steps with their times. When needling began and ended stands in the panel. */
export const TimesSection = ({ session }: { session: SessionHandle }) => {
  const { document } = session
  const setSteps = (update: (now: readonly SessionStep[]) => SessionStep[]) =>
    session.change((now) => ({ ...now, steps: update(now.steps) }))
  return (
    <div id="session-times" data-field="steps">
      <Section title={texts.times.title}>
        <div className="times">
          <div className="stamps">
            {stepKind.options.map((kind) => (
              <Button
                key={kind}
                size="sm"
                variant="default"
                leftSection={<IconClockPlus size={17} aria-hidden />}
                aria-label={texts.times.stamp(texts.times.kinds[kind])}
                onClick={() => setSteps((now) => [...now, { kind, at: momentNow(), note: '' }])}
              >
                {texts.times.kinds[kind]}
              </Button>
            ))}
          </div>
          <ol className="step-list" aria-label={texts.times.list}>
            {document.steps.map((step, index) => (
              <StepRow
                // Two steps of a kind may share a minute; nothing reorders them.
                key={`${index} ${step.kind}`}
                step={step}
                session={session}
                onChange={(next) =>
                  setSteps((now) => now.map((each, at) => (at === index ? next : each)))
                }
                onRemove={() => setSteps((now) => now.filter((_each, at) => at !== index))}
              />
            ))}
          </ol>
        </div>
      </Section>
    </div>
  )
}

interface StepRowProps {
  step: SessionStep
  session: SessionHandle
  onChange: (step: SessionStep) => void
  onRemove: () => void
}

const StepRow = ({ step, session, onChange, onRemove }: StepRowProps) => {
  const kind = texts.times.kinds[step.kind]
  return (
    <li className="step-row">
      <strong>{kind}</strong>
      <TimeField
        label={texts.times.at(kind)}
        value={step.at}
        today={session.base.today}
        onChange={(at) => onChange({ ...step, at })}
      />
      <TextInput
        size="sm"
        aria-label={texts.times.note(kind)}
        placeholder={texts.times.notePlaceholder}
        maxLength={200}
        value={step.note}
        onChange={(event) => onChange({ ...step, note: event.currentTarget.value })}
      />
      <ActionIcon
        size="sm"
        variant="subtle"
        color="gray"
        aria-label={texts.times.remove(kind)}
        onClick={onRemove}
      >
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </li>
  )
}
