import { Button, Loader, Textarea, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFingerprint, IconShieldSearch } from '@tabler/icons-react'
import { useId } from 'react'
import { Failure, StatusBadge, type Tone } from '#renderer/ui/index.ts'
import { texts } from './texts.ts'
import type { VerificationRun } from './useVerification.ts'
import { VerificationResult } from './VerificationResult.tsx'

export interface VerificationPanelProps {
  verification: VerificationRun
  /** How many entries the log has by now; null while it is not known. */
  total: number | null
  zone: string
}

/** Whether the log holds: asked for by hand, with everything that was looked at. */
export const VerificationPanel = ({ verification, total, zone }: VerificationPanelProps) => {
  const { result, at, isRunning } = verification
  return (
    <div className="verification">
      <div className="verification-head">
        {isRunning ? (
          <p className="verification-running" role="status">
            <Loader size={18} aria-hidden />
            {texts.verification.running}
          </p>
        ) : (
          <p className="export-help">{texts.verification.openText}</p>
        )}
        <VerifyButtons verification={verification} />
      </div>
      {result && at && !isRunning ? (
        <VerificationResult result={result} at={at} zone={zone} total={total} />
      ) : null}
      <Failure error={verification.error} />
    </div>
  )
}

/** The mark in one word. */
export const VerificationMark = ({
  verification: { result },
}: {
  verification: VerificationRun
}) => {
  const [tone, word] = markOf(result?.holds)
  return <StatusBadge tone={tone}>{word}</StatusBadge>
}

const markOf = (holds: boolean | undefined): readonly [Tone, string] => {
  if (holds === undefined) return ['neutral', texts.verification.open]
  return holds ? ['cleared', texts.verification.holds] : ['stop', texts.verification.broken]
}

const VerifyButtons = ({ verification }: { verification: VerificationRun }) => {
  const { result, isRunning, run, cancel, paper, setPaper, head, setHead } = verification
  const [isComparing, comparing] = useDisclosure(paper !== '' || head !== '')
  const paperId = useId()
  return (
    <>
      <div className="verification-buttons">
        <Button
          variant="subtle"
          leftSection={<IconFingerprint size={18} aria-hidden />}
          aria-expanded={isComparing}
          aria-controls={paperId}
          onClick={comparing.toggle}
        >
          {texts.verification.paper}
        </Button>
        {isRunning ? (
          <Button variant="default" onClick={cancel}>
            {texts.cancel}
          </Button>
        ) : (
          <Button leftSection={<IconShieldSearch size={18} aria-hidden />} onClick={run}>
            {result ? texts.verification.again : texts.verification.now}
          </Button>
        )}
      </div>
      <div id={paperId} className="verification-paper">
        {isComparing ? (
          <>
            <Textarea
              label={texts.verification.paperLabel}
              description={texts.verification.paperHelp}
              value={paper}
              onChange={(event) => setPaper(event.currentTarget.value)}
              minRows={2}
              spellCheck={false}
            />
            <TextInput
              label={texts.verification.sinceLabel}
              description={texts.verification.sinceHelp}
              value={head}
              onChange={(event) => setHead(event.currentTarget.value)}
              maxLength={200}
              spellCheck={false}
            />
          </>
        ) : null}
      </div>
    </>
  )
}
