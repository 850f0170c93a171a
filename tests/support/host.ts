import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { tokenHeader } from '#shared/channel.ts'
import type { contract } from '#shared/contract.ts'
import { report } from './orders.ts'

export type Api = ContractRouterClient<typeof contract>

/** A practice folder behind its loopback host. */
export interface Host {
  readonly folder: string
  /** What a browser opens, with the token. */
  readonly address: string
  readonly origin: string
  /** The same calls that the page makes, to arrange what a test is not about. */
  readonly api: Api
  /** Lets the folder go, as Ctrl+C does. */
  readonly stop: () => Promise<void>
}

/** One in a process of its own, as on a person's machine. */
export interface OwnHost extends Host {
  /** As a dead battery does: nothing is closed, nothing is asked. */
  readonly kill: () => Promise<void>
}

/** A process that serves many folders, for tests that only need a fresh practice each. */
export interface Hosts {
  readonly serve: (folder: string) => Promise<Host>
  readonly close: () => Promise<void>
}

const project = resolve(import.meta.dirname, '../..')
const script = (name: string): string => resolve(import.meta.dirname, name)
const environment = { ...process.env, NODE_COMPILE_CACHE: resolve(project, '.cache/node') }

/**
 * Starts a process on the folder. Rejects with what it said when it did not serve.
 * @param daysAgo how far its clock is behind: what is arranged then lies that long ago
 */
export async function startHost(folder: string, daysAgo = 0): Promise<OwnHost> {
  const args = [script('serve.ts'), folder, String(daysAgo)]
  const stdio = ['ignore', 'pipe', 'pipe'] as const
  const child = spawn(process.execPath, args, { stdio: [...stdio], env: environment })
  const address = await addressOf(child)
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'close')
    child.kill(signal)
    await ended
  }
  return {
    ...hostAt(folder, address),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

/** Starts one process for many folders. */
export function startHosts(): Hosts {
  const child = fork(script('serve-many.ts'), { env: environment })
  let count = 0
  const ask = async (does: 'serve' | 'stop', folder: string): Promise<string> => {
    const id = (count += 1)
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    const hear = (message: unknown) => {
      const heard = report.parse(message)
      if (heard.id !== id) return
      child.off('message', hear)
      if (heard.failure === undefined) resolve(heard.answer ?? '')
      else reject(new Error(heard.failure))
    }
    const end = (code: number | null) =>
      reject(new Error(`The hosts' process has ended (${code}).`))
    child.on('message', hear)
    child.once('exit', end)
    child.send({ id, does, folder })
    return promise.finally(() => child.off('exit', end))
  }
  return {
    async serve(folder) {
      const address = await ask('serve', folder)
      return { ...hostAt(folder, address), stop: async () => void (await ask('stop', folder)) }
    },
    async close() {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}

function hostAt(folder: string, address: string): Omit<Host, 'stop'> {
  const { origin, hash } = new URL(address)
  const token = new URLSearchParams(hash.slice(1)).get('token') ?? ''
  const link = new RPCLink({ url: `${origin}/rpc`, headers: { [tokenHeader]: token } })
  return { folder, address, origin, api: createORPCClient(link) }
}

async function addressOf(child: ChildProcess): Promise<string> {
  let said = ''
  child.stderr?.on('data', (part: Buffer) => {
    said += part.toString()
  })
  if (child.stdout === null) throw new Error('The host has no standard output.')
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/.exec(line)
    if (found !== null) return found[0]
  }
  throw new Error(`The host did not start. It said:\n${said}`)
}
