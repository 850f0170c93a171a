import { IconPackages } from '@tabler/icons-react'
import { useState } from 'react'
import {
  type Column,
  DataTable,
  EmptyState,
  formatMillimetres,
  LinkButton,
  StatusBadge,
} from '#renderer/ui/index.ts'
import { isApplied, isNeedleBearing, kindLabels, type Product } from '#shared/inventory/index.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
import { EditProductDialog } from './EditProductDialog.tsx'
import { classInWords } from './productWords.ts'
import { texts } from './texts.ts'

/** Every product; a row opens it for editing. */
export const ProductsTable = ({
  products,
  low,
  today,
}: {
  products: readonly Product[]
  /** Of those that are to be ordered, how many pieces are left. */
  low: ReadonlyMap<string, number>
  today: CalendarDate
}) => {
  const [edited, setEdited] = useState<Product | null>(null)
  return (
    <div className="inventory-table inventory-table-first">
      <DataTable
        label={texts.products.list}
        columns={columnsWith(low)}
        rows={products}
        rowKey={(product) => product.id}
        onActivate={setEdited}
        empty={<NoProduct />}
      />
      <EditProductDialog product={edited} today={today} onClose={() => setEdited(null)} />
    </div>
  )
}

const columnsWith = (low: ReadonlyMap<string, number>): readonly Column<Product>[] => [
  {
    id: 'name',
    header: texts.products.columns.name,
    cell: (product) => (
      <span className="inventory-product">
        {product.name}
        <span>{product.manufacturer}</span>
      </span>
    ),
  },
  {
    id: 'low',
    header: texts.products.columns.stock,
    width: '9rem',
    cell: ({ id }) => {
      const left = low.get(id)
      return left === undefined ? null : (
        <StatusBadge tone="decision">{texts.products.low(left)}</StatusBadge>
      )
    },
  },
  {
    id: 'kind',
    header: texts.products.columns.kind,
    width: '8rem',
    cell: (product) => kindLabels[product.kind],
  },
  {
    id: 'use',
    header: texts.products.columns.use,
    cell: (product) => handlingOf(product),
  },
  {
    id: 'identifier',
    header: texts.products.columns.identifier,
    width: '12rem',
    cell: (product) => <span className="inventory-code">{product.deviceIdentifier ?? '–'}</span>,
  },
  {
    id: 'length',
    header: texts.products.columns.length,
    align: 'number',
    width: '8rem',
    cell: ({ evaluatedNeedleLength }) =>
      evaluatedNeedleLength === null ? '–' : formatMillimetres(evaluatedNeedleLength),
  },
]

const NoProduct = () => (
  <EmptyState
    icon={IconPackages}
    title={texts.products.empty}
    action={
      <LinkButton href="/inventory/products/new" variant="default">
        {texts.newProduct}
      </LinkButton>
    }
  >
    {texts.products.emptyText}
  </EmptyState>
)

const handlingOf = (product: Product): string => {
  const { kind, reprocessable } = product
  if (isApplied(kind) && product.productClass !== null) return classInWords(product)
  if (reprocessable) return texts.products.reprocessable
  if (isNeedleBearing(kind)) return texts.products.singleUse
  return kind === 'handpiece' ? texts.products.sleeved : '–'
}
