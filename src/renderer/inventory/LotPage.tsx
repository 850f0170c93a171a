import { IconPackageOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'wouter'
import { query } from '#renderer/api.ts'
import {
  DefinitionList,
  EmptyState,
  Failure,
  FindingList,
  formatDay,
  LinkButton,
  Loading,
  Page,
  Section,
} from '#renderer/ui/index.ts'
import { judgeLot, kindLabels, type Lot } from '#shared/inventory/index.ts'
import { type CalendarDate, dayOf, lotId, type LotId } from '#shared/kernel/index.ts'
import { ChangeLotState } from './ChangeLotState.tsx'
import { ExpiryOf, LotStateBadge } from './LotBadges.tsx'
import { texts } from './texts.ts'
import { UnitsTable } from './UnitsTable.tsx'
import './inventory.css'

const back = { href: '/inventory', label: texts.lot.back }

/** `/inventory/lots/:id` */
export const LotPage = () => {
  const params = useParams<{ id: string }>()
  const id = lotId.safeParse(params.id)
  return id.success ? <KnownLot key={id.data} id={id.data} /> : <UnknownLot />
}

const UnknownLot = () => (
  <Page title={texts.lot.unknown} back={back}>
    <EmptyState
      icon={IconPackageOff}
      title={texts.lot.unknown}
      action={<LinkButton href="/inventory">{texts.lot.back}</LinkButton>}
    >
      {texts.lot.unknownText}
    </EmptyState>
  </Page>
)

const KnownLot = ({ id }: { id: LotId }) => {
  const found = useQuery(query.inventory.lot.queryOptions({ input: { lotId: id } }))
  const practice = useQuery(query.practice.get.queryOptions())
  if (!found.data || !practice.data) {
    const error = found.error ?? practice.error
    return (
      <Page title={texts.title} back={back}>
        {error ? <Failure error={error} /> : <Loading lines={6} />}
      </Page>
    )
  }
  const { lot, units } = found.data
  const { today, details } = practice.data
  return (
    <Page
      title={texts.lot.title(lot.number)}
      description={`${lot.product.name} · ${kindLabels[lot.product.kind]}`}
      back={back}
      status={<LotStateBadge lot={lot} />}
      actions={<ChangeLotState lot={lot} />}
    >
      <FindingList label={texts.lot.judged} findings={judgeLot(lot, today)} />
      <Section title={texts.lot.facts}>
        <LotFacts lot={lot} today={today} zone={details.timeZone} />
      </Section>
      {units.length > 0 ? (
        <Section title={texts.lot.units} description={texts.lot.unitsText} surface="flush">
          <UnitsTable units={units} />
        </Section>
      ) : null}
    </Page>
  )
}

const LotFacts = ({ lot, today, zone }: { lot: Lot; today: CalendarDate; zone: string }) => (
  <div className="form-stack">
    <dl className="inventory-counts">
      <Count term={texts.lot.left} count={lot.left} />
      <Count term={texts.lot.used} count={lot.used} />
      <Count term={texts.lot.received} count={lot.received} />
    </dl>
    <DefinitionList
      columns={3}
      items={[
        { term: texts.lot.expires, value: <ExpiryOf lot={lot} today={today} /> },
        { term: texts.lot.receivedOn, value: formatDay(dayOf(lot.receivedAt, zone)) },
        { term: texts.lot.receivedFrom, value: lot.receivedFrom },
        { term: texts.lot.manufacturer, value: lot.product.manufacturer },
        { term: texts.lot.identifier, value: lot.product.deviceIdentifier },
        ...(lot.stateReason ? [{ term: texts.lot.reason, value: lot.stateReason }] : []),
      ]}
    />
  </div>
)

const Count = ({ term, count }: { term: string; count: number }) => (
  <div>
    <dt>{term}</dt>
    <dd>{count}</dd>
  </div>
)
