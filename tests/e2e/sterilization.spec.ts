import { addDays } from '#shared/kernel/index.ts'
import { SterilizationPages } from './pages/sterilization.ts'
import { expectAccessible } from './support/accessible.ts'
import { openPractice, passphrase } from './support/arrange.ts'
import { expect, test as base } from './support/index.ts'

const test = base.extend<{ sterilization: SterilizationPages; yesterday: string }>({
  sterilization: async ({ page, host, api }, use) => {
    await openPractice(api)
    await page.goto(host.address)
    const sterilization = new SterilizationPages(page)
    await sterilization.open()
    await sterilization.addSterilizer('Autoclave 1')
    await use(sterilization)
  },
  yesterday: async ({ api, sterilization: _ }, use) => {
    await use(addDays((await api.practice.get()).today, -1))
  },
})

const cycle = {
  time: '09:30',
  temperature: '134,6',
  minutes: '4',
  indicator: 'Passed',
  contents: ['Pen handpiece', 'Two forceps'],
} as const

test('logs a load with its packs and releases it by signature', async ({
  sterilization,
  yesterday,
  api,
}) => {
  await sterilization.beginLoad()
  await sterilization.typeLoad({ ...cycle, cycleNumber: '41', day: yesterday })
  await sterilization.logLoad()
  await expect(sterilization.load(41)).toContainText('Awaiting release')
  await expect(sterilization.load(41)).toContainText('134.6 °C for 4 min')
  expect(await api.sterilization.packsInStore()).toHaveLength(0)

  const wrong = await sterilization.release(41, 'not the passphrase at all')
  await expect(wrong.getByRole('alert')).toBeVisible()
  await wrong.getByLabel('Your passphrase').fill(passphrase)
  await wrong.getByRole('button', { name: 'Sign and release' }).click()
  await expect(sterilization.load(41)).toContainText('Released by Ada Petersen')
  expect(await api.sterilization.packsInStore()).toHaveLength(2)
})

test('does not release a load whose indicator failed, and rejects it with a reason', async ({
  sterilization,
  yesterday,
  page,
}) => {
  await sterilization.beginLoad()
  await sterilization.typeLoad({
    ...cycle,
    cycleNumber: '41',
    day: yesterday,
    temperature: '132',
    indicator: 'Failed',
  })
  await expect(page.getByText('The chemical indicator failed.')).toBeVisible()
  await sterilization.logLoad()
  await expect(sterilization.load(41)).toContainText('2 findings against release')
  const dialog = await sterilization.askRelease(41)
  await expect(dialog).toContainText('The cycle reached 132 °C.')
  await expect(dialog.getByRole('button', { name: 'Sign and release' })).toBeHidden()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await sterilization.reject(41, 'The door seal leaked')
  await expect(sterilization.load(41)).toContainText('Rejected')
  await expect(sterilization.load(41)).toContainText('The door seal leaked')
})

test('opens the release of the load that an address names', async ({
  sterilization,
  yesterday,
  api,
  page,
}) => {
  await sterilization.beginLoad()
  await sterilization.typeLoad({ ...cycle, cycleNumber: '41', day: yesterday })
  await sterilization.logLoad()
  await expect(sterilization.load(41)).toBeVisible()
  const [load] = await api.sterilization.loads({})
  await page.goto(`${page.url().split('#')[0]}#/sterilization/loads/${load?.id}`)
  await expect(page.getByRole('dialog', { name: 'Release cycle 41?' })).toBeVisible()
})

test('suggests the next cycle number, and shows a gap as a finding', async ({
  sterilization,
  yesterday,
  page,
}) => {
  await sterilization.beginLoad()
  await sterilization.typeLoad({ ...cycle, cycleNumber: '41', day: yesterday })
  await sterilization.logLoad()
  await expect(sterilization.load(41)).toBeVisible()
  await sterilization.beginLoad()
  await expect(page.getByLabel('Cycle number')).toHaveValue('42')
  await sterilization.typeLoad({ ...cycle, cycleNumber: '44', day: yesterday, time: '11:00' })
  await sterilization.logLoad()
  await expect(page.getByText('Autoclave 1: cycles 42–43 are missing.')).toBeVisible()
})

test('refuses what is not a temperature or a time, beside the field', async ({
  sterilization,
  yesterday,
  page,
}) => {
  await sterilization.beginLoad()
  await sterilization.typeLoad({
    ...cycle,
    cycleNumber: '41',
    day: yesterday,
    temperature: '1e309',
    seconds: '75',
  })
  await sterilization.logLoad()
  await expect(page.getByLabel('Temperature reached')).toBeFocused()
  await expect(page.getByText('Write degrees Celsius, such as 134 or 134.5.')).toBeVisible()
  await expect(page.getByText('Fewer than 60 seconds.')).toBeVisible()
})

test('brings a half-typed load back after a reload', async ({ sterilization, yesterday, page }) => {
  await sterilization.beginLoad()
  await sterilization.typeLoad({ ...cycle, cycleNumber: '41', day: yesterday })
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Pack 2: contents')).toHaveValue('Two forceps')
  await expect(page.getByLabel('Temperature reached')).toHaveValue('134,6')
})

base('a practice that is single-use only never sees loads', async ({ page, host, api }) => {
  await openPractice(api, 'single-use-only')
  await page.goto(host.address)
  await expect(page.getByRole('link', { name: 'Inventory', exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Sterilization' })).toBeHidden()
})

test('axe finds nothing in the loads, the form and the release', async ({
  sterilization,
  yesterday,
  page,
}) => {
  test.slow()
  await sterilization.beginLoad()
  await sterilization.typeLoad({ ...cycle, cycleNumber: '41', day: yesterday, temperature: '132' })
  await expectAccessible(page)
  await page.getByLabel('Temperature reached').fill('135')
  await sterilization.logLoad()
  await expect(sterilization.load(41)).toBeVisible()
  await expectAccessible(page)
  await sterilization.askRelease(41)
  await expect(page.getByLabel('Your passphrase')).toBeVisible()
  await expectAccessible(page)
})
