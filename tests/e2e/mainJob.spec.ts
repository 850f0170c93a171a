import { readFile } from 'node:fs/promises'
import { ClientsPages } from './pages/clients.ts'
import { ConsentPages } from './pages/consent.ts'
import { FirstRunPages } from './pages/firstRun.ts'
import { InventoryPages } from './pages/inventory.ts'
import { ScreeningPages } from './pages/screening.ts'
import { SessionPages } from './pages/session.ts'
import { SterilizationPages } from './pages/sterilization.ts'
import { TodayPages } from './pages/today.ts'
import { passphrase } from './support/arrange.ts'
import { mouse } from './support/hands.ts'
import { expect, test } from './support/index.ts'

/** GTIN 09506000134352, until 31 Dec 2028, lot ABC123; the serial follows a separator. */
const cartridgeLabel = [']d201095060001343521728123110ABC123', '21SN9'] as const
/** GTIN 09506000134369, until 31 Dec 2030, lot GP1. */
const handpieceLabel = [']d201095060001343691730123110GP1', '21PEN7'] as const

const yesterday = () => new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)

test('the main job, from an empty folder to the history in the client’s hands', async ({
  page,
  host,
  api,
}) => {
  test.setTimeout(120_000)
  const today = new TodayPages(page)
  const clients = new ClientsPages(page)
  const inventory = new InventoryPages(page)
  const sterilization = new SterilizationPages(page)
  const screening = new ScreeningPages(page, mouse(page))
  const consent = new ConsentPages(page, mouse(page))
  const session = new SessionPages(page)
  await page.goto(host.address)

  await test.step('first run', async () => {
    await new FirstRunPages(page).makePractice({
      practice: 'Lantern Skin Studio',
      reprocesses: true,
      name: 'Ada Petersen',
      licenceClass: 'Master esthetician',
      licenceNumber: 'ME-20417',
      licenceExpiresOn: '2036-06-30',
      jurisdiction: 'Utah',
      passphrase,
    })
  })

  await test.step('the first client', async () => {
    await today.begin()
    await clients.typeNewClient({
      name: 'Lina Ørsted',
      birthDate: '1990-03-03',
      allergies: ['Latex'],
    })
    await clients.save()
    await expect(clients.heading('Lina Ørsted')).toBeVisible()
  })

  await test.step('cartridge and handpiece, by their labels', async () => {
    for (const [label, product] of [
      [cartridgeLabel, { kind: 'Cartridge', name: 'PrecisionTip 12', manufacturer: 'Harbour' }],
      [handpieceLabel, { kind: 'Handpiece', name: 'Glide pen', manufacturer: 'Harbour' }],
    ] as const) {
      await inventory.open()
      await inventory.scan(...label)
      await inventory.makeTheProduct()
      if (product.kind === 'Handpiece') await inventory.markReprocessable()
      await inventory.saveProduct(product)
      await inventory.receive()
      await expect(inventory.pieces()).toHaveCount(1)
    }
  })

  await test.step('a sterilizer, a load, and its release', async () => {
    await sterilization.open()
    await sterilization.addSterilizer('Autoclave 1')
    await sterilization.beginLoad()
    await sterilization.typeLoad({
      cycleNumber: '41',
      day: yesterday(),
      time: '09:00',
      temperature: '135',
      minutes: '4',
      indicator: 'Passed',
      contents: ['Pen tip holder'],
    })
    await sterilization.logLoad()
    // The page goes to the loads by itself, once the load is kept.
    await expect(sterilization.load(41)).toBeVisible()
    await today.open()
    await expect(today.lines('Loads awaiting release')).toHaveCount(1)
    await today.lines('Loads awaiting release').click()
    const release = await sterilization.askRelease(41)
    await release.getByLabel('Your passphrase').fill(passphrase)
    await page.keyboard.press('Enter')
    await release.waitFor({ state: 'hidden' })
    await sterilization.releasePacks(41, passphrase)
    await sterilization.open()
    await expect(sterilization.load(41)).toContainText('Released')
  })

  await test.step('a session that waits for screening and consent', async () => {
    await clients.openList()
    await clients.search('lina orsted')
    await page.keyboard.press('Enter')
    await clients.startSession()
    await session.waitForChart()
    await expect(session.gate()).toContainText('The client was not screened.')
    await expect(session.gate()).toContainText('has not signed a consent')
    await session.step('Screening').click()
    await screening.waitForQuestions()
    await screening.answerByKeys({})
    await screening.confirmHistory()
    await screening.review()
    await screening.complete(passphrase)
    await session.waitForChart()
    await session.step('Consent').click()
    await consent.handOver()
    await consent.fill({ initials: 'LØ' })
    await consent.finish()
    await consent.countersign(passphrase)
    await consent.giveCopy('On paper')
    await session.waitForChart()
    await expect(session.gate()).not.toContainText('consent')
    await expect(session.gate()).not.toContainText('screened')
  })

  await test.step('zones, devices, start', async () => {
    await session.setBrush({ length: '0.5', passes: '3' })
    await session.zoneOnMap('Forehead').focus()
    await page.keyboard.press('Space')
    await session.addZone('Left cheek')
    await session.length('Left cheek').fill('1.25')
    await expect(session.rows()).toHaveCount(2)
    await session.scan(...cartridgeLabel)
    await expect(session.cartridges()).toHaveText([/serial SN9 · lot ABC123/])
    await session.scan(...handpieceLabel)
    await expect(session.gate()).toContainText('no pack is chosen')
    await expect(session.start()).toBeDisabled()
    await session.choosePack('Pen tip holder')
    await expect(session.start()).toBeEnabled()
    await session.startNeedling()
    await expect(session.gate()).toContainText('Needling since')
  })

  await test.step('response, signature', async () => {
    await session.setEndpointOfAll('Mild erythema')
    await session.recordResponse('Mild redness')
    await session.notes().fill('Tolerated well.')
    await session.sign(passphrase)
    await expect(page.getByText('Signature valid')).toBeVisible()
    await expect(page.getByRole('table', { name: 'Treated zones' })).toContainText('1.25 mm')
  })

  await test.step('the history in the client’s hands', async () => {
    const waiting = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export history' }).click()
    const file = await (await waiting).path()
    expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-')
    await page.getByRole('link', { name: 'Client', exact: true }).click()
    expect(await clients.exportHistory('CSV')).toMatch(/\.csv$/)
  })

  const recent = (await api.today.get()).recentSessions
  expect(recent).toHaveLength(1)
})
