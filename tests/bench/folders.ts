import { createHash } from 'node:crypto'
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { makeDemo } from '#main/demo/index.ts'
import { calendarDate, clientId } from '#shared/kernel/index.ts'

export const passphrase = 'copper lantern orbit thistle'
const lookedAt = calendarDate.parse('2026-11-22')
/** The morning on which the benchmark works: 9 o’clock in the practice. */
export const morning = '2026-11-22T16:00:00.000Z'

/** A clock that starts on that morning and goes on by a millisecond a look. */
export const morningClock = (): (() => Date) => {
  let moment = Date.parse(morning)
  return () => new Date(moment++)
}

const project = resolve(import.meta.dirname, '../..')
const cache = join(project, '.cache', 'bench')

const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

const madePractice = z.object({
  clients: z.number().int(),
  sessions: z.number().int(),
  /** One that is worth looking at. */
  client: clientId,
  /** Seconds of processor time that making it took, all threads together. */
  making: z.number(),
})

export interface Practice extends z.infer<typeof madePractice> {
  readonly folder: string
  /** Bytes of records.db. */
  readonly bytes: number
}

export interface Size {
  readonly clients: number
  /** Left out: as many as the courses of the clients bring. */
  readonly sessions?: number
  readonly years: number
}

/** Made anew when anything changed that writes: its making is measured too. */
export const demonstration = (size: Size): Promise<Practice> => {
  const sources = hashOf(['src/main/**/*.ts', 'src/shared/**/*.ts', 'drizzle/*.sql'])
  removeOthers(join(cache, 'demo'), sources)
  return madeOnce(join(cache, 'demo', `${sources}-${size.clients}-${size.sessions ?? 0}`), size)
}

/** Takes up to an hour, and is kept until the form of its records changes. */
export const lifetime = (sessions: number): Promise<Practice> =>
  madeOnce(join(cache, 'lifetime', `${hashOf(['drizzle/*.sql'])}-${sessions}`), {
    clients: Math.ceil(sessions / 10),
    sessions,
    years: 20,
  })

/** One whose making was cut short is made again. */
const madeOnce = async (folder: string, size: Size): Promise<Practice> => {
  if (!existsSync(folder)) {
    const making = `${folder}.part`
    rmSync(making, { recursive: true, force: true })
    mkdirSync(dirname(making), { recursive: true })
    const made = await make(making, size)
    writeFileSync(join(making, 'made.json'), JSON.stringify(made))
    renameSync(making, folder)
  }
  const made: unknown = JSON.parse(readFileSync(join(folder, 'made.json'), 'utf8'))
  const { size: bytes } = statSync(join(folder, 'records.db'))
  return { ...madePractice.parse(made), folder, bytes }
}

const make = async (folder: string, size: Size): Promise<z.infer<typeof madePractice>> => {
  say(`Making a practice with ${size.clients} clients; it is kept for the next time …`)
  const before = process.cpuUsage()
  let said = performance.now()
  const options = { ...size, seed: 'stratum', asOf: lookedAt }
  const { counts, client } = await makeDemo(folder, options, passphrase, (done, of) => {
    if (performance.now() - said < 15_000) return
    said = performance.now()
    say(`  ${done} of ${of} sessions`)
  })
  const { user, system } = process.cpuUsage(before)
  return {
    clients: counts.clients,
    sessions: counts.sessions,
    client,
    making: (user + system) / 1e6,
  }
}

const removeOthers = (folder: string, sources: string): void => {
  if (!existsSync(folder)) return
  for (const other of readdirSync(folder)) {
    if (!other.startsWith(sources)) rmSync(join(folder, other), { recursive: true, force: true })
  }
}

const hashOf = (patterns: readonly string[]): string => {
  const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: project })).sort()
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update(readFileSync(join(project, file)))
  return hash.digest('hex').slice(0, 16)
}
