import { addDays, toCalendarDate } from '#shared/kernel/index.ts'
import { InventoryPages } from './pages/inventory.ts'
import { expectAccessible } from './support/accessible.ts'
import { openPractice } from './support/arrange.ts'
import { expect, test as base } from './support/index.ts'

const test = base.extend<{ inventory: InventoryPages }>({
  inventory: async ({ page, host, api }, use) => {
    await openPractice(api)
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
