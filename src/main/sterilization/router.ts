import { implement } from '@orpc/server'
import { sterilizationContract } from '#shared/sterilization/index.ts'
import type { Sterilization } from './service.ts'

export const sterilizationRouter = (room: () => Sterilization) => {
  const os = implement(sterilizationContract)
  return os.router({
    sterilizers: os.sterilizers.handler(() => room().sterilizers()),
    addSterilizer: os.addSterilizer.handler(({ input }) => room().addSterilizer(input)),
    updateSterilizer: os.updateSterilizer.handler(({ input }) => room().updateSterilizer(input)),
    loads: os.loads.handler(({ input }) => room().loads(input)),
    load: os.load.handler(({ input }) => room().load(input)),
    recordLoad: os.recordLoad.handler(({ input }) => room().recordLoad(input)),
    release: os.release.handler(({ input }) => room().release(input)),
    reject: os.reject.handler(({ input }) => room().reject(input)),
    packsInStore: os.packsInStore.handler(() => room().packsInStore()),
    pack: os.pack.handler(({ input }) => room().pack(input)),
  })
}
