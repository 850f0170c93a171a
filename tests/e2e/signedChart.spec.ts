import type { Page } from '@playwright/test'
import { certain, micrometres, type SessionId, toCalendarDate } from '#shared/kernel/index.ts'
import { emptyZone } from '#shared/sessions/index.ts'
import type { Api } from '../support/host.ts'
import { SessionPages } from './pages/session.ts'
import { expectAccessible } from './support/accessible.ts'
import { openPractice, passphrase } from './support/arrange.ts'
import { expect, test } from './support/index.ts'
import {
  arrangeClient,
  arrangeConsent,
  arrangeScreening,
  arrangeStock,
  signTreatment,
} from './support/treatment.ts'

// A step that waits for what never comes says so before the whole test has run out.
test.use({ actionTimeout: 20_000 })

const show = (page: Page, place: string): Promise<void> =>
  page.evaluate((to) => {
    location.hash = to
  }, place)

test('a signed chart shows how it stood and what changed since', async ({ page, host, api }) => {
  test.setTimeout(120_000)
  await openPractice(host, 'single-use-only')
  await arrangeStock(api)
  const clientId = await arrangeClient(api)
  await arrangeConsent(api, clientId)
  const sessionId = await signTreatment(api, clientId)
  const session = new SessionPages(page)
  await page.goto(host.address)
  await show(page, `/sessions/${sessionId}`)
  await session.addAddendum({
    text: 'No swelling in the evening.',
    reason: 'Follow-up by telephone',
    about: 'Response',
    passphrase,
  })
  await expect(page.getByRole('region', { name: 'Addenda: Response' })).toContainText('No swelling')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'As it stood' }).click()
  const changed = page.locator('.record-changes')
  await expect(changed).toContainText('No swelling in the evening.')
  await expect(page.getByRole('table', { name: 'Moments' }).getByRole('row')).not.toHaveCount(2)
  await expectAccessible(page)
})

test('a trainee signs, and her supervisor countersigns', async ({ page, host, api }) => {
  test.setTimeout(120_000)
  await openPractice(host, 'single-use-only')
  const owner = (await api.practice.get()).current
  const trainee = await api.practice.addPractitioner({
    person: {
      name: 'Tom Reed',
      licenceClass: 'Master esthetician',
      licenceNumber: 'ST-2',
      licenceExpiresOn: toCalendarDate('2036-06-30'),
      jurisdiction: 'Utah',
      maximumNeedleLength: micrometres.parse(1500),
      maximumNeedleLengthSource: 'Utah master esthetician: up to 1.5 mm',
      standing: 'trainee',
    },
    passphrase,
  })
  await arrangeStock(api)
  const clientId = await arrangeClient(api)
  await arrangeConsent(api, clientId)
  await arrangeScreening(api, clientId)
  await api.vault.unlock({ secret: passphrase, practitionerId: trainee.id })
  const { id: sessionId } = (await api.sessions.open({ clientId })).session
  await chartByApi(api, sessionId)
  const session = new SessionPages(page)
  await page.goto(host.address)
  await show(page, `/sessions/${sessionId}`)
  await session.waitForChart()
  await session.startNeedling()
  await page
    .getByRole('group', { name: 'Endpoint for all zones' })
    .getByRole('button', { name: 'Mild erythema' })
    .click()
  await session.recordResponse('Mild redness')
  await session.sign(passphrase)
  await expect(page.getByText('Awaits a supervisor’s countersignature').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Countersign the chart' })).toHaveCount(0)

  await api.vault.unlock({ secret: passphrase, practitionerId: owner.id })
  await page.reload()
  await page.getByRole('button', { name: 'Countersign the chart' }).click()
  const dialog = page.getByRole('dialog', { name: 'Countersign the chart' })
  await dialog.getByLabel('Your passphrase').fill(passphrase)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  await expect(page.getByText('Signature valid')).toHaveCount(2)
  const [summary] = await api.sessions.list({ clientId })
  expect(summary).toMatchObject({ awaitingSupervisor: false, signatureState: 'valid' })
})

/** A chart with one zone, the pen and a cartridge, ready to begin. */
const chartByApi = async (api: Api, sessionId: SessionId): Promise<void> => {
  const { document, version } = await api.sessions.get({ sessionId })
  const pieceOf = async (kind: 'cartridge' | 'handpiece') => {
    const [lot] = await api.inventory.lots({ kind })
    const { units } = await api.inventory.lot({ lotId: certain(lot, 'A lot').id })
    return certain(units[0], 'A piece').id
  }
  await api.sessions.save({
    sessionId,
    version,
    document: {
      ...document,
      zones: [
        {
          ...emptyZone('forehead'),
          needleLength: micrometres.parse(500),
          technique: 'pen',
          passes: 2,
        },
      ],
      handpieceUnitId: await pieceOf('handpiece'),
    },
  })
  await api.sessions.takeCartridge({
    sessionId,
    unitId: await pieceOf('cartridge'),
    attested: true,
  })
}

test('course, series and caps are accessible', async ({ page, host, api }) => {
  test.setTimeout(120_000)
  await openPractice(host, 'single-use-only')
  await arrangeStock(api)
  const clientId = await arrangeClient(api)
  await arrangeConsent(api, clientId)
  await signTreatment(api, clientId)
  await page.goto(host.address)
  for (const [place, title] of [
    [`/clients/${clientId}/course`, 'Course'],
    [`/clients/${clientId}`, 'Lina Ørsted'],
    ['/settings', 'Settings'],
  ] as const) {
    await show(page, place)
    await page.getByRole('heading', { name: title, level: 1 }).waitFor()
    await expectAccessible(page)
  }
})
