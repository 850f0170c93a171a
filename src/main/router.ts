import { randomUUID } from 'node:crypto'
import { ORPCError } from '@orpc/client'
import { ValidationError } from '@orpc/contract'
import { implement, type RouterClient } from '@orpc/server'
import { contract } from '#shared/contract.ts'
import { type Problem, Refusal } from '#shared/kernel/index.ts'
import { attachmentsRouter } from './attachments/index.ts'
import { auditRouter } from './audit/index.ts'
import { TaskEnded } from './background.ts'
import { clientsRouter } from './clients/index.ts'
import { consentRouter } from './consent/index.ts'
import { draftsRouter } from './drafts/index.ts'
import { exportsRouter } from './exports/index.ts'
import { importsRouter } from './imports/index.ts'
import { inventoryRouter } from './inventory/index.ts'
import { plansRouter } from './plans/index.ts'
import { type CreatesPractice, practiceRouter } from './practice/index.ts'
import { recallsRouter } from './recalls/index.ts'
import { premisesRouter } from './premises/index.ts'
import type { Rooms } from './rooms.ts'
import { screeningRouter } from './screening/index.ts'
import { sterilizationRouter } from './sterilization/index.ts'
import { sessionsRouter } from './sessions/index.ts'
import { todayRouter } from './today/index.ts'
import { type Gate, vaultRouter } from './vault/index.ts'

/** Thrown where a room is asked for while the practice is locked. */
export class Locked extends Error {
  constructor() {
    super('The practice is locked.')
    this.name = 'Locked'
  }
}

export type Router = ReturnType<typeof createRouter>

/** The router as a caller in the same process has it. */
export type Api = RouterClient<Router>

/**
 * Joins the rooms' routers. Here and only here an error becomes what a caller may see: a refusal
 * with its problems, LOCKED, or an incident without any detail.
 */
export const createRouter = (
  gate: Gate,
  createPractice: CreatesPractice,
  rooms: () => Rooms,
  /** Told of every call before it is answered, which waits for it; the path is `room.procedure`. */
  called: (path: string) => Promise<void>,
) => {
  const os = implement(contract).use(async ({ next, path }) => {
    await called(path.join('.'))
    try {
      const result = await next()
      return isStream(result.output)
        ? { ...result, output: translatedStream(result.output) }
        : result
    } catch (error) {
      throw translated(error)
    }
  })
  return os.router({
    vault: vaultRouter(gate),
    audit: auditRouter(() => rooms().audit),
    drafts: draftsRouter(() => rooms().drafts),
    practice: practiceRouter(() => rooms().practice, createPractice),
    attachments: attachmentsRouter(() => rooms().attachments),
    clients: clientsRouter(() => rooms().clients),
    inventory: inventoryRouter(() => rooms().inventory),
    sterilization: sterilizationRouter(() => rooms().sterilization),
    premises: premisesRouter(() => rooms().premises),
    screening: screeningRouter(() => rooms().screening),
    consent: consentRouter(() => rooms().consent),
    plans: plansRouter(() => rooms().plans),
    sessions: sessionsRouter(() => rooms().sessions),
    recalls: recallsRouter(() => rooms().recalls),
    imports: importsRouter(() => rooms().imports),
    exports: exportsRouter(() => rooms().exports),
    today: todayRouter(() => rooms().today),
  })
}

const isStream = (output: unknown): output is AsyncGenerator<unknown, unknown> =>
  typeof output === 'object' && output !== null && Symbol.asyncIterator in output

/** A stream can fail after its call was answered. */
async function* translatedStream(stream: AsyncGenerator<unknown, unknown>) {
  try {
    return yield* stream
  } catch (error) {
    throw translated(error)
  }
}

const translated = (error: unknown): Error => {
  if (error instanceof Refusal) return refused(error.problems)
  if (error instanceof Locked || error instanceof TaskEnded || isClosedDatabase(error))
    return new ORPCError('LOCKED', { status: 423 })
  if (error instanceof ORPCError) {
    if (error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError) {
      return refused(problemsOf(error.cause))
    }
    if (error.code !== 'INTERNAL_SERVER_ERROR') return error
  }
  return surprise(error)
}

const refused = (problems: readonly Problem[]): Error =>
  new ORPCError('REFUSED', { status: 422, data: { problems: [...problems] } })

/** The practice was locked while the call was under way. */
const isClosedDatabase = (error: unknown): boolean =>
  error instanceof TypeError && error.message === 'The database connection is not open'

const problemsOf = (error: ValidationError): readonly Problem[] =>
  error.issues.map(({ message, path }) => ({
    code: 'input.not-as-expected',
    fact: message,
    rule: 'Only what has the expected form is recorded.',
    nextStep: 'Correct this and try again. Nothing was changed.',
    field: (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
  }))

/** An error's message may hold a client's data; its kind and its place do not. */
const surprise = (error: unknown): Error => {
  const incident = randomUUID()
  const kind = error instanceof Error ? error.name : typeof error
  const code = error instanceof Error && 'code' in error ? ` ${String(error.code)}` : ''
  const places =
    error instanceof Error
      ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
      : []
  process.stderr.write(`Incident ${incident}: ${kind}${code}\n${places.slice(0, 12).join('\n')}\n`)
  return new ORPCError('INTERNAL_SERVER_ERROR', { status: 500, data: { incident } })
}
