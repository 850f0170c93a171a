import { implement } from '@orpc/server'
import { consentContract } from '#shared/consent/index.ts'
import type { Consents } from './service.ts'

export const consentRouter = (room: () => Consents) => {
  const os = implement(consentContract)
  return os.router({
    templates: os.templates.handler(() => room().templates()),
    template: os.template.handler(({ input }) => room().template(input)),
    publish: os.publish.handler(({ input }) => room().publish(input)),
    list: os.list.handler(({ input }) => room().list(input)),
    get: os.get.handler(({ input }) => room().get(input)),
    sign: os.sign.handler(({ input }) => room().sign(input)),
    withdraw: os.withdraw.handler(({ input }) => room().withdraw(input)),
  })
}
