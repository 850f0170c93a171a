import type { Locator, Page } from '@playwright/test'

/** Seven small lists: sharps, needlesticks, waste, training, hepatitis B, permits, certificates. */
export class PremisesPages {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async open(): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'Premises' })
      .click()
    await this.page.getByRole('heading', { name: 'Premises', level: 1 }).waitFor()
  }

  async openList(name: string): Promise<void> {
    await this.page.getByRole('tab', { name }).click()
  }

  /** The dialog that adds to the list which is open. */
  async begin(verb: string): Promise<Locator> {
    await this.page.getByRole('button', { name: verb }).click()
    return this.page.getByRole('dialog', { name: verb })
  }

  async save(dialog: Locator): Promise<void> {
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'hidden' })
  }

  records(list: string): Locator {
    return this.page.getByRole('list', { name: list }).getByRole('listitem')
  }
}
