import type { Locator, Page } from '@playwright/test'

/** Lots, products, and what a scanner types. */
export class InventoryPages {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async open(): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'Inventory' })
      .click()
    await this.heading('Inventory').waitFor()
  }

  async openReceive(): Promise<void> {
    await this.page.getByRole('link', { name: 'Receive a lot' }).first().click()
    await this.heading('Receive a lot').waitFor()
  }

  /** As a USB scanner does: character by character, the separator as Ctrl+], then Enter. */
  async scan(...elements: readonly string[]): Promise<void> {
    const box = this.page.getByRole('textbox', { name: /^Scan (a|the) label$/ })
    await box.focus()
    for (const [index, element] of elements.entries()) {
      if (index > 0) await box.press('Control+]')
      await box.pressSequentially(element)
    }
    await box.press('Enter')
  }

  /** A photo, as chosen from the camera of a telephone. */
  async photograph(photo: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.page.getByLabel('Scan a label: photo').setInputFiles(photo)
  }

  async makeTheProduct(): Promise<void> {
    await this.page.getByRole('button', { name: 'Make the product' }).click()
    await this.heading('New product').waitFor()
  }

  async saveProduct(product: { kind: string; name: string; manufacturer: string }): Promise<void> {
    const { page } = this
    await page.getByText(product.kind, { exact: true }).click()
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(product.name)
    await page.getByLabel('Manufacturer').fill(product.manufacturer)
    await page.getByRole('button', { name: 'Save the product' }).click()
  }

  /** A field by its name, without the star of a required one; a date has no role of its own. */
  /** A handpiece that comes from a sterile pack. */
  async markReprocessable(): Promise<void> {
    await this.page.getByText('Handpiece', { exact: true }).click()
    await this.page.getByText('Sterilized between clients', { exact: true }).click()
  }

  field(name: string): Locator {
    const { page } = this
    return page
      .getByRole('textbox', { name, exact: true })
      .or(page.getByLabel(name, { exact: true }))
      .first()
  }

  async chooseProduct(name: string): Promise<void> {
    // Typing opens the list also when the products arrive a moment later.
    await this.page.getByRole('combobox', { name: 'Product' }).fill(name)
    await this.page.getByRole('option', { name }).click()
  }

  async receive(): Promise<void> {
    await this.page.getByRole('button', { name: 'Receive the lot' }).click()
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { name, level: 1 })
  }

  lots(): Locator {
    return this.page.getByRole('grid', { name: 'Lots' }).locator('tbody tr')
  }

  pieces(): Locator {
    return this.page.getByRole('table', { name: 'Pieces of this lot' }).locator('tbody tr')
  }

  async changeState(choice: string, reason: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Change state' }).click()
    await this.page.getByRole('menuitem', { name: choice }).click()
    await this.decide(choice, reason)
  }

  async discardPiece(piece: string, reason: string): Promise<void> {
    await this.page.getByRole('button', { name: `Discard ${piece}` }).click()
    await this.decide('Discard the piece', reason)
  }

  private async decide(verb: string, reason: string): Promise<void> {
    const dialog = this.page.getByRole('dialog')
    await dialog.getByLabel('Reason').fill(reason)
    await dialog.getByRole('button', { name: verb }).click()
    await dialog.waitFor({ state: 'hidden' })
  }
}
