// npm run bench: measures every read and write at two sizes, beside the bare driver and other stores.
// -- --write remakes docs/performance.md and its pictures; -- --lifetime [sessions]; -- --json.

import { prepare } from './lib/prepare.mjs'
import { inProject } from './lib/project.mjs'
import { run, withNode } from './lib/run.mjs'

const node = await prepare({ build: false })
const { code } = await run(
  node,
  ['--expose-gc', inProject('tests', 'bench', 'run.ts'), ...process.argv.slice(2)],
  { environment: withNode(node) },
)
process.exit(code)
