import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus, IconUserPlus, IconUserSearch } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { query } from '#renderer/api.ts'
import {
  type Column,
  DataTable,
  EmptyState,
  Failure,
  formatDay,
  LinkButton,
  Loading,
  Page,
  SearchField,
} from '#renderer/ui/index.ts'
import type { ClientSummary } from '#shared/clients/index.ts'
import { ClientSafety } from './ClientSafety.tsx'
import { texts } from './texts.ts'
import './clients.css'

/** Long enough to swallow a typed syllable, too short to be felt. */
const pause = 80

export const ClientsPage = () => {
  const [text, setText] = useState('')
  const [settled] = useDebouncedValue(text, pause)
  const found = useClients(settled)
  const clients = found.data?.pages.flatMap((page) => page.clients) ?? []
  const total = found.data?.pages[0]?.total ?? 0
  const isFirstRun = found.data !== undefined && total === 0 && settled === ''

  return (
    <Page
      title={texts.title}
      primary={
        <LinkButton href="/clients/new" leftSection={<IconPlus size={18} aria-hidden />}>
          {texts.newClient}
        </LinkButton>
      }
    >
      {isFirstRun ? <FirstClient /> : null}
      {isFirstRun ? null : (
        <SearchAndResults text={text} onText={setText} clients={clients} isReady={!!found.data} />
      )}
      {found.data && total > 0 ? (
        <div className="clients-foot">
          <output>{texts.shown(clients.length, total)}</output>
          {found.hasNextPage ? (
            <Button
              variant="default"
              size="sm"
              loading={found.isFetchingNextPage}
              onClick={() => void found.fetchNextPage()}
            >
              {texts.showMore}
            </Button>
          ) : null}
        </div>
      ) : null}
      <Failure error={found.error} />
    </Page>
  )
}

const useClients = (text: string) =>
  useInfiniteQuery(
    query.clients.search.infiniteOptions({
      input: (offset: number) => ({ text, offset }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => {
        const shown = pages.reduce((sum, page) => sum + page.clients.length, 0)
        return shown < last.total && last.clients.length > 0 ? shown : undefined
      },
      placeholderData: keepPreviousData,
    }),
  )

interface SearchAndResultsProps {
  text: string
  onText: (text: string) => void
  clients: readonly ClientSummary[]
  isReady: boolean
}

const SearchAndResults = ({ text, onText, clients, isReady }: SearchAndResultsProps) => {
  const [, goTo] = useLocation()
  const results = useRef<HTMLDivElement>(null)
  const open = (client: ClientSummary) => goTo(`/clients/${client.id}`)

  const onKeyDown = (event: KeyboardEvent) => {
    const [first] = clients
    if (event.key === 'Enter' && text.trim() !== '' && first) open(first)
    if (event.key !== 'ArrowDown') return
    event.preventDefault()
    results.current?.querySelector<HTMLElement>('tr[data-index="0"]')?.focus()
  }

  return (
    <>
      <div className="clients-search">
        <SearchField
          label={texts.search}
          value={text}
          onChange={onText}
          onKeyDown={onKeyDown}
          aria-describedby="clients-search-hint"
          ref={takeFocus}
        />
        <p id="clients-search-hint" className="clients-hint">
          {texts.searchHint}
        </p>
      </div>
      {isReady ? (
        <div ref={results} className="clients-results">
          <DataTable
            label={texts.list}
            columns={columns}
            rows={clients}
            rowKey={(client) => client.id}
            onActivate={open}
            maximumHeight="max(18rem, calc(100dvh - 20.5rem))"
            empty={<NoMatch text={text} />}
          />
        </div>
      ) : (
        <Loading lines={6} />
      )}
    </>
  )
}

/** Whoever opens this page looks for somebody. */
const takeFocus = (field: HTMLInputElement | null) => field?.focus()

const columns: readonly Column<ClientSummary>[] = [
  {
    id: 'name',
    header: texts.columns.name,
    cell: (client) => <span className="clients-name">{client.name}</span>,
  },
  {
    id: 'born',
    header: texts.columns.born,
    width: '8rem',
    cell: (client) => formatDay(client.birthDate),
  },
  {
    id: 'telephone',
    header: texts.columns.telephone,
    width: '9.5rem',
    cell: (client) => client.telephone,
  },
  {
    id: 'safety',
    header: texts.columns.safety,
    cell: (client) => <ClientSafety client={client} />,
  },
  {
    id: 'number',
    header: texts.columns.number,
    align: 'number',
    width: '4.5rem',
    cell: (client) => client.number,
  },
]

const FirstClient = () => (
  <EmptyState
    icon={IconUserPlus}
    title={texts.empty.title}
    action={
      <LinkButton href="/clients/new" variant="default">
        {texts.newClient}
      </LinkButton>
    }
  >
    {texts.empty.text}
  </EmptyState>
)

const NoMatch = ({ text }: { text: string }) => (
  <EmptyState icon={IconUserSearch} title={texts.noMatch.title} compact>
    {texts.noMatch.text(text)}
  </EmptyState>
)
