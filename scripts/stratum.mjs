#!/usr/bin/env node
// npm run --silent stratum -- COMMAND …: installs and builds what is missing (saying so on standard
// error only), then runs the command line where you stand and ends with its exit code.

import { prepare } from './lib/prepare.mjs'
import { inProject, whereAsked } from './lib/project.mjs'
import { run, withNode } from './lib/run.mjs'
import { sayOnStandardError } from './lib/say.mjs'

sayOnStandardError()
const node = await prepare()
const { code } = await run(node, [inProject('out', 'main', 'cli.js'), ...process.argv.slice(2)], {
  folder: whereAsked,
  environment: withNode(node),
})
process.exit(code)
