import type { Locator, Page } from '@playwright/test'

/** How somebody acts on a screen: with nothing but the keyboard, a finger, or a mouse. */
export interface Hand {
  /** A button, a link, a checkbox or a radio. */
  readonly press: (target: Locator) => Promise<void>
  /** In a list of the browser's own: by the words that the option begins with. */
  readonly choose: (list: Locator, words: string) => Promise<void>
  /** Instead of what stands in the field. */
  readonly write: (target: Locator, text: string) => Promise<void>
  /** A day as `2009-05-01`. */
  readonly writeDay: (target: Locator, day: string) => Promise<void>
  /** One stroke, beginning at this part of the surface's width. */
  readonly draw: (surface: Locator, from: number) => Promise<void>
}

/** Tab, Space, Enter and the arrow keys; nothing is focused by the test. */
export const keyboard = (page: Page): Hand => {
  const tabTo = async (target: Locator): Promise<void> => {
    await target.waitFor({ state: 'attached' })
    for (let step = 0; step < 250; step += 1) {
      if (await target.evaluate(isThere)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`Tab does not reach ${target.toString()}.`)
  }
  return {
    press: async (target) => {
      for (let step = 0; step < 20; step += 1) {
        await tabTo(target)
        const key = await target.evaluate(keyFor)
        if (key === null) return
        await page.keyboard.press(key)
        if (key !== 'ArrowRight') return
      }
      throw new Error(`The arrow keys do not reach ${target.toString()}.`)
    },
    choose: async (list, words) => {
      await tabTo(list)
      await page.keyboard.type(words)
    },
    write: async (target, text) => {
      await tabTo(target)
      await page.keyboard.press('Control+a')
      await page.keyboard.type(text)
    },
    writeDay: async (target, day) => {
      await tabTo(target)
      await page.keyboard.type(day.split('-').toReversed().join(''))
    },
    draw: () => Promise.reject(new Error('Nobody draws with a keyboard: type the name.')),
  }
}

/** Also when another radio of the same group has the focus: the arrow keys lead on from there. */
const isThere = (element: Element): boolean => {
  const focused = document.activeElement
  return (
    element === focused ||
    (element instanceof HTMLInputElement &&
      focused instanceof HTMLInputElement &&
      element.type === 'radio' &&
      focused.type === 'radio' &&
      element.name === focused.name)
  )
}

/** What chooses it from where the focus is; null: an arrow key has done so already. */
const keyFor = (element: Element): string | null => {
  if (!(element instanceof HTMLInputElement)) return 'Enter'
  if (element.type !== 'radio') return 'Space'
  if (element !== document.activeElement) return 'ArrowRight'
  return element.checked ? null : 'Space'
}

/** A radio or a checkbox is drawn by its label, which is what is tapped or clicked. */
const drawnBy = async (target: Locator): Promise<Locator> => {
  await target.waitFor({ state: 'attached' })
  const isDrawnByLabel = await target.evaluate(
    (element) =>
      element instanceof HTMLInputElement && ['radio', 'checkbox'].includes(element.type),
  )
  if (!isDrawnByLabel) return target
  const around = target.locator('xpath=ancestor::label[1]')
  if ((await around.count()) === 1) return around
  const id = await target.getAttribute('id')
  return target.page().locator(`label[for="${id}"]`)
}

const chooseBeginning = async (list: Locator, words: string): Promise<void> => {
  const option = list
    .getByRole('option')
    .filter({ hasText: new RegExp(`^${words}`) })
    .first()
  await list.selectOption({ value: (await option.getAttribute('value')) ?? '' })
}

/** Taps and strokes, in a context that has touch; words come from the keys that the device shows. */
export const finger = (page: Page): Hand => ({
  press: async (target) => (await drawnBy(target)).tap(),
  choose: chooseBeginning,
  write: (target, text) => target.fill(text),
  writeDay: (target, day) => target.fill(day),
  draw: async (surface, from) => {
    const at = await pathOn(surface, from)
    const session = await page.context().newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', step: number) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [at(step)],
      })
    await touch('touchStart', 0)
    for (let step = 1; step <= strokeLength; step += 1) await touch('touchMove', step)
    await touch('touchEnd', strokeLength)
    await session.detach()
  },
})

export const mouse = (page: Page): Hand => ({
  press: async (target) => (await drawnBy(target)).click(),
  choose: chooseBeginning,
  write: (target, text) => target.fill(text),
  writeDay: (target, day) => target.fill(day),
  draw: async (surface, from) => {
    const at = await pathOn(surface, from)
    await page.mouse.move(at(0).x, at(0).y)
    await page.mouse.down()
    for (let step = 1; step <= strokeLength; step += 1)
      await page.mouse.move(at(step).x, at(step).y)
    await page.mouse.up()
  },
})

const strokeLength = 24

const pathOn = async (surface: Locator, from: number) => {
  await surface.scrollIntoViewIfNeeded()
  const box = await surface.boundingBox()
  if (!box) throw new Error('The surface is not drawn.')
  return (step: number) => ({
    x: box.x + box.width * (from + step * 0.012),
    y: box.y + box.height * (0.5 + Math.sin(step / 3) * 0.25),
  })
}
