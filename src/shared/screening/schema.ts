import { z } from 'zod'
import { clientFlagKind, fitzpatrickType } from '#shared/clients/index.ts'
import { lot } from '#shared/inventory/index.ts'
import {
  calendarDate,
  clientId,
  instant,
  line,
  patchTestId,
  practitionerId,
  prose,
  screeningId,
  screeningRulesId,
} from '#shared/kernel/index.ts'
import { sourceQuality } from '#shared/practice/index.ts'
import { sealedIdentity, signature, signatureState } from '#shared/signing/index.ts'

/** What is asked about: `isotretinoin`. The same code names the question and the caution in the client's record. */
export const itemCode = clientFlagKind
export type ItemCode = z.infer<typeof itemCode>

export const answerWord = z.enum(['yes', 'no', 'unknown'])
export type AnswerWord = z.infer<typeof answerWord>

type Condition =
  | { readonly on: 'answer'; readonly question: ItemCode; readonly is: readonly AnswerWord[] }
  | { readonly on: 'within'; readonly question: ItemCode; readonly days: number }
  | { readonly on: 'age'; readonly below: number }
  | { readonly on: 'fitzpatrick'; readonly types: readonly z.infer<typeof fitzpatrickType>[] }
  | { readonly on: 'record'; readonly item: ItemCode }
  | { readonly on: 'all'; readonly of: readonly Condition[] }
  | { readonly on: 'any'; readonly of: readonly Condition[] }

/**
 * What a rule or a conditional question looks at. `within`: the date answered lies at most so many
 * days back. What is not known is neither yes nor no: `conditions.ts`.
 */
export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.discriminatedUnion('on', [
    z.object({ on: z.literal('answer'), question: itemCode, is: z.array(answerWord).min(1) }),
    z.object({
      on: z.literal('within'),
      question: itemCode,
      days: z.number().int().min(1).max(3660),
    }),
    z.object({ on: z.literal('age'), below: z.number().int().min(1).max(120) }),
    z.object({ on: z.literal('fitzpatrick'), types: z.array(fitzpatrickType).min(1) }),
    z.object({ on: z.literal('record'), item: itemCode }),
    z.object({ on: z.literal('all'), of: z.array(condition).min(1) }),
    z.object({ on: z.literal('any'), of: z.array(condition).min(1) }),
  ]),
)
export type { Condition }

export const questionGroup = z.enum([
  'today',
  'skin',
  'health',
  'medicines',
  'allergies',
  'recent',
  'anaesthetic',
])
export type QuestionGroup = z.infer<typeof questionGroup>

/** Where an answer may be kept beyond the visit: as a caution, or in one of the client's two lists. */
export const recordPlace = z.enum(['flag', 'allergy', 'medication'])

export const screeningQuestion = z.object({
  code: itemCode,
  /** Short, as in the banner: `Cold sores`. */
  label: line(60),
  group: questionGroup,
  /** In plain words, as the client is asked. */
  text: prose(500).min(1),
  /** What counts; may be empty. */
  help: prose(500),
  /** `date`: when it last happened; not known is an answer too. */
  kind: z.enum(['yes-no', 'date']),
  /** Asks for free text after *yes*, in these words; empty: it does not. */
  detail: prose(120),
  /** Null: always asked. Asked unless it is certain that it does not apply. */
  askedWhen: condition.nullable(),
  /** Where the answer is offered to the client's record; null: it belongs to the visit alone. */
  record: recordPlace.nullable(),
})
export type ScreeningQuestion = z.infer<typeof screeningQuestion>

/** Worst first. */
export const verdict = z.enum(['stop', 'clearance', 'caution', 'clear'])
export type Verdict = z.infer<typeof verdict>

export const screeningRule = z.object({
  /** `screening.<code>` is the finding's code. */
  code: itemCode,
  /** Whose clearance answers it: usually the question's code. */
  item: itemCode,
  when: condition,
  verdict: verdict.exclude(['clear']),
  fact: line(300),
  rule: prose(500).min(1),
  nextStep: prose(500).min(1),
  source: line(500),
  quality: sourceQuality,
})
export type ScreeningRule = z.infer<typeof screeningRule>

export const screeningRulesBody = z.object({
  questions: z.array(screeningQuestion).min(1).max(120),
  rules: z.array(screeningRule).min(1).max(200),
})
export type ScreeningRulesBody = z.infer<typeof screeningRulesBody>

/** One published, unchangeable version. */
export const screeningRules = z.object({
  id: screeningRulesId,
  version: z.number().int().positive(),
  /** BCP 47. */
  language: z.string(),
  body: screeningRulesBody,
  reason: z.string(),
  publishedAt: instant,
  current: z.boolean(),
})
export type ScreeningRules = z.infer<typeof screeningRules>

export const screeningAnswer = z.object({
  code: itemCode,
  answer: z.union([answerWord, z.literal('date')]),
  /** With `date`. */
  date: calendarDate.nullable().default(null),
  detail: prose(500).default(''),
  answeredAt: instant,
})
export type ScreeningAnswer = z.infer<typeof screeningAnswer>

/** What is typed while it is asked: a draft of the client. */
export const screeningForm = z.object({
  clientId,
  rulesId: screeningRulesId,
  askedBy: z.enum(['practitioner', 'client']),
  startedAt: instant,
  answers: z.array(screeningAnswer).max(120),
  /** Allergies, medication and skin type of the record were read out and are still right. */
  historyConfirmed: z.boolean(),
})
export type ScreeningForm = z.infer<typeof screeningForm>

export const screeningFinding = z.object({
  /** `screening.<rule>`, `screening.<rule>-cleared` or `screening.unknown-<question>`. */
  code: z.string(),
  item: itemCode,
  verdict,
  fact: z.string(),
  rule: z.string(),
  nextStep: z.string(),
  source: z.string(),
})
export type ScreeningFinding = z.infer<typeof screeningFinding>

/** What the record said when the screening was completed. */
export const confirmedHistory = z.object({
  age: z.number().int(),
  fitzpatrickType: fitzpatrickType.nullable(),
  allergies: z.array(z.string()),
  medication: z.array(z.string()),
  flags: z.array(
    z.object({ kind: itemCode, label: z.string(), clearedOn: calendarDate.nullable() }),
  ),
})
export type ConfirmedHistory = z.infer<typeof confirmedHistory>

/** What is signed: what was asked in which words, what was answered, and what the rules made of it. */
export const screeningSnapshot = z.object({
  format: z.literal('stratum-screening-1'),
  screeningId,
  client: z.object({ id: clientId, identityCommitment: z.string() }),
  practice: z.string(),
  /** `hash`: SHA-256 of the canonical JSON of the version's body. */
  rules: z.object({ id: screeningRulesId, version: z.number().int(), hash: z.string() }),
  askedBy: z.enum(['practitioner', 'client']),
  startedAt: instant,
  completedAt: instant,
  day: calendarDate,
  validUntil: calendarDate,
  history: confirmedHistory,
  answers: z.array(screeningAnswer.extend({ text: z.string(), label: z.string() })),
  findings: z.array(screeningFinding),
  verdict,
  practitioner: z.object({ id: practitionerId, name: z.string(), licence: z.string() }),
})
export type ScreeningSnapshot = z.infer<typeof screeningSnapshot>

/** `earlier`: a later one has taken its place. */
export const screeningState = z.enum(['valid', 'expired', 'earlier', 'invalid'])
export type ScreeningState = z.infer<typeof screeningState>

export const screeningSummary = z.object({
  id: screeningId,
  clientId,
  day: calendarDate,
  validUntil: calendarDate,
  completedAt: instant,
  askedBy: z.enum(['practitioner', 'client']),
  rulesVersion: z.number().int(),
  verdict,
  state: screeningState,
})
export type ScreeningSummary = z.infer<typeof screeningSummary>

/** What the gate needs of the client's newest screening. */
export const screeningFacts = screeningSummary.extend({
  snapshotHash: z.string(),
  answers: z.array(screeningAnswer),
})
export type ScreeningFacts = z.infer<typeof screeningFacts>

/** One line of what changed since the visit before. */
export const historyChange = z.object({
  label: z.string(),
  before: z.string(),
  now: z.string(),
})
export type HistoryChange = z.infer<typeof historyChange>

export const screening = screeningSummary.extend({
  identity: sealedIdentity,
  snapshot: screeningSnapshot,
  snapshotHash: z.string(),
  signature,
  signatureState,
  /** Against the screening before it; null: it is the first. */
  changes: z.array(historyChange).nullable(),
})
export type Screening = z.infer<typeof screening>

/** One change that an answer offers to the client's record. */
export const recordOffer = z.discriminatedUnion('change', [
  z.object({ change: z.literal('raise-flag'), item: itemCode, label: line(60) }),
  z.object({ change: z.literal('end-flag'), item: itemCode, label: line(60) }),
  z.object({ change: z.literal('add-allergy'), item: itemCode, text: line() }),
  z.object({ change: z.literal('add-medication'), item: itemCode, text: line() }),
])
export type RecordOffer = z.infer<typeof recordOffer>

export const patchTestResult = z.enum(['negative', 'doubtful', 'positive', 'irritant', 'not-read'])
export type PatchTestResult = z.infer<typeof patchTestResult>

export const newPatchTest = z.object({
  clientId,
  /** The lot that was put on the skin. */
  lotId: lot.shape.id,
  site: line(),
  appliedOn: calendarDate,
  readDueOn: calendarDate,
  note: prose(1000),
})
export type NewPatchTest = z.infer<typeof newPatchTest>

export const patchTestReading = z.object({
  readOn: calendarDate,
  /** `not-read`: the client did not come back, or it was washed off. */
  result: patchTestResult,
  note: prose(1000),
})
export type PatchTestReading = z.infer<typeof patchTestReading>

export const patchTest = newPatchTest.extend({
  id: patchTestId,
  productId: lot.shape.product.shape.id,
  productName: z.string(),
  lotNumber: z.string(),
  appliedBy: z.string(),
  recordedAt: instant,
  reading: patchTestReading.extend({ readBy: z.string() }).nullable(),
})
export type PatchTest = z.infer<typeof patchTest>
