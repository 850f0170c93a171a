import { ORPCError } from '@orpc/client'
import { CommanderError, InvalidArgumentError } from 'commander'
import { z } from 'zod'
import { type Problem, problem, Refusal } from '#shared/kernel/index.ts'

/** 0 done, 1 refused or failed verification, 2 wrong usage, 3 cannot be read or written. */
export const exitCodes = { done: 0, refused: 1, usage: 2, unreadable: 3 } as const

/** @throws InvalidArgumentError always: the command ends with 2 and says how to call it. */
export const usageError = (message: string): never => {
  throw new InvalidArgumentError(message)
}

/** Something that this command needs and was not given. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}

const data = z.object({ problems: z.array(problem).min(1) })

/** The reasons of a refusal, from here or from behind the router; null for anything else. */
const problemsOf = (error: unknown): readonly Problem[] | null => {
  if (error instanceof Refusal) return error.problems
  if (error instanceof ORPCError) {
    const read = data.safeParse(error.data)
    if (read.success) return read.data.problems
  }
  return null
}

const unreadable: ReadonlySet<string> = new Set([
  'vault.no-practice',
  'vault.damaged',
  'exports.bundle-missing',
])

const isUnreadable = ({ code }: Problem): boolean =>
  unreadable.has(code) ||
  code.startsWith('files.') ||
  (code.startsWith('database.') && code !== 'database.in-use')

export const exitCodeOf = (error: unknown): number => {
  // Commander ends --help with an error of its own, too.
  if (error instanceof CommanderError)
    return error.exitCode === 0 ? exitCodes.done : exitCodes.usage
  if (error instanceof UsageError) return exitCodes.usage
  const problems = problemsOf(error)
  return problems?.some(isUnreadable) ? exitCodes.unreadable : exitCodes.refused
}

/**
 * Says why, on standard error, and with `--json` as the one document on standard output; a wrong call
 * leaves that empty.
 */
export const sayRefusal = (error: unknown, json: boolean): void => {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`)
    return
  }
  const problems = problemsOf(error) ?? [unexpected(error)]
  if (json) print({ problems })
  for (const { fact, rule, nextStep } of problems) {
    process.stderr.write(`${fact}\n${rule}\n${nextStep}\n`)
  }
}

const unexpected = (error: unknown): Problem => ({
  code: 'application.unexpected',
  fact: `Something went wrong here: ${surprise(error)}.`,
  rule: 'A write that fails leaves nothing behind.',
  nextStep: 'Try again; when it happens again, run “verify” and keep a copy of the folder.',
})

/** What stops the rest of a work of which a part is done; the reasons alone. */
export const reasonsOf = (error: unknown): string =>
  (problemsOf(error) ?? [unexpected(error)]).map(({ fact }) => fact).join(' ')

/** An unexpected error's message may hold data; its kind and incident do not. */
const surprise = (error: unknown): string => {
  const incident =
    error instanceof ORPCError ? z.object({ incident: z.string() }).safeParse(error.data) : null
  if (incident?.success) return `incident ${incident.data.incident}`
  return error instanceof Error ? error.name : typeof error
}

/** One JSON document on standard output. */
export const print = (document: unknown): void => {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`)
}

/** What is being done, on standard error. */
export const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}
