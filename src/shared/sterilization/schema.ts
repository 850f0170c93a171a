import { z } from 'zod'
import {
  calendarDate,
  deciCelsius,
  instant,
  line,
  loadId,
  packId,
  practitionerId,
  prose,
  sessionId,
  sterilizerId,
} from '#shared/kernel/index.ts'

export const programme = z.object({
  name: line(80),
  /** The least that the maker's instructions ask of this programme. */
  minimumTemperature: deciCelsius,
  minimumHoldSeconds: z.number().int().min(1).max(7200),
})
export type Programme = z.infer<typeof programme>

export const sterilizerDetails = z.object({
  name: line(80),
  maker: line(),
  model: line(),
  serialNumber: line(60),
  programmes: z.array(programme).min(1, 'Enter at least one programme.').max(20),
})
export type SterilizerDetails = z.infer<typeof sterilizerDetails>

export const sterilizer = sterilizerDetails.extend({
  id: sterilizerId,
  lastCycleNumber: z.number().int().nullable(),
})
export type Sterilizer = z.infer<typeof sterilizer>

export const indicatorResult = z.enum(['pass', 'fail', 'not-read'])
export type IndicatorResult = z.infer<typeof indicatorResult>

export const recordLoad = z.object({
  sterilizerId,
  cycleNumber: z.number().int().min(1).max(9_999_999),
  programmeName: line(80),
  startedAt: instant,
  /** As read from the machine's display or print-out. */
  temperature: deciCelsius,
  holdSeconds: z.number().int().min(0).max(7200),
  /** ISO 11140-1 type 1–6. */
  indicatorType: z.number().int().min(1).max(6),
  indicatorLot: line(40),
  indicatorResult,
  note: prose(2000),
  packs: z
    .array(z.object({ label: line(40), contents: line(300) }))
    .min(1, 'A load has at least one pack.')
    .max(100),
})
export type RecordLoad = z.infer<typeof recordLoad>

export const packState = z.enum(['quarantined', 'stored', 'claimed', 'used', 'rejected'])

export const pack = z.object({
  id: packId,
  loadId,
  label: line(40),
  contents: line(300),
  sterileUntil: calendarDate,
  /** `quarantined` until its load is released; `rejected` with its load. */
  state: packState,
  sessionId: sessionId.nullable(),
  sterilizerName: z.string(),
  cycleNumber: z.number().int(),
})
export type Pack = z.infer<typeof pack>

export const loadState = z.enum(['quarantined', 'released', 'rejected'])
export type LoadState = z.infer<typeof loadState>

export const load = recordLoad.omit({ packs: true }).extend({
  id: loadId,
  sterilizer: sterilizerDetails.extend({ id: sterilizerId }),
  state: loadState,
  operatorId: practitionerId,
  operatorName: z.string(),
  recordedAt: instant,
  decision: z
    .object({ by: practitionerId, name: z.string(), at: instant, reason: z.string() })
    .nullable(),
  packs: z.array(pack),
})
export type Load = z.infer<typeof load>

/** What is kept of a released load, and what its hash and signature cover. */
export const loadSnapshot = z.object({
  format: z.literal('stratum-load-1'),
  loadId,
  practice: z.string(),
  sterilizer: sterilizerDetails.omit({ programmes: true }).extend({ id: sterilizerId }),
  cycleNumber: z.number().int(),
  /** With its limits as they were at the cycle. */
  programme,
  startedAt: instant,
  temperature: deciCelsius,
  holdSeconds: z.number().int(),
  indicatorType: z.number().int(),
  indicatorLot: z.string(),
  indicatorResult,
  note: z.string(),
  operator: z.object({ id: practitionerId, name: z.string() }),
  recordedAt: instant,
  packs: z.array(pack.pick({ id: true, label: true, contents: true, sterileUntil: true })),
})
export type LoadSnapshot = z.infer<typeof loadSnapshot>
