import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, expect, test } from '@playwright/test'
import { electronHere, hasDisplay } from '../../scripts/lib/electron.mjs'

// The real Electron, wherever its runtime is; elsewhere npm test says in so many words that it was
// not tested. tests/hosts/electron.test.ts looks at the wiring everywhere.

const executablePath = electronHere()

test('the real Electron opens the window, isolated and served over its port', async () => {
  test.skip(executablePath === null, "Electron's runtime is not on this machine")
  test.skip(!hasDisplay(), 'there is no display for a window')
  const folder = mkdtempSync(join(tmpdir(), 'stratum-electron-'))
  const project = resolve(import.meta.dirname, '../..')
  const app = await _electron.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: [project, '--practice', folder, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  })
  try {
    const page = await app.firstWindow()
    await expect(page).toHaveURL('app://stratum/')
    await expect(page.getByRole('heading').first()).toBeVisible()
    expect(await page.evaluate(() => 'require' in globalThis || 'process' in globalThis)).toBe(
      false,
    )
    const windows = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
    expect(windows).toBe(1)
    await page.evaluate(() => window.open('https://evil.example/'))
    expect(app.windows()).toHaveLength(1)
  } finally {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
