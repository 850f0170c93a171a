import { Button } from '@mantine/core'
import { IconPackageOff } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from 'wouter'
import { api, query } from '#renderer/api.ts'
import {
  DefinitionList,
  EmptyState,
  Failure,
  FindingList,
  formatDay,
  formatMoment,
  LinkButton,
  Loading,
  Page,
  Section,
} from '#renderer/ui/index.ts'
import { isApplied, judgeLot, keepsPieces, kindLabels, type Lot } from '#shared/inventory/index.ts'
import { addDays, type CalendarDate, dayOf, lotId, type LotId } from '#shared/kernel/index.ts'
import { ChangeLotState } from './ChangeLotState.tsx'
import { ExpiryOf, LotStateBadge } from './LotBadges.tsx'
import { LotLabels } from './LotLabels.tsx'
import { LotRecipients } from './LotRecipients.tsx'
import { factsOf } from './productForm.ts'
import { ProductSheet } from './ProductSheet.tsx'
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
      actions={
        <>
          <LotLabels lot={lot} />
          <RecallLot lot={lot} />
          <ChangeLotState lot={lot} />
        </>
      }
    >
      <FindingList label={texts.lot.judged} findings={judgeLot(lot, today)} />
      <Section title={texts.lot.facts}>
        <LotFacts lot={lot} today={today} zone={details.timeZone} />
      </Section>
      <ProductSheet product={lot.product} />
      {keepsPieces(lot.product.kind) || isApplied(lot.product.kind) ? (
        <LotRecipients lotId={lot.id} zone={details.timeZone} />
      ) : null}
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
        { term: texts.lot.madeOn, value: lot.madeOn ? formatDay(lot.madeOn) : null },
        { term: texts.lot.condition, value: lot.conditionOnReceipt },
        ...(factsOf(lot.product.kind).opened
          ? [{ term: texts.opening.on, value: <Opened lot={lot} today={today} /> }]
          : []),
        { term: texts.lot.manufacturer, value: lot.product.manufacturer },
        { term: texts.lot.identifier, value: lot.product.deviceIdentifier },
        ...(lot.stateReason ? [{ term: texts.lot.reason, value: lot.stateReason }] : []),
        ...(lot.stateChange
          ? [
              {
                term: texts.lot.stateChange,
                value: texts.lot.stateBy(
                  lot.stateChange.by,
                  formatMoment(lot.stateChange.at, zone),
                ),
              },
            ]
          : []),
      ]}
    />
  </div>
)

/** A recall is a page of its own: it says what it will do before it asks for the passphrase. */
const RecallLot = ({ lot }: { lot: Lot }) => {
  const recalls = useQuery({
    ...query.recalls.list.queryOptions(),
    enabled: lot.state === 'recalled',
  })
  const own = recalls.data?.find(({ cause, subjectId }) => cause === 'lot' && subjectId === lot.id)
  if (lot.state !== 'recalled') {
    return (
      <LinkButton href={`/recalls/new/lot/${lot.id}`} variant="default">
        {texts.lot.recall}
      </LinkButton>
    )
  }
  return own ? <LinkButton href={`/recalls/${own.id}`}>{texts.lot.openRecall}</LinkButton> : null
}

/** When the container in use was opened, and until when it is good. */
const Opened = ({ lot, today }: { lot: Lot; today: CalendarDate }) => {
  const queries = useQueryClient()
  const open = useMutation({
    mutationFn: (openedOn: CalendarDate | null) =>
      api.inventory.setLotOpened({ lotId: lot.id, openedOn }),
    onSuccess: () => queries.invalidateQueries({ queryKey: query.inventory.key() }),
  })
  const days = lot.product.openedShelfLifeDays
  return (
    <>
      <span className="inventory-opened">
        {lot.openedOn ? formatDay(lot.openedOn) : '–'}
        {lot.openedOn && days !== null ? (
          <span className="inventory-quiet">
            {texts.opening.usableUntil(formatDay(addDays(lot.openedOn, days)))}
          </span>
        ) : null}
        <Button
          size="sm"
          variant="default"
          disabled={open.isPending}
          onClick={() => open.mutate(lot.openedOn ? null : today)}
        >
          {lot.openedOn ? texts.opening.closed : texts.opening.today}
        </Button>
      </span>
      <Failure error={open.error} />
    </>
  )
}

const Count = ({ term, count }: { term: string; count: number }) => (
  <div>
    <dt>{term}</dt>
    <dd>{count}</dd>
  </div>
)
