import { Button, NativeSelect, Switch } from '@mantine/core'
import { IconPackage, IconPackageOff } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { z } from 'zod'
import { query } from '#renderer/api.ts'
import {
  type Column,
  DataTable,
  EmptyState,
  Failure,
  LinkButton,
  Loading,
} from '#renderer/ui/index.ts'
import { kindLabels, type Lot, type ProductKind, productKind } from '#shared/inventory/index.ts'
import type { CalendarDate, LotId } from '#shared/kernel/index.ts'
import { ExpiryOf, LotStateBadge } from './LotBadges.tsx'
import { texts } from './texts.ts'

export interface LotsTableProps {
  hasProducts: boolean
  today: CalendarDate
}

/** The lots of the practice, those in stock first; used-up ones on request. */
export const LotsTable = ({ hasProducts, today }: LotsTableProps) => {
  const [, goTo] = useLocation()
  const [kind, setKind] = useState<ProductKind | 'all'>('all')
  const [showsAll, setShowsAll] = useState(false)
  const found = useLots(kind)
  const lots = found.data?.pages.flat()
  if (!lots) return found.error ? <Failure error={found.error} /> : <Loading lines={5} />
  const shown = lots.filter(({ left, state }) => showsAll || (left > 0 && state !== 'discarded'))
  if (lots.length === 0 && kind === 'all') return <NoLot hasProducts={hasProducts} />
  // Those in stock come first: behind a used-up one there are no others.
  const mayShowMore = found.hasNextPage && (showsAll || (lots.at(-1)?.left ?? 0) > 0)
  return (
    <>
      <div className="inventory-filters">
        <NativeSelect
          aria-label={texts.kinds.label}
          data={choices.map((value) => ({
            value,
            label: texts.kinds[value],
          }))}
          value={kind}
          onChange={(event) => setKind(kindChoice.parse(event.currentTarget.value))}
        />
        <Switch
          label={texts.lots.showEmpty}
          checked={showsAll}
          onChange={(event) => setShowsAll(event.currentTarget.checked)}
        />
      </div>
      <div className="inventory-table">
        <DataTable
          label={texts.lots.list}
          columns={columnsOn(today)}
          rows={shown}
          rowKey={(lot) => lot.id}
          onActivate={(lot) => goTo(`/inventory/lots/${lot.id}`)}
          empty={
            <EmptyState icon={IconPackageOff} title={texts.lots.noneLeft} compact>
              {texts.lots.noneLeftText}
            </EmptyState>
          }
        />
      </div>
      {mayShowMore ? (
        <Button
          variant="default"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {texts.lots.more}
        </Button>
      ) : null}
    </>
  )
}

const pageSize = 100

const useLots = (kind: ProductKind | 'all') =>
  useInfiniteQuery(
    query.inventory.lots.infiniteOptions({
      input: (after: LotId | null) => ({
        ...(kind === 'all' ? {} : { kind }),
        ...(after === null ? {} : { after }),
        limit: pageSize,
      }),
      initialPageParam: null,
      getNextPageParam: (last) => (last.length < pageSize ? undefined : last.at(-1)?.id),
      placeholderData: keepPreviousData,
    }),
  )

const choices: readonly (ProductKind | 'all')[] = ['all', ...productKind.options]
const kindChoice = z.union([z.literal('all'), productKind])

const columnsOn = (today: CalendarDate): readonly Column<Lot>[] => [
  {
    id: 'product',
    header: texts.lots.columns.product,
    cell: ({ product }) => (
      <span className="inventory-product">
        {product.name}
        <span>{kindLabels[product.kind]}</span>
      </span>
    ),
  },
  {
    id: 'number',
    header: texts.lots.columns.number,
    width: '9rem',
    cell: (lot) => <span className="inventory-code">{lot.number}</span>,
  },
  {
    id: 'expires',
    header: texts.lots.columns.expires,
    width: '12rem',
    cell: (lot) => <ExpiryOf lot={lot} today={today} />,
  },
  {
    id: 'left',
    header: texts.lots.columns.left,
    align: 'number',
    width: '5rem',
    cell: (lot) => lot.left,
  },
  {
    id: 'received',
    header: texts.lots.columns.received,
    align: 'number',
    width: '6rem',
    cell: (lot) => lot.received,
  },
  {
    id: 'state',
    header: texts.lots.columns.state,
    width: '10rem',
    cell: (lot) => <LotStateBadge lot={lot} />,
  },
]

const NoLot = ({ hasProducts }: { hasProducts: boolean }) => (
  <EmptyState
    icon={IconPackage}
    title={hasProducts ? texts.lots.empty : texts.lots.emptyNoProduct}
    action={
      hasProducts ? (
        <LinkButton href="/inventory/lots/new" variant="default">
          {texts.receiveLot}
        </LinkButton>
      ) : (
        <LinkButton href="/inventory/products/new" variant="default">
          {texts.newProduct}
        </LinkButton>
      )
    }
  >
    {hasProducts ? texts.lots.emptyText : texts.lots.emptyNoProductText}
  </EmptyState>
)
