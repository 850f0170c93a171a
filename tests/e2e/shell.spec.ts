import { toCalendarDate, micrometres } from '#shared/kernel/index.ts'
import { expectAccessible } from './support/accessible.ts'
import { openPractice, passphrase } from './support/arrange.ts'
import { expect, test } from './support/index.ts'

// What is loaded when it is first wanted opens at the first press, and gives the focus back.

test('opens the palette by keyboard and goes where it is told', async ({ host, page }) => {
  await openPractice(host)
  await page.goto(host.address)
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible()
  await page.keyboard.press('Control+K')
  const words = page.getByRole('textbox', { name: 'Where to, or what to do?' })
  await expect(words).toBeFocused()
  await expectAccessible(page)
  await words.fill('inventory')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Inventory', level: 1 })).toBeVisible()
})

test('chooses an appearance from the rail and goes back to its button', async ({ host, page }) => {
  await openPractice(host)
  await page.goto(host.address)
  const button = page.getByRole('button', { name: 'Appearance' })
  await button.click()
  await page.getByRole('radio', { name: 'Dark' }).check()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeHidden()
  await expect(button).toBeFocused()
})

test('sets a PIN from the rail and says so in a toast', async ({ host, page }) => {
  await openPractice(host)
  await page.goto(host.address)
  await page.getByRole('button', { name: 'Set a PIN for this shift' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('PIN', { exact: true }).fill('482913')
  await dialog.getByLabel('Passphrase').fill(passphrase)
  await dialog.getByRole('button', { name: 'Set the PIN' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('alert').filter({ hasText: 'PIN' })).toBeVisible()
})

test('asks who it is when there are two, and axe finds nothing there', async ({ host, page }) => {
  await openPractice(host)
  const trainee = await host.api.practice.addPractitioner({
    person: {
      name: 'Tom Reed',
      licenceClass: 'Master esthetician',
      licenceNumber: 'ST-2',
      licenceExpiresOn: toCalendarDate('2036-06-30'),
      jurisdiction: 'Utah',
      maximumNeedleLength: micrometres.parse(1500),
      maximumNeedleLengthSource: 'Utah master esthetician: up to 1.5 mm',
    },
    passphrase: 'another lantern orbit thistle',
  })
  await host.api.vault.lock()
  await page.goto(host.address)
  await page.getByLabel('Who are you?').selectOption({ label: trainee.name })
  await expectAccessible(page)
  await page
    .getByLabel('Passphrase', { exact: false })
    .first()
    .fill('another lantern orbit thistle')
  await page.getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible()
  await expect(page.getByText('Tom Reed')).toBeVisible()
})
