import { rmSync } from 'node:fs'
import { type IncomingHttpHeaders, request as httpRequest } from 'node:http'
import { connect, createServer } from 'node:net'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { RouterClient } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LoopbackHost, openLoopback } from '../../src/main/loopback.ts'
import { pagesWithSecret } from '../support/pages.ts'
import { type TinyRouter, tinyApplication } from '../support/tiny-application.ts'

const { folder, pages } = pagesWithSecret()
let host: LoopbackHost

beforeAll(async () => {
  host = await openLoopback(tinyApplication(), { pages })
})
afterAll(async () => {
  await host.close()
  rmSync(folder, { recursive: true })
})

describe('who is let in to the loopback host', () => {
  it('listens on this machine only, at an address that carries its token in the fragment [HOST-2]', () => {
    expect(host.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(host.address).toBe(`${host.origin}/#token=${host.token}`)
    expect(host.token.length).toBeGreaterThanOrEqual(43)
  })

  it('cannot be reached by another address of this machine [HOST-1]', async () => {
    const refused = new Promise<string>((resolve) => {
      const socket = connect({ host: '127.0.0.2', port: port() })
      socket.once('connect', () => resolve('connected'))
      socket.once('error', () => resolve('refused'))
    })
    expect(await refused).toBe('refused')
  })

  it.each(['evil.example', `evil.example:80`, 'localhost', '127.0.0.1', '127.0.0.1:1'])(
    'refuses a request that names the host "%s", page and call alike [HOST-3]',
    async (name) => {
      for (const path of ['/', '/rpc/echo']) {
        const answer = await ask({ path, headers: { host: name, ...withToken() } })
        expect(answer.status).toBe(403)
      }
    },
  )

  it('says in a refusal what it serves and what to do [HOST-7]', async () => {
    const answer = await ask({ path: '/', headers: { host: 'evil.example' } })
    expect(answer.body).toContain(host.origin)
    expect(answer.body).toContain('another host')
    expect(answer.body).toContain('Open the address')
  })

  it.each([
    'https://evil.example',
    'http://127.0.0.1:1',
    'http://localhost',
    'null',
    'app://stratum',
  ])('refuses a call from the origin %s even with the token [HOST-4]', async (origin) => {
    const answer = await call('echo', { ...withToken(), origin })
    expect(answer.status).toBe(403)
    expect(answer.body).toContain('another site')
  })

  it.each(['cross-site', 'same-site'])(
    'refuses a call that the browser calls %s [HOST-4]',
    async (site) => {
      const answer = await call('echo', { ...withToken(), 'sec-fetch-site': site })
      expect(answer.status).toBe(403)
    },
  )

  it('never invites another origin: no answer allows one [HOST-4]', async () => {
    const preflight = await ask({
      method: 'OPTIONS',
      path: '/rpc/echo',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    })
    expect(preflight.status).toBe(403)
    const own = await call('echo', withToken())
    for (const { headers } of [preflight, own]) {
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })

  it.each([
    ['no token', () => undefined],
    ['an empty one', () => ''],
    ['another one', () => 'x'.repeat(43)],
    ['one that is a part of it', () => host.token.slice(0, -1)],
    ['one that goes on', () => `${host.token}x`],
  ])('refuses a call with %s [HOST-5]', async (_name, token) => {
    const sent = token()
    const answer = await call('echo', sent === undefined ? {} : { 'x-stratum-token': sent })
    expect(answer.status).toBe(401)
    expect(answer.body).toContain('Open the address that was printed')
  })

  it('does not take the token from the address, a cookie or a bearer header [HOST-5]', async () => {
    const answer = await ask({
      method: 'POST',
      path: `/rpc/echo?token=${host.token}`,
      headers: {
        cookie: `token=${host.token}; x-stratum-token=${host.token}`,
        authorization: `Bearer ${host.token}`,
      },
      body: '{}',
    })
    expect(answer.status).toBe(401)
  })

  it('keeps its token to itself: no page holds it [HOST-2]', async () => {
    for (const path of ['/', '/assets/app.js', '/clients/1']) {
      const answer = await ask({ path })
      expect(answer.body + JSON.stringify(answer.headers)).not.toContain(host.token)
    }
  })

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])(
    'does not take a call by %s [HOST-6]',
    async (method) => {
      const answer = await ask({ method, path: '/rpc/echo', headers: withToken() })
      expect(answer.status).toBe(405)
    },
  )

  it('refuses a body of more than 64 MB before it reads it [HOST-6]', async () => {
    const answer = await call('echo', { ...withToken(), 'content-length': String(65 * 1024 ** 2) })
    expect(answer.status).toBe(413)
  })

  it('says that a port is taken instead of taking another [HOST-1]', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const address = taken.address()
    const number = address !== null && typeof address === 'object' ? address.port : 0
    await expect(openLoopback(tinyApplication(), { pages, port: number })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    })
    taken.close()
  })
})

describe('the pages of the loopback host', () => {
  it('serves the page for the root and for every screen [HOST-10]', async () => {
    for (const path of ['/', '/index.html', '/clients/0199', '/sessions/new?client=1']) {
      const answer = await ask({ path })
      expect([path, answer.status, answer.headers['content-type']]).toEqual([
        path,
        200,
        'text/html; charset=utf-8',
      ])
    }
  })

  it('serves its files with their type, and nothing for a file that is not there [HOST-10]', async () => {
    const script = await ask({ path: '/assets/app.js' })
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect((await ask({ path: '/assets/gone.js' })).status).toBe(404)
  })

  it.each([
    '/../vault.json',
    '/..%2fvault.json',
    '/%2e%2e/vault.json',
    '/assets/../../vault.json',
    '/assets/..%2f..%2fvault.json',
    '/..\\vault.json',
    '/..%5cvault.json',
    '/%00/../vault.json',
    '//../vault.json',
    '/%E0%A4%A',
    '/pages/../../vault.json',
  ])('refuses the path %s, which leads out of the application [HOST-11]', async (path) => {
    const answer = await ask({ path })
    expect(answer.status).toBe(403)
    expect(answer.body).not.toContain('secret')
  })

  it('cannot be made to read a file by its whole name [HOST-11]', async () => {
    for (const path of ['/etc/passwd', '//etc/passwd', `${folder}/vault.json`]) {
      const answer = await ask({ path })
      expect(answer.body).not.toMatch(/root:|secret/)
    }
  })

  it('carries the same policy on pages, calls and refusals [HOST-12]', async () => {
    const answers = [
      await ask({ path: '/' }),
      await call('echo', withToken()),
      await call('echo', {}),
      await ask({ path: '/', headers: { host: 'evil.example' } }),
    ]
    for (const { headers } of answers) {
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("connect-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain("'unsafe-eval'")
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['referrer-policy']).toBe('no-referrer')
    }
  })
})

describe('calls through the loopback host', () => {
  it('gives each call a fresh context, and keeps no answer in a cache [HOST-8]', async () => {
    const { echo } = client()
    const [first, second] = [await echo({ text: 'one' }), await echo({ text: 'ł ø ß 漢' })]
    expect(second).toEqual({ text: 'ł ø ß 漢', call: first.call + 1 })
    expect((await call('echo', withToken())).headers['cache-control']).toBe('no-store')
  })

  it('carries files both ways', async () => {
    const bytes = new Uint8Array(200_000).fill(7)
    expect(await client().weigh({ file: new File([bytes], 'photo.jpg') })).toBe(200_000)
    expect(await (await client().make()).text()).toBe('made here')
  })

  it('streams progress as it comes', async () => {
    const seen: number[] = []
    for await (const step of await client().count()) seen.push(step)
    expect(seen).toEqual([1, 2])
  })

  it('tells nothing of a surprise [HOST-9]', async () => {
    const answer = await call('fail', withToken())
    expect(answer.status).toBe(500)
    expect(answer.body).not.toContain('Maria')
  })

  it('answers what was asked before it lets go of its port', async () => {
    const own = await openLoopback(tinyApplication(), { pages })
    const asked = clientOf(own).echo({ text: 'last' })
    await asked
    await own.close()
    await expect(clientOf(own).echo({ text: 'late' })).rejects.toThrow()
  })
})

const port = (): number => Number(new URL(host.origin).port)
const withToken = () => ({ 'x-stratum-token': host.token })
const client = () => clientOf(host)

function clientOf(to: LoopbackHost): RouterClient<TinyRouter> {
  return createORPCClient(
    new RPCLink({ url: `${to.origin}/rpc`, headers: { 'x-stratum-token': to.token } }),
  )
}

interface Ask {
  method?: string
  path: string
  headers?: Record<string, string>
  body?: string
}

/** A request as bytes: fetch would mend the path and refuse to send these headers. */
function ask({ method = 'GET', path, headers = {}, body }: Ask) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>(
    (resolve, reject) => {
      const sent = httpRequest(
        { host: '127.0.0.1', port: port(), method, path, headers },
        (answer) => {
          let text = ''
          answer.setEncoding('utf8')
          answer.on('data', (part: string) => {
            text += part
          })
          answer.on('end', () =>
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }),
          )
        },
      )
      sent.on('error', reject)
      sent.end(body)
    },
  )
}

const call = (name: string, headers: Record<string, string>) =>
  ask({
    method: 'POST',
    path: `/rpc/${name}`,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ json: { text: 'one' } }),
  })
