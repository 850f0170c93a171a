import { implement } from '@orpc/server'
import { importsContract } from '#shared/imports/index.ts'
import type { Imports } from './service.ts'

export const importsRouter = (room: () => Imports) => {
  const os = implement(importsContract)
  return os.router({
    sterilizerFiles: os.sterilizerFiles.handler(({ input }) => room().sterilizerFiles(input)),
    cycles: os.cycles.handler(({ input }) => room().cycles(input)),
    cycle: os.cycle.handler(({ input }) => room().cycle(input)),
    cycleOfLoad: os.cycleOfLoad.handler(({ input }) => room().cycleOfLoad(input)),
    settings: os.settings.handler(() => room().settings()),
    watchFolder: os.watchFolder.handler(({ input }) => room().watchFolder(input)),
    saveMapping: os.saveMapping.handler(({ input }) => room().saveMapping(input)),
  })
}
