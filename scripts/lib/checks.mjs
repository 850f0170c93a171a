import { tools } from './project.mjs'
import { run, withNode } from './run.mjs'
import { say } from './say.mjs'

/** Each looks at all of the sources and takes seconds. @type {readonly { name: string, args: readonly string[] }[]} */
const checks = [
  { name: 'format', args: [tools.biome, 'ci', '--error-on-warnings', '--colors=off', '.'] },
  { name: 'lint', args: [tools.oxlint, '--type-aware', '--deny-warnings'] },
  ...['src/shared', 'src/main', 'src/preload', 'src/renderer', 'tests', 'scripts'].map((side) => ({
    name: `types of ${side}`,
    args: [tools.tsc, '-p', side],
  })),
  { name: 'imports', args: ['scripts/check-imports.mjs'] },
  { name: 'unused code', args: [tools.knip] },
]

/** Runs all of them, two at a time, and says how each went. @param {string} node */
export async function runChecks(node) {
  const environment = { ...withNode(node), NO_COLOR: '1' }
  const results = { passed: 0, failed: 0 }
  const waiting = [...checks]
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const started = performance.now()
      const { code, output } = await run(node, check.args, {
        environment,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      results[code === 0 ? 'passed' : 'failed'] += 1
      say(`${code === 0 ? '  ok  ' : 'FAILED'} ${check.name} (${seconds} s)`)
      if (code !== 0) say(output.trimEnd())
    }
  }
  await Promise.all([work(), work()])
  return results
}
