import type { Page } from '@playwright/test'
import type { SessionId } from '#shared/kernel/index.ts'
import { SessionPages } from './pages/session.ts'
import { TodayPages } from './pages/today.ts'
import { expectAccessible } from './support/accessible.ts'
import { openPractice, passphrase } from './support/arrange.ts'
import { expect, test as base } from './support/index.ts'
import { arrangeSession } from './support/treatment.ts'

interface Fixtures {
  sessionId: SessionId
  /** The chart of a new session, open on the screen. */
  session: SessionPages
}

const test = base.extend<Fixtures>({
  sessionId: async ({ host, api }, use) => {
    await openPractice(host, 'single-use-only')
    const { sessionId } = await arrangeSession(api)
    await use(sessionId)
  },
  session: async ({ page, host, sessionId }, use) => {
    await page.goto(host.address)
    await use(await openChart(page, sessionId))
  },
})

/** From Today, as she would. */
const openChart = async (page: Page, sessionId: SessionId): Promise<SessionPages> => {
  const today = new TodayPages(page)
  await today.open()
  await today.lines('To finish and sign').click()
  const session = new SessionPages(page)
  await session.waitForChart()
  expect(page.url()).toContain(sessionId)
  return session
}

const allZones = { length: '1.0', passes: '3' }

const chartCompletely = async (session: SessionPages) => {
  await session.setBrush(allZones)
  await session.tapZone('Forehead')
  await session.tapZone('Chin')
  await session.chooseCartridge('ABC123')
  await session.attestAndTake()
  await expect(session.cartridges()).toHaveCount(1)
  await session.chooseHandpiece('Glide pen')
}

test('keeps needling stopped, with the words why, until every stop is answered', async ({
  session,
}) => {
  await expect(session.findings()).toHaveCount(2)
  await expect(session.start()).toBeDisabled()
  await expect(session.gate()).toContainText('2 stops stand')

  await session.setBrush({ ...allZones, length: '1.75' })
  await session.tapZone('Forehead')
  await expect(session.gate()).toContainText(
    'Forehead: 1.75 mm is more than your permitted maximum, 1.5 mm.',
  )
  await session.length('Forehead').fill('1.5')
  await expect(session.gate()).not.toContainText('permitted maximum')

  await session.chooseCartridge('ABC123')
  await session.attestAndTake()
  await expect(session.gate()).toContainText('No handpiece is chosen.')
  await expect(session.start()).toBeDisabled()
  await session.chooseHandpiece('Glide pen')
  // That the forehead lies over bone is said, and stops nothing.
  await expect(session.gate()).toContainText(
    'Licence, screening, consent, devices and sterility hold.',
  )

  await session.startNeedling()
  await expect(session.gate()).toContainText('Needling since')
})

test('a deviation does not open the gate', async ({ session }) => {
  await session.recordDeviationOf('No cartridge is chosen.', {
    reason: 'The box was empty.',
    action: 'Needling did not begin.',
  })
  await expect(session.gate()).toContainText('Recorded as a deviation')
  await expect(session.start()).toBeDisabled()
})

test('a length outside the recordable range is never taken', async ({ session, page }) => {
  await session.addZone('Nose')
  for (const [typed, words] of [
    ['0.49', 'The shortest recordable needle is 0.5 mm.'],
    ['2.51', '2.51 mm is more than'],
    ['NaN', 'Nose has no needle length.'],
    ['1e309', 'Nose has no needle length.'],
  ] as const) {
    await session.length('Nose').fill(typed)
    await expect(session.gate()).toContainText(words)
    await expect(session.start()).toBeDisabled()
  }
  await expect(page.getByRole('option', { name: /orbital rim/ })).toHaveCount(0)
  await expect(session.zoneOnMap('Inside the left orbital rim')).toHaveAttribute(
    'aria-disabled',
    'true',
  )
})

test('brings the chart back after a reload and a lock', async ({
  session,
  page,
  api,
  sessionId,
}) => {
  await session.setBrush(allZones)
  await session.tapZone('Forehead')
  await session.notes().fill('Cooled for ten minutes.')
  await expect(session.saved()).toBeVisible()
  await page.reload()
  await session.waitForChart()
  await expect(session.notes()).toHaveValue('Cooled for ten minutes.')
  await expect(session.length('Forehead')).toHaveValue('1.0')

  await session.notes().fill('Cooled for ten minutes. No oozing.')
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await page.getByLabel('Passphrase or recovery code').fill(passphrase)
  await page.keyboard.press('Enter')
  await session.waitForChart()
  await expect(session.notes()).toHaveValue('Cooled for ten minutes. No oozing.')
  const { document } = await api.sessions.get({ sessionId })
  expect(document.note).toBe('Cooled for ten minutes. No oozing.')
})

base('brings the chart back after the process was killed', async ({ page, startOwnHost }) => {
  const own = await startOwnHost()
  await openPractice(own, 'single-use-only')
  const { sessionId } = await arrangeSession(own.api)
  await page.goto(own.address)
  const session = await openChart(page, sessionId)
  await session.setBrush(allZones)
  await session.tapZone('Forehead')
  await session.notes().fill('Cooled for ten minutes.')
  await expect(session.saved()).toBeVisible()
  await own.kill()

  const again = await startOwnHost()
  await page.goto(again.address)
  await page.getByLabel('Passphrase or recovery code').fill(passphrase)
  await page.keyboard.press('Enter')
  await openChart(page, sessionId)
  await expect(session.notes()).toHaveValue('Cooled for ten minutes.')
  await expect(session.length('Forehead')).toHaveValue('1.0')
})

test('keeps both charts when two windows change one session', async ({
  session,
  page,
  api,
  sessionId,
}) => {
  await session.notes().fill('Written here.')
  await expect(session.saved()).toBeVisible()
  const { version, document } = await api.sessions.get({ sessionId })
  await api.sessions.save({
    sessionId,
    version,
    document: { ...document, note: 'Written in another window.' },
  })
  await session.notes().fill('Written here, and more.')
  const dialog = page.getByRole('dialog', { name: 'Two windows changed this session' })
  await expect(dialog).toContainText('Written here, and more.')
  await expect(dialog).toContainText('Written in another window.')
  await dialog.getByRole('button', { name: 'Use the other window’s chart' }).click()
  await expect(dialog).toBeHidden()
  await expect(session.notes()).toHaveValue('Written in another window.')
})

test('a stop of the screening ends the session, with its reason', async ({
  session,
  page,
  api,
  sessionId,
}) => {
  await expect(session.step('Screening')).toContainText('Asked today')
  await expect(session.step('Consent')).toContainText('Microneedling, version 1, until')
  const { client } = (await api.sessions.get({ sessionId })).base
  await api.clients.raiseFlag({ clientId: client.id, kind: 'pregnancy' })
  await expect(session.step('Screening')).toContainText('Ended in a stop')
  await expect(session.start()).toBeDisabled()
  await session.gate().getByRole('button', { name: 'End this session' }).click()
  const dialog = page.getByRole('dialog', { name: 'This session did not take place?' })
  await expect(dialog.getByRole('textbox', { name: 'Why' })).toHaveValue(
    'The screening ended in a stop. The client is pregnant or may be.',
  )
  await dialog.getByRole('button', { name: 'Put the session away' }).click()
  await expect(page.getByRole('heading', { name: client.name, level: 1 })).toBeVisible()
  expect(await api.sessions.unfinished()).toEqual([])
})

test('a dropped cartridge is one action', async ({ session }) => {
  await session.chooseCartridge('ABC123')
  await session.attestAndTake()
  await expect(session.cartridges()).toHaveText([/piece 1/])
  await session.discardAndTakeNext()
  await expect(session.cartridges()).toHaveText([/piece 2/])
})

test('refuses an unknown label and says what to do', async ({ session, page }) => {
  await session.scan(']d201095060001343691728123110XYZ9')
  await expect(page.getByText('This product is not in the inventory.')).toBeVisible()
  await session.scan(']d20109506000134352172813')
  await expect(page.getByRole('alert').first()).toBeVisible()
})

test('says what is missing before signing, and never signs an incomplete chart', async ({
  session,
}) => {
  await chartCompletely(session)
  await session.startNeedling()
  await session.setEndpointOfAll('Uniform erythema')
  const dialog = await session.review()
  await expect(dialog).toContainText('The immediate response is not recorded.')
  await expect(dialog.getByLabel('Your passphrase')).toHaveCount(0)
})

test('signs what happened without Start, with its deviation in red', async ({ session, page }) => {
  await chartCompletely(session)
  await session.recordNotStarted({
    reason: 'The screen was locked in the drawer.',
    action: 'Identity was confirmed aloud before needling.',
  })
  await session.setEndpointOfAll('Uniform erythema')
  await session.recordResponse('Mild redness')
  const dialog = await session.review()
  await expect(dialog).toContainText('Start needling was not recorded.')
  await dialog.getByLabel('Your passphrase').fill('not the passphrase at all')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toBeVisible()
  await dialog.getByLabel('Your passphrase').fill(passphrase)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Signature valid')).toBeVisible()
  await expect(page.getByRole('article')).toContainText('Start needling was not recorded.')
})

test('adds to a signed record, and cannot change it', async ({ session, page, api, sessionId }) => {
  test.slow()
  await chartCompletely(session)
  await session.startNeedling()
  await session.setEndpointOfAll('Uniform erythema')
  await session.recordResponse('Mild redness')
  await session.sign(passphrase)
  await expect(page.getByRole('textbox')).toHaveCount(0)
  await session.addAddendum({
    text: 'The client called in the evening: no swelling.',
    reason: 'Follow-up by telephone',
    passphrase,
  })
  await expect(page.getByText('The client called in the evening: no swelling.')).toBeVisible()
  await expect(page.getByText('Signature valid')).toHaveCount(2)
  const signed = await api.sessions.signed({ sessionId })
  expect(signed.addenda).toHaveLength(1)
  await expectAccessible(page)
})

test('the chart is accessible', async ({ session, page }) => {
  test.slow()
  await session.setBrush(allZones)
  await session.tapZone('Forehead')
  await expectAccessible(page)
})
