import { ActionIcon, NativeSelect, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { Section, ToneIcon } from '#renderer/ui/index.ts'
import { amountUnit, kindLabels, type Lot } from '#shared/inventory/index.ts'
import { type Finding, parseDecimal } from '#shared/kernel/index.ts'
import { emptyAnaestheticUse, productPlace, type UsedProduct } from '#shared/sessions/index.ts'
import { AnaestheticCard } from './AnaestheticCard.tsx'
import { formatAmount } from './amounts.ts'
import { lotsToAdd } from './lotsToAdd.ts'
import { texts } from './texts.ts'
import type { Stock } from './useFacts.ts'
import type { SessionHandle } from './useSession.ts'

interface ProductsSectionProps {
  session: SessionHandle
  stock: Stock
  findings: readonly Finding[]
}

/** What is put on the skin, each with its lot, how much, and when. */
export const ProductsSection = ({ session, stock, findings }: ProductsSectionProps) => {
  const { products } = session.document
  const usable = lotsToAdd(stock.lots, products, session.base.today)
  const setProducts = (update: (now: readonly UsedProduct[]) => UsedProduct[]) =>
    session.change((now) => ({ ...now, products: update(now.products) }))
  return (
    <div id="session-products" data-field="products">
      <Section title={texts.products.title}>
        <div className="device-group">
          {products.length === 0 ? <p className="quiet">{texts.products.none}</p> : null}
          <ul className="device-list" aria-label={texts.products.title}>
            {products.map((product, index) => (
              <ProductRow
                key={product.lotId}
                session={session}
                index={index}
                product={product}
                lot={stock.lotOf(product.lotId)}
                findings={findings.filter(({ code }) => code.endsWith(`:${product.lotId}`))}
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
              const { value } = event.currentTarget
              const lot = usable.find(({ id }) => id === value)
              if (lot) setProducts((now) => [...now, newProduct(lot)])
            }}
          />
        </div>
      </Section>
    </div>
  )
}

/** Anaesthetic creams are weighed and numb the skin before; serums and antiseptics are measured. */
export const newProduct = ({ id, product }: Lot): UsedProduct =>
  product.kind === 'anaesthetic'
    ? {
        lotId: id,
        amount: null,
        unit: 'g',
        place: 'before',
        anaesthetic: { ...emptyAnaestheticUse, agents: product.activeAgents },
      }
    : { lotId: id, amount: null, unit: 'ml', place: null, anaesthetic: null }

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
  session: SessionHandle
  index: number
  product: UsedProduct
  lot: Lot | null
  findings: readonly Finding[]
  onChange: (product: UsedProduct) => void
  onRemove: () => void
}

const ProductRow = ({ session, index, product, lot, findings, ...on }: ProductRowProps) => {
  const { onChange, onRemove } = on
  const name = lot?.product.name ?? texts.products.unknown
  return (
    <li className="product-row" data-field={`products.${index}`}>
      <div className="product-line">
        <span className="device-row-text">
          <strong>{name}</strong>
          {lot ? (
            <span className="quiet">
              {kindLabels[lot.product.kind]} · {texts.devices.lot(lot.number)}
            </span>
          ) : null}
        </span>
        <NativeSelect
          size="sm"
          className="product-place"
          aria-label={texts.products.placeOf(name)}
          value={product.place ?? ''}
          data={[
            { value: '', label: texts.products.noPlace },
            ...productPlace.options.map((value) => ({
              value,
              label: texts.products.places[value],
            })),
          ]}
          onChange={(event) => {
            const read = productPlace.safeParse(event.currentTarget.value)
            onChange({ ...product, place: read.success ? read.data : null })
          }}
        />
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
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={texts.products.remove(name)}
          onClick={onRemove}
        >
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </div>
      {findings.map((finding) => (
        <Guard key={finding.code} finding={finding} />
      ))}
      {product.anaesthetic ? (
        <AnaestheticCard
          session={session}
          name={name}
          product={product}
          use={product.anaesthetic}
          longest={lot?.product.longestDwellMinutes ?? null}
          onChange={(anaesthetic) => onChange({ ...product, anaesthetic })}
        />
      ) : null}
    </li>
  )
}

const tones = { stop: 'stop', override: 'decision', note: 'information' } as const

/** What the guard says about this product, in one line; the panel has the rule and its source. */
const Guard = ({ finding }: { finding: Finding }) => (
  <p className="product-guard" data-tone={tones[finding.severity]}>
    <ToneIcon tone={tones[finding.severity]} size={16} />
    <span>
      {finding.fact} {finding.nextStep}
    </span>
  </p>
)

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
