// A process that makes random edits to a session until somebody kills it, and says each version that
// the application has acknowledged. Arguments: folder, session id, version.
import { createRouterClient } from '@orpc/server'
import { createApplication } from '#main/practice.ts'
import { sessionId as sessionIdSchema } from '#shared/kernel/index.ts'
import { testPassphrase } from './constants.ts'
import { createEditing } from './edits.ts'

const [folder = '', session = '', start = '1'] = process.argv.slice(2)
const application = createApplication({ folder, keyDerivation: 'test' })
const api = createRouterClient(application.router, { context: application.context() })
await api.vault.unlock({ secret: testPassphrase })
const sessionId = sessionIdSchema.parse(session)
const editing = createEditing()
let version = Number(start)
for (;;) {
  const saved = await api.sessions.save({
    sessionId,
    version,
    document: editing.at(version + 1),
  })
  version = saved.version
  process.stdout.write(`${version}\n`)
}
