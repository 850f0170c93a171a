import { expect, type Locator, type Page } from '@playwright/test'
import type { Hand } from '../support/hands.ts'

const keys = { yes: 'y', no: 'n', unknown: 'u' } as const

type Answer = keyof typeof keys

/** The questions as the practitioner or the client answers them, the review, and the clearance. */
export class ScreeningPages {
  readonly page: Page
  readonly hand: Hand

  constructor(page: Page, hand: Hand) {
    this.page = page
    this.hand = hand
  }

  panel(): Locator {
    return this.page.getByRole('complementary', { name: /^Verdict/ })
  }

  async waitForQuestions(): Promise<void> {
    await this.page.getByRole('heading', { name: /^Screening of/, level: 1 }).waitFor()
    await this.panel().waitFor()
  }

  /** One key each, as the focus walks: *no* where nothing else is said; words beside a *yes*, then Enter. */
  async answerByKeys(
    answers: Readonly<Record<string, Answer>>,
    details: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    for (;;) {
      const { code, isDetail } = await this.page.evaluate(() => ({
        code:
          document.activeElement?.closest('[data-question]')?.getAttribute('data-question') ?? null,
        isDetail: (document.activeElement?.closest('[data-detail]') ?? null) !== null,
      }))
      if (code === null) return
      if (isDetail) {
        await this.page.keyboard.type(details[code] ?? '')
        await this.page.keyboard.press('Enter')
      } else await this.page.keyboard.press(keys[answers[code] ?? 'no'])
    }
  }

  async confirmHistory(): Promise<void> {
    await this.hand.press(this.page.getByRole('checkbox', { name: /I read this out/ }))
  }

  async review(): Promise<void> {
    await this.hand.press(this.page.getByRole('link', { name: 'Review and complete' }))
    await this.page.getByRole('heading', { name: 'Review the screening', level: 1 }).waitFor()
  }

  findings(): Locator {
    return this.page.getByRole('list', { name: 'What the rules found' }).getByRole('listitem')
  }

  /** With the scan of the prescriber's document. */
  async recordClearance(fact: string, item: string): Promise<void> {
    const { page, hand } = this
    await hand.press(
      this.findings().filter({ hasText: fact }).getByRole('button', { name: 'Record clearance' }),
    )
    const dialog = page.getByRole('dialog', { name: `Clearance for “${item}”` })
    await hand.write(dialog.getByLabel('Prescriber’s name'), 'Dr Ruth Okafor')
    await hand.write(dialog.getByLabel('Prescriber’s licence'), 'MD-88120')
    // On a busy machine the browser now and then opens no chooser for the first press; a person presses again.
    await expect(async () => {
      const choosing = page.waitForEvent('filechooser', { timeout: 5_000 })
      await hand.press(dialog.getByRole('button', { name: 'Choose a file or a photo' }))
      await (await choosing).setFiles({
        name: 'letter.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from(`Nothing stands against the treatment: ${item}.`),
      })
    }).toPass({ timeout: 60_000 })
    await dialog.getByText('letter.txt').waitFor()
    await hand.press(dialog.getByRole('button', { name: 'Record the clearance' }))
    await dialog.waitFor({ state: 'hidden' })
  }

  async accept(offer: string): Promise<void> {
    await this.hand.press(this.page.getByRole('button', { name: `Accept: ${offer}` }))
  }

  async complete(passphrase: string): Promise<void> {
    await this.hand.write(this.page.getByLabel('Your passphrase'), passphrase)
    await this.hand.press(this.page.getByRole('button', { name: 'Sign and complete' }))
    await this.page.waitForURL(/#\/(?:screenings|sessions)\//)
  }

  async handToClient(): Promise<void> {
    await this.hand.press(this.page.getByRole('button', { name: 'Hand to the client' }))
    await this.clientSurface().waitFor()
  }

  clientSurface(): Locator {
    return this.page.getByRole('dialog', { name: 'Health questions' })
  }

  /** The client answers, one question on each screen: *No* where its words are not among the answers. */
  async answerAsClient(answers: Readonly<Record<string, 'Yes' | 'I am not sure'>>): Promise<void> {
    const surface = this.clientSurface()
    const heading = surface.getByRole('heading', { level: 1 })
    for (;;) {
      const words = await heading.innerText()
      if (words === 'Thank you') return
      const answer = answers[words] ?? 'No'
      await this.hand.press(surface.getByRole('button', { name: answer, exact: true }))
      const next = surface.getByRole('button', { name: 'Next', exact: true })
      if (answer === 'Yes' && (await surface.getByRole('textbox').count()) > 0) {
        await this.hand.press(next)
      }
    }
  }

  async handBack(passphrase: string): Promise<void> {
    await this.hand.press(this.page.getByRole('button', { name: 'I have finished' }))
    const dialog = this.page.getByRole('dialog', { name: 'Thank you' })
    await this.hand.write(dialog.getByLabel('Your passphrase'), passphrase)
    await this.page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'hidden' })
  }

  async waitForReview(): Promise<void> {
    await this.page.getByRole('heading', { name: 'Review the screening', level: 1 }).waitFor()
  }
}
