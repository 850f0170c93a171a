import { z } from 'zod'
import {
  attachmentId,
  calendarDate,
  cycleRecordId,
  deciCelsius,
  finding,
  instant,
  loadId,
  sterilizerId,
} from '#shared/kernel/index.ts'

export const cycleFileFormat = z.enum(['wh-lisa', 'tuttnauer-elara', 'dac-universal', 'csv'])
export type CycleFileFormat = z.infer<typeof cycleFileFormat>

export const cycleOutcome = z.enum(['passed', 'failed', 'aborted'])
export type CycleOutcome = z.infer<typeof cycleOutcome>

/** One measured moment; `pressure` in hectopascal, absolute or gauge as the machine writes it. */
export const cycleMeasurement = z.object({
  /** Seconds since the start of the cycle. */
  second: z.number().int(),
  /** `air removal`, `heating`, `sterilization`, `exhaust`, `drying`; empty when not stated. */
  phase: z.string(),
  temperature: deciCelsius.nullable(),
  pressure: z.number().int().nullable(),
})
export type CycleMeasurement = z.infer<typeof cycleMeasurement>

/** What a machine wrote about one cycle; nothing is filled in that the file does not say. */
export const cycleReading = z.object({
  format: cycleFileFormat,
  /** Maker and model: `W&H Lisa 22`, `DAC Universal`. */
  machine: z.string(),
  serialNumber: z.string(),
  cycleNumber: z.number().int().min(0),
  /** The machine's own calendar and clock: a date, and `HH:MM:SS` or null when it has none. */
  startedOn: calendarDate,
  startedTime: z.string().nullable(),
  programme: z.string(),
  outcome: cycleOutcome,
  /** Alarm or error code, as written. */
  alarm: z.string().nullable(),
  setTemperature: deciCelsius.nullable(),
  setHoldSeconds: z.number().int().nullable(),
  measurements: z.array(cycleMeasurement),
  /** What is odd within this one cycle: dates that disagree, a status that nobody knows. */
  findings: z.array(finding),
})
export type CycleReading = z.infer<typeof cycleReading>

export const importedCycle = z.object({
  /** The name of the file. */
  file: z.string(),
  machine: z.string(),
  serialNumber: z.string(),
  cycleNumber: z.number().int(),
  startedOn: calendarDate,
  /** The machine's clock read in the practice's time zone. */
  startedAt: instant,
  outcome: cycleOutcome,
  /** `logged`: a load of that sterilizer has this cycle number. */
  match: z.enum(['logged', 'unlogged']),
  findings: z.array(finding),
  /** `before`: the same cycle was kept already, from this file or another; it is not kept twice. */
  kept: z.enum(['new', 'before']),
})
export type ImportedCycle = z.infer<typeof importedCycle>

export const unreadableFile = z.object({ file: z.string(), because: z.string() })

export const importReport = z.object({
  cycles: z.array(importedCycle),
  unreadable: z.array(unreadableFile),
})
export type ImportReport = z.infer<typeof importReport>

/** A cycle that was kept, joined with the log as it is now. */
export const cycleRecord = importedCycle.extend({
  id: cycleRecordId,
  attachmentId,
  importedAt: instant,
  programme: z.string(),
  sterilizerId: sterilizerId.nullable(),
  loadId: loadId.nullable(),
  hasCurve: z.boolean(),
})
export type CycleRecord = z.infer<typeof cycleRecord>

/** Which column of a file of columns holds which fact; the heading as written. */
export const columnMapping = z.object({
  /** The heading line of the files that it is for. */
  heading: z.string().min(1).max(2000),
  machine: z.string().max(200),
  serialNumber: z.string().max(200),
  cycleNumber: z.string().max(200),
  /** Date and time in one column, or the date. */
  startedOn: z.string().max(200),
  startedTime: z.string().max(200).nullable(),
  dateOrder: z.enum(['year-month-day', 'day-month-year', 'month-day-year']),
  outcome: z.string().max(200),
  /** The word in that column that means passed; any other is a failure, `aborted` words are named. */
  passedWord: z.string().max(80),
  abortedWord: z.string().max(80).nullable(),
  programme: z.string().max(200).nullable(),
  temperature: z.string().max(200).nullable(),
  pressure: z.string().max(200).nullable(),
})
export type ColumnMapping = z.infer<typeof columnMapping>
