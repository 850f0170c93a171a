import { Button, Tabs } from '@mantine/core'
import { IconPencil, IconSignature } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { query } from '#renderer/api.ts'
import { EmptyState, Failure, Loading, Page, StatusBadge } from '#renderer/ui/index.ts'
import { type ConsentKind, type ConsentTemplate, consentKind } from '#shared/consent/index.ts'
import { TextEditor } from './TextEditor.tsx'
import { TextVersion } from './TextVersion.tsx'
import { texts } from './texts.ts'
import { useMoment, usePractice } from './usePractice.ts'
import './consent.css'
import './templates.css'

/** The texts that clients sign: every kind, every version, what changed, and the next one. */
export const ConsentPage = () => {
  const templates = useQuery(query.consent.templates.queryOptions())
  const practice = usePractice()
  const [kind, setKind] = useState<ConsentKind>('microneedling')
  const [isWriting, setIsWriting] = useState(false)
  const versions = (templates.data ?? [])
    .filter((template) => template.kind === kind)
    .sort((one, other) => other.version - one.version)
  const isOwner = practice?.current.role === 'owner'
  return (
    <Page
      title={texts.templates.title}
      description={texts.templates.description}
      width={isWriting ? 'full' : 'wide'}
      primary={
        templates.data && isOwner && !isWriting ? (
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
      <Tabs
        value={kind}
        onChange={(chosen) => {
          setKind(consentKind.parse(chosen))
          setIsWriting(false)
        }}
      >
        <Tabs.List aria-label={texts.templates.kinds}>
          {consentKind.options.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {texts.kinds[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={kind} className="template-panel">
          {!templates.data || !practice ? (
            <Loading label={texts.templates.loading} />
          ) : isWriting ? (
            <TextEditor
              key={kind}
              kind={kind}
              current={versions.find(({ current }) => current) ?? null}
              practice={practice}
              onClose={() => setIsWriting(false)}
            />
          ) : (
            <Versions key={kind} versions={versions} />
          )}
          {practice && !isOwner ? <p className="consent-quiet">{texts.templates.only}</p> : null}
        </Tabs.Panel>
      </Tabs>
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
      <TextVersion key={shown.id} version={shown} before={before?.text ?? null} />
    </div>
  )
}
