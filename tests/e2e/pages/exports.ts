import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'

export interface Downloaded {
  name: string
  content: Buffer
}

/** What is handed over, and the change log. */
export class ExportsPages {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async open(): Promise<void> {
    await this.page.getByRole('link', { name: 'Exports & audit', exact: true }).click()
    await this.page.getByRole('heading', { name: 'Exports & audit', level: 1 }).waitFor()
  }

  /** With the keyboard alone: types, takes the first that is found. */
  async chooseClient(typed: string, name: string): Promise<void> {
    const field = this.page.getByRole('combobox', { name: 'Client' })
    await field.fill(typed)
    await this.page.getByRole('option', { name }).waitFor()
    await field.press('ArrowDown')
    await field.press('Enter')
  }

  section(name: string): Locator {
    return this.page.getByRole('region', { name })
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  async download(button: string): Promise<Downloaded> {
    const downloading = this.page.waitForEvent('download')
    await this.button(button).click()
    const download = await downloading
    return { name: download.suggestedFilename(), content: readFileSync(await download.path()) }
  }

  async verify(): Promise<void> {
    await this.page.getByRole('button', { name: /^Verify/ }).click()
    await this.page.getByRole('button', { name: 'Verify again' }).waitFor()
  }

  findings(): Locator {
    return this.page.getByRole('list', { name: 'What does not hold' }).getByRole('listitem')
  }

  entries(): Locator {
    return this.page
      .getByRole('grid', { name: 'Entries of the change log' })
      .getByRole('row')
      .filter({ hasNot: this.page.getByRole('columnheader') })
  }

  async showOnly(records: string): Promise<void> {
    const filter = this.page.getByRole('combobox', { name: 'Records' })
    await filter.fill(records)
    await this.page.getByRole('option', { name: records, exact: true }).click()
  }

  async openEntry(name: RegExp): Promise<Locator> {
    await this.entries().filter({ hasText: name }).first().press('Enter')
    return this.page.getByRole('dialog')
  }
}
