import { Chip, Textarea } from '@mantine/core'
import { useId } from 'react'
import { Section } from '#renderer/ui/index.ts'
import { type ImmediateResponse, immediateResponse } from '#shared/sessions/index.ts'
import { texts } from './texts.ts'
import type { SessionHandle } from './useSession.ts'

/** How the skin answered, and what else is to be remembered. */
export const ResponseSection = ({ session }: { session: SessionHandle }) => {
  const { immediateResponse: chosen, responseNote, note } = session.document
  const labelId = useId()
  const choose = (values: readonly string[]) =>
    session.change((now) => ({
      ...now,
      immediateResponse: consistent(
        immediateResponse.options.filter((option) => values.includes(option)),
        now.immediateResponse,
      ),
    }))
  return (
    <div id="session-response">
      <Section title={texts.response.title}>
        <div className="response">
          <p id={labelId} className="field-label">
            {texts.response.immediate}
          </p>
          <Chip.Group multiple value={chosen} onChange={choose}>
            <div role="group" aria-labelledby={labelId} className="chips">
              {immediateResponse.options.map((option) => (
                <Chip key={option} value={option} variant="outline" size="md">
                  {texts.responses[option]}
                </Chip>
              ))}
            </div>
          </Chip.Group>
          {chosen.includes('other') || responseNote !== '' ? (
            <Textarea
              label={texts.response.note}
              minRows={1}
              maxLength={2000}
              value={responseNote}
              onChange={(event) => {
                const typed = event.currentTarget.value
                session.change((now) => ({ ...now, responseNote: typed }))
              }}
            />
          ) : null}
          <Textarea
            label={texts.response.notes}
            minRows={2}
            maxLength={10_000}
            value={note}
            onChange={(event) => {
              const typed = event.currentTarget.value
              session.change((now) => ({ ...now, note: typed }))
            }}
          />
        </div>
      </Section>
    </div>
  )
}

/** “None seen” and a finding exclude each other; the newer word wins. */
const consistent = (
  next: ImmediateResponse[],
  before: readonly ImmediateResponse[],
): ImmediateResponse[] => {
  if (!next.includes('none') || next.length === 1) return next
  return before.includes('none') ? next.filter((option) => option !== 'none') : ['none']
}
