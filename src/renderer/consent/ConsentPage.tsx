import { Button, SegmentedControl } from '@mantine/core'
import { IconPencil, IconSignature } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { query } from '#renderer/api.ts'
import { EmptyState, Failure, Loading, Page, Section, StatusBadge } from '#renderer/ui/index.ts'
import type { ConsentTemplate, ConsentText } from '#shared/consent/index.ts'
import { ConsentSections } from './ConsentWords.tsx'
import { TextChanges } from './TextChanges.tsx'
import { TextEditor } from './TextEditor.tsx'
import { texts } from './texts.ts'
import { useMoment } from './usePractice.ts'
import './consent.css'

/** The texts that clients sign: every version, what changed, and the next one. */
export const ConsentPage = () => {
  const templates = useQuery(query.consent.templates.queryOptions())
  const [isWriting, setIsWriting] = useState(false)
  const versions = [...(templates.data ?? [])].sort((one, other) => other.version - one.version)
  const current = versions.find((version) => version.current)
  return (
    <Page
      title={texts.templates.title}
      description={texts.templates.description}
      primary={
        templates.data && !isWriting ? (
          <Button
            leftSection={<IconPencil size={18} aria-hidden />}
            onClick={() => setIsWriting(true)}
          >
            {texts.templates.write}
          </Button>
        ) : null
      }
    >
      <Failure error={templates.error} />
      {isWriting ? (
        <TextEditor current={current ?? null} onClose={() => setIsWriting(false)} />
      ) : templates.data ? (
        <Versions versions={versions} />
      ) : (
        <Loading label={texts.templates.loading} />
      )}
    </Page>
  )
}

const Versions = ({ versions }: { versions: readonly ConsentTemplate[] }) => {
  const moment = useMoment()
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = versions.find(({ id }) => id === chosen) ?? versions[0]
  if (!shown) {
    return (
      <EmptyState icon={IconSignature} title={texts.templates.none}>
        {texts.templates.noneText}
      </EmptyState>
    )
  }
  const before = versions.find(({ version }) => version === shown.version - 1)
  return (
    <div className="versions">
      <nav aria-label={texts.templates.versions}>
        <ul>
          {versions.map((version) => (
            <li key={version.id}>
              <button
                type="button"
                className="version"
                aria-pressed={version.id === shown.id}
                onClick={() => setChosen(version.id)}
              >
                <span className="version-name">
                  {texts.templates.version(version.version)}
                  <StatusBadge tone={version.current ? 'cleared' : 'neutral'}>
                    {version.current ? texts.templates.current : texts.templates.earlier}
                  </StatusBadge>
                </span>
                <span className="consent-quiet">
                  {texts.templates.publishedAt(moment(version.publishedAt))}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <Version key={shown.id} version={shown} before={before?.text ?? null} />
    </div>
  )
}

const Version = ({ version, before }: { version: ConsentTemplate; before: ConsentText | null }) => {
  const [view, setView] = useState('text')
  const { text } = version
  return (
    <Section
      title={text.title}
      actions={
        before ? (
          <SegmentedControl
            value={view}
            onChange={setView}
            data={[
              { value: 'text', label: texts.templates.showText },
              { value: 'changes', label: texts.templates.changes(version.version - 1) },
            ]}
          />
        ) : null
      }
    >
      {before && view === 'changes' ? (
        <TextChanges before={before} after={text} />
      ) : (
        <div className="signed-text">
          <ConsentSections level={3} text={text} />
          <h3>{texts.templates.statements}</h3>
          <ul className="consent-statements">
            {text.acknowledgements.map(({ id, text: statement }) => (
              <li key={id}>{statement}</li>
            ))}
          </ul>
          <h3>{texts.templates.declaration}</h3>
          <p>{text.declaration}</p>
        </div>
      )}
    </Section>
  )
}
