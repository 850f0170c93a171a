// A process that types into a session until somebody kills it: saves without end and says each
// version that the application has acknowledged. Arguments: folder, session id, version.
import { createRouterClient } from '@orpc/server'
import { createApplication } from '#main/practice.ts'
import { sessionId as sessionIdSchema } from '#shared/kernel/index.ts'
import { emptySessionDocument } from '#shared/sessions/index.ts'
import { testPassphrase } from './constants.ts'

const [folder = '', session = '', start = '0'] = process.argv.slice(2)
const application = createApplication({ folder, keyDerivation: 'test' })
const api = createRouterClient(application.router, { context: application.context() })
await api.vault.unlock({ secret: testPassphrase })
const sessionId = sessionIdSchema.parse(session)
let version = Number(start)
for (;;) {
  const saved = await api.sessions.save({
    sessionId,
    version,
    document: { ...emptySessionDocument, note: `typed ${version + 1}` },
  })
  version = saved.version
  process.stdout.write(`${version}\n`)
}
