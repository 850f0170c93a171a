import { z } from 'zod'

/**
 * Why something cannot be: the fact, the rule that it meets, and what to do next. Written for the
 * practitioner; it never holds a client's data, a key or a value from the database.
 */
export const problem = z.object({
  /** `room.what-is-wrong`, stable, for tests and for code that reacts. */
  code: z.string(),
  fact: z.string(),
  rule: z.string(),
  nextStep: z.string(),
  /** Where the rule comes from, where it has a source. */
  source: z.string().optional(),
  /** The input that it belongs to, as a path: `owner.licenceNumber`. */
  field: z.string().optional(),
})
export type Problem = z.infer<typeof problem>

/** An expected refusal. Nothing was written. */
export class Refusal extends Error {
  readonly problems: readonly [Problem, ...Problem[]]

  constructor(first: Problem, ...others: Problem[]) {
    super(`${first.fact} ${first.nextStep}`)
    this.name = 'Refusal'
    this.problems = [first, ...others]
  }
}

/** A rule's word on one fact. A stop cannot be passed; an override needs a recorded reason. */
export const finding = problem.extend({ severity: z.enum(['stop', 'override', 'note']) })
export type Finding = z.infer<typeof finding>

export const assertNever = (value: never): never => {
  throw new Error(`An unhandled case reached assertNever (${typeof value}).`)
}

/** For an index or a lookup that the surrounding code has made certain. */
export const certain = <T>(value: T | undefined | null, what: string): T => {
  if (value === undefined || value === null) throw new Error(`${what} is missing.`)
  return value
}
