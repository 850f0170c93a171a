import { addDays } from '#shared/kernel/index.ts'
import { PremisesPages } from './pages/premises.ts'
import { expectAccessible } from './support/accessible.ts'
import { openPractice } from './support/arrange.ts'
import { expect, test } from './support/index.ts'

test('keeps what an inspector asks about the place: a permit with its scan, a training, a needlestick, a container', async ({
  page,
  host,
  api,
}) => {
  test.slow()
  await openPractice(host)
  const { today } = await api.practice.get()
  await page.goto(host.address)
  const premises = new PremisesPages(page)
  await premises.open()

  await test.step('a container is opened, then sealed, with a reason', async () => {
    const dialog = await premises.begin('New sharps container')
    await dialog.getByLabel('Number on the container').fill('SC-14')
    await premises.save(dialog)
    await expect(premises.records('Sharps containers')).toContainText('SC-14')
    await page.getByRole('button', { name: 'Edit SC-14' }).click()
    const edit = page.getByRole('dialog', { name: 'Edit the container' })
    await edit.getByLabel('Sealed on').fill(today)
    await edit.getByRole('button', { name: 'Save' }).click()
    await expect(edit.getByLabel('Reason for the change')).toBeFocused()
    await edit.getByLabel('Reason for the change').fill('Three quarters full')
    await premises.save(edit)
    await expect(premises.records('Sharps containers')).toContainText('Sealed on')
  })

  await test.step('a permit that runs out is due, and its scan comes back as it was', async () => {
    await premises.openList('Permits')
    const dialog = await premises.begin('New permit')
    await dialog.getByLabel('Name').fill('Body art facility permit')
    await dialog.getByLabel('Valid until').fill(addDays(today, 10))
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'permit.txt', mimeType: 'text/plain', buffer: Buffer.from('Permit') })
    await expect(dialog.getByText('permit.txt')).toBeVisible()
    await premises.save(dialog)
    await expect(premises.records('Permits')).toContainText('Due')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Open permit.txt' }).click()
    expect((await download).suggestedFilename()).toBe('permit.txt')
    await expectAccessible(page)
  })

  await test.step('a training asks for its person', async () => {
    await premises.openList('Training')
    const dialog = await premises.begin('New training')
    await dialog.getByLabel('Person').selectOption('')
    await dialog.getByLabel('Subject').fill('Blood-borne pathogens')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog.getByLabel('Person')).toBeFocused()
    await dialog.getByLabel('Person').selectOption('Ada Petersen')
    await premises.save(dialog)
    await expect(premises.records('Training')).toContainText('Blood-borne pathogens, Ada Petersen')
  })

  await test.step('a needlestick, typed half, comes back; one in error stays, struck out', async () => {
    await premises.openList('Needlesticks')
    const dialog = await premises.begin('Record a needlestick')
    await dialog.getByLabel('Type and brand of the device').fill('Harbour PrecisionTip 12')
    await dialog.getByLabel('How it happened').fill('The cartridge slipped while it was changed')
    await expect(dialog.getByText('Saved', { exact: true })).toBeVisible()
    await expectAccessible(page)
    await page.reload()
    await premises.openList('Needlesticks')
    const again = await premises.begin('Record a needlestick')
    await expect(again.getByLabel('How it happened')).toHaveValue(/cartridge slipped/)
    await again.getByLabel('Work area').fill('Room 1')
    await premises.save(again)
    await page.getByRole('button', { name: /^Mark Harbour PrecisionTip 12 in error/ }).click()
    const mark = page.getByRole('dialog', { name: /entered in error/ })
    await mark.getByLabel('Reason').fill('It was a drill')
    await mark.getByRole('button', { name: 'Mark in error' }).click()
    await expect(mark).toBeHidden()
    await expect(premises.records('Needlesticks')).toContainText('It was a drill')
  })
})
