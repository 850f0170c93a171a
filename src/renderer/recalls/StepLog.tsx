import { formatMoment, Section, StatusBadge } from '#renderer/ui/index.ts'
import type { RecallStep } from '#shared/recalls/index.ts'
import { texts } from './texts.ts'

/** What was recorded, in its order, with who signed it. */
export const StepLog = ({ steps, zone }: { steps: readonly RecallStep[]; zone: string }) => (
  <Section title={texts.recall.steps} surface="flush">
    <ol className="recall-log">
      {steps.map((step) => (
        <li key={step.id}>
          <p className="recall-log-head">
            <strong>{texts.stepNames[step.kind]}</strong>
            <span className="recall-quiet">
              {texts.recall.doneBy(step.by, formatMoment(step.happenedAt, zone))}
            </span>
            {step.signatureState === 'invalid' ? (
              <StatusBadge tone="stop">{texts.recall.signatureInvalid}</StatusBadge>
            ) : null}
          </p>
          {step.consulted ? <p>{texts.recall.consulted(step.consulted)}</p> : null}
          {step.informsClients === null ? null : (
            <p>{texts.recall.informs[step.informsClients ? 'true' : 'false']}</p>
          )}
          <p className="recall-note">{step.note}</p>
        </li>
      ))}
    </ol>
  </Section>
)
