import type { Locator, Page } from '@playwright/test'

/** The list of clients, the form of a new one, and a client's page. */
export class ClientsPages {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async openList(): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'Clients' })
      .click()
    await this.heading('Clients').waitFor()
  }

  async beginNewClient(): Promise<void> {
    await this.page.getByRole('link', { name: 'New client' }).first().click()
    await this.heading('New client').waitFor()
  }

  async typeNewClient(client: {
    name?: string
    birthDate?: string
    allergies?: readonly string[]
    flags?: readonly string[]
  }): Promise<void> {
    const { page } = this
    if (client.name !== undefined)
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill(client.name)
    if (client.birthDate !== undefined) await page.getByLabel('Birth date').fill(client.birthDate)
    for (const allergy of client.allergies ?? []) {
      await page.getByRole('combobox', { name: 'Allergies' }).fill(allergy)
      await page.getByRole('combobox', { name: 'Allergies' }).press('Enter')
    }
    for (const flag of client.flags ?? []) {
      await page.getByRole('checkbox', { name: flag, exact: true }).check()
    }
  }

  async save(): Promise<void> {
    await this.page.getByRole('button', { name: 'Save the client' }).click()
  }

  async saveAnotherPerson(): Promise<void> {
    await this.page.getByRole('button', { name: 'This is another person: save' }).click()
  }

  async search(text: string): Promise<void> {
    await this.page.getByRole('searchbox').fill(text)
  }

  results(): Locator {
    return this.page.getByRole('grid', { name: 'Clients' }).locator('tbody tr')
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { name, level: 1 })
  }

  banner(): Locator {
    return this.page.getByRole('region', { name: 'Safety of this client' })
  }

  /** One of the signed consents in the client's list: `Microneedling, version 1`. */
  consent(title: string): Locator {
    return this.page
      .getByRole('region', { name: 'Consents' })
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('link', { name: title }) })
      .filter({ hasNotText: 'No session without it' })
  }

  async raiseFlag(flag: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Raise a flag' }).click()
    await this.page.getByRole('menuitem', { name: flag }).click()
  }

  async recordClearance(
    flag: string,
    prescriber: { name: string; licence: string },
  ): Promise<void> {
    await this.page.getByRole('button', { name: `Record clearance for “${flag}”` }).click()
    const dialog = this.page.getByRole('dialog', { name: `Clearance for “${flag}”` })
    await dialog.getByLabel('Prescriber’s name').fill(prescriber.name)
    await dialog.getByLabel('Prescriber’s licence').fill(prescriber.licence)
    await dialog.locator('input[type=file]').setInputFiles({
      name: 'letter.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(`Nothing stands against the treatment: ${flag}.`),
    })
    await dialog.getByText('letter.txt').waitFor()
    await dialog.getByRole('button', { name: 'Record the clearance' }).click()
    await dialog.waitFor({ state: 'hidden' })
  }

  async endFlag(flag: string, reason: string): Promise<void> {
    await this.page.getByRole('button', { name: `End the flag “${flag}”` }).click()
    const dialog = this.page.getByRole('dialog', { name: `End the flag “${flag}”?` })
    await dialog.getByLabel('Why it no longer applies').fill(reason)
    await dialog.getByRole('button', { name: 'End the flag' }).click()
    await dialog.waitFor({ state: 'hidden' })
  }

  async changeTelephone(telephone: string, reason: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Edit the client’s details' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Edit details' })
    await dialog.getByLabel('Telephone').fill(telephone)
    await dialog.getByLabel('Reason for the change').fill(reason)
    await dialog.getByRole('button', { name: 'Save the details' }).click()
    await dialog.waitFor({ state: 'hidden' })
  }

  async startSession(): Promise<void> {
    await this.page.getByRole('button', { name: 'Start a session' }).click()
  }

  continueSession(): Locator {
    return this.page.getByRole('button', { name: 'Continue session' })
  }

  /** @returns the name of the file that was handed over */
  async exportHistory(format: 'PDF' | 'CSV'): Promise<string> {
    const waiting = this.page.waitForEvent('download')
    await this.page.getByRole('button', { name: 'Export history' }).click()
    await this.page.getByRole('menuitem', { name: `As ${format}` }).click()
    return (await waiting).suggestedFilename()
  }
}
