import { z } from 'zod'
import { type ColumnMapping, columnMapping } from '#shared/imports/index.ts'
import { texts } from './texts.ts'

export const neededColumns = [
  'machine',
  'serialNumber',
  'cycleNumber',
  'startedOn',
  'outcome',
] as const

export const optionalColumns = ['startedTime', 'programme', 'temperature', 'pressure'] as const

export type MappingColumn = (typeof neededColumns)[number] | (typeof optionalColumns)[number]

const column = z.string()

/** What stands in the fields of a mapping while it is chosen; empty: not in this file. */
export const typedMapping = z.object({
  machine: column,
  serialNumber: column,
  cycleNumber: column,
  startedOn: column,
  startedTime: column,
  dateOrder: columnMapping.shape.dateOrder,
  outcome: column,
  passedWord: z.string(),
  abortedWord: z.string(),
  programme: column,
  temperature: column,
  pressure: column,
})
export type TypedMapping = z.infer<typeof typedMapping>

export const emptyMapping: TypedMapping = {
  machine: '',
  serialNumber: '',
  cycleNumber: '',
  startedOn: '',
  startedTime: '',
  dateOrder: 'year-month-day',
  outcome: '',
  passedWord: '',
  abortedWord: '',
  programme: '',
  temperature: '',
  pressure: '',
}

const chosen = z.string().min(1, texts.mapping.required)
const orNone = z.string().transform((name) => (name === '' ? null : name))

const fields = z.object({
  machine: chosen,
  serialNumber: chosen,
  cycleNumber: chosen,
  startedOn: chosen,
  startedTime: orNone,
  dateOrder: columnMapping.shape.dateOrder,
  outcome: chosen,
  passedWord: z.string().trim().min(1).max(80),
  abortedWord: z.string().trim().max(80).pipe(orNone),
  programme: orNone,
  temperature: orNone,
  pressure: orNone,
})

export const readMapping = (
  values: TypedMapping,
  heading: string,
): z.ZodSafeParseResult<ColumnMapping> =>
  fields.transform((read) => ({ ...read, heading })).safeParse(values)
