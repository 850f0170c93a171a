import { z } from 'zod'

declare const entity: unique symbol

/** A UUIDv7 in lower-case text, marked with the kind of record that it names. */
export type Id<Kind extends string> = string & { readonly [entity]: Kind }

/** The schema of an {@link Id}. The kind exists for the compiler only. */
export const idOf = <Kind extends string>(_kind: Kind) =>
  z
    .uuid({ version: 'v7' })
    .transform((value) => value.toLowerCase())
    .pipe(z.custom<Id<Kind>>())

export type PractitionerId = Id<'practitioner'>
export type ClientId = Id<'client'>
export type ProductId = Id<'product'>
export type LotId = Id<'lot'>
export type UnitId = Id<'unit'>
export type SterilizerId = Id<'sterilizer'>
export type LoadId = Id<'load'>
export type PackId = Id<'pack'>
export type ConsentTemplateId = Id<'consent-template'>
export type ConsentId = Id<'consent'>
export type SessionId = Id<'session'>
export type AttachmentId = Id<'attachment'>
export type DeviceEventId = Id<'device-event'>
export type SterilizerEventId = Id<'sterilizer-event'>
export type SporeTestId = Id<'spore-test'>
export type PremisesRecordId = Id<'premises-record'>
export type RecallId = Id<'recall'>
export type CycleRecordId = Id<'cycle-record'>
export type ScreeningRulesId = Id<'screening-rules'>
export type ScreeningId = Id<'screening'>
export type PatchTestId = Id<'patch-test'>
export type PlanId = Id<'plan'>

export const practitionerId = idOf('practitioner')
export const clientId = idOf('client')
export const productId = idOf('product')
export const lotId = idOf('lot')
export const unitId = idOf('unit')
export const sterilizerId = idOf('sterilizer')
export const loadId = idOf('load')
export const packId = idOf('pack')
export const consentTemplateId = idOf('consent-template')
export const consentId = idOf('consent')
export const sessionId = idOf('session')
export const attachmentId = idOf('attachment')
export const deviceEventId = idOf('device-event')
export const sterilizerEventId = idOf('sterilizer-event')
export const sporeTestId = idOf('spore-test')
export const premisesRecordId = idOf('premises-record')
export const recallId = idOf('recall')
export const cycleRecordId = idOf('cycle-record')
export const screeningRulesId = idOf('screening-rules')
export const screeningId = idOf('screening')
export const patchTestId = idOf('patch-test')
export const planId = idOf('plan')
