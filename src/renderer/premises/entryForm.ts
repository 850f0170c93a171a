import { z } from 'zod'
import { typedAttachment } from '#renderer/attachments/index.ts'
import { calendarDate, practitionerId, prose } from '#shared/kernel/index.ts'
import {
  type PremisesEntry,
  premisesEntry,
  type PremisesKind,
  type PremisesRecord,
} from '#shared/premises/index.ts'
import { texts } from './texts.ts'

/** How one fact of a record is typed. */
export interface FactField {
  readonly name: string
  readonly label: string
  readonly as: 'line' | 'prose' | 'date' | 'status' | 'check'
  readonly required?: boolean
}

const { fields } = texts
const note: FactField = { name: 'note', label: fields.note, as: 'prose' }

/** What is asked beside the two dates, the scan and the person. */
export const factsOf: Record<PremisesKind, readonly FactField[]> = {
  'sharps-container': [
    { name: 'number', label: fields.number, as: 'line', required: true },
    { name: 'place', label: fields.place, as: 'line' },
    { name: 'collectedOn', label: fields.collectedOn, as: 'date' },
    { name: 'carrier', label: fields.carrier, as: 'line' },
    note,
  ],
  'sharps-injury': [
    { name: 'device', label: fields.device, as: 'line', required: true },
    { name: 'workArea', label: fields.workArea, as: 'line', required: true },
    { name: 'explanation', label: fields.explanation, as: 'prose', required: true },
    { name: 'contaminated', label: fields.contaminated, as: 'check' },
    { name: 'firstAid', label: fields.firstAid, as: 'prose' },
    { name: 'referredTo', label: fields.referredTo, as: 'line' },
  ],
  'waste-manifest': [
    { name: 'manifestNumber', label: fields.manifestNumber, as: 'line', required: true },
    { name: 'carrier', label: fields.carrier, as: 'line', required: true },
    { name: 'containers', label: fields.containers, as: 'line' },
    note,
  ],
  training: [
    { name: 'subject', label: fields.subject, as: 'line', required: true },
    { name: 'provider', label: fields.provider, as: 'line' },
    note,
  ],
  'hepatitis-b': [{ name: 'status', label: fields.status, as: 'status', required: true }, note],
  permit: [
    { name: 'name', label: fields.name, as: 'line', required: true },
    { name: 'number', label: fields.permitNumber, as: 'line' },
    { name: 'authority', label: fields.authority, as: 'line' },
  ],
  certificate: [
    { name: 'name', label: fields.name, as: 'line', required: true },
    { name: 'issuer', label: fields.issuer, as: 'line' },
    note,
  ],
}

/** Whether a record names a person, and must. */
export const personOf = (kind: PremisesKind): 'required' | 'optional' | null => {
  if (kind === 'training' || kind === 'hepatitis-b') return 'required'
  return kind === 'sharps-injury' ? 'optional' : null
}

/** What stands in the fields of a record while they are typed; every fact is text. */
export const typedEntry = z.object({
  beginsOn: calendarDate.nullable(),
  endsOn: calendarDate.nullable(),
  attachment: typedAttachment,
  practitionerId: z.string(),
  details: z.record(z.string(), z.string()),
  /** Asked for a change only. */
  reason: z.string(),
})
export type TypedEntry = z.infer<typeof typedEntry>

const checked = 'yes'

export const emptyEntry = (
  kind: PremisesKind,
  beginsOn: TypedEntry['beginsOn'],
  onlyPerson: string,
): TypedEntry => ({
  beginsOn,
  endsOn: null,
  attachment: null,
  practitionerId: personOf(kind) === 'required' ? onlyPerson : '',
  details: Object.fromEntries(
    factsOf[kind].map(({ name, as }) => [name, as === 'status' ? 'vaccinated' : '']),
  ),
  reason: '',
})

/** @param fileName what the kept file is called; the record knows its id only */
export const typedOf = ({ entry }: PremisesRecord, fileName: string): TypedEntry => ({
  beginsOn: entry.beginsOn,
  endsOn: entry.endsOn,
  attachment: entry.attachmentId === null ? null : { id: entry.attachmentId, name: fileName },
  practitionerId: 'practitionerId' in entry ? (entry.practitionerId ?? '') : '',
  details: Object.fromEntries(
    Object.entries(entry.details).map(([name, value]) => [name, textOf(value)]),
  ),
  reason: '',
})

const textOf = (value: string | boolean | null): string => {
  if (typeof value === 'boolean') return value ? checked : ''
  return value ?? ''
}

export const isChecked = (typed: string | undefined): boolean => typed === checked
export const typedCheck = (value: boolean): string => (value ? checked : '')

/** Each fact as the contract holds it. */
const detailsOf = (kind: PremisesKind, typed: TypedEntry['details']) =>
  Object.fromEntries(
    factsOf[kind].map(({ name, as }): [string, string | boolean | null] => {
      const text = typed[name] ?? ''
      if (as === 'check') return [name, isChecked(text)]
      if (as === 'date') return [name, text === '' ? null : text]
      return [name, text.trim()]
    }),
  )

interface ReadEntry {
  readonly entry: PremisesEntry
  readonly reason: string
}

/** Reads a record as its kind's schema asks; a change needs its reason. */
export const readEntry = (
  kind: PremisesKind,
  values: TypedEntry,
  isChange: boolean,
): z.ZodSafeParseResult<ReadEntry> =>
  z
    .custom<TypedEntry>()
    .transform((typed, context): ReadEntry => {
      const person = practitionerId.safeParse(typed.practitionerId)
      if (personOf(kind) === 'required' && !person.success) {
        context.addIssue({
          code: 'custom',
          path: ['practitionerId'],
          message: texts.record.choosePerson,
        })
      }
      const reason = isChange ? prose(500).min(1).safeParse(typed.reason) : null
      if (reason && !reason.success) {
        context.addIssue({ code: 'custom', path: ['reason'], message: texts.record.reason })
      }
      const entry = premisesEntry.safeParse({
        kind,
        beginsOn: typed.beginsOn,
        endsOn: typed.endsOn,
        attachmentId: typed.attachment?.id ?? null,
        ...(personOf(kind) === null ? {} : { practitionerId: person.data ?? null }),
        details: detailsOf(kind, typed.details),
      })
      for (const { path, message } of entry.error?.issues ?? []) {
        context.addIssue({ code: 'custom', path: [...path], message })
      }
      return entry.success ? { entry: entry.data, reason: reason?.data ?? '' } : z.NEVER
    })
    .safeParse(values)
