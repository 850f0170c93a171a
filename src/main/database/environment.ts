import { randomBytes } from 'node:crypto'
import { type Instant, toInstant } from '#shared/kernel/index.ts'
import { v7 } from 'uuid'

/** Time, chance and identity, handed in so that a test or the demonstration can decide them. */
export interface Environment {
  readonly now: () => Date
  /** Unpredictable bytes in production; a seeded stream only in the demonstration. */
  readonly random: (length: number) => Uint8Array
}

export const systemEnvironment: Environment = {
  now: () => new Date(),
  random: (length) => randomBytes(length),
}

export const instantNow = (environment: Environment): Instant => toInstant(environment.now())

/** A fresh UUIDv7 of the kind that the place where it is used expects. */
export const newId = <Id extends string>(environment: Environment): Id => {
  const moment = environment.now().getTime()
  const bytes = environment.random(16)
  return v7({ msecs: moment, random: bytes }) satisfies string as Id
}
