import {
  app,
  BrowserWindow,
  dialog,
  type IpcMainEvent,
  ipcMain,
  Menu,
  protocol,
  type Session,
  session,
  type WebContents,
} from 'electron'
import type { AnyRouter } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { portChannel } from '#shared/channel.ts'
import { type Page, plain } from './pages.ts'

export interface Desktop {
  /** Waits for Electron, opens the window and serves it. */
  open(application: Served): Promise<void>
  /** A refusal in a box of its own, when there is no window that could show it. */
  refuse(title: string, text: string): Promise<void>
}

interface Served {
  readonly router: AnyRouter
  /** A fresh context for one call. */
  readonly context: () => Record<string, unknown>
  readonly close: () => Promise<void>
}

interface DesktopOptions {
  /** A short name of the practice folder: each folder has one window, with a profile of its own. */
  profile: string
  preload: string
  pages: (path: string) => Promise<Page>
  /** A development server's page; ignored in a package. */
  developmentPage?: string | undefined
}

const origin = 'app://stratum'
/** Kept in memory only: nothing that a page shows reaches a cache on the disk. */
const partition = 'stratum'

/**
 * Call it before Electron is ready, once. Null: another window has this practice, and was brought
 * to the front.
 */
export function createDesktop(options: DesktopOptions): Desktop | null {
  app.setName('Stratum')
  app.setPath('userData', `${app.getPath('appData')}/stratum-window/${options.profile}`)
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return null
  }
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
  quiet()
  app.on('web-contents-created', (_event, contents) => confine(contents, pageOf(options)))
  return {
    async open(application) {
      await app.whenReady()
      serve(sessionOf(), options)
      const window = openWindow(options)
      acceptPort(window, application, pageOf(options))
      closeWith(application)
      await window.loadURL(pageOf(options))
    },
    async refuse(title, text) {
      // Before that, Linux shows no box.
      await app.whenReady()
      dialog.showErrorBox(title, text)
      app.exit(1)
    },
  }
}

const pageOf = (options: DesktopOptions): string =>
  (app.isPackaged ? undefined : options.developmentPage) ?? `${origin}/`

const sessionOf = (): Session => session.fromPartition(partition)

/** Chromium's own errands: none may leave this machine. */
function quiet(): void {
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'no-pings',
  ]) {
    app.commandLine.appendSwitch(name)
  }
}

function serve(own: Session, options: DesktopOptions): void {
  own.protocol.handle('app', async (request) => {
    const page = await pageFor(request, options.pages)
    const { status, headers } = page
    return new Response(request.method === 'HEAD' ? null : page.body, { status, headers })
  })
  own.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  own.setPermissionCheckHandler(() => false)
  own.setDevicePermissionHandler(() => false)
  const allowed = new Set(['app:', 'blob:', 'data:', 'devtools:'])
  const page = new URL(pageOf(options))
  own.webRequest.onBeforeRequest((details, decide) => {
    const url = new URL(details.url)
    const isDevelopment = page.protocol !== 'app:' && url.host === page.host
    decide({ cancel: !allowed.has(url.protocol) && !isDevelopment })
  })
}

async function pageFor(request: Request, pages: DesktopOptions['pages']): Promise<Page> {
  // Taken from the text: URL would resolve the dots of a path that tries to climb.
  const path = request.url.slice(origin.length).split(/[?#]/, 1)[0] ?? '/'
  if (!request.url.startsWith(`${origin}/`)) return plain(403, `Only ${origin}/ is served here.`)
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return plain(405, 'Pages are only read here.')
  }
  return pages(path)
}

function openWindow(options: DesktopOptions): BrowserWindow {
  Menu.setApplicationMenu(process.platform === 'darwin' ? Menu.getApplicationMenu() : null)
  const window = new BrowserWindow({
    title: 'Stratum',
    width: 1280,
    height: 800,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    webPreferences: {
      preload: options.preload,
      partition,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Its dictionaries would be fetched from the network.
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  })
  window.once('ready-to-show', () => window.show())
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  return window
}

/** A page of ours stays where it is, opens nothing and embeds nothing. */
function confine(contents: WebContents, page: string): void {
  const home = new URL(page)
  const stay = (event: { preventDefault(): void; url: string }) => {
    const target = new URL(event.url)
    if (target.protocol !== home.protocol || target.host !== home.host) event.preventDefault()
  }
  contents.on('will-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** The whole application is behind this port, so who sends it is looked at first. */
function acceptPort(window: BrowserWindow, application: Served, page: string): void {
  const handler = new RPCHandler(application.router, {
    interceptors: [(call) => call.next({ ...call, context: application.context() })],
  })
  const home = new URL(page)
  ipcMain.on(portChannel, (event: IpcMainEvent) => {
    const [port, ...others] = event.ports
    for (const other of others) other.close()
    if (port === undefined) return
    if (!isOurs(event, window, home)) return port.close()
    handler.upgrade(port, { context: application.context() })
    port.start()
  })
}

function isOurs(event: IpcMainEvent, window: BrowserWindow, home: URL): boolean {
  const frame = event.senderFrame
  if (event.sender !== window.webContents || frame === null) return false
  if (frame !== window.webContents.mainFrame) return false
  const from = URL.parse(frame.url)
  return from?.protocol === home.protocol && from.host === home.host
}

/** The practice is closed before the process ends, on every ordinary way out. */
function closeWith(application: Served): void {
  let closed = false
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void application.close().finally(() => {
      closed = true
      app.quit()
    })
  })
}
