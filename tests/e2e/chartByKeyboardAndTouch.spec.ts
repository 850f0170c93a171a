import type { Page } from '@playwright/test'
import { certain } from '#shared/kernel/index.ts'
import type { Api, Host } from '../support/host.ts'
import { SessionPages } from './pages/session.ts'
import { expectAccessible } from './support/accessible.ts'
import { openPractice, passphrase } from './support/arrange.ts'
import { finger, type Hand, keyboard } from './support/hands.ts'
import { expect, test } from './support/index.ts'
import {
  arrangeClient,
  arrangeConsent,
  arrangeScreening,
  arrangeStock,
} from './support/treatment.ts'

test.use({ actionTimeout: 20_000 })

/** In stock beside the rest: a cream that numbs. */
const arrangeCream = async (api: Api): Promise<void> => {
  const serum = certain((await api.inventory.lots({ kind: 'serum' }))[0], 'A serum')
  const { id: productId } = await api.inventory.addProduct({
    kind: 'anaesthetic',
    name: 'Numbing cream',
    manufacturer: 'Harbour',
    deviceIdentifier: null,
    reprocessable: false,
    evaluatedNeedleLength: null,
    note: '',
    activeAgents: [{ agent: 'lidocaine', percent: 400 }],
    longestDwellMinutes: 30,
  })
  await api.inventory.receiveLot({
    productId,
    number: 'NC1',
    quantity: 5,
    expiresOn: serum.expiresOn,
    serials: [],
    receivedFrom: 'Harbour',
  })
}

/** From the client’s page to the signed chart, with whatever hand; `onMap` does what is done on the drawing. */
const chartAndSign = async (
  page: Page,
  hand: Hand,
  onMap: (session: SessionPages) => Promise<void>,
): Promise<void> => {
  const session = new SessionPages(page)
  await hand.press(page.getByRole('button', { name: 'Start a session' }))
  await session.waitForChart()
  const brush = page.getByRole('group', { name: 'Zones you tap get' })
  await hand.write(brush.getByLabel('Needle'), '0.5')
  await hand.write(brush.getByLabel('Passes'), '3')
  await onMap(session)
  await hand.choose(
    page.getByRole('combobox', { name: 'Cartridge, roller or stamp from stock' }),
    'PrecisionTip',
  )
  await hand.press(page.getByRole('checkbox', { name: /sealed, in date/ }))
  await hand.press(page.getByRole('button', { name: 'Take it' }))
  await expect(session.cartridges()).toHaveCount(1)
  await hand.choose(page.getByRole('combobox', { name: 'Handpiece' }), 'Glide pen')
  await hand.choose(
    page.getByRole('combobox', { name: 'Product and lot from stock' }),
    'Hyaluronic',
  )
  await hand.write(page.getByRole('textbox', { name: 'Amount of Hyaluronic serum' }), '2')
  await hand.choose(page.getByLabel('When Hyaluronic serum is put on'), 'While')
  await hand.press(session.start())
  await expect(session.gate()).toContainText('Needling since')
  await hand.press(
    page
      .getByRole('group', { name: 'Endpoint for all zones' })
      .getByRole('button', { name: 'Mild erythema' }),
  )
  await hand.press(page.getByRole('checkbox', { name: 'Mild redness' }))
  await hand.press(page.getByRole('button', { name: 'Needling ends now' }))
  await hand.press(session.gate().getByRole('button', { name: 'Review and sign' }))
  await hand.write(page.getByRole('dialog').getByLabel(/^Your passphrase/), passphrase)
  await page.keyboard.press('Enter')
  await page.getByText('Signed', { exact: true }).waitFor()
}

const signedOf = async (api: Api, clientId: Parameters<Api['sessions']['list']>[0]['clientId']) => {
  const sessions = await api.sessions.list({ clientId })
  return api.sessions.signed({ sessionId: certain(sessions[0], 'The session').id })
}

const arrange = async (host: Host) => {
  const { api } = host
  await openPractice(host, 'single-use-only')
  await arrangeStock(api)
  const clientId = await arrangeClient(api)
  await arrangeConsent(api, clientId)
  await arrangeScreening(api, clientId)
  return clientId
}

test('the whole session with nothing but the keyboard, a mark included', async ({
  page,
  host,
  api,
}) => {
  test.setTimeout(180_000)
  const clientId = await arrange(host)
  await page.goto(`${host.address}`)
  await page.evaluate((id) => {
    location.hash = `/clients/${id}`
  }, clientId)
  const hand = keyboard(page)
  /** Tab stops once in the drawing; the arrow keys walk from zone to zone. */
  const walkTo = async (session: SessionPages, keys: readonly string[], name: string) => {
    for (const key of keys) await page.keyboard.press(key)
    await expect(session.zoneOnMap(name)).toBeFocused()
  }
  await chartAndSign(page, hand, async (session) => {
    await hand.press(page.getByRole('button', { name: 'Mark a scar' }))
    const stop = page.locator('[data-zone][tabindex="0"]')
    for (let step = 0; step < 250; step += 1) {
      if (await stop.evaluate((element) => element === document.activeElement)) break
      await page.keyboard.press('Shift+Tab')
    }
    await walkTo(session, ['Home'], 'Forehead')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('list', { name: 'Marks' }).getByRole('listitem')).toHaveCount(1)
    await hand.press(page.getByRole('button', { name: 'Choose zones' }))
    await page.keyboard.press('Shift+Tab')
    await walkTo(session, ['Home'], 'Forehead')
    await page.keyboard.press('Space')
    await expect(session.rows()).toHaveCount(1)
  })
  const { snapshot, signatureState } = await signedOf(api, clientId)
  expect(signatureState).toBe('valid')
  expect(snapshot).toMatchObject({
    zones: [{ zone: 'forehead', needleLength: 500, passes: 3, endpoint: 'mild-erythema' }],
    marks: [{ kind: 'scar', view: 'face-front' }],
    products: [{ place: 'during' }],
  })
  expect(snapshot.endedAt).not.toBeNull()
  await expectAccessible(page)
})

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 1024, height: 768 } })

  test('the whole session, a scar drawn with a finger and an area of her own included', async ({
    page,
    host,
    api,
  }) => {
    test.setTimeout(180_000)
    const clientId = await arrange(host)
    await page.goto(host.address)
    await page.evaluate((id) => {
      location.hash = `/clients/${id}`
    }, clientId)
    const hand = finger(page)
    await chartAndSign(page, hand, async (session) => {
      await hand.press(session.zoneOnMap('Chin'))
      await hand.press(page.getByRole('button', { name: 'Mark a scar' }))
      await hand.draw(page.getByRole('group', { name: 'Face map' }), 0.35)
      await expect(page.getByRole('list', { name: 'Marks' }).getByRole('listitem')).toHaveCount(1)
      await hand.press(page.getByRole('tab', { name: /^Body, front/ }))
      await hand.press(page.getByRole('button', { name: 'Add area' }))
      await hand.write(page.getByLabel('Name of the area'), 'Scar on the shin')
      await hand.press(page.getByRole('button', { name: 'Add this area' }))
      await expect(session.rows()).toHaveCount(2)
    })
    const { snapshot, signatureState } = await signedOf(api, clientId)
    expect(signatureState).toBe('valid')
    expect(snapshot.zones.map(({ zone, area }) => area?.name ?? zone)).toEqual([
      'chin',
      'Scar on the shin',
    ])
    expect(certain(snapshot.marks[0], 'The scar').path.length).toBeGreaterThan(3)
    await expectAccessible(page)
    await hand.press(page.getByRole('link', { name: 'As it stood' }))
    await expect(page.getByRole('table').filter({ hasText: 'Started' }).first()).toBeVisible()
    await expectAccessible(page)
  })
})

test('an anaesthetic keeps needling stopped until it is off, and its timer stands on the lock screen without a name', async ({
  page,
  host,
  api,
}) => {
  const clientId = await arrange(host)
  await arrangeCream(api)
  const { session: opened } = await api.sessions.open({ clientId })
  await page.goto(host.address)
  await page.evaluate((id) => {
    location.hash = `/sessions/${id}`
  }, opened.id)
  const session = new SessionPages(page)
  await session.waitForChart()
  await session.addProduct('Numbing cream', '4')
  await expect(session.gate()).toContainText('put on and wiped off is not recorded')
  await page.getByRole('button', { name: 'Numbing cream on now' }).click()
  await expect(session.gate()).toContainText('Numbing cream is still on the skin.')
  await expect(session.saved()).toBeVisible()
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await page.getByLabel('Passphrase or recovery code').waitFor()
  const locked = page.locator('body')
  await expect(locked).toContainText(/Anaesthetic/)
  await expect(locked).toContainText(/30 min left|29 min left/)
  await expect(locked).not.toContainText('Ørsted')
  await page.getByLabel('Passphrase or recovery code').fill(passphrase)
  await page.keyboard.press('Enter')
  await session.waitForChart()
  await page.getByRole('button', { name: 'Numbing cream off now' }).click()
  await expect(session.gate()).not.toContainText('Numbing cream is still on the skin.')
})
