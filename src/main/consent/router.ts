import { implement } from '@orpc/server'
import { consentContract } from '#shared/consent/index.ts'
import type { Consents } from './service.ts'

export const consentRouter = (room: () => Consents) => {
  const os = implement(consentContract)
  return os.router({
    templates: os.templates.handler(() => room().templates()),
    template: os.template.handler(({ input }) => room().template(input)),
    publish: os.publish.handler(({ input }) => room().publish(input)),
    needed: os.needed.handler(({ input }) => room().needed(input)),
    list: os.list.handler(({ input }) => room().list(input)),
    get: os.get.handler(({ input }) => room().get(input)),
    sign: os.sign.handler(({ input }) => room().sign(input)),
    signOnPaper: os.signOnPaper.handler(({ input }) => room().signOnPaper(input)),
    blank: os.blank.handler(({ input }) => room().blank(input)),
    document: os.document.handler(({ input }) => room().document(input)),
    withdraw: os.withdraw.handler(({ input }) => room().withdraw(input)),
    withdrawChoice: os.withdrawChoice.handler(({ input }) => room().withdrawChoice(input)),
    recordCopy: os.recordCopy.handler(({ input }) => room().recordCopy(input)),
    handouts: os.handouts.handler(({ input }) => room().handouts(input)),
    recordHandout: os.recordHandout.handler(({ input }) => room().recordHandout(input)),
  })
}
