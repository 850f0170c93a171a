import { rmSync } from 'node:fs'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { RouterClient } from '@orpc/server'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDesktop } from '../../src/main/electron.ts'
import { pagesOf } from '../../src/main/pages.ts'
import { app, BrowserWindow, ipcMain, seen } from '../support/electron-stand-in.ts'
import { pagesWithSecret } from '../support/pages.ts'
import { type TinyRouter, tinyApplication } from '../support/tiny-application.ts'

vi.mock('electron', () => import('../support/electron-stand-in.ts'))

const { folder, pages } = pagesWithSecret()
const application = tinyApplication()
const options = { profile: 'abc', preload: '/built/preload/index.cjs', pages: pagesOf(pages) }

beforeAll(async () => {
  await createDesktop(options)?.open(application)
})
afterAll(() => rmSync(folder, { recursive: true }))

const own = () => {
  const [window] = seen.windows
  const session = seen.sessions.get('stratum')
  if (window === undefined || session === undefined) throw new Error('There is no window.')
  return { window, session, contents: window.webContents }
}

describe('the window', () => {
  it('is isolated, sandboxed, without node, and downloads no dictionary [HOST-13]', () => {
    expect(own().window.options.webPreferences).toMatchObject({
      preload: options.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    })
  })

  it('keeps nothing of a page on the disk: its session lives in memory [HOST-13]', () => {
    expect(own().window.options.webPreferences['partition']).toBe('stratum')
    expect(seen.paths['userData']).toContain('stratum-window/abc')
  })

  it('shows itself when there is something to see, at its own address', () => {
    expect(own().window.shown).toBe(true)
    expect(own().contents.mainFrame.url).toBe('app://stratum/')
  })

  it('switches off the errands that Chromium runs by itself', () => {
    expect(seen.switches).toEqual(
      expect.arrayContaining(['disable-background-networking', 'disable-component-update']),
    )
    expect(seen.switches).not.toContain('no-sandbox')
  })

  it('comes to the front when the same practice is opened again [HOST-16]', () => {
    app.emit('second-instance')
    expect(own().window.focused).toBe(1)
  })
})

describe('what a page in the window may do', () => {
  it.each(['media', 'geolocation', 'notifications', 'hid', 'openExternal', 'fullscreen'])(
    'has no permission for %s [HOST-14]',
    (name) => {
      const decide = vi.fn()
      own().session.permission?.(own().contents, name, decide)
      expect(decide).toHaveBeenCalledExactlyOnceWith(false)
      expect(own().session.check?.()).toBe(false)
      expect(own().session.device?.()).toBe(false)
    },
  )

  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])(
    'leads nowhere else (%s) [HOST-14]',
    (event) => {
      const leads = (url: string) => {
        const preventDefault = vi.fn()
        own().contents.emit(event, { url, preventDefault })
        return preventDefault.mock.calls.length === 0
      }
      expect(leads('https://evil.example/')).toBe(false)
      expect(leads('file:///etc/passwd')).toBe(false)
      expect(leads('app://elsewhere/')).toBe(false)
      expect(leads('app://stratum/clients')).toBe(true)
    },
  )

  it('opens no window and embeds no web view [HOST-14]', () => {
    const preventDefault = vi.fn()
    own().contents.emit('will-attach-webview', { preventDefault })
    expect(preventDefault).toHaveBeenCalledOnce()
    expect(own().contents.windowOpen?.()).toEqual({ action: 'deny' })
  })

  it.each([
    ['app://stratum/assets/app.js', false],
    ['blob:app://stratum/1', false],
    ['data:image/png;base64,AA==', false],
    ['https://evil.example/collect', true],
    ['https://stratum/collect', true],
    ['http://127.0.0.1:9000/', true],
    ['ws://127.0.0.1:9000/', true],
    ['file:///etc/passwd', true],
  ])('sends no request that leaves the app: %s [HOST-14]', (url, cancel) => {
    const decide = vi.fn()
    own().session.request?.({ url }, decide)
    expect(decide).toHaveBeenCalledExactlyOnceWith({ cancel })
  })
})

describe('the app:// protocol', () => {
  const open = async (url: string, method = 'GET') => {
    const answer = await own().session.schemes.get('app')?.(asRequest(url, method))
    if (answer === undefined) throw new Error('The protocol is not served.')
    return { status: answer.status, text: await answer.text(), headers: answer.headers }
  }

  it('is a secure origin of its own', () => {
    expect(seen.privileged).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ])
  })

  it('serves the page and its files under the same policy as the loopback host [HOST-12]', async () => {
    const { status, text, headers } = await open('app://stratum/clients/1')
    expect([status, text]).toEqual([200, '<!doctype html><title>Stratum</title>'])
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect((await open('app://stratum/assets/app.js')).headers.get('content-type')).toContain(
      'text/javascript',
    )
  })

  it.each([
    'app://stratum/../vault.json',
    'app://stratum/..%2fvault.json',
    'app://stratum/%2e%2e/vault.json',
    'app://stratum/assets/..%5c..%5cvault.json',
    'app://elsewhere/index.html',
    'app://stratum.evil/index.html',
  ])('refuses %s [HOST-11]', async (url) => {
    const { status, text } = await open(url)
    expect(status).toBe(403)
    expect(text).not.toContain('secret')
  })

  it('is only read', async () => {
    expect((await open('app://stratum/', 'POST')).status).toBe(405)
  })
})

describe('the port', () => {
  let handed: MessagePort | null
  let page: EventTarget & { postMessage: ReturnType<typeof vi.fn> }

  beforeEach(() => {
    handed = null
    page = Object.assign(new EventTarget(), {
      postMessage: vi.fn((_message: string, _to: string, ports: MessagePort[]) => {
        handed = ports[0] ?? null
      }),
    })
  })

  const loadPreload = async () => {
    vi.stubGlobal('window', page)
    vi.stubGlobal('MessageChannel', MessageChannel)
    vi.resetModules()
    vi.doMock('electron', () => ({ ipcRenderer: { postMessage: send } }))
    await import('../../src/preload/index.ts')
    vi.doUnmock('electron')
    page.dispatchEvent(new Event('DOMContentLoaded'))
    if (handed === null) throw new Error('The preload handed nothing over.')
    return handed
  }

  let from: { sender: unknown; senderFrame: unknown }
  beforeEach(() => {
    from = { sender: own().contents, senderFrame: own().contents.mainFrame }
  })
  const send = (channel: string, _message: unknown, ports: readonly MessagePort[]) => {
    ipcMain.emit(channel, { ...from, ports })
  }

  it('is handed by the preload to the page and to main, and carries the application [HOST-15]', async () => {
    const port = await loadPreload()
    expect(page.postMessage).toHaveBeenCalledExactlyOnceWith('stratum:port', '*', [port])
    const client: RouterClient<TinyRouter> = createORPCClient(new RPCLink({ port }))
    port.start()
    const first = await client.echo({ text: 'one' })
    const second = await client.echo({ text: 'two' })
    expect(second).toEqual({ text: 'two', call: first.call + 1 })
    expect(await client.weigh({ file: new File([new Uint8Array(1000)], 'photo.jpg') })).toBe(1000)
    await expect(client.fail()).rejects.toThrow('Internal server error')
    port.close()
  })

  it.each([
    ['another window', () => ({ sender: new BrowserWindow(own().window.options).webContents })],
    ['a frame inside our page', () => ({ senderFrame: { url: 'app://stratum/' } })],
    ['a frame that is gone', () => ({ senderFrame: null })],
  ])('is closed unheard when %s sends it [HOST-15]', async (_name, wrong) => {
    Object.assign(from, wrong())
    const port = await loadPreload()
    await closed(port)
  })

  it.each(['https://evil.example/', 'about:blank', '', 'app://elsewhere/'])(
    'is closed unheard when our main frame has come to %s [HOST-15]',
    async (url) => {
      const frame = own().contents.mainFrame
      const home = frame.url
      frame.url = url
      try {
        await closed(await loadPreload())
      } finally {
        frame.url = home
      }
    },
  )
})

describe('the end', () => {
  it('says a refusal in a box when there is no window for it', async () => {
    await createDesktop(options)?.refuse('The practice is open elsewhere.', 'Close it there.')
    expect(seen.boxes).toEqual([
      { title: 'The practice is open elsewhere.', text: 'Close it there.' },
    ])
    expect(seen.exit).toBe(1)
  })

  it('closes the practice before the process ends [HOST-17]', async () => {
    const quits = seen.quits
    app.emit('window-all-closed')
    await vi.waitFor(() => expect(seen.quits).toBe(quits + 2))
    expect(application.isClosed()).toBe(true)
  })

  it('comes at once for a second process of the same practice, which opens no window [HOST-16]', () => {
    const { quits, windows } = seen
    const before = windows.length
    seen.isOnlyInstance = false
    expect(createDesktop(options)).toBeNull()
    expect([seen.quits, seen.windows.length]).toEqual([quits + 1, before])
  })
})

/** As Electron hands it over: the address is the text that was asked for, not a mended one. */
function asRequest(url: string, method: string): Request {
  const request = new Request('app://stratum/', { method })
  Object.defineProperty(request, 'url', { value: url })
  return request
}

/** Settles when the other side has closed the port. */
const closed = (port: MessagePort) =>
  new Promise<void>((resolve) => {
    port.on('close', () => resolve())
    port.start()
  })
