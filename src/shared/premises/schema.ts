import { z } from 'zod'
import {
  attachmentId,
  calendarDate,
  instant,
  line,
  practitionerId,
  premisesRecordId,
  prose,
} from '#shared/kernel/index.ts'

const common = {
  /** The day it began, happened, was done or was issued. */
  beginsOn: calendarDate,
  /** When it runs out, is due again, or was sealed, as its kind says; null: open, or no end. */
  endsOn: calendarDate.nullable(),
  attachmentId: attachmentId.nullable(),
}

/** A container for used needles: `beginsOn` opened, `endsOn` sealed. */
const sharpsContainer = z.object({
  kind: z.literal('sharps-container'),
  ...common,
  details: z.object({
    number: line(60),
    place: z.string().max(200),
    collectedOn: calendarDate.nullable(),
    carrier: z.string().max(200),
    note: prose(1000),
  }),
})

/** 29 CFR 1910.1030(h)(5): type and brand of device, work area, how it happened. */
const sharpsInjury = z.object({
  kind: z.literal('sharps-injury'),
  ...common,
  /** Whom it happened to, where she is a practitioner of this practice. Confidential. */
  practitionerId: practitionerId.nullable(),
  details: z.object({
    device: line(200),
    workArea: line(200),
    explanation: prose(4000).min(1),
    contaminated: z.boolean(),
    firstAid: prose(2000),
    referredTo: z.string().max(300),
  }),
})

const wasteManifest = z.object({
  kind: z.literal('waste-manifest'),
  ...common,
  details: z.object({
    manifestNumber: line(80),
    carrier: line(200),
    containers: z.string().max(500),
    note: prose(1000),
  }),
})

/** `endsOn`: when it is due again. */
const training = z.object({
  kind: z.literal('training'),
  ...common,
  practitionerId,
  details: z.object({ subject: line(200), provider: z.string().max(200), note: prose(1000) }),
})

const hepatitisB = z.object({
  kind: z.literal('hepatitis-b'),
  ...common,
  practitionerId,
  details: z.object({
    status: z.enum(['vaccinated', 'immune', 'declined', 'in-progress', 'unknown']),
    note: prose(1000),
  }),
})

/** `endsOn`: the last day it is valid. */
const permit = z.object({
  kind: z.literal('permit'),
  ...common,
  details: z.object({
    name: line(200),
    number: z.string().max(80),
    authority: z.string().max(200),
  }),
})

/** A scan: insurance, the sterilizer's qualification, a maker's statement. */
const certificate = z.object({
  kind: z.literal('certificate'),
  ...common,
  details: z.object({ name: line(200), issuer: z.string().max(200), note: prose(1000) }),
})

export const premisesEntry = z.discriminatedUnion('kind', [
  sharpsContainer,
  sharpsInjury,
  wasteManifest,
  training,
  hepatitisB,
  permit,
  certificate,
])
export type PremisesEntry = z.infer<typeof premisesEntry>
export type PremisesKind = PremisesEntry['kind']

export const premisesKinds = premisesEntry.options.map(({ shape }) => shape.kind.value)

export const premisesRecord = z.object({
  id: premisesRecordId,
  entry: premisesEntry,
  recordedAt: instant,
  recordedBy: z.string(),
  errorMark: z.object({ at: instant, reason: z.string() }).nullable(),
})
export type PremisesRecord = z.infer<typeof premisesRecord>
