import { Button, Tabs } from '@mantine/core'
import { IconBuildingCommunity, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { query } from '#renderer/api.ts'
import { EmptyState, Failure, FindingList, Loading, Page, Section } from '#renderer/ui/index.ts'
import type { Finding } from '#shared/kernel/index.ts'
import { type PremisesKind, premisesKinds, type PremisesRecord } from '#shared/premises/index.ts'
import { EntryDialog, type OpenEntry } from './EntryDialog.tsx'
import { RecordList } from './RecordList.tsx'
import { texts } from './texts.ts'
import './premises.css'

type Due = { record: PremisesRecord; finding: Finding }

/** `/premises`: seven small lists that an inspector asks for. */
export const PremisesPage = () => {
  const practice = useQuery(query.practice.get.queryOptions())
  const records = useQuery(query.premises.records.queryOptions({ input: {} }))
  const due = useQuery(query.premises.due.queryOptions())
  const [kind, setKind] = useState<PremisesKind>('sharps-container')
  const [open, setOpen] = useState<OpenEntry | null>(null)
  return (
    <Page
      title={texts.title}
      description={texts.description}
      primary={
        <Button
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => setOpen({ kind, record: null })}
        >
          {texts.kinds[kind].add}
        </Button>
      }
    >
      <Failure error={practice.error ?? records.error ?? due.error} />
      {practice.data && records.data && due.data ? (
        <>
          <Tabs
            value={kind}
            onChange={(value) => setKind(premisesKinds.find((one) => one === value) ?? kind)}
          >
            <KindTabs due={due.data} />
            {premisesKinds.map((one) => (
              <Tabs.Panel key={one} value={one}>
                <KindPanel
                  kind={one}
                  records={records.data.filter(({ entry }) => entry.kind === one)}
                  due={due.data.filter(({ record }) => record.entry.kind === one)}
                  people={practice.data.people}
                  zone={practice.data.details.timeZone}
                  onEdit={(record) => setOpen({ kind: one, record })}
                />
              </Tabs.Panel>
            ))}
          </Tabs>
          <EntryDialog
            open={open}
            people={practice.data.people}
            today={practice.data.today}
            onClose={() => setOpen(null)}
          />
        </>
      ) : (
        <Loading lines={6} />
      )}
    </Page>
  )
}

const KindTabs = ({ due }: { due: readonly Due[] }) => (
  <Tabs.List aria-label={texts.tabs} className="premises-tabs">
    {premisesKinds.map((kind) => {
      const count = due.filter(({ record }) => record.entry.kind === kind).length
      const name = texts.kinds[kind].many
      return (
        <Tabs.Tab
          key={kind}
          value={kind}
          {...(count > 0 ? { 'aria-label': texts.dueCount(name, count) } : {})}
          rightSection={count > 0 ? <span className="premises-count">{count}</span> : null}
        >
          {name}
        </Tabs.Tab>
      )
    })}
  </Tabs.List>
)

type KindPanelProps = Omit<Parameters<typeof RecordList>[0], 'label' | 'dueOf'> & {
  kind: PremisesKind
  due: readonly Due[]
}

const KindPanel = ({ kind, due, ...rest }: KindPanelProps) => {
  const words = texts.kinds[kind]
  return (
    <div className="premises-panel">
      <FindingList label={texts.due} findings={due.map(({ finding }) => finding)} />
      <Section title={words.many} description={words.about} surface="flush">
        {rest.records.length === 0 ? (
          <EmptyState icon={IconBuildingCommunity} title={words.many} compact>
            {words.empty}
          </EmptyState>
        ) : (
          <RecordList
            label={words.many}
            dueOf={(record) => due.find((one) => one.record.id === record.id)?.finding}
            {...rest}
          />
        )}
      </Section>
    </div>
  )
}
