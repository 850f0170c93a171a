import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addDays, certain, type ClientId, type CalendarDate } from '#shared/kernel/index.ts'
import type { Api } from '../support/host.ts'
import { textOf } from '../support/paper.ts'
import { ClientsPages } from './pages/clients.ts'
import { ConsentPages } from './pages/consent.ts'
import { ScreeningPages } from './pages/screening.ts'
import { SessionPages } from './pages/session.ts'
import { expectAccessible } from './support/accessible.ts'
import { openPractice, passphrase } from './support/arrange.ts'
import { behindTheBack } from './support/behindTheBack.ts'
import { finger, keyboard, mouse } from './support/hands.ts'
import { expect, test } from './support/index.ts'
import { arrangeClient, arrangeConsent, arrangeScreening } from './support/treatment.ts'

// A step that waits for what never comes says so before the whole test has run out.
test.use({ actionTimeout: 20_000 })

/** The practice treats below 18 with a prescriber's document: the owner's own rule. */
const letUnder18BeCleared = async (api: Api): Promise<void> => {
  const { body } = certain(
    (await api.screening.rules()).find(({ current }) => current),
    'Screening rules',
  )
  const rules = body.rules.map((rule) =>
    rule.code === 'under-18'
      ? {
          ...rule,
          verdict: 'clearance' as const,
          rule: 'Under 18 only with a prescriber’s document.',
          nextStep: 'Record a prescriber’s clearance, with the document.',
          source: 'Our medical director’s letter of 2 March 2026',
        }
      : rule,
  )
  await api.screening.publishRules({
    body: { ...body, rules },
    reason: 'The medical director decides on each person under 18.',
  })
}

/** So many whole years before the day, and some weeks. */
const bornYearsBefore = (today: CalendarDate, years: number): CalendarDate =>
  addDays(today, -Math.ceil(years * 365.25) - 30)

test('with nothing but the keyboard: a new client of 17, screened, cleared, and her guardian’s consent', async ({
  page,
  host,
  api,
}) => {
  test.setTimeout(180_000)
  await openPractice(host, 'single-use-only')
  await letUnder18BeCleared(api)
  const { today } = await api.practice.get()
  const hand = keyboard(page)
  const session = new SessionPages(page)
  const screening = new ScreeningPages(page, hand)
  const consent = new ConsentPages(page, hand)
  await page.goto(host.address)

  await test.step('the client and her session', async () => {
    await hand.press(page.getByRole('link', { name: 'Add the first client' }))
    await hand.write(page.getByRole('textbox', { name: 'Name', exact: true }), 'Nora Lind')
    await hand.writeDay(page.getByLabel('Birth date'), bornYearsBefore(today, 17))
    await hand.press(page.getByRole('button', { name: 'Save the client' }))
    await hand.press(page.getByRole('button', { name: 'Start a session' }))
    await session.waitForChart()
    await expect(session.step('Screening')).toContainText('Not asked yet')
    await expect(session.step('Consent')).toContainText('Guardian’s form: not signed')
    await expect(session.gate()).toContainText('The client was not screened.')
  })

  await test.step('screened by keys', async () => {
    await hand.press(session.step('Screening'))
    await screening.waitForQuestions()
    await screening.answerByKeys({ anticoagulants: 'yes' }, { anticoagulants: 'Warfarin' })
    await expect(screening.panel()).toContainText(/All \d+ questions are answered/)
    await expect(screening.panel()).toContainText('The client takes a blood thinner.')
    await screening.confirmHistory()
    await screening.review()
  })

  await test.step('cleared with the prescriber’s documents, and signed', async () => {
    await screening.recordClearance('The client takes a blood thinner.', 'Anticoagulants')
    await screening.recordClearance('The client is younger than 18.', 'Under 18')
    await expect(screening.findings().filter({ hasText: 'A prescriber cleared this' })).toHaveCount(
      2,
    )
    await screening.complete(passphrase)
    await expect(page.getByText('Needs clearance', { exact: true })).toHaveCount(0)
    await session.waitForChart()
    await expect(session.step('Screening')).toContainText('Asked today')
    await expect(session.gate()).not.toContainText('screened.')
  })

  await test.step('the guardian’s consent, in the client’s hands', async () => {
    await hand.press(session.step('Consent'))
    await consent.nameGuardian({
      name: 'Ingrid Lind',
      relationship: 'mother',
      identitySeen: 'passport',
    })
    await consent.handOver()
    await expect(page.locator('#root')).toHaveAttribute('inert')
    await consent.fill({ initials: 'NL', typed: { client: 'Nora Lind', guardian: 'Ingrid Lind' } })
    await consent.finish()
    await consent.countersign('not the passphrase at all', 'refused')
    await consent.countersign(passphrase)
  })

  await test.step('the sealed copy in her hands, and back to the session', async () => {
    const pdf = await readFile(await (await consent.savePdf()).path())
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    const words = await textOf(new Uint8Array(pdf))
    for (const said of ['Nora Lind', 'Ingrid Lind', 'mother', 'NL', 'Ada Petersen']) {
      expect(words).toContain(said)
    }
    await consent.giveCopy('On paper')
    await session.waitForChart()
    await expect(session.step('Consent')).toContainText('Guardian’s form, version 1, until')
    await expect(session.gate()).not.toContainText('consent')
  })

  const [client] = (await api.clients.search({ text: 'Nora Lind' })).clients
  const [kept] = await api.consent.list({ clientId: certain(client, 'The client').id })
  expect(kept).toMatchObject({
    kind: 'guardian',
    state: 'valid',
    paper: 'whole',
    hasGuardian: true,
  })
  expect(kept?.copyGivenOn).toBe(today)
})

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 1024, height: 768 } })

  test('the client answers and signs on a tablet and on a phone; undo, a reload, the back button and leaving', async ({
    page,
    host,
    api,
  }) => {
    test.setTimeout(180_000)
    await openPractice(host, 'single-use-only')
    const clientId = await arrangeClient(api)
    const hand = finger(page)
    const session = new SessionPages(page)
    const screening = new ScreeningPages(page, hand)
    const consent = new ConsentPages(page, hand)
    await page.goto(host.address)
    await page.getByRole('link', { name: 'Clients', exact: true }).tap()
    await page.getByRole('grid', { name: 'Clients' }).getByText('Lina Ørsted').tap()
    await hand.press(page.getByRole('button', { name: 'Start a session' }))
    await session.waitForChart()

    await test.step('she answers herself, and one answer needs clearance', async () => {
      await hand.press(session.step('Screening'))
      await screening.waitForQuestions()
      await screening.handToClient()
      await expect(page.locator('#root')).toHaveAttribute('inert')
      await screening.answerAsClient({ 'Do you take a blood thinner?': 'Yes' })
      await expect(screening.clientSurface()).not.toContainText('clearance')
      await screening.handBack(passphrase)
      await screening.waitForReview()
      await expectAccessible(page)
      await page.setViewportSize({ width: 1024, height: 768 })
      await screening.recordClearance('The client takes a blood thinner.', 'Anticoagulants')
      // A passphrase is not kept for the signature, as a PIN is.
      await hand.press(page.getByLabel('I read this out, and it is still right'))
      await screening.complete(passphrase)
      await session.waitForChart()
    })

    await test.step('she reads and initials on a phone; a reload brings everything back', async () => {
      await hand.press(session.step('Consent'))
      await consent.nameWitness('Per Holm')
      await page.setViewportSize({ width: 390, height: 844 })
      await consent.handOver()
      await consent.fill({ initials: 'LØ' }, 'signature:client')
      await consent.draw()
      await expect(consent.saved()).toBeAttached()
      await page.reload()
      await expect.poll(() => consent.partNow()).toBe('signature:client')
      await expect(consent.signature()).toHaveAccessibleName(/signed$/)
    })

    await test.step('the back button locks, and nothing is lost', async () => {
      await page.goBack()
      await page.getByLabel('Passphrase or recovery code').fill(passphrase)
      await page.keyboard.press('Enter')
      await consent.handOver()
      expect(await consent.partNow()).toBe('signature:client')
    })

    await test.step('leaving asks for the passphrase', async () => {
      await consent.leave('not the passphrase at all')
      await expect(page.getByText('That passphrase does not open this practice.')).toBeVisible()
      await consent.leave(passphrase)
      await page.setViewportSize({ width: 1024, height: 768 })
      await session.waitForChart()
      await hand.press(session.step('Consent'))
      await consent.handOver()
      await expectAccessible(page)
      await page.setViewportSize({ width: 1024, height: 768 })
    })

    await test.step('her signature, the witness’s, and the countersignature', async () => {
      await consent.next()
      await consent.fill({ initials: 'LØ' })
      await consent.finish()
      await consent.countersign(passphrase)
      await consent.giveCopy('As a file')
      await session.waitForChart()
      await expect(session.gate()).not.toContainText('consent')
    })

    const [summary] = await api.consent.list({ clientId })
    const { snapshot, people } = await api.consent.get({
      consentId: certain(summary, 'The consent').id,
    })
    expect(people?.witness).toEqual({ name: 'Per Holm' })
    expect(snapshot.acknowledged.every(({ initials }) => initials === 'LØ')).toBe(true)
    // The slip was undone: one stroke each.
    for (const signature of [snapshot.signature, snapshot.furtherSignatures.witness]) {
      expect(signature?.kind === 'drawn' ? signature.strokes.strokes.length : null).toBe(1)
    }
  })
})

test('a new text shows only what changed; a choice is taken back; a changed byte stands in the list', async ({
  page,
  host,
  api,
  folder,
}) => {
  test.setTimeout(180_000)
  await openPractice(host, 'single-use-only')
  const clientId = await arrangeClient(api)
  await arrangeScreening(api, clientId)
  await arrangeConsent(api, clientId)
  await arrangeConsent(api, clientId, 'photography')
  const hand = mouse(page)
  const consent = new ConsentPages(page, hand)
  const clients = new ClientsPages(page)
  await page.goto(host.address)
  const toClient = () => page.goto(`${host.address.split('#')[0]}#/clients/${clientId}`)

  await test.step('the owner publishes a changed text', async () => {
    await consent.writeNextVersion()
    const first = page.getByRole('group', { name: 'Section 1', exact: true })
    await first.getByRole('textbox', { name: /^Text/ }).fill('We use very thin needles.')
    await page.getByRole('textbox', { name: 'Statement 2' }).fill('I have told you everything.')
    await expectAccessible(page)
    await consent.publish('Plainer words.')
    await expect(page.getByText('Version 2 is in use from now on.')).toBeVisible()
  })

  await test.step('she sees and initials two changes, and nothing else', async () => {
    await toClient()
    await expect(clients.consent('Microneedling, version 1')).toContainText('Text has changed')
    await hand.press(page.getByRole('link', { name: 'Sign: Microneedling' }))
    await consent.handOver()
    const parts = await consent.fill({ initials: 'LØ' })
    expect(parts.map((part) => part.split(':')[0])).toEqual([
      'welcome',
      'change',
      'change',
      'signature',
      'check',
    ])
    await consent.finish()
    await consent.countersign(passphrase)
    await consent.giveCopy('On paper')
    await expect(clients.consent('Microneedling, version 2')).toContainText('Valid')
  })

  await test.step('she takes a choice back', async () => {
    await hand.press(clients.consent('Photography').getByRole('link'))
    await consent.withdrawChoice(
      'You may use my photos in ads: on your walls, in leaflets and on your own web page.',
      'She would rather not be seen there.',
    )
    await expect(page.getByText('She would rather not be seen there.')).toBeVisible()
    await expectAccessible(page)
    await toClient()
    await expect(clients.consent('Photography')).toContainText(/Taken back .*: marketing/)
  })

  await test.step('a byte of the sealed PDF, and one of the record', async () => {
    const signed = certain(
      (await api.consent.list({ clientId })).find(({ templateVersion }) => templateVersion === 2),
      'The consent',
    )
    const photography = await consentOfKind(api, clientId, 'photography')
    // Its paper copy is made meanwhile; after this it is kept.
    await api.consent.document({ consentId: signed.id })
    const before = await kept(folder)
    await api.consent.document({ consentId: photography })
    const made = certain(
      (await kept(folder)).find((name) => !before.includes(name)),
      'The sealed PDF',
    )
    await flipByte(made)
    await behindTheBack(
      folder,
      `UPDATE contents SET codec = 0, bytes = CAST('{}' AS BLOB) WHERE hash = (
        SELECT snapshot_hash FROM signatures WHERE subject_id = '${signed.id}')`,
    )
    await page.reload()
    await expect(clients.consent('Photography')).toContainText('PDF was changed')
    await expect(clients.consent('Microneedling, version 2')).toContainText(
      'Signature does not hold',
    )
    const { findings } = await api.audit.verify()
    expect(findings.length).toBeGreaterThan(0)
  })
})

const consentOfKind = async (api: Api, clientId: ClientId, kind: string) =>
  certain(
    (await api.consent.list({ clientId })).find((each) => each.kind === kind),
    `A consent of the kind ${kind}`,
  ).id

/** The files of the practice, by their names. */
const kept = async (folder: string): Promise<readonly string[]> =>
  (await readdir(join(folder, 'attachments'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

const flipByte = async (path: string): Promise<void> => {
  const bytes = await readFile(path)
  const at = Math.floor(bytes.length / 2)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  await writeFile(path, bytes)
}
