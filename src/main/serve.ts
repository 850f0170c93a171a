import { spawn } from 'node:child_process'
import { openLoopback, type Served } from './loopback.ts'
import { pagesFolder } from './places.ts'

interface ServeOptions {
  application: Served & { readonly close: () => Promise<void> }
  port?: number | undefined
  /** Opens the person's browser, too. */
  open: boolean
  /** Told the address, once, when it can be opened. */
  print: (line: string) => void
}

/**
 * Serves the application in the browser until it is told to stop (Ctrl+C, or the system's request
 * to end), then closes the practice. Rejects with the system's error when the port is taken.
 */
export async function serve({ application, port, open, print }: ServeOptions): Promise<void> {
  const stopped = untilToldToStop()
  try {
    const host = await openLoopback(application, { pages: pagesFolder, port })
    print(`Stratum is at ${host.address}`)
    if (open) openBrowser(host.address)
    await stopped
    await host.close()
  } finally {
    await application.close()
  }
}

/** A second request ends the process at once: closing may be what hangs. */
async function untilToldToStop(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => resolve())
  await promise
}

/** The browser that the person has chosen. Where there is none, the printed address remains. */
function openBrowser(address: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', address]
        : ['xdg-open', address]
  const child = spawn(command ?? '', args, { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
