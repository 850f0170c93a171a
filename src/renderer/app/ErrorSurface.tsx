import { Button, CopyButton } from '@mantine/core'
import { IconMoodPuzzled } from '@tabler/icons-react'
import { Component, type ReactNode } from 'react'
import { flushDrafts } from '#renderer/drafts/index.ts'
import { describeIncident } from './incident.ts'
import { texts } from './texts.ts'

interface Props {
  children: ReactNode
}

interface State {
  failed: { error: unknown } | null
}

/**
 * Catches a page that stopped working; drafts are saved first, and the rest of the app stays. Give
 * it the address as its key: another address is another page.
 */
export class ErrorSurface extends Component<Props, State> {
  override state: State = { failed: null }

  static getDerivedStateFromError(error: unknown): State {
    return { failed: { error } }
  }

  override componentDidCatch(): void {
    void flushDrafts()
  }

  override render(): ReactNode {
    return this.state.failed ? (
      <Crash
        incident={describeIncident(this.state.failed.error)}
        onRetry={() => this.setState({ failed: null })}
      />
    ) : (
      this.props.children
    )
  }
}

const Crash = ({ incident, onRetry }: { incident: string; onRetry: () => void }) => (
  <div className="crash" role="alert">
    <IconMoodPuzzled size={34} stroke={1.5} aria-hidden />
    <h1 tabIndex={-1} data-page-title>
      {texts.crash.title}
    </h1>
    <p>{texts.crash.text}</p>
    <div className="crash-actions">
      <Button variant="default" component="a" href="#/" onClick={onRetry}>
        {texts.crash.today}
      </Button>
      <Button onClick={onRetry}>{texts.crash.tryAgain}</Button>
    </div>
    <p className="crash-report">{texts.crash.report}</p>
    <div className="crash-incident">
      <code>{incident}</code>
      <CopyButton value={incident}>
        {({ copied, copy }) => (
          <Button size="xs" variant="subtle" onClick={copy}>
            {copied ? texts.crash.copied : texts.crash.copy}
          </Button>
        )}
      </CopyButton>
    </div>
  </div>
)
