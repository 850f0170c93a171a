import type { Locator, Page } from '@playwright/test'

export interface TypedCycle {
  cycleNumber?: string
  day: string
  time: string
  temperature: string
  minutes: string
  seconds?: string
  pressure?: string
  indicator: 'Passed' | 'Failed' | 'Not read yet'
  contents: readonly string[]
}

/** Sterilizers, their loads on a line of time, and a load's own page. */
export class SterilizationPages {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async open(): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'Sterilization' })
      .click()
    await this.page.getByRole('heading', { name: 'Sterilization', level: 1 }).waitFor()
  }

  async addSterilizer(
    name: string,
    { airRemoval, serialNumber = '2019-4471' }: { airRemoval?: string; serialNumber?: string } = {},
  ): Promise<void> {
    await this.page.getByRole('button', { name: 'New sterilizer' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'New sterilizer' })
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
    await dialog.getByLabel('Serial number').fill(serialNumber)
    await dialog.getByLabel('Maker').fill('Harbour')
    await dialog.getByLabel('Model').fill('HS-18')
    if (airRemoval) await dialog.getByLabel('Air removal').selectOption(airRemoval)
    await dialog.getByRole('textbox', { name: 'Programme 1', exact: true }).fill('Wrapped 134')
    await dialog.getByLabel('Temperature').fill('134')
    await dialog.getByLabel('Minutes').fill('3')
    await dialog.getByLabel('Seconds').fill('30')
    await dialog.getByRole('button', { name: 'Save the sterilizer' }).click()
    await dialog.waitFor({ state: 'hidden' })
  }

  async beginLoad(): Promise<void> {
    await this.page.getByRole('link', { name: 'New load' }).first().click()
    await this.page.getByRole('heading', { name: 'New load' }).waitFor()
  }

  async typeLoad(cycle: TypedCycle): Promise<void> {
    const { page } = this
    if (cycle.cycleNumber !== undefined) {
      await page.getByLabel('Cycle number').fill(cycle.cycleNumber)
    }
    await page.getByLabel('Day', { exact: true }).fill(cycle.day)
    await page.getByLabel('Start time').fill(cycle.time)
    await page.getByLabel('Temperature reached').fill(cycle.temperature)
    await page.getByLabel('Time held, minutes').fill(cycle.minutes)
    await page.getByLabel('and seconds').fill(cycle.seconds ?? '0')
    await page.getByLabel('Pressure', { exact: true }).fill(cycle.pressure ?? '310')
    await page.getByLabel('Indicator lot').fill('CI-2207')
    await this.choose('Inside the packs', cycle.indicator)
    await page.getByLabel('Outside the packs').selectOption('Passed')
    for (const [index, contents] of cycle.contents.entries()) {
      if (index > 0) await page.getByLabel(`Pack ${index}: contents`).press('Enter')
      const label = page.getByLabel(`Pack ${index + 1}: label`)
      if ((await label.inputValue()) === '') await label.fill(`P${index + 1}`)
      await page.getByLabel(`Pack ${index + 1}: contents`).fill(contents)
    }
  }

  /** One of a few words under a label. */
  async choose(label: string, word: string, within: Locator | Page = this.page): Promise<void> {
    await within.getByRole('radiogroup', { name: label }).getByText(word, { exact: true }).click()
  }

  async logLoad(): Promise<void> {
    await this.page.getByRole('button', { name: 'Log the load' }).click()
  }

  /** The test of the day: what is not remembered is typed. */
  async logTest(name: string, day: string, time: string): Promise<void> {
    const { page } = this
    await page.getByRole('link', { name: `Log a test cycle of ${name}` }).click()
    await page.getByLabel('Day', { exact: true }).fill(day)
    await page.getByLabel('Start time').fill(time)
    await page.getByLabel('Temperature reached').fill('134.8')
    await page.getByLabel('Time held, minutes').fill('3')
    await page.getByLabel('and seconds').fill('35')
    await this.choose('Result of the test', 'Passed')
    const lot = page.getByLabel('Indicator lot')
    if ((await lot.inputValue()) === '') await lot.fill('HX-118')
    await page.getByRole('button', { name: 'Log the cycle' }).click()
    await page.getByRole('heading', { name: 'Sterilization', level: 1 }).waitFor()
  }

  load(cycle: number): Locator {
    return this.page.getByRole('article').filter({ hasText: `Cycle ${cycle}` })
  }

  async openLoad(cycle: number): Promise<void> {
    await this.load(cycle).getByRole('link').click()
    await this.page.getByRole('heading', { name: `Cycle ${cycle}`, level: 1 }).waitFor()
  }

  /** On the load's page. */
  async askRelease(cycle: number): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Release the load' }).click()
    return this.page.getByRole('dialog', { name: `Release cycle ${cycle}?` })
  }

  async release(cycle: number, passphrase: string): Promise<Locator> {
    const dialog = await this.askRelease(cycle)
    await dialog.getByLabel('Your passphrase').fill(passphrase)
    await dialog.getByRole('button', { name: 'Sign and release' }).click()
    return dialog
  }

  /** The second step, without the packs that are named. */
  async releasePacks(
    cycle: number,
    passphrase: string,
    left: readonly string[] = [],
  ): Promise<void> {
    await this.page.getByRole('button', { name: 'Release the packs' }).click()
    const dialog = this.page.getByRole('dialog', { name: `Release the packs of cycle ${cycle}?` })
    for (const label of left) await dialog.getByRole('checkbox', { name: label }).uncheck()
    for (const seen of ['Dry', 'Intact', 'Labelled']) {
      await dialog.getByRole('checkbox', { name: seen }).check()
    }
    await dialog.getByLabel('Your passphrase').fill(passphrase)
    await dialog.getByRole('button', { name: 'Sign and release the packs' }).click()
    await dialog.waitFor({ state: 'hidden' })
  }

  async reject(cycle: number, reason: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Reject the load' }).click()
    const dialog = this.page.getByRole('dialog', { name: `Reject cycle ${cycle}?` })
    await dialog.getByLabel('Reason').fill(reason)
    await dialog.getByRole('button', { name: 'Reject the load' }).click()
    await dialog.waitFor({ state: 'hidden' })
  }

  /** On the load's page: incubated here, from now on. */
  async recordSporeTest(lot: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Record a spore test' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Record a spore test' })
    await dialog.getByLabel('Indicator lot').fill(lot)
    await dialog.getByLabel('Control lot').fill(lot)
    await dialog.getByRole('button', { name: 'Record the test' }).click()
    await dialog.waitFor({ state: 'hidden' })
  }

  /** The reading of a pending test, both results chosen, not signed yet. */
  async beginReading(cycle: number, test: string, control: string): Promise<Locator> {
    await this.page.getByRole('button', { name: `Read the spore test of cycle ${cycle}` }).click()
    const dialog = this.page.getByRole('dialog', { name: `Read the spore test of cycle ${cycle}` })
    await this.choose('The indicator that was sterilized', test, dialog)
    await this.choose('The control, not sterilized', control, dialog)
    return dialog
  }

  /** Files as a person drags them in. */
  async dropFiles(files: readonly { name: string; bytes: Uint8Array }[]): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Parts of sterilization' })
      .getByRole('link', { name: 'Autoclave files' })
      .click()
    const transfer = await this.page.evaluateHandle(
      (given) => {
        const made = new DataTransfer()
        for (const { name, bytes } of given)
          made.items.add(new File([Uint8Array.from(bytes)], name))
        return made
      },
      files.map(({ name, bytes }) => ({ name, bytes: [...bytes] })),
    )
    await this.page
      .getByText('Drop files here, or')
      .dispatchEvent('drop', { dataTransfer: transfer })
  }
}
