import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { query } from '#renderer/api.ts'
import type { ClientSummary } from '#shared/clients/index.ts'
import { formatDay } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'

export interface ClientPickerProps {
  value: ClientSummary | null
  onChange: (client: ClientSummary | null) => void
}

/** Long enough to swallow a typed syllable, too short to be felt. */
const pause = 80

/** Finds one client as she types. Two may share a name, so the birth date and number stand beside. */
export const ClientPicker = ({ value, onChange }: ClientPickerProps) => {
  const [text, setText] = useState('')
  const [settled] = useDebouncedValue(text, pause)
  // The field shows the choice itself once one is made; that is not a search.
  const asked = value && settled === choiceOf(value) ? '' : settled
  const found = useQuery(
    query.clients.search.queryOptions({
      input: { text: asked.slice(0, 200), offset: 0 },
      placeholderData: keepPreviousData,
    }),
  )
  const clients = withChoice(found.data?.clients ?? [], value)
  return (
    <Select
      label={texts.history.client}
      placeholder={texts.history.placeholder}
      data={clients.map((client) => ({ value: client.id, label: choiceOf(client) }))}
      value={value?.id ?? null}
      onChange={(id) => onChange(clients.find((client) => client.id === id) ?? null)}
      searchValue={text}
      onSearchChange={setText}
      // What main has found is what matches: it knows diacritics and telephone numbers.
      filter={({ options }) => options}
      nothingFoundMessage={found.data ? texts.history.nobody : null}
      limit={50}
      spellCheck={false}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': texts.history.clear }}
    />
  )
}

const choiceOf = ({ name, birthDate, number }: ClientSummary) =>
  texts.history.choice(name, formatDay(birthDate), number)

const withChoice = (clients: readonly ClientSummary[], value: ClientSummary | null) =>
  value && !clients.some(({ id }) => id === value.id) ? [value, ...clients] : clients
