import { describe, expect, it } from 'vitest'
import { calendarDate, instant } from '#shared/kernel/index.ts'
import {
  acceptHandpiece,
  acceptOffers,
  emptyAnaestheticUse,
  emptySessionDocument,
  offersOf,
  type SessionDocument,
} from '#shared/sessions/index.ts'
import { idNumber, lotOf, today } from './facts.ts'

describe('an offered handpiece', () => {
  it('is taken only where she has chosen none [SES-112]', () => {
    const [hers, of] = [idNumber<'unit'>(1), idNumber<'unit'>(2)]
    const offered = { ...emptySessionDocument, offeredHandpieceUnitId: of }
    expect(acceptHandpiece(offered)).toMatchObject({
      handpieceUnitId: of,
      offeredHandpieceUnitId: null,
    })
    expect(acceptHandpiece({ ...offered, handpieceUnitId: hers }).handpieceUnitId).toBe(hers)
    expect(acceptHandpiece(emptySessionDocument).handpieceUnitId).toBeNull()
  })
})

describe('an offer', () => {
  const product = { ...lotOf(1).product, kind: 'serum' as const, name: 'Serum' }
  const lot = (number: number, day: number, changes: Partial<ReturnType<typeof lotOf>> = {}) =>
    lotOf(number, {
      product,
      receivedAt: instant.parse(`2026-11-${String(day).padStart(2, '0')}T09:00:00.000Z`),
      ...changes,
    })
  const item = { productId: product.id, amount: 500, unit: 'ml' as const, place: 'during' as const }
  const document: SessionDocument = { ...emptySessionDocument, offered: [item] }

  it('names the newest lot in stock that nothing stands against, and chooses none [SES-112]', () => {
    const lots = [
      lot(11, 2),
      lot(12, 5),
      lot(13, 9, { left: 0 }),
      lot(14, 10, { state: 'quarantined' }),
      lot(15, 11, { expiresOn: calendarDate.parse('2026-11-21') }),
      lotOf(16, { receivedAt: instant.parse('2026-11-12T09:00:00.000Z') }),
    ]
    expect(offersOf(document, lots, today)).toMatchObject([
      { item, lot: { id: idNumber(12) }, productName: 'Serum' },
    ])
    expect(offersOf(document, lots.slice(2), today)).toMatchObject([
      { item, lot: null, productName: 'Serum' },
    ])
    expect(document.products).toEqual([])
  })

  it('is taken with its amount and place, an anaesthetic without its times; one without a lot stays open [SES-112]', () => {
    const agents = [{ agent: 'lidocaine' as const, percent: 400 }]
    const numbing = lot(12, 5, {
      product: { ...product, kind: 'anaesthetic', activeAgents: agents },
    })
    const taken = acceptOffers(document, offersOf(document, [numbing], today))
    expect(taken.offered).toEqual([])
    expect(taken.products).toEqual([
      {
        lotId: numbing.id,
        amount: 500,
        unit: 'ml',
        place: 'during',
        anaesthetic: { ...emptyAnaestheticUse, agents },
      },
    ])
    // Scanned before: it is not charted twice.
    const again = { ...taken, offered: [item] }
    expect(acceptOffers(again, offersOf(again, [numbing], today))).toEqual(taken)
    expect(acceptOffers(document, offersOf(document, [], today))).toEqual(document)
  })
})
