import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of pages with a secret beside it, which no path may reach. */
export function pagesWithSecret(): { folder: string; pages: string } {
  const folder = mkdtempSync(join(tmpdir(), 'stratum-pages-'))
  const pages = join(folder, 'pages')
  mkdirSync(join(pages, 'assets'), { recursive: true })
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>Stratum</title>')
  writeFileSync(join(pages, 'assets', 'app.js'), 'export {}')
  writeFileSync(join(folder, 'vault.json'), 'secret')
  return { folder, pages }
}
