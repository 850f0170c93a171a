import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

declare global {
  interface Window {
    /** In a document that was given it. */
    axe: typeof axe
  }
}

/**
 * Axe finds nothing on the page as it is now, in light and in dark, at either size: colours do not
 * follow the size, nor does the layout follow the scheme, so each is looked at once.
 */
export const expectAccessible = async (page: Page): Promise<void> => {
  for (const { colorScheme, ...viewport } of appearances) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    await page.evaluate(settled, colorScheme)
    expect(await violationsOn(page), `${colorScheme} ${viewport.width}`).toEqual([])
  }
}

const appearances = [
  { colorScheme: 'light', width: 1280, height: 800 },
  { colorScheme: 'dark', width: 1024, height: 768 },
] as const

/**
 * Every rule, in the one document that there is: the content security policy allows no frames. Axe
 * is half a megabyte, so a document is given it once.
 */
const violationsOn = async (page: Page): Promise<readonly string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(judged)
}

const judged = async (): Promise<readonly string[]> => {
  // A dialog makes the page behind it inert, and the page has its own look.
  const dialog = [...document.querySelectorAll('[role="dialog"][aria-modal="true"]')].at(-1)
  const { violations } = await window.axe.run(dialog ?? document, {
    resultTypes: ['violations'],
  })
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, any }) => `${html} ${any.map(({ message }) => message).join(' ')}`).join(' ')}`,
  )
}

/**
 * The page has followed the scheme, and two frames in a row have nothing that changes in them.
 *
 * It follows in a frame of its own some time after it is asked, and each colour then takes a
 * transition that shows the old value until the next frame. A scan holds up that frame: it would
 * see light text on a dark card. What turns for ever does not count.
 */
const settled = async (scheme: 'light' | 'dark'): Promise<void> => {
  const patience = performance.now() + 10_000
  const isChanging = ({ playState, effect }: Animation): boolean =>
    playState === 'running' && Number.isFinite(effect?.getComputedTiming().endTime)
  const unrest = (): string => {
    const shown = document.documentElement.dataset['mantineColorScheme']
    if (shown !== scheme) return `the page is ${shown} and not ${scheme}`
    const changing = document.getAnimations().filter(isChanging)
    return changing.length === 0 ? '' : `${changing.length} animations are running`
  }
  for (let quietFrames = 0; quietFrames < 2; ) {
    await new Promise((next) => requestAnimationFrame(next))
    const reason = unrest()
    quietFrames = reason === '' ? quietFrames + 1 : 0
    if (performance.now() > patience) throw new Error(`After ten seconds ${reason}.`)
  }
}
