import { EventEmitter } from 'node:events'
import type { MessagePort } from 'node:worker_threads'

/**
 * Stands in for the module `electron`, so that the real main and the real preload run under Node:
 * `vi.mock('electron', () => import('../support/electron-stand-in.ts'))`. It proves the wiring, not
 * Electron; tests/e2e/electron.spec.ts runs the real one wherever it is.
 */

type Decide = (allowed: boolean) => void

class Contents extends EventEmitter {
  readonly mainFrame = { url: '' }
  windowOpen: (() => { action: string }) | null = null
  setWindowOpenHandler(handler: () => { action: string }): void {
    this.windowOpen = handler
  }
}

class OwnSession {
  readonly schemes = new Map<string, (request: Request) => Promise<Response>>()
  readonly protocol = {
    handle: (scheme: string, answer: (request: Request) => Promise<Response>): void => {
      this.schemes.set(scheme, answer)
    },
  }
  permission: ((contents: unknown, name: string, decide: Decide) => void) | null = null
  check: (() => boolean) | null = null
  device: (() => boolean) | null = null
  request:
    | ((details: { url: string }, decide: (word: { cancel: boolean }) => void) => void)
    | null = null
  readonly webRequest = {
    onBeforeRequest: (listener: NonNullable<OwnSession['request']>): void => {
      this.request = listener
    },
  }
  setPermissionRequestHandler(handler: NonNullable<OwnSession['permission']>): void {
    this.permission = handler
  }
  setPermissionCheckHandler(handler: () => boolean): void {
    this.check = handler
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.device = handler
  }
}

interface WindowOptions {
  show: boolean
  webPreferences: Record<string, unknown>
}

/** What the application did to Electron, for a test to look at. */
export const seen = {
  windows: [] as BrowserWindow[],
  sessions: new Map<string, OwnSession>(),
  switches: [] as string[],
  privileged: [] as { scheme: string; privileges: Record<string, boolean> }[],
  boxes: [] as { title: string; text: string }[],
  paths: {} as Record<string, string>,
  exit: null as number | null,
  quits: 0,
  isOnlyInstance: true,
}

class App extends EventEmitter {
  isPackaged = false
  readonly commandLine = { appendSwitch: (name: string) => void seen.switches.push(name) }
  setName(): void {}
  getPath(name: string): string {
    return seen.paths[name] ?? `/stand-in/${name}`
  }
  setPath(name: string, path: string): void {
    seen.paths[name] = path
  }
  requestSingleInstanceLock(): boolean {
    return seen.isOnlyInstance
  }
  async whenReady(): Promise<void> {}
  quit(): void {
    seen.quits += 1
    this.emit('before-quit', { preventDefault() {} })
  }
  exit(code: number): void {
    seen.exit = code
  }
}

export const app = new App()
export const ipcMain = new EventEmitter()

export class BrowserWindow extends EventEmitter {
  readonly webContents = new Contents()
  readonly options: WindowOptions
  shown = false
  focused = 0
  constructor(options: WindowOptions) {
    super()
    this.options = options
    seen.windows.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  async loadURL(url: string): Promise<void> {
    this.webContents.mainFrame.url = url
    this.emit('ready-to-show')
  }
  show(): void {
    this.shown = true
  }
  isMinimized(): boolean {
    return false
  }
  restore(): void {}
  focus(): void {
    this.focused += 1
  }
}

export const dialog = {
  showErrorBox: (title: string, text: string) => void seen.boxes.push({ title, text }),
}
export const Menu = { setApplicationMenu: () => {}, getApplicationMenu: () => null }
export const protocol = {
  registerSchemesAsPrivileged: (schemes: typeof seen.privileged) =>
    void seen.privileged.push(...schemes),
}
export const session = {
  fromPartition(name: string): OwnSession {
    const known = seen.sessions.get(name) ?? new OwnSession()
    seen.sessions.set(name, known)
    return known
  },
}

/** Who sends from the preload: the only window's main frame, unless a test says otherwise. */
export const ipcRenderer = {
  postMessage(channel: string, _message: unknown, ports: readonly MessagePort[]): void {
    const [window] = seen.windows
    const sender = window?.webContents
    ipcMain.emit(channel, { sender, senderFrame: sender?.mainFrame ?? null, ports })
  },
}
