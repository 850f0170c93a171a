import { expect, type Download, type Locator, type Page } from '@playwright/test'
import type { Hand } from '../support/hands.ts'

type Signer = 'client' | 'guardian' | 'interpreter' | 'witness'

/** What the people at the device do in the form. */
export interface Filling {
  readonly initials: string
  /** Yes or no to each question, in their order. */
  readonly choices?: readonly ('Yes' | 'No')[]
  /** The name that is typed; without one the signature is drawn. */
  readonly typed?: Partial<Record<Signer, string>>
}

/** Who takes part, client signing mode, the signed consent, and the texts. */
export class ConsentPages {
  readonly page: Page
  readonly hand: Hand

  constructor(page: Page, hand: Hand) {
    this.page = page
    this.hand = hand
  }

  async nameGuardian(guardian: {
    name: string
    relationship: string
    identitySeen: string
  }): Promise<void> {
    const { page, hand } = this
    const fields = page.getByRole('group', { name: 'Parent or guardian' })
    await hand.write(fields.getByRole('textbox', { name: 'Name', exact: true }), guardian.name)
    await hand.write(fields.getByLabel('Relationship to the client'), guardian.relationship)
    await hand.write(fields.getByLabel('Proof of identity that you saw'), guardian.identitySeen)
  }

  async nameWitness(name: string): Promise<void> {
    await this.hand.press(this.page.getByRole('checkbox', { name: 'A witness takes part' }))
    await this.hand.write(this.page.getByLabel('Name of the witness'), name)
  }

  async handOver(): Promise<void> {
    await this.hand.press(this.page.getByRole('button', { name: /^Hand over/ }))
    await this.form().waitFor()
  }

  form(): Locator {
    return this.page.getByRole('dialog', { name: 'Consent form for the client' })
  }

  /** Which part is shown: `section:2`, `statements`, `signature:client` … */
  private part(): Locator {
    return this.form().locator('[data-step]')
  }

  async partNow(): Promise<string> {
    return (await this.part().getAttribute('data-step')) ?? ''
  }

  async next(): Promise<void> {
    const { page, hand } = this
    const before = await this.partNow()
    await hand.press(page.getByRole('button', { name: /^(?:Next|Start reading)$/ }))
    await expect(this.part()).not.toHaveAttribute('data-step', before)
  }

  /** Reads and fills in one part after the other, up to the last or to the one that is named. */
  async fill(filling: Filling, until = 'check'): Promise<readonly string[]> {
    const seen: string[] = []
    for (;;) {
      const part = await this.partNow()
      seen.push(part)
      if (part === until) return seen
      await this.fillPart(part, filling)
      await this.next()
    }
  }

  private async fillPart(part: string, filling: Filling): Promise<void> {
    if (part === 'statements' || part.startsWith('change:')) await this.initial(filling.initials)
    if (part === 'choices') await this.choose(filling.choices ?? [])
    if (part.startsWith('signature:')) await this.signPart(part, filling)
  }

  /** Types the initials where they are not known yet, and puts them to everything that is shown. */
  private async initial(initials: string): Promise<void> {
    const letters = this.form().getByRole('textbox', { name: 'Your initials' })
    if ((await letters.count()) > 0) await this.hand.write(letters, initials)
    const open = this.form().getByRole('button', { name: `Put my initials here: ${initials}` })
    for (let left = await open.count(); left > 0; left -= 1) {
      await this.hand.press(open.first())
      await expect(open).toHaveCount(left - 1)
    }
  }

  private async choose(answers: readonly ('Yes' | 'No')[]): Promise<void> {
    const questions = this.form().getByRole('group', { name: /^Question/ })
    for (const [index, answer] of answers.entries()) {
      await this.hand.press(questions.nth(index).getByRole('radio', { name: answer, exact: true }))
    }
  }

  private async signPart(part: string, { typed }: Filling): Promise<void> {
    const signers = ['client', 'guardian', 'interpreter', 'witness'] as const
    const signer = signers.find((each) => part === `signature:${each}`)
    const name = signer ? typed?.[signer] : undefined
    if (name === undefined) return this.draw()
    const form = this.form()
    await this.hand.press(form.getByRole('radio', { name: 'Type my name' }))
    await this.hand.write(form.getByLabel('Your full name'), name)
    await this.hand.press(form.getByRole('checkbox'))
  }

  signature(): Locator {
    return this.form().getByRole('img', { name: /^Signature of/ })
  }

  /** Two strokes, the second of them a slip that is taken back. */
  async draw(): Promise<void> {
    await this.hand.draw(this.signature(), 0.1)
    await expect(this.signature()).toHaveAccessibleName(/signed$/)
    await this.hand.draw(this.signature(), 0.5)
    await this.hand.press(this.form().getByRole('button', { name: 'Undo' }))
    await expect(this.signature()).toHaveAccessibleName(/signed$/)
  }

  /** A phone shows it only while something is not saved. */
  saved(): Locator {
    return this.form().locator('.save-state[data-kind="saved"]')
  }

  async finish(): Promise<void> {
    await this.hand.press(this.page.getByRole('button', { name: 'I have finished' }))
  }

  /** Where the passphrase is refused, the dialog stays and says so. */
  async countersign(passphrase: string, answer: 'taken' | 'refused' = 'taken'): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: 'Thank you' })
    await this.hand.write(dialog.getByLabel('Your passphrase'), passphrase)
    await this.page.keyboard.press('Enter')
    await (answer === 'refused'
      ? dialog.getByText('That passphrase does not open this practice.')
      : this.page.getByRole('heading', { name: 'The consent is signed' })
    ).waitFor()
  }

  async leave(passphrase: string): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: 'Stop without signing?' })
    if ((await dialog.count()) === 0) {
      await this.hand.press(this.page.getByRole('button', { name: 'Stop', exact: true }))
    }
    await this.hand.write(dialog.getByLabel('Your passphrase'), passphrase)
    await this.page.keyboard.press('Enter')
  }

  async savePdf(): Promise<Download> {
    const waiting = this.page.waitForEvent('download')
    await this.hand.press(this.page.getByRole('button', { name: 'Save the sealed PDF' }))
    return waiting
  }

  /** And goes on to where she came from. */
  async giveCopy(how: 'On paper' | 'As a file'): Promise<void> {
    await this.hand.press(this.page.getByRole('button', { name: how }))
  }

  async withdrawChoice(text: string, reason: string): Promise<void> {
    await this.hand.press(this.page.getByRole('button', { name: `Take back: ${text}` }))
    const dialog = this.page.getByRole('dialog', { name: 'Take back this choice?' })
    await this.hand.write(dialog.getByLabel('What the client said'), reason)
    await this.hand.press(dialog.getByRole('button', { name: 'Take back the choice' }))
    await dialog.waitFor({ state: 'hidden' })
  }

  async withdraw(reason: string): Promise<void> {
    await this.hand.press(this.page.getByRole('button', { name: 'Withdraw', exact: true }))
    const dialog = this.page.getByRole('dialog', { name: 'Withdraw this consent?' })
    await this.hand.write(dialog.getByLabel('What the client said'), reason)
    await this.hand.press(dialog.getByRole('button', { name: 'Withdraw the consent' }))
    await dialog.waitFor({ state: 'hidden' })
  }

  /** Opens the next version of a text in the editor. */
  async writeNextVersion(): Promise<void> {
    await this.page.getByRole('link', { name: 'Consent', exact: true }).click()
    await this.hand.press(this.page.getByRole('button', { name: 'Write the next version' }))
  }

  async publish(reason: string): Promise<void> {
    await this.hand.press(this.page.getByRole('button', { name: 'Publish this version' }))
    const dialog = this.page.getByRole('dialog', { name: /^Publish version/ })
    await this.hand.write(dialog.getByLabel('Why the text changes'), reason)
    await this.hand.press(dialog.getByRole('button', { name: 'Publish', exact: true }))
    await dialog.waitFor({ state: 'hidden' })
  }
}
