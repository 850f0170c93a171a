import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

/** An answer that either host can give: the loopback server and the window's own protocol. */
export interface Page {
  status: number
  headers: Readonly<Record<string, string>>
  body: Uint8Array<ArrayBuffer> | string
}

/**
 * What a page may do, the same in a window and in a browser. Nothing comes from anywhere else.
 * WebAssembly compiles hashes and barcodes; Mantine writes its styles inline. There is no
 * `unsafe-eval`.
 */
export const contentSecurityPolicy = (): string =>
  [
    `default-src 'none'`,
    `script-src 'self' 'wasm-unsafe-eval'`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `media-src 'self' blob:`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ')

/** On every answer of either host. */
export const securityHeaders = (): Record<string, string> => ({
  'content-security-policy': contentSecurityPolicy(),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
})

/** A refusal in words, for a person who reads it in a browser or a terminal. */
export const plain = (status: number, text: string): Page => ({
  status,
  headers: {
    ...securityHeaders(),
    'cache-control': 'no-store',
    'content-type': 'text/plain; charset=utf-8',
  },
  body: `${text}\n`,
})

/**
 * Answers a path with a file of the folder, and any path that is a screen's with the one page.
 * Only files that stood in the folder at the start can be had, so no path leads out of it; one that
 * tries is told so.
 */
export function pagesOf(folder: string): (path: string) => Promise<Page> {
  const files = filesOf(folder)
  return async (path) => {
    const wanted = decoded(path)
    if (wanted === null)
      return plain(403, 'This path leads out of the application. Open / instead.')
    const name = files.has(wanted) ? wanted : extname(wanted) === '' ? 'index.html' : null
    const file = name === null ? undefined : files.get(name)
    if (files.size === 0) return plain(404, 'The page has not been built. Run npm run build.')
    if (name === null || file === undefined)
      return plain(404, 'There is no such file. Open / instead.')
    return {
      status: 200,
      headers: {
        ...securityHeaders(),
        'cache-control': 'no-cache',
        'content-type': mediaTypes[extname(name)] ?? 'application/octet-stream',
      },
      body: await readFile(file),
    }
  }
}

/** None where the page was not built: the calls can be served all the same. */
function filesOf(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map()
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(folder.length + 1).replaceAll(sep, '/'), file]),
  )
}

/** The path below the root, or null for one that is malformed or tries to climb. */
function decoded(path: string): string | null {
  try {
    const text = decodeURIComponent(path)
    const climbs = /[\\\0]/.test(text) || text.split('/').includes('..')
    return climbs ? null : text.replace(/^\/+/, '')
  } catch {
    return null
  }
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}
