import { ORPCError } from '@orpc/client'
import { z } from 'zod'
import { problem, type Problem } from '#shared/kernel/index.ts'

const data = z.object({ problems: z.array(problem).min(1) })

/** The problems of an expected refusal. Fails when the call succeeds or fails in another way. */
export const refusalOf = async (call: PromiseLike<unknown>): Promise<readonly Problem[]> => {
  try {
    await call
  } catch (error) {
    if (error instanceof ORPCError && error.code === 'REFUSED')
      return data.parse(error.data).problems
    throw error
  }
  throw new Error('This should have been refused.')
}

/** The codes of an expected refusal. */
export const refusedWith = async (call: PromiseLike<unknown>): Promise<readonly string[]> =>
  (await refusalOf(call)).map(({ code }) => code)
