import bwipjs from 'bwip-js/node'
import { addDays, toCalendarDate } from '#shared/kernel/index.ts'
import { InventoryPages } from './pages/inventory.ts'
import { expectAccessible } from './support/accessible.ts'
import { openPractice } from './support/arrange.ts'
import { SessionPages } from './pages/session.ts'
import { expect, test as base } from './support/index.ts'
import { arrangeClient, arrangeConsent, arrangeStock, signTreatment } from './support/treatment.ts'

const test = base.extend<{ inventory: InventoryPages }>({
  inventory: async ({ page, host }, use) => {
    await openPractice(host)
    await page.goto(host.address)
    const inventory = new InventoryPages(page)
    await inventory.open()
    await use(inventory)
  },
})

const cartridge = {
  kind: 'cartridge',
  name: 'PrecisionTip 12',
  manufacturer: 'Harbour',
  deviceIdentifier: '09506000134352',
  reprocessable: false,
  evaluatedNeedleLength: null,
  note: '',
} as const

/** GTIN 09506000134352, expiry 31 Dec 2028, lot ABC123; the serial follows a separator. */
const label = ']d201095060001343521728123110ABC123'

test('makes the product of an unknown label, and receives the lot that it names', async ({
  inventory,
  page,
}) => {
  await inventory.scan(label, '21SN9')
  await inventory.makeTheProduct()
  await expect(inventory.field('Device identifier')).toHaveValue('09506000134352')
  await inventory.saveProduct({
    kind: 'Cartridge',
    name: 'PrecisionTip 12',
    manufacturer: 'Harbour',
  })

  await expect(inventory.field('Lot number')).toHaveValue('ABC123')
  await expect(inventory.field('Expiry date')).toHaveValue('2028-12-31')
  await expect(inventory.field('Pieces')).toHaveValue('1')
  await inventory.receive()
  await expect(inventory.heading('Lot ABC123')).toBeVisible()
  await expect(inventory.pieces()).toHaveText([/Serial SN9/])

  await inventory.open()
  await inventory.scan(label, '21SN9')
  await expect(page.getByText('PrecisionTip 12, lot ABC123')).toBeVisible()
})

/** A picture as a telephone takes one of a label. */
const photoOf = async (bcid: 'gs1datamatrix' | 'datamatrix', text: string) => ({
  name: 'label.png',
  mimeType: 'image/png',
  buffer: await bwipjs.toBuffer({
    bcid,
    text,
    scale: 5,
    padding: 12,
    backgroundcolor: 'FFFFFF',
  }),
})

test('reads photos of labels on this machine: the maker’s makes the product, our own opens the lot', async ({
  inventory,
  page,
}) => {
  const text = '(01)09506000134352(17)281231(10)ABC123(21)SN9'
  await inventory.photograph(await photoOf('gs1datamatrix', text))
  await inventory.makeTheProduct()
  await expect(inventory.field('Device identifier')).toHaveValue('09506000134352')
  await inventory.saveProduct({
    kind: 'Cartridge',
    name: 'PrecisionTip 12',
    manufacturer: 'Harbour',
  })
  await expect(inventory.field('Expiry date')).toHaveValue('2028-12-31')
  await inventory.receive()
  await expect(inventory.heading('Lot ABC123')).toBeVisible()
  await expect(inventory.pieces()).toHaveText([/Serial SN9/])
  const lotId = /[0-9a-f-]{36}/.exec(page.url())?.[0]

  await inventory.open()
  await inventory.photograph(await photoOf('datamatrix', `stratum:lot:${lotId}`))
  await expect(inventory.heading('Lot ABC123')).toBeVisible()
  await inventory.open()
  await inventory.photograph({
    name: 'label.png',
    mimeType: 'image/png',
    buffer: Buffer.from('not a picture'),
  })
  await expect(page.getByText('This file cannot be read as a picture.')).toBeVisible()
})

test('stops a handpiece that was not cleaned, and clears it in two actions', async ({
  inventory,
  api,
  page,
}) => {
  await arrangeStock(api)
  const { id: productId } = await api.inventory.addProduct({
    ...cartridge,
    kind: 'disinfectant',
    name: 'Surface wipes',
    deviceIdentifier: null,
    contactSeconds: 60,
  })
  const { today } = await api.practice.get()
  await api.inventory.receiveLot({
    productId,
    number: 'W-9',
    expiresOn: addDays(today, 300),
    quantity: 5,
    serials: [],
    receivedFrom: '',
  })
  const clientId = await arrangeClient(api)
  await arrangeConsent(api, clientId)
  await signTreatment(api, clientId)
  const { session } = await api.sessions.open({ clientId })
  await page.goto(`${page.url().split('#')[0]}#/sessions/${session.id}`)
  const charting = new SessionPages(page)
  await charting.waitForChart()
  await charting.chooseHandpiece('Glide pen')
  await expect(charting.gate()).toContainText('has not been cleaned since its last client')

  await charting.gate().getByRole('button', { name: 'Record cleaning' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Stayed wet for')).toHaveValue('60')
  await dialog.getByRole('button', { name: 'Save the cleaning' }).click()
  await expect(charting.gate()).not.toContainText('has not been cleaned')
  await expect(page.getByText(/^Last cleaned /)).toBeVisible()

  await inventory.open()
  await page.getByRole('tab', { name: 'Devices' }).click()
  const devices = page.getByRole('grid', { name: 'Devices' }).locator('tbody tr')
  await expect(devices).toHaveText([/Glide pen.*Ready/])
  await devices.first().press('Enter')
  await expect(inventory.heading('Glide pen, No. 1')).toBeVisible()
  await expect(page.getByText('Surface wipes, 60 s · new sleeve')).toBeVisible()
})

test('makes the product from the delivery, and what the label filled in stays', async ({
  inventory,
  page,
}) => {
  await inventory.openReceive()
  await inventory.scan(label, '21SN9')
  await expect(page.getByText('No product here has the device identifier')).toBeVisible()
  await inventory.makeTheProduct()
  await inventory.saveProduct({
    kind: 'Cartridge',
    name: 'PrecisionTip 12',
    manufacturer: 'Harbour',
  })
  await expect(inventory.field('Lot number')).toHaveValue('ABC123')
  await expect(page.getByRole('combobox', { name: 'Product' })).toHaveValue(/PrecisionTip 12/)
  await inventory.receive()
  await expect(inventory.heading('Lot ABC123')).toBeVisible()
})

test('counts pieces as they are scanned, and each only once', async ({ inventory, api, page }) => {
  await api.inventory.addProduct(cartridge)
  await inventory.openReceive()
  await inventory.scan(label, '21SN9')
  await expect(inventory.field('Pieces')).toHaveValue('1')
  await inventory.scan(label, '21SN10')
  await expect(inventory.field('Pieces')).toHaveValue('2')
  await inventory.scan(label, '21SN9')
  await expect(page.getByText('Piece SN9 has been scanned already.')).toBeVisible()
  await inventory.scan(']d201095060001343521728123110OTHER', '21SN1')
  await expect(page.getByText('This label is of another lot, OTHER.')).toBeVisible()
  await expect(inventory.field('Pieces')).toHaveValue('2')
})

test('refuses a label with a wrong check digit and one with month 13', async ({
  inventory,
  page,
}) => {
  await inventory.scan(']d2010950600013435317281231')
  await expect(page.getByRole('alert')).toContainText(/check digit/i)
  await inventory.scan(']d2010950600013435217281331')
  await expect(page.getByRole('alert')).toContainText(/month/i)
})

test('receives a lot that is typed, and refuses one that has expired', async ({
  inventory,
  api,
  page,
}) => {
  await api.inventory.addProduct({ ...cartridge, kind: 'serum', name: 'Hyaluronic serum' })
  const { today } = await api.practice.get()
  await inventory.openReceive()
  await inventory.chooseProduct('Hyaluronic serum')
  await inventory.field('Lot number').fill('S-77')
  await inventory.field('Pieces').fill('6')
  await inventory.field('Expiry date').fill(addDays(today, -1))
  await expect(page.getByText(/This lot expired on/)).toBeVisible()
  await inventory.receive()
  await expect(page.getByRole('alert')).toContainText('Only goods in date are received into stock.')
  await inventory.field('Expiry date').fill(addDays(today, 400))
  await inventory.receive()
  await expect(inventory.heading('Lot S-77')).toBeVisible()
})

test('changes the state of a lot and discards a piece, each with a reason', async ({
  inventory,
  api,
  page,
}) => {
  const product = await api.inventory.addProduct(cartridge)
  await api.inventory.receiveLot({
    productId: product.id,
    number: 'B2231',
    expiresOn: toCalendarDate('2031-12-31'),
    quantity: 2,
    serials: [],
    receivedFrom: '',
  })
  await inventory.open()
  await page.reload()
  await inventory.lots().first().click()
  await inventory.discardPiece('No. 1', 'Dropped')
  await expect(inventory.pieces().first()).toContainText('Discarded')
  await inventory.changeState('Quarantine', 'The box was open')
  await expect(page.getByText('Lot B2231 (PrecisionTip 12) is quarantined.')).toBeVisible()
})

test('axe finds nothing in stock, the forms and a lot', async ({ inventory, api, page }) => {
  test.slow()
  const product = await api.inventory.addProduct(cartridge)
  const { today } = await api.practice.get()
  const lot = await api.inventory.receiveLot({
    productId: product.id,
    number: 'B2231',
    expiresOn: addDays(today, 9),
    quantity: 2,
    serials: [],
    receivedFrom: '',
  })
  await page.reload()
  await expect(inventory.lots()).toHaveCount(1)
  await expectAccessible(page)
  await page.getByRole('tab', { name: 'Products' }).click()
  await expectAccessible(page)
  await inventory.openReceive()
  await inventory.receive()
  await expectAccessible(page)
  await page.goto(`${page.url().split('#')[0]}#/inventory/products/new`)
  await expect(inventory.field('Manufacturer')).toBeVisible()
  await expectAccessible(page)
  await page.goto(`${page.url().split('#')[0]}#/inventory/lots/${lot.id}`)
  await expect(inventory.pieces()).toHaveCount(2)
  await expectAccessible(page)
})
