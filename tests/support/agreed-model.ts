import type { ConsentId, ScreeningId, SessionId } from '#shared/kernel/index.ts'

/**
 * What a client has agreed to and answered, kept beside the application in other words than its
 * rules and its triggers. Days are `YYYY-MM-DD`.
 */

interface SignedForm {
  readonly id: ConsentId
  readonly version: number
  readonly lastDay: string
  /** Null: any number of sessions. */
  readonly covers: number | null
  readonly usedBy: Set<SessionId>
  withdrawnOn: string | null
}

export interface Asked {
  readonly id: ScreeningId
  readonly day: string
  readonly said: 'clear' | 'caution' | 'unknown' | 'stop'
  /** What stood in the record when it was completed stopped it too. */
  readonly ended: 'stop' | 'other'
}

interface Seat {
  readonly id: SessionId
  readonly day: string
  readonly consent: SignedForm
  readonly screening: Asked
  readonly formsThen: number
  /** How many screenings there were when it began. */
  readonly askedThen: number
}

export interface AgreedModel {
  /** The version of the text in use. */
  readonly version: number
  /** Oldest first. */
  readonly forms: SignedForm[]
  /** Oldest first. */
  readonly asked: Asked[]
  readonly keloid: boolean
  /** `cleared`: the day of the prescriber's letter. */
  readonly bloodThinner: { readonly cleared: string | null } | null
}

const isUsedUp = ({ covers, usedBy }: SignedForm) => covers !== null && usedBy.size >= covers

/** Whether a form counts for a session that starts on this day. */
export const counts = (form: SignedForm, { version }: AgreedModel, today: string): boolean =>
  form.withdrawnOn === null && form.lastDay >= today && form.version === version && !isUsedUp(form)

/** The newest form that counts, unless one that was signed after it was taken back. */
export const decisive = (model: AgreedModel, today: string): SignedForm | null => {
  for (const form of [...model.forms].reverse()) {
    if (form.withdrawnOn !== null) return null
    if (counts(form, model, today)) return form
  }
  return null
}

export const newestAsked = ({ asked }: AgreedModel): Asked | null => asked.at(-1) ?? null

/** Whether what stands in the record lets needling pass that is judged by this day. */
export const recordPasses = ({ keloid, bloodThinner }: AgreedModel, day: string): boolean =>
  !keloid &&
  (bloodThinner === null || (bloodThinner.cleared !== null && bloodThinner.cleared <= day))

/** Whether the newest screening lets needling start today. */
export const screeningPasses = (model: AgreedModel, today: string): boolean => {
  const newest = newestAsked(model)
  return (
    newest?.day === today &&
    newest.ended !== 'stop' &&
    newest.said !== 'unknown' &&
    recordPasses(model, today)
  )
}

export type { Seat, SignedForm }
