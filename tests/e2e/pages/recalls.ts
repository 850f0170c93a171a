import type { Download, Locator, Page } from '@playwright/test'

/** Recalls, their guided way and worklist, and traces. */
export class RecallPages {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { name, level: 1 })
  }

  /** On the page that says what a recall will do. */
  async openRecall(said: { reason: string; passphrase: string }): Promise<void> {
    const { page } = this
    await page.getByRole('textbox', { name: 'Why it is recalled' }).fill(said.reason)
    await page.getByLabel('Your passphrase').fill(said.passphrase)
    await page.getByRole('button', { name: 'Open the recall' }).click()
    await page.getByRole('list', { name: 'What to do' }).waitFor()
  }

  /** The step that the page asks for. */
  nextStep(): Locator {
    return this.page.getByRole('list', { name: 'What to do' }).locator('[aria-current="step"]')
  }

  async decide(said: { consulted: string; note: string; passphrase: string }): Promise<void> {
    const dialog = await this.ask('Record the decision')
    await dialog.getByRole('textbox', { name: 'Who was consulted' }).fill(said.consulted)
    await dialog.getByText('Tell the clients on the worklist', { exact: true }).click()
    await dialog.getByRole('textbox', { name: 'What was decided, and why' }).fill(said.note)
    await this.sign(dialog, 'Sign the decision', said.passphrase)
  }

  async close(said: { note: string; passphrase: string }): Promise<void> {
    const dialog = await this.ask('Close the recall')
    await dialog.getByRole('textbox', { name: /What came of it/ }).fill(said.note)
    await this.sign(dialog, 'Sign and close', said.passphrase)
  }

  worklist(): Locator {
    return this.page.getByRole('table', { name: 'Worklist of clients' }).locator('tbody tr')
  }

  /** The usual call, told by telephone: two actions. */
  async recordUsualContact(client: string): Promise<void> {
    await this.page.getByRole('button', { name: `Record contact with ${client}` }).click()
    await this.page.getByRole('button', { name: 'Save the contact' }).click()
    await this.page.getByRole('dialog').waitFor({ state: 'hidden' })
  }

  async letterTo(client: string): Promise<Download> {
    const waiting = this.page.waitForEvent('download')
    await this.page.getByRole('button', { name: `Letter to ${client} as PDF` }).click()
    return waiting
  }

  async openTrace(): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'Recall & trace' })
      .click()
    await this.page
      .getByRole('link', { name: /^Trace/ })
      .first()
      .click()
    await this.heading('Trace').waitFor()
  }

  traced(): Locator {
    return this.page.getByRole('region', { name: 'Sessions of this trace' }).locator('tbody tr')
  }

  private async ask(button: string): Promise<Locator> {
    await this.page.getByRole('button', { name: button, exact: true }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.waitFor()
    return dialog
  }

  private async sign(dialog: Locator, verb: string, passphrase: string): Promise<void> {
    await dialog.getByLabel('Your passphrase').fill(passphrase)
    await dialog.getByRole('button', { name: verb }).click()
    await dialog.waitFor({ state: 'hidden' })
  }
}
