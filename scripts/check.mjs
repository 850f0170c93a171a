// npm run check: format, lint, types, imports and unused code, without the tests.

import { runChecks } from './lib/checks.mjs'
import { prepare } from './lib/prepare.mjs'
import { say } from './lib/say.mjs'

const { passed, failed } = await runChecks(await prepare({ build: false }))
say(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
