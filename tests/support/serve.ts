// node tests/support/serve.ts FOLDER [DAYS_AGO]: a practice folder behind the loopback host, with key
// derivation that is only for tests, its clock so many days behind. A process of its own, so that a test
// can end it by force.

import { systemEnvironment } from '../../src/main/database/index.ts'
import { createApplication } from '../../src/main/practice.ts'
import { serve } from '../../src/main/serve.ts'

const day = 86_400_000

const [folder, daysAgo = '0'] = process.argv.slice(2)
if (folder === undefined) throw new Error('A folder is needed.')
const environment = {
  ...systemEnvironment,
  now: () => new Date(systemEnvironment.now().getTime() - Number(daysAgo) * day),
}
await serve({
  application: createApplication({ folder, keyDerivation: 'test', environment }),
  port: undefined,
  open: false,
  print: (line) => process.stdout.write(`${line}\n`),
})
