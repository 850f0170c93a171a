import type { Locator } from '@playwright/test'
import type { Hand } from './hands.ts'

/**
 * Counts what somebody does: a press (click, tap or key chord), a field that is filled, a stroke and
 * a scan are one action each. Whose they are is told apart by whose hand it is.
 */
export class CountedHand implements Hand {
  readonly #hand: Hand
  readonly said: string[] = []

  constructor(hand: Hand) {
    this.#hand = hand
  }

  get actions(): number {
    return this.said.length
  }

  #count(what: string): void {
    this.said.push(what)
  }

  press = async (target: Locator): Promise<void> => {
    this.#count(`press ${nameOf(target)}`)
    await this.#hand.press(target)
  }

  write = async (target: Locator, text: string): Promise<void> => {
    this.#count(`fill ${nameOf(target)}`)
    await this.#hand.write(target, text)
  }

  writeDay = async (target: Locator, day: string): Promise<void> => {
    this.#count(`fill ${nameOf(target)}`)
    await this.#hand.writeDay(target, day)
  }

  draw = async (surface: Locator, from: number): Promise<void> => {
    this.#count(`draw on ${nameOf(surface)}`)
    await this.#hand.draw(surface, from)
  }

  /** What a scanner types counts as one. */
  scan = async (what: string, scanning: () => Promise<void>): Promise<void> => {
    this.#count(`scan ${what}`)
    await scanning()
  }

  choose = async (list: Locator, words: string): Promise<void> => {
    this.#count(`choose ${words}`)
    await this.#hand.choose(list, words)
  }
}

/** What the last step of a locator is called. */
const nameOf = (target: Locator): string => {
  const steps = target.toString().split('getBy')
  return (
    /(?:name: |Label\()(?:'([^']*)'|\/(.*?)\/)/
      .exec(steps.at(-1) ?? '')
      ?.slice(1)
      .join('') ?? ''
  )
}
