import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

interface Surroundings {
  platform: NodeJS.Platform
  environment: Readonly<Record<string, string | undefined>>
  home: string
}

const surroundings = (): Surroundings => ({
  platform: process.platform,
  environment: process.env,
  home: homedir(),
})

/** The platform's folder for an application's data: on Windows the one that does not roam. */
function applicationData({ platform, environment, home }: Surroundings): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support')
  if (platform === 'win32') return environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local')
  return environment['XDG_DATA_HOME'] || join(home, '.local', 'share')
}

/** Where the practice lives: as `--practice` says, or else `Stratum` among the application data. */
export const practiceFolder = (given?: string, around: Surroundings = surroundings()): string =>
  given === undefined ? join(applicationData(around), 'Stratum') : resolve(given)

/** Where the practice of a demonstration lives, beside the real one and never in it. */
export const demoFolder = (around: Surroundings = surroundings()): string =>
  join(applicationData(around), 'Stratum Demo')

/** What follows `--name` (or `--name=`) among the arguments of a window or a script. */
export function argument(name: string, all: readonly string[]): string | undefined {
  const at = all.findIndex((one) => one === `--${name}` || one.startsWith(`--${name}=`))
  const found = all[at]
  if (found === undefined) return undefined
  return found.includes('=') ? found.slice(found.indexOf('=') + 1) : all[at + 1]
}
