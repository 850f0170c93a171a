import { expect, type Locator, type Page } from '@playwright/test'

export interface ZoneValues {
  readonly length?: string
  readonly passes?: string
}

/** The chart of a session: open, and signed. */
export class SessionPages {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async waitForChart(): Promise<void> {
    await this.page.getByRole('complementary', { name: 'Ready to needle' }).waitFor()
  }

  gate(): Locator {
    return this.page.getByRole('complementary', { name: 'Ready to needle' })
  }

  /** Screening and consent lead to pages of their own. */
  step(name: 'Screening' | 'Consent'): Locator {
    return this.page
      .getByRole('navigation', { name: 'Steps of this session' })
      .getByRole('link', { name: new RegExp(`^${name}`) })
  }

  findings(): Locator {
    return this.gate()
      .getByRole('list', { name: 'What stands for and against needling' })
      .getByRole('listitem')
  }

  saved(): Locator {
    return this.page.getByRole('status').filter({ hasText: /^Saved$/ })
  }

  /** Values for the zones that are charted next. */
  async setBrush({ length, passes }: ZoneValues): Promise<void> {
    const brush = this.page.getByRole('group', { name: 'Zones you tap get' })
    if (length !== undefined) await brush.getByLabel('Needle').fill(length)
    if (passes !== undefined) await brush.getByLabel('Passes').fill(passes)
  }

  /** What is seen on the skin once needling has begun; one press for all zones. */
  async setEndpointOfAll(endpoint: string): Promise<void> {
    await this.page
      .getByRole('group', { name: 'Endpoint for all zones' })
      .getByRole('button', { name: endpoint })
      .click()
  }

  async addZone(name: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Add a zone' }).selectOption(name)
  }

  async tapZone(name: string): Promise<void> {
    await this.zoneOnMap(name).click()
  }

  zoneOnMap(name: string): Locator {
    return this.page.getByRole('checkbox', { name: new RegExp(`^${name}, `) })
  }

  length(zone: string): Locator {
    return this.page.getByRole('textbox', { name: `Needle, ${zone}` })
  }

  rows(): Locator {
    return this.page.getByRole('table', { name: 'Treated zones' }).locator('tbody')
  }

  /** As a USB scanner does: the separator as Ctrl+], then Enter. */
  async scan(...elements: readonly string[]): Promise<void> {
    const box = this.page.getByRole('textbox', { name: 'Scan a label' })
    await box.focus()
    for (const [index, element] of elements.entries()) {
      if (index > 0) await box.press('Control+]')
      await box.pressSequentially(element)
    }
    await box.press('Enter')
  }

  async chooseCartridge(lot: string): Promise<void> {
    await this.chooseByText('Cartridge, roller or stamp from stock', `lot ${lot}`)
  }

  /** The focus is on the attestation: Space gives the word, Enter takes the cartridge. */
  async attestAndTake(): Promise<void> {
    await this.page.getByRole('checkbox', { name: /sealed, in date/ }).focus()
    await this.page.keyboard.press('Space')
    // Where the pieces of the lot are still being read, Enter does nothing yet.
    await expect(this.page.getByRole('button', { name: 'Take it' })).toBeEnabled()
    await this.page.keyboard.press('Enter')
  }

  cartridges(): Locator {
    return this.page
      .getByRole('list', { name: 'Cartridges, rollers, stamps' })
      .getByRole('listitem')
  }

  async discardAndTakeNext(): Promise<void> {
    await this.cartridges().first().getByRole('button', { name: 'Dropped: take next' }).click()
  }

  async chooseHandpiece(text: string): Promise<void> {
    await this.chooseByText('Handpiece', text)
  }

  async choosePack(text: string): Promise<void> {
    await this.chooseByText('Pack from store', text)
  }

  async addProduct(text: string, amount: string): Promise<void> {
    await this.chooseByText('Product and lot from stock', text)
    await this.page.getByRole('textbox', { name: `Amount of ${text}` }).fill(amount)
  }

  async recordResponse(response: string): Promise<void> {
    await this.page.getByRole('checkbox', { name: response }).focus()
    await this.page.keyboard.press('Space')
  }

  notes(): Locator {
    return this.page.getByRole('textbox', { name: 'Notes' })
  }

  start(): Locator {
    return this.gate().getByRole('button', { name: /^Start needling/ })
  }

  /** One press: her name and birth date stand on the button. */
  async startNeedling(): Promise<void> {
    await this.start().click()
    await this.gate()
      .getByText(/^Needling since/)
      .waitFor()
  }

  /** For a stop that happened: its card leads to the deviation. */
  async recordDeviationOf(fact: string, said: { reason: string; action: string }): Promise<void> {
    await this.findings()
      .filter({ hasText: fact })
      .getByRole('button', { name: 'Happened anyway' })
      .click()
    await this.completeDeviation(said)
  }

  async recordNotStarted(said: { reason: string; action: string }): Promise<void> {
    await this.gate().getByRole('button', { name: 'Needling happened without Start' }).click()
    await this.completeDeviation(said)
  }

  async recordSomethingElse(said: { fact: string; reason: string; action: string }): Promise<void> {
    await this.gate().getByRole('button', { name: 'Something else happened' }).click()
    await this.deviationDialog().getByRole('textbox', { name: 'What happened' }).fill(said.fact)
    await this.completeDeviation(said)
  }

  deviationDialog(): Locator {
    return this.page.getByRole('dialog', { name: 'Record a deviation' })
  }

  async completeDeviation(said: { reason: string; action: string }): Promise<void> {
    const dialog = this.deviationDialog()
    await dialog.getByRole('textbox', { name: 'Why' }).fill(said.reason)
    await dialog.getByRole('textbox', { name: 'What was done' }).fill(said.action)
    await dialog.getByRole('button', { name: 'Record the deviation' }).click()
    await dialog.waitFor({ state: 'hidden' })
  }

  /** @returns the dialog: the record to be signed, or what is missing */
  async review(): Promise<Locator> {
    await this.gate().getByRole('button', { name: 'Review and sign' }).click()
    return this.page.getByRole('dialog')
  }

  async sign(passphrase: string): Promise<void> {
    const dialog = await this.review()
    await dialog.getByLabel('Your passphrase').fill(passphrase)
    await this.page.keyboard.press('Enter')
    await this.page.getByText('Signed', { exact: true }).waitFor()
  }

  async addAddendum(said: {
    text: string
    reason: string
    /** The part of the chart that it belongs to; without one the whole record. */
    about?: string
    passphrase: string
  }): Promise<void> {
    await this.page.getByRole('button', { name: 'Add an addendum' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Add an addendum' })
    await dialog.getByRole('textbox', { name: 'What is added or corrected' }).fill(said.text)
    await dialog.getByRole('textbox', { name: 'Why' }).fill(said.reason)
    if (said.about !== undefined) await dialog.getByLabel('Belongs to').selectOption(said.about)
    await dialog.getByLabel('Your passphrase').fill(said.passphrase)
    await dialog.getByRole('button', { name: 'Sign the addendum' }).click()
    await dialog.waitFor({ state: 'hidden' })
  }

  /** @returns the name of the file that was handed over */
  async exportHistory(): Promise<string> {
    const waiting = this.page.waitForEvent('download')
    await this.page.getByRole('button', { name: 'Export history' }).click()
    return (await waiting).suggestedFilename()
  }

  /** Chooses the option whose words contain the text. */
  private async chooseByText(list: string, text: string): Promise<void> {
    const box = this.page.getByRole('combobox', { name: list })
    const option = box.getByRole('option').filter({ hasText: text }).first()
    await box.selectOption({ value: (await option.getAttribute('value')) ?? '' })
  }
}
