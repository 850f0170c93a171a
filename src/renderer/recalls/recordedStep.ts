import type { RecallStepKind } from '#shared/recalls/index.ts'

/** A step that a person records; a recall is opened elsewhere. */
export type RecordedStep = Exclude<RecallStepKind, 'opened'>
