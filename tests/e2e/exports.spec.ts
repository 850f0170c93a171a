import { ExportsPages } from './pages/exports.ts'
import { expectAccessible } from './support/accessible.ts'
import { openPractice } from './support/arrange.ts'
import { behindTheBack } from './support/behindTheBack.ts'
import { expect, test as base } from './support/index.ts'
import { arrangeClient, arrangeConsent, personOfTest } from './support/treatment.ts'

const test = base.extend<{ exports: ExportsPages; clientId: string }>({
  clientId: async ({ host, api }, use) => {
    await openPractice(host)
    const clientId = await arrangeClient(api)
    await arrangeConsent(api, clientId)
    await use(clientId)
  },
  exports: async ({ page, host, clientId: _ }, use) => {
    await page.goto(host.address)
    const exports = new ExportsPages(page)
    await exports.open()
    await use(exports)
  },
})

test('finds a client by keyboard and hands over her history in every format', async ({
  exports,
  page,
}) => {
  await expect(exports.button('History as PDF')).toBeDisabled()
  await exports.chooseClient('orsted', personOfTest.name)
  await expect(page.getByRole('combobox', { name: 'Client' })).toHaveValue(
    'Lina Ørsted · 3 Mar 1990 · no. 1',
  )
  const pdf = await exports.download('History as PDF')
  expect(pdf.name).toMatch(/^history-1-\d{4}-\d\d-\d\d\.pdf$/)
  expect(pdf.content.subarray(0, 4).toString()).toBe('%PDF')
  await expect(page.getByText(`${pdf.name} is made.`)).toBeVisible()

  expect((await exports.download('History as CSV')).name).toMatch(/\.csv$/)
  const json = await exports.download('History as JSON')
  expect(json.content.toString()).toContain(personOfTest.name)
  const fhir = await exports.download('History as FHIR')
  expect(fhir.content.toString()).toContain('"resourceType"')
  const evidence = await exports.download('Evidence as a zip file')
  expect(evidence.content.subarray(0, 2).toString()).toBe('PK')
})

test('hands over the sterilization log of a span of days, and refuses one that is reversed', async ({
  exports,
  page,
}) => {
  await page.getByRole('button', { name: 'This year' }).click()
  await expect(page.getByLabel('From')).toHaveValue(/-01-01$/)
  const csv = await exports.download('Inspector’s pack as CSV')
  expect(csv.name).toMatch(/^sterilization-\d{4}-01-01-to-.*\.csv$/)

  await page.getByLabel('From').fill('2026-03-02')
  await page.getByLabel('To', { exact: true }).fill('2026-03-01')
  await exports.button('Inspector’s pack as PDF').click()
  await expect(exports.section('Inspector’s pack').getByRole('alert')).toContainText(
    'The last day is before the first.',
  )
  await page.getByLabel('To', { exact: true }).fill('2026-03-02')
  await expect(exports.section('Inspector’s pack').getByRole('alert')).toBeHidden()
})

test('hands over the whole practice as one zip file', async ({ exports }) => {
  const zip = await exports.download('Export everything')
  expect(zip.content.subarray(0, 2).toString()).toBe('PK')
})

test('says that the change log holds, with what was checked and who signed', async ({
  exports,
  page,
  api,
}) => {
  await expect(page.getByText('Not verified')).toBeVisible()
  await exports.verify()
  await expect(page.getByText('The change log holds.')).toBeVisible()
  await expect(page.getByText('Verified', { exact: true })).toBeVisible()
  const { head } = await api.audit.verify()
  await expect(page.getByText(head ?? 'no head')).toBeVisible()
  const { current } = await api.practice.get()
  await expect(page.getByText(current.fingerprint)).toBeVisible()

  await arrangeClient(api, { ...personOfTest, name: 'Mia Thorsen' })
  await page.getByRole('link', { name: 'Today' }).click()
  await exports.open()
  await expect(page.getByText('1 entry was written since.')).toBeVisible()
})

test('names a row that was changed behind the application’s back', async ({
  exports,
  page,
  folder,
  clientId,
}) => {
  await behindTheBack(folder, "UPDATE clients SET note = 'none'")
  await exports.verify()
  await expect(page.getByText('Does not hold', { exact: true })).toBeVisible()
  await expect(exports.findings()).toHaveCount(1)
  await expect(exports.findings()).toContainText(`clients ${clientId}`)
  await expect(exports.findings()).toContainText('This row is not as the change log says.')
})

test('finds a key that is not on paper', async ({ exports, page }) => {
  await page.getByRole('button', { name: 'Compare with paper' }).click()
  await page.getByLabel('Fingerprints from the recovery sheets').fill('0000 1111')
  await exports.verify()
  await expect(exports.findings()).toContainText('is not among the fingerprints')
})

test('lists who changed what and why, and opens an entry with what it changed', async ({
  exports,
  page,
  api,
}) => {
  const { details } = await api.practice.get()
  await api.practice.update({
    details: { ...details, telephone: '555 0199' },
    reason: 'A new number',
  })
  await page.reload()
  await expect(exports.entries().first()).toContainText('Changed: practice details')
  await expect(exports.entries().first()).toContainText('Ada Petersen')
  await expect(exports.entries().first()).toContainText('A new number')

  const dialog = await exports.openEntry(/A new number/)
  const changes = dialog.getByRole('table', { name: 'What it changed' }).getByRole('row')
  await expect(changes).toHaveText(['FieldBeforeAfter', 'telephone555 0100555 0199'])
  await page.keyboard.press('Escape')
  await expect(exports.entries().first()).toBeFocused()

  await exports.showOnly('Client')
  await expect(exports.entries()).toHaveCount(1)
  await expect(exports.entries()).toContainText('New: client')
  const pdf = await exports.download('Change log as PDF')
  expect(pdf.content.subarray(0, 4).toString()).toBe('%PDF')
})

base('a practice that is single-use only is not offered a log of loads', async ({ page, host }) => {
  await openPractice(host, 'single-use-only')
  await page.goto(host.address)
  await new ExportsPages(page).open()
  await expect(page.getByRole('heading', { name: 'Change log' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Inspector’s pack' })).toBeHidden()
})

test('axe finds nothing on the page, beside findings, and in an entry', async ({
  exports,
  page,
  folder,
}) => {
  test.slow()
  await behindTheBack(folder, "UPDATE clients SET note = 'none'")
  await exports.chooseClient('orsted', personOfTest.name)
  await page.getByRole('button', { name: 'Compare with paper' }).click()
  await exports.verify()
  await expectAccessible(page)
  await exports.openEntry(/New: client/)
  await expect(page.getByRole('table', { name: 'Values of this entry' })).toBeVisible()
  await expectAccessible(page)
})
