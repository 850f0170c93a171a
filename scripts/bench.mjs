// npm run bench: measures the main reads and writes through the router against the bare driver.

import { prepare } from './lib/prepare.mjs'
import { inProject } from './lib/project.mjs'
import { run, withNode } from './lib/run.mjs'

const node = await prepare()
const { code } = await run(
  node,
  ['--expose-gc', inProject('tests', 'bench', 'run.ts'), ...process.argv.slice(2)],
  { environment: withNode(node) },
)
process.exit(code)
