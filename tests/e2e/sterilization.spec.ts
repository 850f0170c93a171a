import { addDays } from '#shared/kernel/index.ts'
import { elaraFile, latin1 } from '../support/cycle-files.ts'
import { SterilizationPages } from './pages/sterilization.ts'
import { expectAccessible } from './support/accessible.ts'
import { openPractice, passphrase } from './support/arrange.ts'
import { expect, test as base } from './support/index.ts'

const test = base.extend<{ sterilization: SterilizationPages; yesterday: string }>({
  sterilization: async ({ page, host }, use) => {
    await openPractice(host)
    await page.goto(host.address)
    const sterilization = new SterilizationPages(page)
    await sterilization.open()
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

test('logs the test of the day and a load, releases it in two signed steps, and opens the recall of a failed spore test', async ({
  sterilization,
  yesterday,
  api,
  page,
}) => {
  test.slow()
  await sterilization.addSterilizer('Autoclave 1', { airRemoval: 'Pre-vacuum' })

  await test.step('the test of the day remembers what it can', async () => {
    await sterilization.beginLoad()
    await sterilization.choose('What kind of cycle was it?', 'Air-removal test')
    await expect(page.getByLabel('Pack 1: contents')).toBeHidden()
    await sterilization.open()
    await page.getByRole('link', { name: 'Log a test cycle of Autoclave 1' }).click()
    await page.getByLabel('Cycle number').fill('41')
    await sterilization.open()
    await sterilization.logTest('Autoclave 1', yesterday, '08:00')
    await expect(sterilization.load(41)).toContainText('Test passed')
    await page.getByRole('link', { name: 'Log a test cycle of Autoclave 1' }).click()
    await expect(page.getByLabel('Cycle number')).toHaveValue('42')
    await expect(page.getByLabel('Indicator lot')).toHaveValue('HX-118')
  })

  await test.step('a load waits, and a wrong passphrase releases nothing', async () => {
    await sterilization.open()
    await sterilization.beginLoad()
    await sterilization.choose('What kind of cycle was it?', 'Load')
    await sterilization.typeLoad({ ...cycle, cycleNumber: '42', day: yesterday })
    await expectAccessible(page)
    await sterilization.logLoad()
    await expect(sterilization.load(42)).toContainText('Awaiting release')
    await sterilization.openLoad(42)
    await expect(page.getByRole('row', { name: /Temperature/ })).toContainText('134.6 °C')
    const wrong = await sterilization.release(42, 'not the passphrase at all')
    await expect(wrong.getByRole('alert')).toBeVisible()
    await wrong.getByRole('button', { name: 'Cancel' }).click()
  })

  await test.step('first the load, then the packs that are dry, intact and labelled', async () => {
    const dialog = await sterilization.release(42, passphrase)
    await expect(dialog).toBeHidden()
    await expect(page.getByText('0 of 2 packs released')).toBeVisible()
    expect(await api.sterilization.packsInStore()).toHaveLength(0)
    await sterilization.releasePacks(42, passphrase, ['42-2'])
    await expect(page.getByText('1 of 2 packs released')).toBeVisible()
    expect((await api.sterilization.packsInStore()).map(({ label }) => label)).toEqual(['42-1'])
  })

  await test.step('a failed spore test says what it does, and opens the recall', async () => {
    await sterilization.recordSporeTest('BI-78')
    const dialog = await sterilization.beginReading(42, 'No growth', 'No growth')
    await expect(dialog).toContainText('the test says nothing')
    await sterilization.choose('The indicator that was sterilized', 'Growth', dialog)
    await sterilization.choose('The control, not sterilized', 'Growth', dialog)
    await expect(dialog).toContainText('Autoclave 1 goes out of service at once.')
    await expectAccessible(page)
    await dialog.getByLabel('Your passphrase').fill(passphrase)
    await dialog.getByRole('button', { name: 'Sign: the test failed' }).click()
    await page.waitForURL(/#\/recalls\/[0-9a-f-]+$/)
    expect(await api.sterilization.packsInStore()).toHaveLength(0)
  })

  await test.step('the machine stands out of service, its loads recalled', async () => {
    const recall = page.url()
    await sterilization.open()
    await expect(page.getByText('Out of service', { exact: true })).toBeVisible()
    await expect(sterilization.load(42)).toContainText('Recalled')
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Open its recall' }).click()
    await expect(page).toHaveURL(recall)
  })
})

test('does not release a load that is not read or failed; adds what is read later; rejects with a reason', async ({
  sterilization,
  yesterday,
  page,
}) => {
  await sterilization.addSterilizer('Autoclave 1')
  await test.step('what is read later is added, never overwritten', async () => {
    await sterilization.beginLoad()
    await sterilization.typeLoad({
      ...cycle,
      cycleNumber: '41',
      day: yesterday,
      indicator: 'Not read yet',
    })
    await sterilization.logLoad()
    await sterilization.openLoad(41)
    await expect(page.getByRole('button', { name: 'Release the load' })).toBeHidden()
    await page.getByRole('button', { name: 'Add what was open' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add to cycle 41' })
    await dialog.getByLabel('Inside the packs').selectOption('Passed')
    await dialog.getByRole('button', { name: 'Add it' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('button', { name: 'Release the load' })).toBeVisible()
  })

  await test.step('a cold cycle and a failed indicator stop it', async () => {
    await sterilization.open()
    await sterilization.beginLoad()
    await expect(page.getByLabel('Cycle number')).toHaveValue('42')
    await expect(page.getByLabel('Indicator lot')).toHaveValue('CI-2207')
    await sterilization.typeLoad({
      ...cycle,
      day: yesterday,
      time: '11:00',
      temperature: '132',
      indicator: 'Failed',
    })
    await expect(page.getByText('The cycle reached 132 °C.')).toBeVisible()
    await sterilization.logLoad()
    await sterilization.openLoad(42)
    await expect(page.getByRole('button', { name: 'Release the load' })).toBeHidden()
    await expect(page.getByRole('row', { name: /Temperature/ })).toContainText('Not met')
    await sterilization.reject(42, 'The door seal leaked')
    await expect(page.getByText('The door seal leaked')).toBeVisible()
    await sterilization.open()
    await expect(sterilization.load(42)).toContainText('Rejected')
  })
})

test('shows a gap in the numbers and logs it, and the loads of a month', async ({
  sterilization,
  yesterday,
  page,
}) => {
  test.slow()
  await sterilization.addSterilizer('Autoclave 1')
  for (const [cycleNumber, time] of [
    ['41', '09:30'],
    ['44', '12:00'],
  ] as const) {
    await sterilization.beginLoad()
    await sterilization.typeLoad({ ...cycle, cycleNumber, time, day: yesterday })
    await sterilization.logLoad()
    await expect(sterilization.load(Number(cycleNumber))).toBeVisible()
  }
  await expect(page.getByText('Cycles 42–43: nothing recorded')).toBeVisible()
  await page.getByRole('link', { name: 'Log cycle 42' }).click()
  await sterilization.choose('What kind of cycle was it?', 'Aborted')
  await page.getByLabel('Day', { exact: true }).fill(yesterday)
  await page.getByLabel('Start time').fill('10:30')
  await page.getByLabel('Temperature reached').fill('96')
  await page.getByRole('button', { name: 'Log the cycle' }).click()
  await expect(page.getByText('Cycle 43: nothing recorded')).toBeVisible()
  await page.getByText('Calendar', { exact: true }).click()
  if (yesterday.slice(0, 7) !== new Date().toISOString().slice(0, 7)) {
    await page.getByRole('button', { name: 'The month before' }).click()
  }
  await expectAccessible(page)
  await page.getByRole('link', { name: /^Cycle 42 of Autoclave 1, 10:30: Aborted cycle/ }).click()
  await expect(page.getByRole('heading', { name: 'Cycle 42', level: 1 })).toBeVisible()
})

test('says beside the field what cannot be read, and brings a half-typed load back', async ({
  sterilization,
  yesterday,
  page,
}) => {
  await sterilization.addSterilizer('Autoclave 1')
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
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Pack 2: contents')).toHaveValue('Two forceps')
  await expect(page.getByLabel('Temperature reached')).toHaveValue('1e309')
})

test('reads a dropped autoclave file, draws its curve and logs the cycle that nobody logged', async ({
  sterilization,
  page,
}) => {
  test.slow()
  await sterilization.addSterilizer('Autoclave 1', { serialNumber: '20180077' })
  await sterilization.dropFiles([
    { name: 'elara-417.txt', bytes: latin1(elaraFile()) },
    { name: 'holiday.txt', bytes: latin1('Dear all, the salon is closed on Monday.') },
  ])
  await expect(page.getByText('1 cycle read, 1 of them not in the log.')).toBeVisible()
  await expect(page.getByText('holiday.txt', { exact: true })).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('row', { name: /20180077/ }).click()
  await expect(
    page.getByRole('heading', { name: 'Cycle 417, as the machine wrote it' }),
  ).toBeVisible()
  await expect(page.getByRole('img', { name: /^Temperature: .* °C$/ })).toBeVisible()
  await expect(page.getByRole('img', { name: /^Pressure: .* kPa$/ })).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Log this cycle' }).click()
  await expect(page.getByLabel('Cycle number')).toHaveValue('417')
  await expect(page.getByLabel('Day', { exact: true })).toHaveValue('2026-02-03')
  await expect(page.getByLabel('Start time')).toHaveValue('14:05')
  await page.getByLabel('Time held, minutes').fill('5')
  await page.getByLabel('Indicator lot').fill('CI-2207')
  await page.getByLabel('Pack 1: contents').fill('Pen handpiece')
  await sterilization.logLoad()
  await page.getByText('1 year', { exact: true }).click()
  await sterilization.openLoad(417)
  await expect(page.getByRole('img', { name: /^Temperature: .* °C$/ })).toBeVisible()
  await page.getByRole('link', { name: 'Open the machine’s record' }).click()
  await expect(page.getByText('In the log', { exact: true })).toBeVisible()
})

base('a practice that is single-use only never sees loads', async ({ page, host }) => {
  await openPractice(host, 'single-use-only')
  await page.goto(host.address)
  await expect(page.getByRole('link', { name: 'Premises', exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Sterilization' })).toBeHidden()
})
