import { rmSync } from 'node:fs'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { ORPCError } from '@orpc/client'
import { os } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { type LoopbackHost, openLoopback } from '../../src/main/loopback.ts'
import { pagesWithSecret } from '../support/pages.ts'

const status = { state: 'empty', people: [], practiceName: null, demonstration: false }
const problem = { code: 'a.b', fact: 'F.', rule: 'R.', nextStep: 'N.' }
const router = {
  vault: {
    status: os.handler(() => status),
    lock: os.errors({ REFUSED: { status: 422 } }).handler(() => {
      throw new ORPCError('REFUSED', { status: 422, defined: true, data: { problems: [problem] } })
    }),
  },
}
const { folder, pages } = pagesWithSecret()
const hosts: LoopbackHost[] = []

afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close()
})

afterAll(() => rmSync(folder, { recursive: true }))

const serve = async (port?: number) => {
  const host = await openLoopback({ router, context: () => ({}) }, { pages, port })
  hosts.push(host)
  return host
}

describe('a page of the loopback host', () => {
  it('moves its token from the address to the tab’s own storage [HOST-2]', async () => {
    const host = await serve()
    const { bar, storage } = await openPage(`${host.address}`)
    expect(bar()).toBe('/')
    expect(storage.get('stratum:token')).toBe(host.token)
  })

  it('keeps the way that the address led to', async () => {
    const host = await serve()
    const { bar } = await openPage(`${host.origin}/clients/1?tab=consent#token=${host.token}`)
    expect(bar()).toBe('/clients/1?tab=consent')
  })

  it('calls with it, also when it is loaded again without one in the address', async () => {
    const host = await serve()
    const { storage } = await openPage(host.address)
    const again = await openPage(`${host.origin}/clients`, storage)
    expect(await again.client.api.vault.status()).toEqual(status)
    expect(again.client.connection.current()).toBe('open')
  })

  it('reads the reasons of a refusal, and no reasons of anything else [HOST-30]', async () => {
    const host = await serve()
    const { client } = await openPage(host.address)
    const error: unknown = await client.api.vault.lock().catch((reason: unknown) => reason)
    expect(client.refusalOf(error)).toEqual([problem])
    expect(client.refusalOf(new Error('F.'))).toBeNull()
    expect(client.refusalOf(new ORPCError('REFUSED', { data: 'odd', defined: true }))).toBeNull()
  })

  it('knows that it is refused when it has no token of this run [HOST-30]', async () => {
    const host = await serve()
    const { client } = await openPage(`${host.origin}/`)
    const error: unknown = await client.api.vault.status().catch((reason: unknown) => reason)
    expect(client.connectionLost(error)).toBe(true)
    expect(client.connection.current()).toBe('refused')
  })

  it('notices that nobody answers, and that somebody answers again [HOST-30]', async () => {
    const host = await serve()
    const { client, storage } = await openPage(host.address)
    const heard = vi.fn()
    client.connection.subscribe(heard)
    await host.close()
    const error: unknown = await client.api.vault.status().catch((reason: unknown) => reason)
    expect(client.connectionLost(error)).toBe(true)
    expect(client.connection.current()).toBe('lost')
    const next = await serve(Number(new URL(host.origin).port))
    storage.set('stratum:token', next.token)
    const again = await openPage(`${next.origin}/`, storage)
    expect(await again.client.api.vault.status()).toEqual(status)
    expect(heard).toHaveBeenCalledOnce()
  })
})

describe('a page in the window', () => {
  it('waits for its port, and calls through it', async () => {
    const { client, hand } = await openPage('app://stratum/')
    const asked = client.api.vault.status()
    hand()
    expect(await asked).toEqual(status)
  })

  it('takes no port from a frame or another page, or with another message [HOST-31]', async () => {
    const { client, hand } = await openPage('app://stratum/')
    const answered = vi.fn()
    void client.api.vault.status().then(answered)
    hand({ source: null })
    hand({ data: 'other' })
    hand({ ports: [] })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(answered).not.toHaveBeenCalled()
  })

  it('says that nobody answers when its port closes, also of a call under way [HOST-30]', async () => {
    const { client, hand } = await openPage('app://stratum/')
    const port = hand()
    await client.api.vault.status()
    port.close()
    await vi.waitFor(() => expect(client.connection.current()).toBe('lost'))
    const error: unknown = await client.api.vault.status().catch((reason: unknown) => reason)
    expect(client.connectionLost(error)).toBe(true)
  })
})

/** The real api.ts in a page that is only as much of a page as it looks at. */
async function openPage(address: string, storage = new Map<string, string>()) {
  const url = new URL(address)
  let bar = `${url.pathname}${url.search}${url.hash}`
  const page = new EventTarget()
  vi.stubGlobal('window', page)
  vi.stubGlobal('location', url)
  vi.stubGlobal('navigator', { userAgent: 'Chrome/140' })
  vi.stubGlobal('history', {
    state: null,
    replaceState: (_state: unknown, _title: string, to: string) => {
      bar = to
    },
  })
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => void storage.set(key, value),
  })
  vi.resetModules()
  const client = await import('../../src/renderer/api.ts')
  const hand = (wrong: Record<string, unknown> = {}): MessagePort => {
    const { port1, port2 } = new MessageChannel()
    new RPCHandler(router).upgrade(port2)
    port2.start()
    const event = Object.assign(new Event('message'), {
      source: page,
      data: 'stratum:port',
      ports: [port1],
      ...wrong,
    })
    page.dispatchEvent(event)
    return port2
  }
  return { client, storage, bar: () => bar, hand }
}
