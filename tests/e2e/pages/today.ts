import type { Locator, Page } from '@playwright/test'

/** What waits, and the first steps of a new practice. */
export class TodayPages {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async open(): Promise<void> {
    await this.page.getByRole('link', { name: 'Today', exact: true }).click()
    await this.page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
  }

  /** The lines of one list: `To finish and sign`, `Recently signed` … */
  lines(list: string): Locator {
    return this.page.getByRole('list', { name: list }).getByRole('link')
  }

  async begin(): Promise<void> {
    await this.page.getByRole('link', { name: 'Add the first client' }).click()
  }
}
