import { describe, expect, it } from 'vitest'
import {
  type Device,
  labelSheet,
  type ProductDetails,
  productDetails,
  readStratumCode,
  type RecordDeviceEvent,
  shownLotState,
} from '#shared/inventory/index.ts'
import { addDays, calendarDate, type Instant, type UnitId } from '#shared/kernel/index.ts'
import { codesIn, paperOf } from '../support/barcodes.ts'
import { textOf } from '../support/paper.ts'
import { openTestPractice, ownerOfTest, type TestPractice } from '../support/practice.ts'
import { refusalOf, refusedWith } from '../support/refusals.ts'
import {
  cleaned,
  day,
  later,
  length as micrometre,
  readyRoom,
  recallLot,
  receive,
  signedSession,
  unitOf,
} from '../support/treatment.ts'

const addProduct = (
  { api }: TestPractice,
  details: Partial<ProductDetails> & Pick<ProductDetails, 'kind' | 'name'>,
) =>
  api.inventory.addProduct(
    productDetails.parse({
      manufacturer: 'Harbour',
      deviceIdentifier: null,
      reprocessable: false,
      evaluatedNeedleLength: null,
      note: '',
      ...details,
    }),
  )

const receiveOf = (
  { api }: TestPractice,
  { id: productId }: { readonly id: ProductDetailsId },
  changes: Partial<Parameters<typeof api.inventory.receiveLot>[0]> = {},
) =>
  api.inventory.receiveLot({
    productId,
    number: 'D1',
    expiresOn: day('2027-12-31'),
    quantity: 5,
    serials: [],
    receivedFrom: 'Harbour direct',
    ...changes,
  })
type ProductDetailsId = Awaited<ReturnType<typeof addProduct>>['id']

const nowOf = ({ clock }: TestPractice, minutesAgo = 0): Instant =>
  new Date(clock.now().getTime() - minutesAgo * 60_000).toISOString() as Instant

const cleaningOf = (
  practice: TestPractice,
  unitId: UnitId,
  changes: Partial<RecordDeviceEvent> = {},
): RecordDeviceEvent => ({
  unitId,
  kind: 'cleaning',
  happenedAt: nowOf(practice),
  disinfectantLotId: null,
  disinfectant: 'Wipe',
  contactSeconds: 60,
  sleeve: true,
  dueOn: null,
  note: '',
  ...changes,
})

describe('a product', () => {
  it('keeps what its label says; rollers and stamps are single-use pieces too [INV-3, INV-5, INV-10]', async () => {
    const practice = await openTestPractice()
    const said = {
      model: 'R-540',
      labelledUses: 'Cosmetic needling',
      labelledLengths: [micrometre(500), micrometre(1000)],
      unitsPerBox: 10,
      contains: ['nickel' as const],
      clearanceNumber: 'K123456',
      lowStockAt: 4,
    }
    const roller = await addProduct(practice, { kind: 'roller', name: 'Roller 540', ...said })
    expect(roller).toMatchObject(said)
    const lot = await receiveOf(practice, roller, {
      madeOn: day('2026-01-31'),
      conditionOnReceipt: 'Box intact',
    })
    expect(lot).toMatchObject({
      madeOn: '2026-01-31',
      conditionOnReceipt: 'Box intact',
      openedOn: null,
      stateChange: null,
    })
    expect((await practice.api.inventory.lot({ lotId: lot.id })).units).toHaveLength(5)
    const refused = async (details: Parameters<typeof addProduct>[1]) =>
      refusedWith(addProduct(practice, details))
    expect(await refused({ kind: 'stamp', name: 'S', reprocessable: true })).toEqual([
      'inventory.stamp-reprocessable',
    ])
    expect(await refused({ kind: 'serum', name: 'S', labelledLengths: [micrometre(500)] })).toEqual(
      ['inventory.no-needle'],
    )
    expect(await refused({ kind: 'serum', name: 'S', contactSeconds: 60 })).toEqual([
      'inventory.no-contact-time',
    ])
    expect(await refused({ kind: 'roller', name: 'S', openedShelfLifeDays: 3 })).toEqual([
      'inventory.no-opened-shelf-life',
    ])
    const future = receiveOf(practice, roller, { number: 'D2', madeOn: day('2026-12-01') })
    expect(await refusedWith(future)).toEqual(['inventory.made-in-future'])
  })
})

describe('a lot', () => {
  it('says who changed its state, when and why; recalled stays recalled [INV-23, INV-24]', async () => {
    const practice = await openTestPractice()
    const { api } = practice
    const { id: lotId } = await receiveOf(
      practice,
      await addProduct(practice, { kind: 'serum', name: 'Serum' }),
    )
    const held = await api.inventory.changeLotState({ lotId, state: 'quarantined', reason: 'wet' })
    expect(held).toMatchObject({ stateReason: 'wet', stateChange: { by: ownerOfTest.name } })
    expect(held.stateChange?.at.slice(0, 10)).toBe('2026-11-22')
    await recallLot(practice, lotId)
    const become = (state: 'available' | 'quarantined' | 'discarded') =>
      api.inventory.changeLotState({ lotId, state, reason: 'second thoughts' })
    expect(await refusedWith(become('available'))).toEqual(['inventory.lot-recalled'])
    expect(await refusedWith(become('quarantined'))).toEqual(['inventory.lot-recalled'])
    expect(await become('discarded')).toMatchObject({
      state: 'recalled',
      stateReason: 'by its maker',
      left: 0,
    })
    expect(await refusedWith(become('discarded'))).toEqual(['inventory.lot-recalled'])
  })

  it('that was opened too long ago is not used, and a new container may be [INV-25]', async () => {
    const practice = await openTestPractice()
    const { api } = practice
    const serum = await addProduct(practice, {
      kind: 'serum',
      name: 'Serum',
      openedShelfLifeDays: 7,
    })
    const { id: lotId } = await receiveOf(practice, serum, { madeOn: day('2026-11-01') })
    const open = (openedOn: string | null) =>
      api.inventory.setLotOpened({
        lotId,
        openedOn: openedOn === null ? null : calendarDate.parse(openedOn),
      })
    const usable = async () => (await api.inventory.lots({ usable: true })).length
    expect(await open('2026-11-15')).toMatchObject({ openedOn: '2026-11-15' })
    expect(await usable()).toBe(1)
    await open('2026-11-14')
    expect(await usable()).toBe(0)
    await open(null)
    expect(await usable()).toBe(1)
    expect(await refusedWith(open('2026-11-23'))).toEqual(['inventory.opened-in-future'])
    expect(await refusedWith(open('2026-10-31'))).toEqual(['inventory.opened-before-made'])
    const { lot } = await receive(practice, 'cartridge')
    const piece = api.inventory.setLotOpened({ lotId: lot.id, openedOn: day('2026-11-20') })
    expect(await refusedWith(piece)).toEqual(['inventory.nothing-to-open'])
  })

  it('runs low over all usable lots of its product, and is used up when nothing is left [INV-26]', async () => {
    const practice = await openTestPractice()
    const { api } = practice
    const product = await addProduct(practice, { kind: 'serum', name: 'Serum', lowStockAt: 5 })
    await addProduct(practice, { kind: 'serum', name: 'Never asked for', lowStockAt: null })
    const low = async () =>
      (await api.inventory.lowStock()).map(({ left, lowStockAt }) => [left, lowStockAt])
    expect(await low()).toEqual([[0, 5]])
    const first = await receiveOf(practice, product, { quantity: 4 })
    await receiveOf(practice, product, { number: 'D2', quantity: 2, expiresOn: day('2026-11-30') })
    expect(await low()).toEqual([])
    await later({ api, practice }, { days: 9 })
    expect(await low()).toEqual([[4, 5]])
    expect(shownLotState(first)).toBe('available')
    expect(shownLotState({ ...first, left: 0 })).toBe('used-up')
    expect(shownLotState({ state: 'recalled', left: 0 })).toBe('recalled')
  })
})

describe('a handpiece', () => {
  it('needs no cleaning before its first use, and one after each client [INV-60]', async () => {
    const room = await readyRoom()
    const unitId = unitOf(room.handpiece)
    const codes = async () =>
      (await room.api.inventory.device({ unitId })).findings.map(({ code }) => code)
    expect(await codes()).toEqual([])
    const { session } = await signedSession(room)
    const [used] = await room.api.inventory.devices()
    expect(used).toMatchObject({ lastUsedAt: session.startedAt, lastCleaning: null })
    expect(await codes()).toEqual(['inventory.device-not-cleaned'])
    const before = cleaningOf(room.practice, unitId, {
      happenedAt: session.startedAt ?? nowOf(room.practice),
    })
    expect(await refusedWith(room.api.inventory.recordDeviceEvent(before))).toEqual([
      'inventory.cleaning-before-use',
    ])
    expect(await cleaned(room)).toMatchObject({
      lastCleaning: {
        disinfectant: 'Quaternary ammonium wipe',
        contactSeconds: 120,
        sleeve: true,
        recordedBy: ownerOfTest.name,
        findings: [],
      },
    })
    expect(await codes()).toEqual([])
  })

  it('is not clean after too short a contact, or with a disinfectant that is not in order [INV-61]', async () => {
    const room = await readyRoom()
    const { practice, api } = room
    const unitId = unitOf(room.handpiece)
    await signedSession(room)
    const wipes = await receiveOf(
      practice,
      await addProduct(practice, { kind: 'disinfectant', name: 'Wipes', contactSeconds: 120 }),
      { expiresOn: day('2026-11-22') },
    )
    const clean = async (changes: Partial<RecordDeviceEvent>) => {
      await api.inventory.recordDeviceEvent(
        cleaningOf(practice, unitId, { disinfectantLotId: wipes.id, disinfectant: '', ...changes }),
      )
      return (await api.inventory.device({ unitId })).findings.map(({ code }) => code)
    }
    expect(await clean({ contactSeconds: 119 })).toEqual(['inventory.contact-too-short'])
    expect(await clean({ contactSeconds: 120 })).toEqual([])
    const { events } = await api.inventory.device({ unitId })
    expect(events.map(({ disinfectant, findings }) => [disinfectant, findings.length])).toEqual([
      ['Wipes', 0],
      ['Wipes', 1],
    ])
    await recallLot(practice, wipes.id)
    const { findings } = await api.inventory.device({ unitId })
    expect(findings.map(({ code }) => code)).toEqual(['inventory.disinfectant-recalled'])
    expect(await clean({ disinfectantLotId: null, disinfectant: 'Other wipes' })).toEqual([])
  })

  it('is serviced and calibrated in time, those due first [INV-62]', async () => {
    const practice = await openTestPractice()
    const { api } = practice
    const [one, other] = [
      await receive(practice, 'handpiece'),
      await receive(practice, 'handpiece'),
    ]
    const service = (unitId: UnitId, kind: 'service' | 'calibration', dueOn: string) =>
      api.inventory.recordDeviceEvent(
        cleaningOf(practice, unitId, {
          kind,
          disinfectant: '',
          contactSeconds: null,
          sleeve: false,
          happenedAt: '2025-11-20T09:00:00.000Z' as Instant,
          dueOn: day(dueOn),
        }),
      )
    const codes = async (unitId: UnitId) =>
      (await api.inventory.device({ unitId })).findings.map(({ code }) => code)
    await service(unitOf(other), 'service', '2026-11-22')
    expect(await codes(unitOf(other))).toEqual([])
    await service(unitOf(one), 'calibration', '2026-11-21')
    expect(await codes(unitOf(one))).toEqual(['inventory.device-calibration-overdue'])
    const order = (devices: readonly Device[]) => devices.map(({ unit }) => unit.id).slice(0, 2)
    expect(order(await api.inventory.devices())).toEqual([unitOf(one), unitOf(other)])
    expect(await refusedWith(service(unitOf(one), 'service', '2025-11-20'))).toEqual([
      'inventory.due-before-event',
    ])
  })

  it('is cleaned by what is written whole: every missing word is named [INV-63]', async () => {
    const practice = await openTestPractice()
    const { api } = practice
    const pen = await receive(practice, 'handpiece')
    const serum = await receive(practice, 'serum')
    const cartridge = await receive(practice, 'cartridge')
    const refused = async (changes: Partial<RecordDeviceEvent>) => {
      const [problem] = await refusalOf(
        api.inventory.recordDeviceEvent(cleaningOf(practice, unitOf(pen), changes)),
      )
      return problem?.code
    }
    expect(await refused({ disinfectant: ' ' })).toBe('inventory.disinfectant-missing')
    expect(await refused({ contactSeconds: null })).toBe('inventory.contact-time-missing')
    expect(await refused({ dueOn: addDays(day('2026-11-22'), 9) })).toBe(
      'inventory.cleaning-not-due',
    )
    expect(await refused({ disinfectantLotId: serum.lot.id })).toBe('inventory.not-a-disinfectant')
    expect(await refused({ unitId: unitOf(cartridge) })).toBe('inventory.not-a-device')
    expect(await refused({ happenedAt: nowOf(practice, -5) })).toBe('inventory.event-in-future')
    await api.inventory.discardUnit({ unitId: unitOf(pen), reason: 'fell into water' })
    expect(await refused({})).toBe('inventory.unit-discarded')
    expect((await api.inventory.devices()).map(({ unit }) => unit.id)).not.toContain(unitOf(pen))
  })
})

describe('the labels of a lot', () => {
  const papers = {
    roll: { pages: 2, onFirst: 1, width: 141.73, height: 70.87 },
    a4: { pages: 2, onFirst: 24, width: 595.28, height: 841.89 },
  } as const

  it.each(labelSheet.options)('on %s are read back by a scanner [INV-70]', async (sheet) => {
    const practice = await openTestPractice()
    const { lot } = await receive(practice, 'cartridge', { number: '230214A3263-01' })
    const { pages, onFirst, ...page } = papers[sheet]
    const copies = onFirst + 1
    const file = await practice.api.inventory.lotLabels({ lotId: lot.id, sheet, copies })
    expect([file.name, file.type]).toEqual(['lot-labels.pdf', 'application/pdf'])
    const pdf = new Uint8Array(await file.arrayBuffer())
    const pictures = paperOf(pdf, page, 3)
    expect(pictures).toHaveLength(pages)
    const codes = (await Promise.all(pictures.map(codesIn))).flat()
    expect(codes).toHaveLength(copies)
    for (const code of codes) expect(readStratumCode(code)).toEqual({ kind: 'lot', lotId: lot.id })
    const text = await textOf(pdf)
    for (const word of [lot.product.name, 'Lot 230214A3263-01', 'Use by 31 Dec 2027', 'Harbour']) {
      expect(text).toContain(word)
    }
  })
})
