import type { ReactNode } from 'react'
import {
  DefinitionList,
  Section,
  TextLink,
  traceAddress,
  type TraceKind,
} from '#renderer/ui/index.ts'
import { type Trace, type TraceSubject, traceSubject } from '#shared/recalls/index.ts'
import { texts } from './texts.ts'
import { nameOf } from './useSubjectName.ts'
import type { Things } from './useThings.ts'

interface TouchedThingsProps {
  trace: Trace
  things: Things
}

const most = 60

/** Everything that goes with the subject, and who else was treated with the same. */
export const TouchedThings = ({ trace, things }: TouchedThingsProps) => {
  const isOfClient = trace.subject.kind === 'client' || trace.subject.kind === 'session'
  const handpieces = trace.devices.filter((id) => things.devices.some(({ unit }) => unit.id === id))
  const pieces = trace.devices.length - handpieces.length
  const list = (kind: TraceKind, ids: readonly string[], more?: string) => (
    <Links kind={kind} ids={ids} things={things} {...(more ? { more } : {})} />
  )
  return (
    <>
      <Section title={isOfClient ? texts.trace.thingsOfClient : texts.trace.things}>
        <DefinitionList
          columns={2}
          items={[
            { term: texts.trace.lots, value: list('lot', trace.lots) },
            {
              term: texts.trace.devices,
              value: list(
                'device',
                handpieces,
                pieces > 0 ? texts.trace.pieces(pieces) : undefined,
              ),
            },
            {
              term: texts.trace.loads,
              value: list(
                'load',
                trace.loads,
                trace.packs.length > 0 ? texts.trace.packCount(trace.packs.length) : undefined,
              ),
            },
            { term: texts.trace.sterilizers, value: list('sterilizer', trace.sterilizers) },
            { term: texts.trace.products, value: list('product', trace.products) },
          ]}
        />
      </Section>
      {isOfClient ? <Shared trace={trace} things={things} /> : null}
    </>
  )
}

const Links = ({
  kind,
  ids,
  things,
  more,
}: {
  kind: TraceKind
  ids: readonly string[]
  things: Things
  more?: string
}) => {
  if (ids.length === 0) return more ?? texts.trace.nothingElse
  return (
    <ul className="recall-things">
      {ids.slice(0, most).map((id) => (
        <li key={id}>
          <ThingLink kind={kind} id={id} things={things} />
        </li>
      ))}
      {ids.length > most ? <li>{texts.recall.more(ids.length - most)}</li> : null}
      {more ? <li className="recall-quiet">{more}</li> : null}
    </ul>
  )
}

const subjectOf = (kind: TraceKind, id: string): TraceSubject => traceSubject.parse({ kind, id })

const ThingLink = ({
  kind,
  id,
  things,
  children,
}: {
  kind: TraceKind
  id: string
  things: Things
  children?: ReactNode
}) => (
  <>
    <TextLink href={traceAddress(kind, id)}>
      {nameOf(subjectOf(kind, id), things) ?? texts.trace.unknownThing}
    </TextLink>
    {children}
  </>
)

/** Sideways: the others who were treated with the same thing. */
const Shared = ({ trace: { shared }, things }: TouchedThingsProps) => {
  const withOthers = shared.filter(({ clients }) => clients.length > 0)
  return (
    <Section title={texts.trace.shared} description={texts.trace.sharedText}>
      {withOthers.length === 0 ? (
        <p className="recall-quiet">{texts.trace.sharedNone}</p>
      ) : (
        <ul className="recall-things">
          {withOthers.map(({ kind, id, clients }) => (
            <li key={`${kind} ${id}`}>
              <ThingLink kind={kind} id={id} things={things}>
                <span className="recall-quiet"> {texts.trace.sharedWith(clients.length)}</span>
              </ThingLink>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
