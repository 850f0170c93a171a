import type { Locator, Page } from '@playwright/test'

export interface TypedPractitioner {
  name: string
  licenceClass: string
  licenceNumber: string
  expires: string
  jurisdiction: string
  passphrase: string
}

/** The practice, its people and its rules. */
export class SettingsPages {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async open(): Promise<void> {
    await this.page.getByRole('link', { name: 'Settings', exact: true }).click()
    await this.page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
  }

  async ask(button: string): Promise<Locator> {
    await this.page.getByRole('button', { name: button, exact: true }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.waitFor()
    return dialog
  }

  people(): Locator {
    return this.page.getByRole('list', { name: 'People' }).getByRole('listitem')
  }

  rule(name: string): Locator {
    return this.page
      .getByRole('list', { name: 'Rules' })
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('heading', { name }) })
  }

  /** Everything but the passphrase is typed; the known figure of the place is taken over. */
  async typePractitioner(dialog: Locator, person: TypedPractitioner): Promise<void> {
    await dialog.getByLabel('Name, as on the licence').fill(person.name)
    await dialog.getByLabel('Licence class').fill(person.licenceClass)
    await dialog.getByLabel('Licence number').fill(person.licenceNumber)
    await dialog.getByLabel('Licence expires on').fill(person.expires)
    await dialog.getByRole('combobox', { name: 'Jurisdiction' }).fill(person.jurisdiction)
    await dialog.getByRole('button', { name: 'Take it over' }).click()
  }

  async typePassphrase(dialog: Locator, label: string, passphrase: string): Promise<void> {
    await dialog.getByLabel(label).fill(passphrase)
    await dialog.getByLabel('The same again').fill(passphrase)
  }
}
