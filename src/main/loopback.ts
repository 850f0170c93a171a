import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { AnyRouter } from '@orpc/server'
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node'
import { tokenHeader } from '#shared/channel.ts'
import { type Page, pagesOf, plain, securityHeaders } from './pages.ts'

/** The same application for a browser on this machine, and for no one else. */
export interface LoopbackHost {
  /** What a browser opens: the origin with the token in the fragment, which no request carries. */
  readonly address: string
  /** `http://127.0.0.1:PORT` */
  readonly origin: string
  readonly token: string
  /** Answers what has been asked, then lets go of the port. */
  close(): Promise<void>
}

/** What is served: practice.ts has the real one. */
export interface Served {
  readonly router: AnyRouter
  /** A fresh context for one call. */
  readonly context: () => Record<string, unknown>
}

interface LoopbackOptions {
  /** The folder of the built page. */
  pages: string
  /** 0, or none, is one that the system chooses. */
  port?: number | undefined
}

/** Bytes of one request; a photo or a backup part fits, an endless body does not. */
const bodyLimit = 64 * 1024 * 1024
const loopback = '127.0.0.1'

/** Listens on 127.0.0.1. Rejects with the system's error when the port cannot be had. */
export async function openLoopback(
  application: Served,
  options: LoopbackOptions,
): Promise<LoopbackHost> {
  const token = randomBytes(32).toString('base64url')
  const pages = pagesOf(options.pages)
  const call = caller(application)
  const server = createServer()
  const origin = await listen(server, options.port ?? 0)
  const underWay = new Set<ServerResponse>()
  server.on('request', (request, response) => {
    underWay.add(response)
    response.once('close', () => underWay.delete(response))
    answer(request, response).catch((error: unknown) => surprise(response, error))
  })
  return {
    address: `${origin}/#token=${token}`,
    origin,
    token,
    close: () => close(server, underWay),
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/'
    const isCall = path === '/rpc' || path.startsWith('/rpc/')
    const refused = stranger(request, origin) ?? (isCall ? refusedCall(request, token) : null)
    if (refused !== null) return send(request, response, refused)
    if (isCall) return call(request, response)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return send(request, response, plain(405, 'Pages are only read here. Use GET.'))
    }
    return send(request, response, await pages(path))
  }
}

/**
 * Whoever names another host reached us through a name that was pointed here (DNS rebinding), and
 * another origin is another site's page. Neither gets an answer, not even a page.
 */
function stranger(request: IncomingMessage, origin: string): Page | null {
  const here = `This is Stratum at ${origin}, for this machine only.`
  if (request.headers.host !== new URL(origin).host) {
    return plain(403, `${here} The request named another host. Open the address that was printed.`)
  }
  const from = request.headers.origin
  const site = request.headers['sec-fetch-site']
  const crossSite = site === 'cross-site' || site === 'same-site'
  const navigates = request.headers['sec-fetch-mode'] === 'navigate' && request.method === 'GET'
  if ((from !== undefined && from !== origin) || (crossSite && !navigates)) {
    return plain(403, `${here} The request came from another site, which may not use it.`)
  }
  return null
}

function refusedCall(request: IncomingMessage, token: string): Page | null {
  if (!sameToken(request.headers[tokenHeader], token)) {
    return plain(
      401,
      'The token is missing or is not the one of this run. Open the address that was printed when Stratum started.',
    )
  }
  if (request.method !== 'POST') return plain(405, 'Calls are made with POST.')
  if (Number(request.headers['content-length'] ?? 0) > bodyLimit) {
    return plain(413, 'The request is larger than 64 MB, which is the most that one may send.')
  }
  return null
}

/** In constant time: digests have one length, whatever was sent. */
function sameToken(sent: string | string[] | undefined, token: string): boolean {
  if (typeof sent !== 'string') return false
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(sent), digest(token))
}

function caller(application: Served) {
  const handler = new RPCHandler(application.router, {
    plugins: [new BodyLimitPlugin({ maxBodySize: bodyLimit })],
  })
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const headers = { ...securityHeaders(), 'cache-control': 'no-store' }
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    const { matched } = await handler.handle(request, response, {
      prefix: '/rpc',
      context: application.context(),
    })
    if (!matched) send(request, response, plain(404, 'There is no such procedure.'))
  }
}

function send(request: IncomingMessage, response: ServerResponse, page: Page): void {
  // Whatever body was refused is not read to its end, so the connection cannot go on.
  if (page.status >= 400 && request.method === 'POST') response.setHeader('connection', 'close')
  response.writeHead(page.status, page.headers)
  response.end(request.method === 'HEAD' ? undefined : page.body)
}

/** Nothing of the error goes out, and only its kind is written down: a message may hold data. */
function surprise(response: ServerResponse, error: unknown): void {
  const incident = randomUUID()
  const kind = error instanceof Error ? error.name : typeof error
  process.stderr.write(`Incident ${incident}: the loopback host met ${kind}.\n`)
  if (response.headersSent) return void response.destroy()
  const page = plain(500, `Something went wrong here (incident ${incident}). Try again.`)
  response.writeHead(page.status, page.headers)
  response.end(page.body)
}

async function listen(server: Server, port: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen({ host: loopback, port, exclusive: true }, resolve)
  await promise
  server.off('error', reject)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The port has no number.')
  return `http://${loopback}:${address.port}`
}

/**
 * Five seconds for answers under way; a stream that a page holds open does not keep us longer. A
 * connection that asks nothing (browsers open some ahead) is closed at once.
 */
async function close(server: Server, underWay: ReadonlySet<ServerResponse>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  server.close(() => resolve())
  const answers = [...underWay].map((response) => once(response, 'close'))
  await Promise.race([Promise.all(answers), wait(5_000, null, { ref: false })])
  server.closeAllConnections()
  await promise
}
