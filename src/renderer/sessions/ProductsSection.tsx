import { ActionIcon, NativeSelect, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { Section } from '#renderer/ui/index.ts'
import { amountUnit, kindLabels, type Lot } from '#shared/inventory/index.ts'
import { parseDecimal } from '#shared/kernel/index.ts'
import type { UsedProduct } from '#shared/sessions/index.ts'
import { formatAmount } from './amounts.ts'
import { texts } from './texts.ts'
import type { Stock } from './useFacts.ts'
import type { SessionHandle } from './useSession.ts'

const isApplied = ({ product }: Lot) =>
  product.kind === 'serum' || product.kind === 'anaesthetic' || product.kind === 'antiseptic'

/** Serums, anaesthetics and antiseptics, each with its lot and how much was used. */
export const ProductsSection = ({ session, stock }: { session: SessionHandle; stock: Stock }) => {
  const { products } = session.document
  const usable = stock.lots.filter(
    (lot) =>
      isApplied(lot) &&
      lot.state === 'available' &&
      lot.expiresOn >= session.base.today &&
      !products.some(({ lotId }) => lotId === lot.id),
  )
  const setProducts = (update: (now: readonly UsedProduct[]) => UsedProduct[]) =>
    session.change((now) => ({ ...now, products: update(now.products) }))
  return (
    <div id="session-products">
      <Section title={texts.products.title}>
        <div className="device-group">
          {products.length === 0 ? <p className="quiet">{texts.products.none}</p> : null}
          <ul className="device-list" aria-label={texts.products.title}>
            {products.map((product) => (
              <ProductRow
                key={product.lotId}
                product={product}
                lot={stock.lotOf(product.lotId)}
                onChange={(next) =>
                  setProducts((now) => now.map((each) => (each.lotId === next.lotId ? next : each)))
                }
                onRemove={() =>
                  setProducts((now) => now.filter(({ lotId }) => lotId !== product.lotId))
                }
              />
            ))}
          </ul>
          <NativeSelect
            size="sm"
            aria-label={texts.products.add}
            value=""
            data={[{ value: '', label: texts.products.add }, ...groupsOf(usable)]}
            onChange={(event) => {
              const lot = usable.find(({ id }) => id === event.currentTarget.value)
              if (lot) setProducts((now) => [...now, newProduct(lot)])
            }}
          />
        </div>
      </Section>
    </div>
  )
}

/** Anaesthetic creams are weighed; serums and antiseptics are measured. */
export const newProduct = ({ id, product }: Lot): UsedProduct => ({
  lotId: id,
  amount: null,
  unit: product.kind === 'anaesthetic' ? 'g' : 'ml',
})

const groupsOf = (lots: readonly Lot[]) =>
  (['anaesthetic', 'antiseptic', 'serum'] as const)
    .map((kind) => ({
      group: kindLabels[kind],
      items: lots
        .filter(({ product }) => product.kind === kind)
        .map((lot) => ({
          value: lot.id,
          label: `${lot.product.name} · ${texts.devices.lot(lot.number)} · ${texts.devices.expires(lot.expiresOn)}`,
        })),
    }))
    .filter(({ items }) => items.length > 0)

interface ProductRowProps {
  product: UsedProduct
  lot: Lot | null
  onChange: (product: UsedProduct) => void
  onRemove: () => void
}

const ProductRow = ({ product, lot, onChange, onRemove }: ProductRowProps) => {
  const name = lot?.product.name ?? texts.products.unknown
  return (
    <li className="device-row">
      <span className="device-row-text">
        <strong>{name}</strong>
        {lot ? (
          <span className="quiet">
            {kindLabels[lot.product.kind]} · {texts.devices.lot(lot.number)}
          </span>
        ) : null}
      </span>
      <AmountField
        label={texts.products.amountOf(name)}
        value={product.amount}
        onChange={(amount) => onChange({ ...product, amount })}
      />
      <NativeSelect
        size="sm"
        className="amount-unit"
        aria-label={texts.products.unitOf(name)}
        value={product.unit}
        data={amountUnit.options.map((value) => ({ value, label: texts.products.units[value] }))}
        onChange={(event) =>
          onChange({ ...product, unit: amountUnit.catch('ml').parse(event.currentTarget.value) })
        }
      />
      <ActionIcon size="sm" aria-label={texts.products.remove(name)} onClick={onRemove}>
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </li>
  )
}

const most = 1_000_000

/** Microlitres or milligrams; null for what is not an amount. */
const amountOf = (typed: string): number | null => {
  const amount = parseDecimal(typed, 1000)
  return amount !== null && amount >= 1 && amount <= most ? amount : null
}

interface AmountFieldProps {
  label: string
  value: number | null
  onChange: (value: number | null) => void
}

const AmountField = ({ label, value, onChange }: AmountFieldProps) => {
  const [typed, setTyped] = useState(value === null ? '' : formatAmount(value))
  const shown = amountOf(typed) === value ? typed : value === null ? '' : formatAmount(value)
  const isWrong = shown.trim() !== '' && amountOf(shown) === null
  return (
    <TextInput
      size="sm"
      className="amount"
      inputMode="decimal"
      autoComplete="off"
      placeholder={texts.products.amount}
      aria-label={label}
      value={shown}
      error={isWrong ? texts.products.amountWrong : null}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onChange(amountOf(event.currentTarget.value))
      }}
    />
  )
}
