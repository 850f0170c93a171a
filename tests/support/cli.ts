import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { ensureBuilt } from '../../scripts/lib/build.mjs'
import { testPassphrase } from './constants.ts'

const project = resolve(import.meta.dirname, '../..')

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** `npm test` builds first; somebody who runs one file may have changed a source since. */
export const buildCli = (): Promise<void> => ensureBuilt(process.execPath)

/** The built command line in a process of its own, as `npm run --silent stratum --` starts it. */
export const startCli = (
  args: readonly string[],
  environment: Readonly<Record<string, string>> = { STRATUM_PASSPHRASE: testPassphrase },
) => {
  const { STRATUM_PASSPHRASE: _not, ...surroundings } = process.env
  return spawn(process.execPath, [resolve(project, 'out/main/cli.js'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...surroundings,
      NODE_COMPILE_CACHE: resolve(project, '.cache/node'),
      ...environment,
    },
  })
}

/** Runs a command to its end. */
export const runCli = async (...parameters: Parameters<typeof startCli>): Promise<Ended> => {
  const child = startCli(...parameters)
  const code = new Promise<number | null>((done, failed) => {
    child.once('close', done)
    child.once('error', failed)
  })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await code, stdout, stderr }
}

/** The one document on standard output; throws when there is more, or less. */
export const documentOf = <T>({ stdout }: Ended, schema: z.ZodType<T>): T =>
  schema.parse(JSON.parse(stdout))

const refusal = z.object({ problems: z.array(z.object({ code: z.string() })).min(1) })

/** The codes of a refusal that was printed with `--json`. */
export const codesOf = (ended: Ended): readonly string[] =>
  documentOf(ended, refusal).problems.map(({ code }) => code)
