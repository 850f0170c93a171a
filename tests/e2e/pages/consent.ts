import type { Locator, Page } from '@playwright/test'

/** Client signing mode, the signed consent, and the texts. */
export class ConsentPages {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  form(): Locator {
    return this.page.getByRole('dialog', { name: 'Consent form for the client' })
  }

  async waitForForm(): Promise<void> {
    await this.page.getByRole('button', { name: 'I have finished' }).waitFor()
  }

  statements(): Locator {
    return this.form().getByRole('checkbox')
  }

  /** With the keyboard: Space on each. */
  async agreeToEach(): Promise<void> {
    for (const statement of await this.statements().all()) {
      await statement.focus()
      await this.page.keyboard.press('Space')
    }
  }

  signature(): Locator {
    return this.page.getByRole('img', { name: /^Signature of/ })
  }

  async drawSignature(): Promise<void> {
    const { mouse } = this.page
    await this.signature().scrollIntoViewIfNeeded()
    const box = await this.signature().boundingBox()
    if (!box) throw new Error('The signature pad is not drawn.')
    const at = (step: number) =>
      [box.x + 60 + step * 8, box.y + box.height / 2 + Math.sin(step / 3) * 40] as const
    await mouse.move(...at(0))
    await mouse.down()
    for (let step = 1; step <= 40; step += 1) await mouse.move(...at(step))
    await mouse.up()
  }

  async finish(): Promise<void> {
    await this.page.getByRole('button', { name: 'I have finished' }).click()
  }

  async witness(passphrase: string): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: 'Thank you' })
    await dialog.getByLabel('Your passphrase').fill(passphrase)
    await this.page.keyboard.press('Enter')
  }

  async stopWithoutSigning(passphrase: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Stop without signing' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Stop without signing?' })
    await dialog.getByLabel('Your passphrase').fill(passphrase)
    await this.page.keyboard.press('Enter')
  }

  async withdraw(reason: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Withdraw', exact: true }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Withdraw this consent?' })
    await dialog.getByLabel('What the client said').fill(reason)
    await dialog.getByRole('button', { name: 'Withdraw the consent' }).click()
    await dialog.waitFor({ state: 'hidden' })
  }
}
