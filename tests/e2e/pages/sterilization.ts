import type { Locator, Page } from '@playwright/test'

export interface TypedCycle {
  cycleNumber?: string
  day: string
  time: string
  temperature: string
  minutes: string
  seconds?: string
  indicator: 'Passed' | 'Failed' | 'Not read yet'
  contents: readonly string[]
}

/** Sterilizers, and the loads on their line of time. */
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

  async addSterilizer(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'New sterilizer' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'New sterilizer' })
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
    await dialog.getByLabel('Serial number').fill('2019-4471')
    await dialog.getByLabel('Maker').fill('Harbour')
    await dialog.getByLabel('Model').fill('HS-18')
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
    await page.getByLabel('Indicator lot').fill('CI-2207')
    await page.getByText(cycle.indicator, { exact: true }).click()
    for (const [index, contents] of cycle.contents.entries()) {
      if (index > 0) await page.getByLabel(`Pack ${index}: contents`).press('Enter')
      const label = page.getByLabel(`Pack ${index + 1}: label`)
      if ((await label.inputValue()) === '') await label.fill(`P${index + 1}`)
      await page.getByLabel(`Pack ${index + 1}: contents`).fill(contents)
    }
  }

  async logLoad(): Promise<void> {
    await this.page.getByRole('button', { name: 'Log the load' }).click()
  }

  load(cycle: number): Locator {
    return this.page.getByRole('article').filter({ hasText: `Cycle ${cycle}` })
  }

  async askRelease(cycle: number): Promise<Locator> {
    await this.load(cycle)
      .getByRole('button', { name: /^Release/ })
      .click()
    return this.page.getByRole('dialog', { name: `Release cycle ${cycle}?` })
  }

  async release(cycle: number, passphrase: string): Promise<Locator> {
    const dialog = await this.askRelease(cycle)
    await dialog.getByLabel('Your passphrase').fill(passphrase)
    await dialog.getByRole('button', { name: 'Sign and release' }).click()
    return dialog
  }

  async reject(cycle: number, reason: string): Promise<void> {
    await this.load(cycle)
      .getByRole('button', { name: /^Reject/ })
      .click()
    const dialog = this.page.getByRole('dialog', { name: `Reject cycle ${cycle}?` })
    await dialog.getByLabel('Reason').fill(reason)
    await dialog.getByRole('button', { name: 'Reject the load' }).click()
    await dialog.waitFor({ state: 'hidden' })
  }
}
