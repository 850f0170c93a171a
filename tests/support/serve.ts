// node tests/support/serve.ts FOLDER [PORT]: a practice folder behind the loopback host, with key
// derivation that is only for tests. A process of its own, so that a test can end it by force.

import { serve } from '../../src/main/serve.ts'
import { createApplication } from '../../src/main/practice.ts'

const [folder, port] = process.argv.slice(2)
if (folder === undefined) throw new Error('A folder is needed.')
await serve({
  application: createApplication({ folder, keyDerivation: 'test' }),
  port: port === undefined ? undefined : Number(port),
  open: false,
  print: (line) => process.stdout.write(`${line}\n`),
})
