import { Button, NativeSelect } from '@mantine/core'
import { IconChecks, IconCopy, IconHistory } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Failure, formatDay } from '#renderer/ui/index.ts'
import { isUsable, type Lot } from '#shared/inventory/index.ts'
import type { LotId, ProductId } from '#shared/kernel/index.ts'
import {
  acceptHandpiece,
  acceptOffers,
  confirmCarried,
  dropOffer,
  type Offer,
  offersOf,
  type SessionBase,
  type SessionDocument,
  untouchedCount,
} from '#shared/sessions/index.ts'
import { formatAmountWithUnit } from './amounts.ts'
import { texts } from './texts.ts'
import type { Stock } from './useFacts.ts'
import type { SessionHandle } from './useSession.ts'

interface CarryBarProps {
  session: SessionHandle
  stock: Stock
}

/** What was copied, until each value is looked at; or the way to copy, while nothing is charted. */
export const CarryBar = (props: CarryBarProps) => {
  const { document, base } = props.session
  if (document.carried) return <Copied {...props} carried={document.carried} />
  return document.zones.length === 0 && base.last ? <Repeat {...props} last={base.last} /> : null
}

const Repeat = ({ session, last }: CarryBarProps & { last: NonNullable<SessionBase['last']> }) => {
  const repeat = useMutation({ mutationFn: session.repeatLast })
  return (
    <section className="carry-bar" aria-label={texts.carried.same}>
      <div className="carry-head">
        <IconCopy size={20} aria-hidden />
        <p className="carry-words">{texts.carried.sameOf(formatDay(last.day))}</p>
        <Button loading={repeat.isPending} onClick={() => repeat.mutate()}>
          {texts.carried.same}
        </Button>
      </div>
      <Failure error={repeat.error} />
    </section>
  )
}

const Copied = ({
  session,
  stock,
  carried,
}: CarryBarProps & { carried: NonNullable<SessionDocument['carried']> }) => {
  const { base, document } = session
  const [chosen, setChosen] = useState<ReadonlyMap<ProductId, LotId>>(new Map())
  const lotChosen = ({ item }: Offer) => {
    const lotId = chosen.get(item.productId)
    return lotId ? stock.lotOf(lotId) : null
  }
  const offers = offersOf(document, stock.lots, base.today).map((offer) => ({
    ...offer,
    lot: lotChosen(offer) ?? offer.lot,
  }))
  const untouched = untouchedCount(document)
  const lots = offers.flatMap(({ lot }) => lot ?? [])
  const handpiece = offeredHandpiece(document, stock)
  const isOpen = untouched > 0 || offers.length > 0 || handpiece !== null
  const day = base.last?.sessionId === carried.fromSessionId ? base.last.day : null
  const confirmAll = () =>
    session.settle((now) => {
      const confirmed = acceptOffers(confirmCarried(now), offers)
      return handpiece ? acceptHandpiece(confirmed) : confirmed
    })
  const named = [
    ...(handpiece ? [handpiece.lot.product.name] : []),
    ...lots.map(({ number, product }) => texts.carried.lotNumber(product.name, number)),
  ]
  return (
    <section className="carry-bar" aria-label={texts.carried.bar} data-field="carried">
      <div className="carry-head">
        <IconHistory size={20} aria-hidden />
        <p className="carry-words">
          <strong>{day ? texts.carried.from(formatDay(day)) : texts.carried.fromEarlier}</strong>{' '}
          <span className="quiet">
            {untouched > 0 ? texts.carried.untouched : texts.carried.allTouched}
          </span>
        </p>
        {isOpen ? (
          <Button leftSection={<IconChecks size={19} aria-hidden />} onClick={confirmAll}>
            {named.length > 0 ? texts.carried.confirmWith(named) : texts.carried.confirmAll}
          </Button>
        ) : null}
      </div>
      {offers.length > 0 ? (
        <ul className="carry-offers" aria-label={texts.carried.offers} data-field="offered">
          {offers.map((offer) => (
            <OfferRow
              key={offer.item.productId}
              offer={offer}
              lots={usableLots(stock.lots, offer, base)}
              onChoose={(lotId) =>
                setChosen((now) => new Map(now).set(offer.item.productId, lotId))
              }
              onTake={() => session.change((now) => acceptOffers(now, [offer]))}
              onDrop={() => session.change((now) => dropOffer(now, offer.item.productId))}
            />
          ))}
        </ul>
      ) : null}
    </section>
  )
}

/** The pen of last time, where it is still there and none is chosen today. */
const offeredHandpiece = (document: SessionDocument, { handpieces }: Stock) =>
  document.handpieceUnitId === null
    ? (handpieces.find(({ unit }) => unit.id === document.offeredHandpieceUnitId) ?? null)
    : null

/** As the offer itself is chosen: in stock, and nothing stops it on this day. */
const usableLots = (lots: readonly Lot[], { item }: Offer, { today }: SessionBase) =>
  lots.filter((lot) => lot.product.id === item.productId && isUsable(lot, today))

interface OfferRowProps {
  offer: Offer
  lots: readonly Lot[]
  onChoose: (lotId: LotId) => void
  onTake: () => void
  onDrop: () => void
}

/** A product of last time waits for a lot of today. */
const OfferRow = ({ offer: { item, lot, productName }, lots, ...on }: OfferRowProps) => (
  <li className="carry-offer">
    <span className="carry-offer-name">
      <strong>{productName}</strong>
      <span className="quiet">
        {[
          item.amount === null ? '' : formatAmountWithUnit(item.amount, item.unit),
          item.place ? texts.products.places[item.place].toLowerCase() : '',
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </span>
    </span>
    {lot ? (
      <NativeSelect
        size="sm"
        aria-label={texts.carried.lotOf(productName)}
        value={lot.id}
        data={lots.map(({ id, number, expiresOn }) => ({
          value: id,
          label: texts.carried.lot(number, formatDay(expiresOn)),
        }))}
        onChange={(event) => {
          const { value } = event.currentTarget
          const found = lots.find(({ id }) => id === value)
          if (found) on.onChoose(found.id)
        }}
      />
    ) : (
      <span className="carry-offer-none">{texts.carried.noLot}</span>
    )}
    <Button
      size="sm"
      variant="default"
      disabled={lot === null}
      aria-label={texts.carried.take(productName)}
      onClick={on.onTake}
    >
      {texts.carried.takeShort}
    </Button>
    <Button
      size="sm"
      variant="subtle"
      color="gray"
      aria-label={texts.carried.notTodayOf(productName)}
      onClick={on.onDrop}
    >
      {texts.carried.notToday}
    </Button>
  </li>
)
