import { type AnyRouter, os } from '@orpc/server'
import { z } from 'zod'

/** The least that a host can serve, for tests of the hosts themselves. */
export function tinyApplication() {
  let contexts = 0
  const base = os.$context<{ call: number }>()
  const router = {
    echo: base.input(z.object({ text: z.string() })).handler(({ input, context }) => ({
      ...input,
      call: context.call,
    })),
    weigh: base.input(z.object({ file: z.file() })).handler(({ input }) => input.file.size),
    make: base.handler(() => new File(['made here'], 'made.txt', { type: 'text/plain' })),
    count: base.handler(async function* () {
      yield 1
      yield 2
    }),
    fail: base.handler(() => {
      throw new Error('the client Maria Example has a secret')
    }),
  }
  let closed = false
  return {
    router: router satisfies AnyRouter,
    context: () => ({ call: (contexts += 1) }),
    close: async () => {
      closed = true
    },
    isClosed: () => closed,
  }
}

export type TinyRouter = ReturnType<typeof tinyApplication>['router']
