import { Textarea } from '@mantine/core'
import { Section } from '#renderer/ui/index.ts'
import type { SessionDocument } from '#shared/sessions/index.ts'
import { PeopleFold } from './PeopleFold.tsx'
import { ResponseChips } from './ResponseChips.tsx'
import { texts } from './texts.ts'
import type { SessionHandle } from './useSession.ts'

/** How the skin answered, how the client bore it, and what else is to be remembered. */
export const ResponseSection = ({ session }: { session: SessionHandle }) => {
  const { immediateResponse: chosen, responseNote, note, said, comfort } = session.document
  const set = (part: Partial<SessionDocument>) => session.change((now) => ({ ...now, ...part }))
  return (
    <div id="session-response">
      <Section title={texts.response.title}>
        <div className="response">
          <div className="response-part" data-field="immediateResponse">
            <ResponseChips
              label={texts.response.immediate}
              chosen={chosen}
              onChange={(immediateResponse) => set({ immediateResponse })}
            />
          </div>
          {chosen.includes('other') || responseNote !== '' ? (
            <div data-field="responseNote">
              <Textarea
                label={texts.response.note}
                minRows={1}
                maxLength={2000}
                value={responseNote}
                onChange={(event) => set({ responseNote: event.currentTarget.value })}
              />
            </div>
          ) : null}
          <Comfort value={comfort} onChange={(next) => set({ comfort: next })} />
          <div className="response-words">
            <div data-field="said">
              <Textarea
                autosize
                label={texts.response.said}
                minRows={1}
                maxLength={2000}
                value={said}
                onChange={(event) => set({ said: event.currentTarget.value })}
              />
            </div>
            <div data-field="note">
              <Textarea
                autosize
                label={texts.response.notes}
                minRows={1}
                maxLength={10_000}
                value={note}
                onChange={(event) => set({ note: event.currentTarget.value })}
              />
            </div>
          </div>
          <PeopleFold session={session} />
        </div>
      </Section>
    </div>
  )
}

const scale = Array.from({ length: 11 }, (_each, comfort) => comfort)

interface ComfortProps {
  value: number | null
  onChange: (value: number | null) => void
}

/** The client's own number, 0 to 10; a second press takes it back. */
const Comfort = ({ value, onChange }: ComfortProps) => (
  <div className="response-part" data-field="comfort">
    <p className="small-label" aria-hidden>
      {texts.response.comfort}
    </p>
    <div className="comfort" role="group" aria-label={texts.response.comfort}>
      {scale.map((comfort) => (
        <button
          key={comfort}
          type="button"
          className="press"
          aria-label={texts.response.comfortOf(comfort)}
          aria-pressed={value === comfort}
          onClick={() => onChange(value === comfort ? null : comfort)}
        >
          {comfort}
        </button>
      ))}
    </div>
  </div>
)
