import { implement } from '@orpc/server'
import { sterilizationContract } from '#shared/sterilization/index.ts'
import type { Sterilization } from './service.ts'

export const sterilizationRouter = (room: () => Sterilization) => {
  const os = implement(sterilizationContract)
  return os.router({
    sterilizers: os.sterilizers.handler(() => room().sterilizers()),
    addSterilizer: os.addSterilizer.handler(({ input }) => room().addSterilizer(input)),
    updateSterilizer: os.updateSterilizer.handler(({ input }) => room().updateSterilizer(input)),
    sterilizer: os.sterilizer.handler(({ input }) => room().sterilizer(input)),
    recordSterilizerEvent: os.recordSterilizerEvent.handler(({ input }) =>
      room().recordSterilizerEvent(input),
    ),
    loads: os.loads.handler(({ input }) => room().loads(input)),
    load: os.load.handler(({ input }) => room().load(input)),
    recordLoad: os.recordLoad.handler(({ input }) => room().recordLoad(input)),
    completeLoad: os.completeLoad.handler(({ input }) => room().completeLoad(input)),
    release: os.release.handler(({ input }) => room().release(input)),
    releasePacks: os.releasePacks.handler(({ input }) => room().releasePacks(input)),
    reject: os.reject.handler(({ input }) => room().reject(input)),
    packsInStore: os.packsInStore.handler(() => room().packsInStore()),
    pack: os.pack.handler(({ input }) => room().pack(input)),
    reprocessPack: os.reprocessPack.handler(({ input }) => room().reprocessPack(input)),
    packLabels: os.packLabels.handler(({ input }) => room().packLabels(input)),
    sporeTests: os.sporeTests.handler(({ input }) => room().sporeTests(input)),
    recordSporeTest: os.recordSporeTest.handler(({ input }) => room().recordSporeTest(input)),
  })
}
