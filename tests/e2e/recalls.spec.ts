import { readFile } from 'node:fs/promises'
import { toCalendarDate } from '#shared/kernel/index.ts'
import { RecallPages } from './pages/recalls.ts'
import { SessionPages } from './pages/session.ts'
import { expectAccessible } from './support/accessible.ts'
import { openPractice, passphrase } from './support/arrange.ts'
import { expect, test } from './support/index.ts'
import {
  arrangeClient,
  arrangeConsent,
  arrangeStock,
  personOfTest,
  signTreatment,
} from './support/treatment.ts'

const waiting = { name: 'Mara Quist', birthDate: toCalendarDate('1985-07-21') }

test('recalls a lot: the open chart turns red, and the worklist is told, decided and closed', async ({
  page,
  context,
  host,
  api,
}) => {
  test.slow()
  await openPractice(host, 'single-use-only')
  await arrangeStock(api)
  const treated = await arrangeClient(api)
  await arrangeConsent(api, treated)
  await signTreatment(api, treated)
  const next = await arrangeClient(api, waiting)
  await arrangeConsent(api, next)
  const { session: draft } = await api.sessions.open({ clientId: next })

  // Another window has a chart open that takes a piece of the same lot.
  const chart = await context.newPage()
  await chart.goto(host.address)
  await chart.getByRole('list', { name: 'To finish and sign' }).getByRole('link').click()
  const charting = new SessionPages(chart)
  await charting.waitForChart()
  await charting.chooseCartridge('ABC123')
  await charting.attestAndTake()
  await expect(charting.cartridges()).toHaveCount(1)
  await expect(charting.gate()).not.toContainText('recalled')

  await page.goto(host.address)
  await page.getByRole('link', { name: 'Inventory', exact: true }).click()
  await page.getByRole('grid', { name: 'Lots' }).getByText('ABC123').click()
  await expect(page.getByRole('region', { name: 'Who received it', exact: true })).toContainText(
    personOfTest.name,
  )
  await page.getByRole('link', { name: 'Recall this lot' }).click()
  await expect(page.getByText('2 clients in 2 sessions are put on the worklist')).toBeVisible()
  const recalls = new RecallPages(page)
  await recalls.openRecall({ reason: 'Maker’s notice FSN-2026-14', passphrase })

  await expect(charting.gate()).toContainText('Lot ABC123 (PrecisionTip 12) is recalled.')
  await expect(charting.start()).toBeDisabled()

  await expect(recalls.nextStep()).toContainText('Decide whether the clients are told')
  await expect(recalls.worklist()).toHaveCount(2)
  await expectAccessible(page)
  await recalls.decide({
    consulted: 'Dr Okafor, county health department',
    note: 'Told by telephone, then by letter.',
    passphrase,
  })
  await expect(recalls.nextStep()).toContainText('Tell the clients')
  const letter = await recalls.letterTo(personOfTest.name)
  expect(letter.suggestedFilename()).toMatch(/\.pdf$/)
  expect((await readFile(await letter.path())).subarray(0, 5).toString()).toBe('%PDF-')

  await recalls.recordUsualContact(personOfTest.name)
  await recalls.recordUsualContact(waiting.name)
  await expect(recalls.worklist().filter({ hasText: 'Told' })).toHaveCount(2)
  await expect(recalls.nextStep()).toContainText('Close the recall')
  await recalls.close({ note: 'The rest of the lot went back to its maker.', passphrase })
  await expect(page.getByText('Closed', { exact: true })).toBeVisible()

  const [known] = await api.recalls.list()
  expect(known?.closed?.reason).toBe('The rest of the lot went back to its maker.')
  const lots = await api.inventory.lots({ kind: 'cartridge' })
  expect(lots.map(({ state }) => state)).toEqual(['recalled'])
  expect((await api.sessions.get({ sessionId: draft.id })).session.state).toBe('open')

  await page.getByRole('link', { name: 'Everything it touched' }).click()
  await expect(recalls.traced()).toHaveCount(2)
  await expect(page.getByText('2 clients · 2 sessions')).toBeVisible()
  await expectAccessible(page)
})
