import type { Page } from '@playwright/test'

interface Owner {
  practice: string
  reprocesses: boolean
  name: string
  licenceClass: string
  licenceNumber: string
  licenceExpiresOn: string
  jurisdiction: string
  passphrase: string
}

/** The first run, from the empty folder to the unlocked practice. */
export class FirstRunPages {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async makePractice(owner: Owner): Promise<void> {
    const { page } = this
    await page.getByLabel('Name of the practice').fill(owner.practice)
    if (owner.reprocesses) await page.getByRole('radio', { name: /Yes, with a sterilizer/ }).click()
    await this.next()
    await page.getByLabel('Your name, as on the licence').fill(owner.name)
    await page.getByLabel('Licence class').fill(owner.licenceClass)
    await page.getByLabel('Licence number').fill(owner.licenceNumber)
    await page.getByLabel('Licence expires on').fill(owner.licenceExpiresOn)
    await page.getByRole('combobox', { name: 'Jurisdiction' }).click()
    await page.getByRole('option', { name: owner.jurisdiction }).click()
    await this.next()
    await page.getByLabel(/^Passphrase/).fill(owner.passphrase)
    await page.getByLabel(/^The same again/).fill(owner.passphrase)
    await page.getByRole('button', { name: 'Create the practice' }).click()
    await page.getByRole('checkbox', { name: /I have written it down/ }).check()
    await page.getByRole('button', { name: 'Open the practice' }).click()
    await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
  }

  private async next(): Promise<void> {
    await this.page.getByRole('button', { name: 'Continue' }).click()
  }
}
