import { Button, SegmentedControl } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'wouter'
import { query } from '#renderer/api.ts'
import {
  Failure,
  formatMoment,
  Loading,
  Page,
  Section,
  StatusBadge,
  TextLink,
} from '#renderer/ui/index.ts'
import type { ScreeningRules } from '#shared/screening/index.ts'
import { RulesChangesList } from './RulesChangesList.tsx'
import { rulesChanges } from './rulesChanges.ts'
import { RulesEditor } from './RulesEditor.tsx'
import { RulesList } from './RulesList.tsx'
import { rulesTexts as texts } from './rulesTexts.ts'
import './rules.css'

/** `/screening/rules` and `/screening/rules/:version`: what is asked, and what each answer leads to. */
export const RulesPage = () => {
  const versions = useQuery(query.screening.rules.queryOptions())
  const practice = useQuery(query.practice.get.queryOptions())
  const [isWriting, setIsWriting] = useState(false)
  const current = versions.data?.find((version) => version.current)
  const isOwner = practice.data?.current.role === 'owner'
  return (
    <Page
      title={texts.title}
      description={isOwner || !practice.data ? texts.description : texts.ownerOnly}
      back={{ href: '/settings', label: texts.back }}
      primary={
        current && isOwner && !isWriting ? (
          <Button
            leftSection={<IconPencil size={18} aria-hidden />}
            onClick={() => setIsWriting(true)}
          >
            {texts.edit}
          </Button>
        ) : null
      }
    >
      <Failure error={versions.error ?? practice.error} />
      {isWriting && current ? (
        <RulesEditor current={current} onClose={() => setIsWriting(false)} />
      ) : versions.data && practice.data ? (
        <Versions versions={versions.data} zone={practice.data.details.timeZone} />
      ) : (
        <Loading label={texts.loading} lines={8} />
      )}
    </Page>
  )
}

interface VersionsProps {
  versions: readonly ScreeningRules[]
  zone: string
}

const Versions = ({ versions, zone }: VersionsProps) => {
  const { version: asked } = useParams<{ version?: string }>()
  const shown =
    versions.find(({ version }) => String(version) === asked) ??
    versions.find(({ current }) => current)
  if (!shown) return <p>{texts.noVersion}</p>
  const before = versions.find(({ version }) => version === shown.version - 1)
  return (
    <div className="rules-versions">
      <nav aria-label={texts.versions}>
        <ul>
          {versions.map((version) => (
            <li key={version.id} data-shown={version.id === shown.id}>
              <span className="rules-version-name">
                <TextLink href={`/screening/rules/${version.version}`}>
                  {texts.version(version.version)}
                </TextLink>
                <StatusBadge tone={version.current ? 'cleared' : 'neutral'}>
                  {version.current ? texts.current : texts.earlier}
                </StatusBadge>
              </span>
              <span className="rules-quiet">
                {texts.published(formatMoment(version.publishedAt, zone))}
              </span>
            </li>
          ))}
        </ul>
      </nav>
      <Version key={shown.id} version={shown} before={before ?? null} />
    </div>
  )
}

const Version = ({
  version,
  before,
}: {
  version: ScreeningRules
  before: ScreeningRules | null
}) => {
  const [view, setView] = useState('rules')
  const { body } = version
  return (
    <div className="rules-shown">
      <Section
        title={texts.version(version.version)}
        description={`${texts.counts(body.questions.length, body.rules.length)} · ${texts.reasonOf(version.reason)}`}
        surface="plain"
        actions={
          before ? (
            <SegmentedControl
              value={view}
              onChange={setView}
              data={[
                { value: 'rules', label: texts.showRules },
                { value: 'changes', label: texts.showChanges(before.version) },
              ]}
            />
          ) : null
        }
      >
        {before && view === 'changes' ? (
          <RulesChangesList changes={rulesChanges(before.body, body)} />
        ) : (
          <RulesList body={body} />
        )}
      </Section>
    </div>
  )
}
