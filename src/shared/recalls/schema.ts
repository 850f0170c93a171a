import { z } from 'zod'
import {
  calendarDate,
  clientId,
  instant,
  loadId,
  lotId,
  packId,
  productId,
  prose,
  recallId,
  sessionId,
  sporeTestId,
  sterilizerId,
  unitId,
} from '#shared/kernel/index.ts'
import { sessionState } from '#shared/sessions/index.ts'
import { signature, signatureState } from '#shared/signing/index.ts'
import { sporeTest } from '#shared/sterilization/index.ts'

/** From where a trace starts. `device` is one piece: a handpiece, a cartridge, a roller, a stamp. */
export const traceSubject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lot'), id: lotId }),
  z.object({ kind: z.literal('load'), id: loadId }),
  z.object({ kind: z.literal('pack'), id: packId }),
  z.object({ kind: z.literal('device'), id: unitId }),
  z.object({ kind: z.literal('product'), id: productId }),
  z.object({ kind: z.literal('sterilizer'), id: sterilizerId }),
  z.object({ kind: z.literal('session'), id: sessionId }),
  z.object({ kind: z.literal('client'), id: clientId }),
])
export type TraceSubject = z.infer<typeof traceSubject>

/**
 * Everyone and everything that the subject touched. A session counts when it holds or used the
 * thing: signed, started, and open ones that have picked it (`open`); dropped sessions touched nobody.
 * From a client or a session: backward to all that was used there, and sideways in `shared`.
 */
export const trace = z.object({
  subject: traceSubject,
  clients: z.array(clientId),
  sessions: z.array(sessionId),
  packs: z.array(packId),
  loads: z.array(loadId),
  lots: z.array(lotId),
  devices: z.array(unitId),
  products: z.array(productId),
  sterilizers: z.array(sterilizerId),
  /** For each lot, load and handpiece that was used: the other clients who were treated with it. */
  shared: z.array(
    z.object({
      kind: z.enum(['lot', 'load', 'device']),
      id: z.union([lotId, loadId, unitId]),
      clients: z.array(clientId),
    }),
  ),
})
export type Trace = z.infer<typeof trace>

/** One session that a trace reaches, as a person reads it. */
export const tracedSession = z.object({
  sessionId,
  state: sessionState,
  clientId,
  clientName: z.string(),
  clientNumber: z.number().int(),
  clientBirthDate: calendarDate,
  telephone: z.string(),
  email: z.string(),
  /** When needling started, or the session was opened. */
  at: instant,
  practitionerName: z.string(),
})
export type TracedSession = z.infer<typeof tracedSession>

export const recallCause = z.enum([
  'spore-test',
  'lot',
  'load',
  'pack',
  'device',
  'product',
  'sterilizer',
])
export type RecallCause = z.infer<typeof recallCause>

export const recallStepKind = z.enum([
  'opened',
  'monitors-reviewed',
  'procedure-reviewed',
  'decision',
  'authority-informed',
  'repaired',
  'returned-to-service',
  'closed',
])
export type RecallStepKind = z.infer<typeof recallStepKind>

/** What was done, as it is entered; signed, and kept for good. */
export const recordRecallStep = z.object({
  recallId,
  kind: recallStepKind.exclude(['opened']),
  happenedAt: instant,
  note: prose(4000).min(1),
  /** Of a decision: who was consulted (a physician, the health department), and what was decided. */
  consulted: prose(500).nullable().default(null),
  informsClients: z.boolean().nullable().default(null),
  secret: z.string(),
})
export type RecordRecallStep = z.infer<typeof recordRecallStep>

export const recallStep = recordRecallStep.omit({ secret: true, kind: true }).extend({
  id: z.uuid(),
  kind: recallStepKind,
  recordedAt: instant,
  by: z.string(),
  signature: signature.nullable(),
  signatureState: signatureState.nullable(),
})
export type RecallStep = z.infer<typeof recallStep>

export const contactHow = z.enum(['telephone', 'in-person', 'letter', 'email', 'message'])
export const contactOutcome = z.enum(['told', 'not-reached', 'declined', 'follow-up'])

export const recordContact = z.object({
  recallId,
  clientId,
  how: contactHow,
  outcome: contactOutcome,
  note: prose(2000),
  contactedAt: instant,
})
export type RecordContact = z.infer<typeof recordContact>

export const recallContact = recordContact.extend({
  id: z.uuid(),
  recordedAt: instant,
  by: z.string(),
})
export type RecallContact = z.infer<typeof recallContact>

/** One client of the worklist. What was done for her stays, also when she is no longer reached. */
export const worklistEntry = z.object({
  clientId,
  clientName: z.string(),
  clientNumber: z.number().int(),
  clientBirthDate: calendarDate,
  telephone: z.string(),
  email: z.string(),
  sessions: z.array(z.object({ sessionId, state: sessionState, at: instant })),
  contacts: z.array(recallContact),
  /**
   * `open` until somebody told her, or she was decided not to be told. Nobody is to be told who was
   * `not-treated` yet (her sessions are open only), or whose loads a spore test that was read later
   * has `proven`.
   */
  state: z.enum(['open', 'tried', 'done', 'not-treated', 'proven']),
})
export type WorklistEntry = z.infer<typeof worklistEntry>

export const recallSummary = z.object({
  id: recallId,
  cause: recallCause,
  subjectId: z.string(),
  /** `Spore test of cycle 1842, Autoclave 1` or `Lot B2231 (Meridian cartridge)`. */
  title: z.string(),
  reason: z.string(),
  openedAt: instant,
  openedBy: z.string(),
  report: z.object({ dueAt: instant, rule: z.string() }).nullable(),
  closed: z.object({ at: instant, reason: z.string() }).nullable(),
  clients: z.number().int(),
  /** Clients whom nobody has told yet. */
  open: z.number().int(),
})
export type RecallSummary = z.infer<typeof recallSummary>

/** A step on the guided way, with its state now. */
export const recallTask = z.object({
  kind: z.enum([
    'out-of-service',
    'loads-quarantined',
    'monitors-reviewed',
    'procedure-reviewed',
    'decision',
    'authority-informed',
    'clients-told',
    'repeat-test',
    'repaired',
    'return-tests',
    'returned-to-service',
    'closed',
  ]),
  state: z.enum(['done', 'next', 'waiting', 'not-needed']),
  /** What it waits for, or what was found: `2 of 3 passed tests`. */
  says: z.string(),
})
export type RecallTask = z.infer<typeof recallTask>

export const recall = z.object({
  recall: recallSummary,
  tasks: z.array(recallTask),
  steps: z.array(recallStep),
  worklist: z.array(worklistEntry),
  loads: z.array(
    z.object({
      loadId,
      sterilizerName: z.string(),
      cycleNumber: z.number().int(),
      startedAt: instant,
    }),
  ),
  packs: z.object({
    recalled: z.array(z.object({ packId, label: z.string(), cycleNumber: z.number().int() })),
    used: z.array(
      z.object({ packId, label: z.string(), cycleNumber: z.number().int(), sessionId }),
    ),
  }),
  /** Of the sterilizer, since the failed one. */
  sporeTests: z.array(sporeTest),
  sterilizerId: sterilizerId.nullable(),
  failedSporeTestId: sporeTestId.nullable(),
})
export type Recall = z.infer<typeof recall>

export const lettersInput = z.object({ recallId, clientId: clientId.nullable() })
