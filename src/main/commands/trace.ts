import { formatMoment } from '#shared/kernel/index.ts'
import { type Trace, type TraceSubject, traceSubject } from '#shared/recalls/index.ts'
import type { Api } from '../router.ts'
import { print, UsageError } from './outcome.ts'
import { type PracticeOptions, withPractice } from './practice.ts'

type TraceKind = TraceSubject['kind']

/** Everyone and everything that it touched: ids with `--json`, otherwise the sessions for a person. */
export const traceThing = async (
  kind: TraceKind,
  id: string,
  options: PracticeOptions,
): Promise<void> => {
  const subject = subjectOf(kind, id)
  await withPractice(options, async (api) => {
    const found = await api.recalls.trace(subject)
    if (options.json) print(found)
    else await sayTrace(api, found)
  })
}

const subjectOf = (kind: TraceKind, id: string): TraceSubject => {
  const read = traceSubject.safeParse({ kind, id })
  if (read.success) return read.data
  throw new UsageError(
    `This is not the id of a ${kind}. Copy it from its page or from the files of “export practice”.`,
  )
}

const sayTrace = async (api: Api, found: Trace): Promise<void> => {
  const { timeZone } = (await api.practice.get()).details
  const sessions = await api.recalls.tracedSessions(found.subject)
  const lines = [
    `${found.clients.length} clients, ${found.sessions.length} sessions`,
    ...(['products', 'lots', 'devices', 'sterilizers', 'loads', 'packs'] as const).flatMap(
      (kind) => (found[kind].length === 0 ? [] : [`${kind}: ${found[kind].length}`]),
    ),
    ...sessions.map(
      ({ at, clientNumber, clientName, telephone, state, sessionId }) =>
        `${formatMoment(at, timeZone)}  client ${clientNumber}  ${clientName}  ${telephone}  ${state}  ${sessionId}`,
    ),
    ...found.shared
      .filter(({ clients }) => clients.length > 0)
      .map(({ kind, id, clients }) => `${kind} ${id} was also used for ${clients.length} others`),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}
