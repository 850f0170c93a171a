import type { ClientDetails } from '#shared/clients/index.ts'
import { toCalendarDate } from '#shared/kernel/index.ts'
import { ClientsPages } from './pages/clients.ts'
import { expectAccessible } from './support/accessible.ts'
import { openPractice, passphrase } from './support/arrange.ts'
import { expect, test as base } from './support/index.ts'

const person = (details: Partial<ClientDetails>): ClientDetails => ({
  name: 'Mia Thorsen',
  birthDate: toCalendarDate('1990-04-01'),
  telephone: '',
  email: '',
  address: '',
  emergencyContact: '',
  fitzpatrickType: null,
  allergies: [],
  medication: [],
  note: '',
  ...details,
})

const test = base.extend<{ clients: ClientsPages }>({
  clients: async ({ page, host }, use) => {
    await openPractice(host)
    await page.goto(host.address)
    await use(new ClientsPages(page))
  },
})

test('adds a client and finds her by her name without diacritics', async ({ clients, page }) => {
  await clients.openList()
  await expect(page.getByText('Your first client')).toBeVisible()
  await clients.beginNewClient()
  await clients.typeNewClient({
    name: 'Łucja Wiśniewska',
    birthDate: '1988-02-29',
    allergies: ['Lidocaine', 'Latex'],
    flags: ['Isotretinoin'],
  })
  await clients.save()
  await expect(clients.heading('Łucja Wiśniewska')).toBeVisible()
  await expect(clients.banner()).toContainText('Isotretinoin')
  await expect(clients.banner()).toContainText('Stops a session')
  await expect(clients.banner()).toContainText('Lidocaine, Latex')

  await clients.openList()
  await clients.search('lucja wis')
  await expect(clients.results()).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(clients.heading('Łucja Wiśniewska')).toBeVisible()
})

test('walks through the results with the arrow keys', async ({ clients, api, page }) => {
  for (const name of ['Ana Berg', 'Isla Berg', 'Zoe Hart']) {
    await api.clients.create({ details: person({ name }), flags: [] })
  }
  await clients.openList()
  await clients.search('berg')
  await expect(clients.results()).toHaveCount(2)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(clients.heading('Isla Berg')).toBeVisible()
})

test('says beside each field why a client cannot be saved', async ({ clients, page }) => {
  await clients.openList()
  await clients.beginNewClient()
  await clients.typeNewClient({ birthDate: '2999-01-01' })
  await clients.save()
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused()
  await expect(page.getByText('Fill this in.')).toBeVisible()
  await clients.typeNewClient({ name: 'Mia Thorsen' })
  await clients.save()
  await expect(page.getByText('The birth date lies in the future. Check the year.')).toBeVisible()
})

test('asks whether two people share a name and a birth date', async ({ clients, api, page }) => {
  await api.clients.create({ details: person({}), flags: [] })
  await clients.openList()
  await clients.beginNewClient()
  await clients.typeNewClient({ name: 'Mia Thorsen', birthDate: '1990-04-01' })
  await clients.save()
  await clients.saveAnotherPerson()
  await expect(clients.heading('Mia Thorsen')).toBeVisible()
  await expect(page.getByText('No. 2')).toBeVisible()
})

test('keeps a half-typed client through a lock', async ({ clients, api, page }) => {
  await clients.openList()
  await clients.beginNewClient()
  await clients.typeNewClient({ name: 'Half Typed', allergies: ['Nickel'] })
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await expect(page.getByText('Half Typed')).toBeHidden()
  await api.vault.unlock({ secret: passphrase })
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Half Typed')
  await expect(page.getByText('Nickel')).toBeVisible()
})

test('raises, clears and ends a flag, and the banner follows', async ({ clients, api, page }) => {
  const { id } = await api.clients.create({ details: person({}), flags: [] })
  await page.goto(`${page.url().split('#')[0]}#/clients/${id}`)
  await clients.raiseFlag('Anticoagulants')
  await expect(clients.banner()).toContainText('Needs clearance')
  await clients.recordClearance('Anticoagulants', { name: 'Dr Ruth Okafor', licence: 'MD-88120' })
  await expect(clients.banner()).toContainText('Cleared')
  await clients.endFlag('Anticoagulants', 'Her doctor stopped it')
  await expect(clients.banner()).not.toContainText('Anticoagulants')
})

test('changes details with a reason', async ({ clients, api, page }) => {
  const { id } = await api.clients.create({ details: person({}), flags: [] })
  await page.goto(`${page.url().split('#')[0]}#/clients/${id}`)
  await clients.changeTelephone('555 0199', 'New telephone number')
  await expect(page.getByText('555 0199').first()).toBeVisible()
})

test('starts one session of a client and then continues it', async ({ clients, api, page }) => {
  const { id } = await api.clients.create({ details: person({}), flags: [] })
  await page.goto(`${page.url().split('#')[0]}#/clients/${id}`)
  await clients.startSession()
  await expect(page).toHaveURL(/#\/sessions\//)
  await page.goBack()
  await expect(clients.continueSession()).toBeVisible()
  expect(await api.sessions.list({ clientId: id })).toHaveLength(1)
})

test('hands over the history as PDF and as CSV', async ({ clients, api, page }) => {
  const { id } = await api.clients.create({ details: person({}), flags: [] })
  await page.goto(`${page.url().split('#')[0]}#/clients/${id}`)
  expect(await clients.exportHistory('PDF')).toMatch(/\.pdf$/)
  expect(await clients.exportHistory('CSV')).toMatch(/\.csv$/)
})

test('axe finds nothing in the list, the form and the page of a client', async ({
  clients,
  api,
  page,
}) => {
  test.slow()
  const { id } = await api.clients.create({
    details: person({ allergies: ['Latex'], medication: ['Warfarin'], fitzpatrickType: 'III' }),
    flags: ['anticoagulants', 'pregnancy'],
  })
  await api.sessions.open({ clientId: id })
  await clients.openList()
  await expect(clients.results()).toHaveCount(1)
  await expectAccessible(page)
  await clients.beginNewClient()
  await clients.save()
  await expectAccessible(page)
  await page.goto(`${page.url().split('#')[0]}#/clients/${id}`)
  await expect(clients.continueSession()).toBeVisible()
  await expectAccessible(page)
})
