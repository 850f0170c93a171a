import { SettingsPages } from './pages/settings.ts'
import { expectAccessible } from './support/accessible.ts'
import { openPractice, passphrase } from './support/arrange.ts'
import { expect, test as base } from './support/index.ts'

const test = base.extend<{ settings: SettingsPages }>({
  settings: async ({ page, host }, use) => {
    await openPractice(host)
    await page.goto(host.address)
    const settings = new SettingsPages(page)
    await settings.open()
    await use(settings)
  },
})

const colleague = {
  name: 'Berit Quist',
  licenceClass: 'Esthetician',
  licenceNumber: 'E-77',
  expires: '2034-05-31',
  jurisdiction: 'Arizona',
  passphrase: 'velvet harbour signal maple',
}

test('changes the practice, and says so in the change log', async ({ settings, page, api }) => {
  const dialog = await settings.ask('Edit the practice')
  await dialog.getByLabel('Name of the practice').fill('')
  await dialog.getByRole('button', { name: 'Save the practice' }).click()
  await expect(dialog.getByLabel('Name of the practice')).toBeFocused()
  await dialog.getByLabel('Name of the practice').fill('Harbour Skin')
  await dialog.getByRole('combobox', { name: 'Time zone' }).fill('Phoenix')
  await page.getByRole('option', { name: 'America/Phoenix' }).click()
  await dialog.getByRole('button', { name: 'Save the practice' }).click()
  await expect(dialog).toBeHidden()
  expect((await api.practice.get()).details).toMatchObject({
    name: 'Harbour Skin',
    timeZone: 'America/Phoenix',
    sterilityMode: 'reprocesses',
  })
})

test('becomes single-use only after saying what that changes', async ({ settings, page, api }) => {
  const dialog = await settings.ask('Change to single-use only')
  await expect(dialog).toContainText('Sterilization disappears from the navigation')
  await dialog.getByLabel('Reason').fill('The autoclave was sold')
  await dialog.getByRole('button', { name: 'Change it' }).click()
  await expect(page.getByText('Everything is single-use')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Sterilization' })).toBeHidden()
  const { entries } = await api.audit.list({ table: 'practices' })
  expect(entries[0]?.reason).toBe('The autoclave was sold')
})

test('adds a practitioner who then unlocks with her own passphrase', async ({
  settings,
  page,
  api,
}) => {
  const dialog = await settings.ask('Add a practitioner')
  await settings.typePractitioner(dialog, colleague)
  await expect(dialog.getByLabel('Longest permitted needle')).toHaveValue('0.5')
  await settings.typePassphrase(dialog, 'Passphrase', 'too short')
  await dialog.getByRole('button', { name: 'Add the practitioner' }).click()
  await expect(dialog).toContainText('The passphrase has 9 characters.')
  await settings.typePassphrase(dialog, 'Passphrase', colleague.passphrase)
  await dialog.getByRole('button', { name: 'Add the practitioner' }).click()
  await expect(dialog).toBeHidden()
  await expect(settings.people().filter({ hasText: colleague.name })).toContainText('0.5 mm')

  const { people } = await api.practice.get()
  const added = people.find(({ name }) => name === colleague.name)
  await api.vault.lock()
  await api.vault.unlock({
    secret: colleague.passphrase,
    ...(added ? { practitionerId: added.id } : {}),
  })
  await page.reload()
  await expect(page.getByText('Only the owner changes the practice')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add a practitioner' })).toBeHidden()
})

test('changes a licence with a reason', async ({ settings, api }) => {
  const dialog = await settings.ask('Edit the licence of Ada Petersen')
  await dialog.getByLabel('Longest permitted needle').fill('1.25')
  await dialog.getByRole('button', { name: 'Save the licence' }).click()
  await expect(dialog.getByLabel('Reason')).toBeFocused()
  await dialog.getByLabel('Reason').fill('The board’s letter of May')
  await dialog.getByRole('button', { name: 'Save the licence' }).click()
  await expect(settings.people()).toContainText('1.25 mm')
  expect((await api.practice.get()).current.maximumNeedleLength).toBe(1250)
})

test('changes a rule with its source, as a new version', async ({ settings, page, api }) => {
  const dialog = await settings.ask('Edit: Shelf life of a sterile pack')
  await dialog.getByLabel('Value').fill('0')
  await dialog.getByRole('button', { name: 'Save the rule' }).click()
  await expect(dialog).toContainText('Write whole days, from 1 to 3650.')
  await dialog.getByLabel('Value').fill('365')
  await dialog.getByRole('combobox', { name: 'How far it can be leaned on' }).click()
  await page.getByRole('option', { name: 'Maker’s instructions' }).click()
  await dialog.getByLabel('Source').fill('Pouch maker’s leaflet, revision 4')
  await dialog.getByLabel('Reason').fill('New pouches')
  await dialog.getByRole('button', { name: 'Save the rule' }).click()
  await expect(dialog).toBeHidden()
  const rule = settings.rule('Shelf life of a sterile pack')
  await expect(rule).toContainText('365 days')
  await expect(rule).toContainText('Pouch maker’s leaflet, revision 4')
  await expect(page.getByText(/^Version 2, decided .*: New pouches$/)).toBeVisible()
  expect((await api.practice.get()).rules.settings.packShelfLifeDays).toEqual({
    value: 365,
    source: 'Pouch maker’s leaflet, revision 4',
    quality: 'manufacturer',
  })
})

test('refuses a recordable range with nothing in it', async ({ settings }) => {
  const dialog = await settings.ask('Edit: Shortest recordable needle')
  await dialog.getByLabel('Value').fill('2.6')
  await dialog.getByLabel('Reason').fill('A slip')
  await dialog.getByRole('button', { name: 'Save the rule' }).click()
  await expect(dialog.getByLabel('Value')).toHaveAccessibleDescription(
    /The shortest recordable needle is longer than the longest\./,
  )
})

test('keeps what was typed when the practice is locked in between', async ({
  settings,
  page,
  api,
}) => {
  const dialog = await settings.ask('Edit: Validity of a consent')
  await dialog.getByLabel('Reason').fill('A half-typed reason')
  await expect(dialog.getByText('Saved', { exact: true })).toBeVisible()
  await api.vault.lock()
  await page.getByLabel('Passphrase or recovery code').fill(passphrase)
  await page.getByRole('button', { name: 'Unlock' }).click()
  const again = await settings.ask('Edit: Validity of a consent')
  await expect(again.getByLabel('Reason')).toHaveValue('A half-typed reason')
})

test('changes the passphrase, and says when the present one is wrong', async ({
  settings,
  api,
}) => {
  const next = 'river lantern copper almond'
  const dialog = await settings.ask('Change the passphrase')
  await dialog.getByLabel('Present passphrase, or the recovery code').fill('not this one at all')
  await settings.typePassphrase(dialog, 'New passphrase', next)
  await dialog.getByRole('button', { name: 'Change the passphrase' }).click()
  await expect(dialog.getByRole('alert')).toBeVisible()
  await dialog.getByLabel('Present passphrase, or the recovery code').fill(passphrase)
  await dialog.getByRole('button', { name: 'Change the passphrase' }).click()
  await expect(dialog).toBeHidden()
  await api.vault.lock()
  await api.vault.unlock({ secret: next })
  expect((await api.vault.status()).state).toBe('unlocked')
})

test('looks dark when asked to', async ({ settings, page }) => {
  await settings.page.getByText('Dark', { exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
})

test('axe finds nothing on the page and in its dialogs', async ({ settings, page }) => {
  test.slow()
  await expect(settings.people()).toHaveCount(1)
  await expectAccessible(page)
  for (const button of [
    'Edit the practice',
    'Change to single-use only',
    'Add a practitioner',
    'Edit: Longest recordable needle',
    'Change the passphrase',
  ]) {
    const dialog = await settings.ask(button)
    const cancel = dialog.getByRole('button', { name: 'Cancel' })
    await expect(cancel).toBeVisible()
    await expectAccessible(page)
    await cancel.click()
    await expect(dialog).toBeHidden()
  }
})
