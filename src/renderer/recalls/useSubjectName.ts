import { useQuery } from '@tanstack/react-query'
import { query } from '#renderer/api.ts'
import { formatDay } from '#renderer/ui/index.ts'
import { clientId, packId } from '#shared/kernel/index.ts'
import type { TraceSubject } from '#shared/recalls/index.ts'
import { texts } from './texts.ts'
import { type Things, useThings } from './useThings.ts'

/** What the subject of a trace is called; null until it is known, or when it is not listed. */
export const useSubjectName = (subject: TraceSubject): string | null => {
  const { things } = useThings()
  const isPack = subject.kind === 'pack'
  const pack = useQuery({
    ...query.sterilization.pack.queryOptions({ input: { packId: isPack ? subject.id : noPack } }),
    enabled: isPack,
  })
  const isClient = subject.kind === 'client'
  const client = useQuery({
    ...query.clients.get.queryOptions({ input: { clientId: isClient ? subject.id : noClient } }),
    enabled: isClient,
  })
  if (isPack) return pack.data ? texts.recall.pack(pack.data.label, pack.data.cycleNumber) : null
  if (isClient) {
    return client.data
      ? `${client.data.name}, ${texts.worklist.born(formatDay(client.data.birthDate), client.data.number)}`
      : null
  }
  return nameOf(subject, things)
}

/** Never asked: their queries are off. */
const nothing = '00000000-0000-7000-8000-000000000000'
const noPack = packId.parse(nothing)
const noClient = clientId.parse(nothing)

export const nameOf = ({ kind, id }: TraceSubject, things: Things): string | null => {
  switch (kind) {
    case 'lot': {
      const lot = things.lots.find((one) => one.id === id)
      return lot ? texts.trace.lot(lot.product.name, lot.number) : null
    }
    case 'product':
      return things.products.find((one) => one.id === id)?.name ?? null
    case 'device': {
      const device = things.devices.find((one) => one.unit.id === id)
      return device ? texts.trace.device(device.lot.product.name, device.unit.label) : null
    }
    case 'load': {
      const load = things.loads.find((one) => one.id === id)
      return load ? texts.trace.load(load.sterilizer.name, load.cycleNumber) : null
    }
    case 'sterilizer':
      return things.sterilizers.find((one) => one.id === id)?.name ?? null
    case 'session':
      return texts.trace.kinds.session
    case 'pack':
    case 'client':
      return null
  }
}
