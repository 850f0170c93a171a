import { Button, Checkbox } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { FirstRunForm } from './form.ts'
import { StepHead } from './StepHead.tsx'
import { texts } from './texts.ts'

export interface RecoveryStepProps {
  made: { recoveryCode: string; fingerprint: string }
  form: FirstRunForm
  onDone: () => unknown
}

/** The recovery code, this once: on the screen and on paper. */
export const RecoveryStep = ({ made, form, onDone }: RecoveryStepProps) => {
  const [isWritten, setIsWritten] = useState(false)
  useWarningBeforeLeaving(!isWritten)
  return (
    <div className="first-run">
      <StepHead title={texts.recovery.title}>{texts.recovery.description}</StepHead>
      <div className="recovery-code">
        <p className="recovery-label">{texts.recovery.code}</p>
        <output>{made.recoveryCode}</output>
      </div>
      <div className="recovery-fingerprint">
        <p className="recovery-label">{texts.recovery.fingerprint}</p>
        <code>{made.fingerprint}</code>
        <p>{texts.recovery.fingerprintHelp}</p>
      </div>
      <Button
        variant="default"
        leftSection={<IconPrinter size={18} aria-hidden />}
        className="recovery-print"
        onClick={() => window.print()}
      >
        {texts.recovery.print}
      </Button>
      <Checkbox
        label={texts.recovery.written}
        checked={isWritten}
        onChange={(event) => setIsWritten(event.currentTarget.checked)}
      />
      <div className="first-run-actions">
        <span />
        <Button disabled={!isWritten} onClick={() => onDone()}>
          {texts.recovery.done}
        </Button>
      </div>
      <PrintedSheet made={made} form={form} />
    </div>
  )
}

/** Only on paper. */
const PrintedSheet = ({ made, form }: Omit<RecoveryStepProps, 'onDone'>) => (
  <div className="recovery-sheet" aria-hidden>
    <h1>
      {texts.product} · {texts.recovery.sheetTitle}
    </h1>
    <dl>
      <dt>{texts.recovery.sheetPractice}</dt>
      <dd>{form.name}</dd>
      <dt>{texts.recovery.sheetPerson}</dt>
      <dd>{form.ownerName}</dd>
      <dt>{texts.recovery.sheetDate}</dt>
      <dd>{new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(new Date())}</dd>
      <dt>{texts.recovery.code}</dt>
      <dd className="recovery-sheet-code">{made.recoveryCode}</dd>
      <dt>{texts.recovery.fingerprint}</dt>
      <dd>{made.fingerprint}</dd>
    </dl>
    <p>{texts.recovery.sheetNote}</p>
  </div>
)

/** Closing the window now would lose the code for good. */
const useWarningBeforeLeaving = (isAtRisk: boolean) => {
  useEffect(() => {
    if (!isAtRisk) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isAtRisk])
}
