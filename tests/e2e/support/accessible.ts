import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/**
 * Axe finds nothing on the page as it is now, in light and in dark, at either size: colours do not
 * follow the size, nor does the layout follow the scheme, so each is looked at once.
 */
export const expectAccessible = async (page: Page): Promise<void> => {
  for (const { colorScheme, ...viewport } of appearances) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize(viewport)
    await page.evaluate(settled)
    const { violations } = await new AxeBuilder({ page }).analyze()
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`,
    )
    expect(found, `${colorScheme} ${viewport.width}`).toEqual([])
  }
}

const appearances = [
  { colorScheme: 'light', width: 1280, height: 800 },
  { colorScheme: 'dark', width: 1024, height: 768 },
] as const

/** Colours are judged when nothing is fading in any more; what turns for ever does not count. */
const settled = async (): Promise<void> => {
  const ending = document
    .getAnimations()
    .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime))
  await Promise.allSettled(ending.map(({ finished }) => finished))
}
