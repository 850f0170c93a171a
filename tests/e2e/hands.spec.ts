import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { certain, type ClientId, toInstant } from '#shared/kernel/index.ts'
import type { Api } from '../support/host.ts'
import { ConsentPages } from './pages/consent.ts'
import { ScreeningPages } from './pages/screening.ts'
import { SessionPages } from './pages/session.ts'
import { openPractice, passphrase } from './support/arrange.ts'
import { CountedHand } from './support/counted.ts'
import { mouse } from './support/hands.ts'
import { expect, test } from './support/index.ts'
import { arrangeClient, arrangeConsent, arrangeStock, signTreatment } from './support/treatment.ts'

// What an action is stands in docs/hands.md, with the counts.
test.use({ actionTimeout: 20_000 })

const pin = '250871'
const cartridgeLabel = [']d20109506000134352', '1736123110ABC123'] as const

const docs = new URL('../../docs/hands.md', import.meta.url)

/** The count stands in the docs as it is. */
const expectInDocs = async (name: string, counted: CountedHand): Promise<void> => {
  const words = `${name}: ${counted.actions} actions`
  console.log(`${words}\n${counted.said.map((said, at) => `  ${at + 1}. ${said}`).join('\n')}`)
  expect(await readFile(docs, 'utf8')).toContain(words)
}

const unlock = async (page: Page, address: string): Promise<void> => {
  await page.goto(address)
  await page.getByLabel('Passphrase or recovery code').fill(passphrase)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
}

/** Cleaned after the last client, as the day’s routine has it. */
const cleanThePen = async (api: Api, now: Date): Promise<void> => {
  const lots = await api.inventory.lots({ kind: 'handpiece' })
  const { units } = await api.inventory.lot({ lotId: certain(lots[0], 'A pen').id })
  await api.inventory.recordDeviceEvent({
    unitId: certain(units[0], 'A pen').id,
    kind: 'cleaning',
    happenedAt: toInstant(now),
    disinfectantLotId: null,
    disinfectant: 'Quaternary ammonium wipe',
    contactSeconds: 120,
    sleeve: true,
    dueOn: null,
    note: '',
  })
}

const lastMonth = (daysAgo: number): Date => new Date(Date.now() - daysAgo * 86_400_000)

test('a repeat session with one change takes at most twelve actions of hers', async ({
  page,
  startOwnHost,
}) => {
  test.setTimeout(180_000)
  const before = await startOwnHost(30)
  await openPractice(before, 'single-use-only')
  await arrangeStock(before.api)
  const clientId: ClientId = await arrangeClient(before.api)
  await arrangeConsent(before.api, clientId, 'microneedling', lastMonth(30))
  await signTreatment(before.api, clientId, lastMonth(30))
  await cleanThePen(before.api, lastMonth(30))
  await before.stop()
  const { address, api } = await startOwnHost()
  await unlock(page, address)
  // Once a shift, not once a client.
  await api.vault.setPin({ secret: passphrase, pin })
  await page.evaluate((id) => {
    location.hash = `/clients/${id}`
  }, clientId)

  const hers = new CountedHand(mouse(page))
  const clients = new CountedHand(mouse(page))
  const session = new SessionPages(page)
  const screening = new ScreeningPages(page, clients)

  await hers.press(page.getByRole('button', { name: 'Same as last time' }))
  await session.waitForChart()
  // Nothing that must be asked or verified is there.
  await expect(session.gate()).toContainText('No cartridge is chosen.')
  await expect(session.gate()).toContainText('No handpiece is chosen.')
  await expect(session.start()).toBeDisabled()
  const { id: sessionId } = certain((await api.sessions.unfinished())[0], 'The session')
  const { document } = await api.sessions.get({ sessionId })
  expect(document).toMatchObject({ products: [], immediateResponse: [], handpieceUnitId: null })
  expect(document.zones.map(({ endpoint }) => endpoint)).toEqual([null])

  await hers.press(session.gate().getByRole('link', { name: 'Hand to the client' }))
  await screening.clientSurface().waitFor()
  await screening.answerAsClient({})
  await clients.press(page.getByRole('button', { name: 'I have finished' }))
  await hers.write(
    page.getByRole('dialog', { name: 'Thank you' }).getByLabel(/^Your passphrase or PIN/),
    pin,
  )
  await hers.press(page.getByRole('button', { name: /complete and sign$/i }))
  await session.waitForChart()
  await expect(session.step('Screening')).toContainText('Asked today')

  await hers.scan('the cartridge', () => session.scan(...cartridgeLabel))
  await expect(session.cartridges()).toHaveCount(1)
  await hers.press(page.getByRole('button', { name: /^Confirm all, with/ }))
  await hers.write(session.length('Forehead'), '0.75')
  await hers.press(session.start())
  await expect(session.gate()).toContainText('Needling since')
  await hers.press(
    page
      .getByRole('group', { name: 'Endpoint for all zones' })
      .getByRole('button', { name: 'Uniform erythema' }),
  )
  await hers.press(page.getByRole('checkbox', { name: 'Mild redness' }))
  await hers.press(session.gate().getByRole('button', { name: 'Review and sign' }))
  await hers.write(page.getByRole('dialog').getByLabel(/^Your passphrase or PIN/), pin)
  await page.getByText('Signed', { exact: true }).waitFor()

  const sessions = await api.sessions.list({ clientId })
  const signed = await api.sessions.signed({ sessionId: certain(sessions[0], 'It').id })
  expect(signed).toMatchObject({
    signatureState: 'valid',
    snapshot: {
      zones: [{ zone: 'forehead', needleLength: 750, endpoint: 'uniform-erythema' }],
      immediateResponse: ['mild-redness'],
      products: [{ lot: 'HA9' }],
      cartridges: [{ lot: 'ABC123' }],
      deviations: [],
    },
  })
  const states = new Set(signed.snapshot.carried?.fields.map(({ state }) => state))
  expect(states).toEqual(new Set(['confirmed', 'changed']))
  expect(hers.actions).toBeLessThanOrEqual(12)
  await expectInDocs('A repeat session with one change', hers)
  expect(clients.actions).toBeGreaterThan(10)
})

test('a first session with three zones and two products takes at most forty-five actions of hers', async ({
  page,
  host,
  api,
}) => {
  test.setTimeout(240_000)
  await openPractice(host, 'single-use-only')
  await arrangeStock(api)
  const antiseptic = await api.inventory.addProduct({
    kind: 'antiseptic',
    name: 'Chlorhexidine',
    manufacturer: 'Harbour',
    deviceIdentifier: null,
    reprocessable: false,
    evaluatedNeedleLength: null,
    note: '',
  })
  const serum = certain((await api.inventory.lots({ kind: 'serum' }))[0], 'A serum')
  await api.inventory.receiveLot({
    productId: antiseptic.id,
    number: 'CHX7',
    quantity: 5,
    expiresOn: serum.expiresOn,
    serials: [],
    receivedFrom: 'Harbour',
  })
  const clientId = await arrangeClient(api)
  await page.goto(host.address)
  await api.vault.setPin({ secret: passphrase, pin })
  await page.evaluate((id) => {
    location.hash = `/clients/${id}`
  }, clientId)

  const hers = new CountedHand(mouse(page))
  const clients = new CountedHand(mouse(page))
  const session = new SessionPages(page)
  const screening = new ScreeningPages(page, clients)
  const consent = new ConsentPages(page, clients)

  await hers.press(page.getByRole('button', { name: 'Start a session' }))
  await session.waitForChart()

  await hers.press(session.gate().getByRole('link', { name: 'Hand to the client' }))
  await screening.clientSurface().waitFor()
  await screening.answerAsClient({})
  await clients.press(page.getByRole('button', { name: 'I have finished' }))
  await hers.write(
    page.getByRole('dialog', { name: 'Thank you' }).getByLabel(/^Your passphrase or PIN/),
    pin,
  )
  await hers.press(page.getByRole('button', { name: /complete and sign$/i }))
  await session.waitForChart()

  await hers.press(session.step('Consent'))
  await hers.press(page.getByRole('button', { name: /^Hand over/ }))
  await consent.form().waitFor()
  await consent.fill({ initials: 'LØ' })
  await consent.finish()
  await hers.write(
    page.getByRole('dialog', { name: 'Thank you' }).getByLabel(/^Your passphrase or PIN/),
    pin,
  )
  await page.getByRole('heading', { name: 'The consent is signed' }).waitFor()
  await hers.press(page.getByRole('button', { name: 'On paper' }))
  await session.waitForChart()

  const brush = page.getByRole('group', { name: 'Zones you tap get' })
  await hers.write(brush.getByLabel('Needle'), '0.5')
  await hers.write(brush.getByLabel('Passes'), '3')
  await hers.choose(brush.getByLabel('Indication'), 'Texture')
  for (const zone of ['Forehead', 'Chin', 'Nose']) await hers.press(session.zoneOnMap(zone))
  await hers.scan('the cartridge', () => session.scan(...cartridgeLabel))
  await expect(session.cartridges()).toHaveCount(1)
  await hers.choose(page.getByRole('combobox', { name: 'Handpiece' }), 'Glide pen')
  const stock = page.getByRole('combobox', { name: 'Product and lot from stock' })
  for (const [name, place, amount] of [
    ['Chlorhexidine', 'Before needling', '5'],
    ['Hyaluronic serum', 'While needling', '2'],
  ] as const) {
    await hers.choose(stock, name)
    await hers.write(page.getByRole('textbox', { name: `Amount of ${name}` }), amount)
    await hers.choose(page.getByLabel(`When ${name} is put on`), place)
  }
  await hers.press(session.start())
  await expect(session.gate()).toContainText('Needling since')
  await hers.press(
    page
      .getByRole('group', { name: 'Endpoint for all zones' })
      .getByRole('button', { name: 'Uniform erythema' }),
  )
  await hers.press(page.getByRole('button', { name: 'Needling ends now' }))
  await hers.press(page.getByRole('checkbox', { name: 'Mild redness' }))
  await hers.press(session.gate().getByRole('button', { name: 'Review and sign' }))
  await hers.write(page.getByRole('dialog').getByLabel(/^Your passphrase or PIN/), pin)
  await page.getByText('Signed', { exact: true }).waitFor()

  const sessions = await api.sessions.list({ clientId })
  const signed = await api.sessions.signed({ sessionId: certain(sessions[0], 'It').id })
  expect(signed).toMatchObject({ signatureState: 'valid', snapshot: { deviations: [] } })
  expect(signed.snapshot.zones).toHaveLength(3)
  expect(signed.snapshot.products).toHaveLength(2)
  expect(hers.actions).toBeLessThanOrEqual(45)
  await expectInDocs('A first session with three zones and two products', hers)
})
