import { createHash } from 'node:crypto'
import { Refusal } from '#shared/kernel/index.ts'
import { createDesktop, type Desktop } from './electron.ts'
import { argument, practiceFolder } from './folder.ts'
import { pagesOf } from './pages.ts'
import { pagesFolder, preloadFile } from './places.ts'
import { createApplication } from './practice.ts'

// The window: the application of one practice folder, behind one port.

const practice = practiceFolder(argument('practice', process.argv))

const desktop = createDesktop({
  profile: createHash('sha256').update(practice).digest('hex').slice(0, 16),
  preload: preloadFile,
  pages: pagesOf(pagesFolder),
  developmentPage: process.env['ELECTRON_RENDERER_URL'],
})

// A message may hold a client's data; what kind of error it was, and where, does not.
process.on('unhandledRejection', (reason) => {
  process.stderr.write(`Unhandled: ${reason instanceof Error ? reason.name : typeof reason}\n`)
})

// Not awaited here: Electron is ready only after this module has run to its end.
if (desktop !== null) void open(desktop)

async function open(window: Desktop): Promise<void> {
  try {
    await window.open(createApplication({ folder: practice, checksDaily: true }))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const [{ fact, rule, nextStep }] = error.problems
    await window.refuse(fact, `${rule}\n\n${nextStep}`)
  }
}
