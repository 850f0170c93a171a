import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ensureBuilt } from '../../scripts/lib/build.mjs'

const pages = resolve(import.meta.dirname, '../../out/renderer')
const manifest = z.record(
  z.string(),
  z.object({ file: z.string(), imports: z.array(z.string()).default([]) }),
)
let built: z.infer<typeof manifest>

beforeAll(async () => {
  await ensureBuilt(process.execPath)
  built = manifest.parse(JSON.parse(readFileSync(`${pages}/.vite/manifest.json`, 'utf8')))
})

/** The names of everything that is loaded before these can run. */
const loadedFor = (...names: readonly string[]): ReadonlySet<string> => {
  const loaded = new Set<string>()
  const load = (name: string): void => {
    if (loaded.has(name)) return
    const chunk = built[name]
    if (!chunk) throw new Error(`The build made no ${name}.`)
    loaded.add(name)
    chunk.imports.forEach(load)
  }
  names.forEach(load)
  return loaded
}

/** Bytes of JavaScript, each file compressed with gzip as a web server would. */
const compressed = (names: ReadonlySet<string>): number =>
  [...names]
    .map((name) => gzipSync(readFileSync(`${pages}/${built[name]?.file}`), { level: 9 }).length)
    .reduce((sum, bytes) => sum + bytes, 0)

// The promise is 250 kB. On 1 December 2026 Today stood after 178 kB, the first run after 226 kB.
const firstScreens = [
  { screen: 'the lock', names: ['index.html'], limit: 200_000 },
  { screen: 'Today', names: ['index.html', 'today/index.ts'], limit: 200_000 },
  { screen: 'the first run', names: ['index.html', 'vault/FirstRunPage.tsx'], limit: 250_000 },
]

describe('the first screen', () => {
  it.each(firstScreens)('stands before $limit bytes are loaded: $screen', ({ names, limit }) => {
    expect(compressed(loadedFor(...names))).toBeLessThan(limit)
  })

  it('loads charts, the scanner and the palette only when they are used', () => {
    const loaded = loadedFor('index.html', 'today/index.ts')
    for (const later of ['sessions/index.ts', 'ui/readPhoto.ts', 'app/Palette.tsx']) {
      expect(built).toHaveProperty([later])
      expect(loaded).not.toContain(later)
    }
  })
})
