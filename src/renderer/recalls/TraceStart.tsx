import { SegmentedControl, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { api, query } from '#renderer/api.ts'
import { Failure, formatDay, ProblemList, ScanBox } from '#renderer/ui/index.ts'
import { readLabel, readStratumCode } from '#shared/inventory/index.ts'
import { type CalendarDate, type Problem, Refusal } from '#shared/kernel/index.ts'
import { type TraceSubject, traceSubject } from '#shared/recalls/index.ts'
import { texts } from './texts.ts'
import { type Things, useThings } from './useThings.ts'

interface TraceStartProps {
  subject: TraceSubject | null
  onChoose: (subject: TraceSubject) => void
}

const offered = z.enum(['lot', 'device', 'load', 'sterilizer', 'product', 'client'])
type Offered = z.infer<typeof offered>

/** Where a trace begins: a label, or a thing or a person by name. */
export const TraceStart = ({ subject, onChoose }: TraceStartProps) => {
  const practice = useQuery(query.practice.get.queryOptions())
  const { things } = useThings()
  const [kind, setKind] = useState<Offered>(offered.catch('lot').parse(subject?.kind))
  const hasLoads = practice.data?.details.sterilityMode === 'reprocesses'
  const scan = useMutation({
    mutationFn: (text: string) => subjectOfLabel(text, practice.data?.today),
    onSuccess: onChoose,
  })
  return (
    <>
      <ScanBox
        label={texts.trace.scan}
        description={texts.trace.scanHelp}
        onScan={(text) => scan.mutate(text)}
      />
      {scan.error instanceof Refusal ? (
        <ProblemList problems={scan.error.problems} />
      ) : (
        <Failure error={scan.error} />
      )}
      <SegmentedControl
        aria-label={texts.trace.from}
        data={offered.options
          .filter((one) => hasLoads || (one !== 'load' && one !== 'sterilizer'))
          .map((value) => ({ value, label: texts.trace.kinds[value] }))}
        value={kind}
        onChange={(value) => setKind(offered.parse(value))}
      />
      {kind === 'client' ? (
        <ChooseClient onChoose={onChoose} />
      ) : (
        <Select
          key={kind}
          label={texts.trace.choose[kind]}
          data={choicesOf(kind, things)}
          value={subject?.kind === kind ? subject.id : null}
          onChange={(id) => {
            const read = traceSubject.safeParse({ kind, id })
            if (read.success) onChoose(read.data)
          }}
          nothingFoundMessage={texts.trace.nothing}
          limit={60}
          searchable
          comboboxProps={{ withinPortal: false }}
        />
      )}
    </>
  )
}

/** @throws Refusal when the label cannot be read, or belongs to nothing here */
const subjectOfLabel = async (
  text: string,
  today: CalendarDate | undefined,
): Promise<TraceSubject> => {
  const own = readStratumCode(text)
  if (own)
    return own.kind === 'lot'
      ? { kind: own.kind, id: own.lotId }
      : { kind: own.kind, id: own.packId }
  if (today === undefined) throw new Refusal(unknownLabel)
  const reading = readLabel(text, today)
  if (!reading.ok) throw new Refusal(...reading.problems)
  const { deviceIdentifier, lot: lotNumber, serial } = reading.label
  const found = await api.inventory.findByLabel({ deviceIdentifier, lotNumber, serial })
  if (found.unit) return { kind: 'device', id: found.unit.id }
  if (found.lot) return { kind: 'lot', id: found.lot.id }
  if (found.product) return { kind: 'product', id: found.product.id }
  throw new Refusal(unknownLabel)
}

const unknownLabel: Problem = { code: 'recalls.unknown-label', ...texts.trace.unknownLabel }

const choicesOf = (kind: Exclude<Offered, 'client'>, things: Things) => {
  switch (kind) {
    case 'lot':
      return things.lots.map(({ id, product, number }) => ({
        value: id,
        label: texts.trace.lot(product.name, number),
      }))
    case 'device':
      return things.devices.map(({ unit, lot }) => ({
        value: unit.id,
        label: texts.trace.device(lot.product.name, unit.label),
      }))
    case 'load':
      return things.loads.map(({ id, sterilizer, cycleNumber }) => ({
        value: id,
        label: texts.trace.load(sterilizer.name, cycleNumber),
      }))
    case 'sterilizer':
      return things.sterilizers.map(({ id, name }) => ({ value: id, label: name }))
    case 'product':
      return things.products.map(({ id, name, manufacturer }) => ({
        value: id,
        label: `${name}, ${manufacturer}`,
      }))
  }
}

const pause = 80

const ChooseClient = ({ onChoose }: Pick<TraceStartProps, 'onChoose'>) => {
  const [text, setText] = useState('')
  const [settled] = useDebouncedValue(text, pause)
  const found = useQuery(
    query.clients.search.queryOptions({
      input: { text: settled.slice(0, 200), offset: 0 },
      placeholderData: keepPreviousData,
    }),
  )
  const clients = found.data?.clients ?? []
  return (
    <Select
      label={texts.trace.choose.client}
      data={clients.map(({ id, name, birthDate, number }) => ({
        value: id,
        label: `${name} · ${texts.worklist.born(formatDay(birthDate), number)}`,
      }))}
      value={null}
      onChange={(id) => {
        const client = clients.find((one) => one.id === id)
        if (client) onChoose({ kind: 'client', id: client.id })
      }}
      searchValue={text}
      onSearchChange={setText}
      // What main has found is what matches: it knows diacritics and telephone numbers.
      filter={({ options }) => options}
      nothingFoundMessage={texts.trace.nothing}
      limit={50}
      spellCheck={false}
      searchable
      comboboxProps={{ withinPortal: false }}
    />
  )
}
