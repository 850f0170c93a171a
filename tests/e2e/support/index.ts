import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import {
  type Api,
  type Host,
  type Hosts,
  type OwnHost,
  startHost,
  startHosts,
} from '../../support/host.ts'

interface Fixtures {
  /** An empty folder for one practice, gone after the test. */
  folder: string
  /** The loopback host on that folder. */
  host: Host
  /**
   * Instead of `host`, for a test that ends the application by force: a process of its own on the
   * folder. Each one that a test starts is ended with it.
   */
  startOwnHost: (daysAgo?: number) => Promise<OwnHost>
  /** Arranges through the same calls as the page. */
  api: Api
  /** Whatever the page complained of; a test that expects a complaint empties it. */
  complaints: string[]
}

/**
 * A test has a practice folder, a host and a page of its own. The page is not open yet:
 * `await page.goto(host.address)`. It fails when the page threw, broke its content security policy
 * or asked for anything that is not this machine.
 */
export const test = base.extend<Fixtures, { hosts: Hosts }>({
  hosts: [
    async ({ browserName: _ }, use) => {
      const hosts = startHosts()
      await use(hosts)
      await hosts.close()
    },
    { scope: 'worker' },
  ],
  folder: async ({ browserName: _ }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'stratum-practice-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },
  host: async ({ folder, hosts }, use) => {
    const host = await hosts.serve(folder)
    await use(host)
    await host.stop()
  },
  startOwnHost: async ({ folder }, use) => {
    const started: OwnHost[] = []
    await use(async (daysAgo = 0) => {
      const host = await startHost(folder, daysAgo)
      started.push(host)
      return host
    })
    for (const host of started) await host.kill()
  },
  api: async ({ host }, use) => {
    await use(host.api)
  },
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(`threw: ${error.message}`))
      page.on('console', (message) => {
        const text = message.text()
        if (text.includes('Content Security Policy')) complaints.push(text)
      })
      page.on('request', (request) => {
        const url = new URL(request.url())
        const isHere = ['127.0.0.1', ''].includes(url.hostname)
        if (!isHere) complaints.push(`asked for ${url.origin}`)
      })
      await use(complaints)
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
