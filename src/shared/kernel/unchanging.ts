import { z } from 'zod'

/**
 * A schema that looks at a value once for as long as it lives, where nothing can change it: a version of
 * rules is answered with every step of a session, and to look through it takes longer than the step.
 * What is not frozen is looked at each time.
 */
export const unchanging = <Schema extends z.ZodType>(schema: Schema) => {
  const seen = new WeakMap<object, z.output<Schema>>()
  return z
    .custom<z.input<Schema>>()
    .transform((value: z.input<Schema>, context): z.output<Schema> => {
      const key =
        typeof value === 'object' && value !== null && Object.isFrozen(value) ? value : null
      const before = key === null ? undefined : seen.get(key)
      if (before !== undefined) return before
      const read = schema.safeParse(value)
      if (!read.success) {
        for (const { message, path } of read.error.issues)
          context.addIssue({ code: 'custom', message, path: [...path] })
        return z.NEVER
      }
      if (key !== null) seen.set(key, frozen(read.data))
      return read.data
    })
}

/** The same value, which nobody can change from now on, nor anything in it. */
export const frozen = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const part of Object.values(value)) frozen(part)
  return Object.freeze(value)
}
