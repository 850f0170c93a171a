import fc from 'fast-check'
import { consentState } from '#shared/consent/index.ts'
import {
  type Device,
  type Lot,
  lotState,
  productClass,
  type Product,
  type Unit,
} from '#shared/inventory/index.ts'
import {
  type CalendarDate,
  calendarDate,
  type Finding,
  type Id,
  instant,
  type Micrometres,
  micrometres,
} from '#shared/kernel/index.ts'
import {
  orderableLimit,
  startingRules,
  treatableZones,
  type ZoneCap,
} from '#shared/practice/index.ts'
import {
  type PatchTest,
  patchTestResult,
  type ScreeningFacts,
  screeningState,
  startingScreening,
  verdict,
} from '#shared/screening/index.ts'
import {
  type AnaestheticUse,
  type DraftZone,
  draftZone,
  endpoint,
  emptyAnaestheticUse,
  emptySessionDocument,
  emptyZone,
  productPlace,
  type SessionBase,
  type SupervisingOrder,
  type SessionDocument,
  type SessionFacts,
  technique,
} from '#shared/sessions/index.ts'
import { type Pack, packState } from '#shared/sterilization/index.ts'

/** Facts of a session for the pure rules, made without a database. */

export const today = calendarDate.parse('2026-11-22')
export const moment = instant.parse('2026-11-22T16:00:00.000Z')

export const micrometre = (length: number): Micrometres => micrometres.parse(length)

/** The nth id of a kind. */
export const idNumber = <Kind extends string>(number: number) =>
  `019ab000-0000-7000-8000-${String(number).padStart(12, '0')}` as Id<Kind>

const days: fc.Arbitrary<CalendarDate> = fc
  .integer({ min: -5, max: 5 })
  .map((offset) => calendarDate.parse(`2026-11-${22 + offset}`))

const lengths = (minimum: number, maximum: number) =>
  fc.integer({ min: minimum, max: maximum }).map(micrometre)

export const needleLengths = lengths(0, 4000)

export const productOf = (number: number, changes: Partial<Product>): Product => ({
  id: idNumber(number),
  kind: 'cartridge',
  name: `Product ${number}`,
  manufacturer: '',
  deviceIdentifier: null,
  reprocessable: false,
  evaluatedNeedleLength: null,
  note: '',
  model: '',
  labelledUses: '',
  labelledLengths: [],
  unitsPerBox: null,
  openedShelfLifeDays: null,
  contains: [],
  clearanceNumber: '',
  contactSeconds: null,
  lowStockAt: null,
  productClass: null,
  sterileForNeedling: true,
  activeAgents: [],
  prescriptionOnly: false,
  longestDwellMinutes: null,
  pinCount: null,
  ...changes,
})

export const lotOf = (number: number, changes: Partial<Lot> = {}): Lot => ({
  id: idNumber(number),
  product: productOf(number, {}),
  number: `L${number}`,
  expiresOn: calendarDate.parse('2027-12-31'),
  receivedAt: moment,
  receivedFrom: '',
  state: 'available',
  stateReason: '',
  madeOn: null,
  conditionOnReceipt: '',
  openedOn: null,
  stateChange: null,
  received: 3,
  used: 1,
  left: 2,
  ...changes,
})

export const unitOf = (lot: Lot, changes: Partial<Unit> = {}): Unit => ({
  id: idNumber(9000),
  lotId: lot.id,
  label: '1',
  serial: false,
  state: 'claimed',
  sessionId: null,
  recalled: false,
  discardedAt: null,
  ...changes,
})

const dayAt = (day: number) => instant.parse(`2026-11-${day}T16:00:00.000Z`)

/** A handpiece as a session finds it: never used before, when nothing else is said. */
export const deviceOf = (
  { unit, lot }: { readonly unit: Unit; readonly lot: Lot },
  changes: Partial<Device> = {},
): Device => ({
  unit,
  lot,
  lastUsedAt: null,
  lastCleaning: null,
  serviceDueOn: null,
  calibrationDueOn: null,
  ...changes,
})

const stop: Finding = {
  code: 'inventory.contact-too-short',
  severity: 'stop',
  fact: 'Wet for 5 s.',
  rule: 'At least 60 s.',
  nextStep: 'Again.',
}

const deviceFacts: fc.Arbitrary<Partial<Device>> = fc.record(
  {
    lastUsedAt: fc.integer({ min: 18, max: 21 }).map(dayAt),
    lastCleaning: fc
      .record({ day: fc.integer({ min: 18, max: 21 }), counts: fc.boolean() })
      .map(({ day, counts }) => ({
        id: idNumber<'device-event'>(950),
        unitId: idNumber<'unit'>(9000),
        kind: 'cleaning' as const,
        happenedAt: dayAt(day),
        recordedAt: dayAt(day),
        recordedBy: 'Ada Petersen',
        disinfectantLotId: null,
        disinfectant: 'Wipe',
        contactSeconds: 60,
        sleeve: true,
        dueOn: null,
        note: '',
        findings: counts ? [] : [stop],
      })),
    serviceDueOn: days,
    calibrationDueOn: days,
  },
  { requiredKeys: [] },
)

/** Mostly this, so that one thing at a time is wrong. */
const orOften = <T, U>(usual: T, drawn: fc.Arbitrary<U>): fc.Arbitrary<T | U> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: drawn })

const lots = (number: number, product: fc.Arbitrary<Partial<Product>>) =>
  fc
    .record({
      expiresOn: days,
      state: fc.constantFrom(...lotState.options),
      openedOn: fc.option(days, { nil: null }),
      openedShelfLifeDays: fc.option(fc.nat(3), { nil: null }),
      contains: fc.subarray(['latex' as const, 'lidocaine' as const], { maxLength: 1 }),
      product,
    })
    .map(({ product: changes, openedShelfLifeDays, contains, ...rest }) =>
      lotOf(number, {
        ...rest,
        product: productOf(number, { openedShelfLifeDays, contains, ...changes }),
      }),
    )

const cartridges: fc.Arbitrary<SessionBase['cartridges']> = fc
  .array(
    fc.record({
      kind: fc.constant('cartridge' as const),
      evaluatedNeedleLength: fc.option(lengths(100, 3500)),
    }),
    { maxLength: 2 },
  )
  .chain((products) =>
    fc.tuple(...products.map((product, index) => lots(100 + index, fc.constant(product)))),
  )
  .chain((found) =>
    fc.tuple(
      ...found.map((lot, index) =>
        fc.boolean().map((recalled) => ({
          lot,
          unit: unitOf(lot, { id: idNumber(9001 + index), recalled }),
        })),
      ),
    ),
  )

const handpieces: fc.Arbitrary<NonNullable<SessionFacts['handpiece']>> = lots(
  200,
  fc.record({
    kind: fc.constantFrom('handpiece' as const, 'cartridge' as const),
    reprocessable: fc.boolean(),
    evaluatedNeedleLength: fc.option(lengths(100, 3500), { nil: null }),
  }),
).chain((lot) =>
  fc
    .record({ state: fc.constantFrom('stored', 'discarded'), recalled: fc.boolean() })
    .map((changes) => ({ lot, unit: unitOf(lot, changes) })),
)

const productLots: fc.Arbitrary<readonly (Lot | null)[]> = fc
  .array(fc.constantFrom('serum' as const, 'anaesthetic' as const, 'handpiece' as const), {
    maxLength: 2,
  })
  .chain((kinds) =>
    fc.tuple(
      ...kinds.map((kind, index) =>
        fc.option(
          lots(
            300 + index,
            fc
              .record({
                productClass: orOften(null, fc.constantFrom(...productClass.options)),
                sterileForNeedling: fc.boolean(),
              })
              .map((product) => ({ kind, ...product })),
          ),
        ),
      ),
    ),
  )

export const zones: fc.Arbitrary<DraftZone> = fc
  .record({
    zone: fc.constantFrom(...treatableZones.map(({ id }) => id)),
    needleLength: fc.option(needleLengths),
    technique: fc.option(fc.constantFrom(...technique.options)),
    passes: fc.option(fc.integer({ min: 1, max: 30 })),
    endpoint: fc.option(fc.constantFrom(...endpoint.options)),
  })
  .map((zone) => draftZone.parse(zone))

const packs: fc.Arbitrary<Pack> = fc
  .record({
    number: fc.integer({ min: 400, max: 402 }),
    state: fc.constantFrom(...packState.options),
    sterileUntil: days,
  })
  .map(({ number, ...rest }) => ({
    ...rest,
    id: idNumber(number),
    loadId: idNumber(500),
    label: `P${number}`,
    contents: 'Handpiece',
    recalled: rest.state === 'recalled',
    releasedAt: rest.state === 'quarantined' ? null : moment,
    sessionId: rest.state === 'claimed' ? idNumber<'session'>(1) : null,
    sterilizerName: 'Autoclave',
    cycleNumber: 7,
  }))

export const baseOf = (changes: Partial<SessionBase> = {}): SessionBase => ({
  sessionId: idNumber(1),
  today,
  practitioner: {
    id: idNumber(2),
    name: 'Ada Petersen',
    licenceClass: 'Master esthetician',
    licenceNumber: 'ME-1',
    licenceExpiresOn: calendarDate.parse('2028-06-30'),
    jurisdiction: 'Utah',
    maximumNeedleLength: micrometre(1500),
    maximumNeedleLengthSource: 'Board',
    maximumNeedleLengthQuality: 'law',
    maximumNeedleLengthCheckOn: null,
    standing: 'independent',
  },
  rules: startingRules,
  ruleVersion: 1,
  sterilityMode: 'reprocesses',
  client: {
    id: idNumber(3),
    number: 1,
    name: 'Mia Thorsen',
    birthDate: calendarDate.parse('1990-04-01'),
    telephone: '',
    email: '',
    address: '',
    emergencyContact: '',
    fitzpatrickType: 'III',
    allergies: [],
    medication: [],
    note: '',
    flags: [],
    createdAt: moment,
  },
  consentKind: 'microneedling',
  consent: consentOf('valid'),
  screening: screeningOf(),
  screeningRules: startingScreening,
  screeningBegun: false,
  patchTests: [],
  discarded: [],
  cartridges: [],
  packs: [],
  devices: [],
  startedAt: moment,
  plans: [],
  treatedLately: [],
  last: null,
  ...changes,
})

export const consentOf = (
  state: NonNullable<SessionBase['consent']>['state'],
  changes: Partial<NonNullable<SessionBase['consent']>> = {},
): NonNullable<SessionBase['consent']> => ({
  id: idNumber<'consent'>(4),
  clientId: idNumber<'client'>(3),
  kind: 'microneedling',
  title: 'Microneedling',
  templateVersion: 1,
  medium: 'screen',
  signedAt: moment,
  validUntil: today,
  sessionsCovered: null,
  sessionsUsed: 0,
  state,
  withdrawnOn: null,
  withdrawalReason: null,
  choices: [],
  hasGuardian: false,
  coversPractitionerId: null,
  paper: 'missing',
  copyGivenOn: null,
  ...changes,
})

/** Answered with *no* throughout, but for these. */
export const screeningOf = (
  changes: Partial<ScreeningFacts> = {},
  said: Readonly<Record<string, 'yes' | 'unknown'>> = {},
): ScreeningFacts => ({
  id: idNumber<'screening'>(5),
  clientId: idNumber<'client'>(3),
  day: today,
  validUntil: today,
  completedAt: moment,
  askedBy: 'practitioner',
  rulesVersion: 1,
  verdict: 'clear',
  state: 'valid',
  snapshotHash: '',
  answers: startingScreening.questions.map(({ code, kind }) => ({
    code,
    ...(kind === 'date'
      ? { answer: 'date' as const, date: calendarDate.parse('2005-01-01') }
      : { answer: said[code] ?? ('no' as const), date: null }),
    detail: '',
    answeredAt: moment,
  })),
  ...changes,
})

const screenings: fc.Arbitrary<ScreeningFacts> = fc
  .record({
    state: orOften('valid' as const, fc.constantFrom(...screeningState.options)),
    verdict: orOften('clear' as const, fc.constantFrom(...verdict.options)),
    validUntil: orOften(today, days),
    said: fc.dictionary(
      fc.constantFrom('pregnancy', 'diabetes', 'home-needling'),
      fc.constantFrom('yes' as const, 'unknown' as const),
      { maxKeys: 1 },
    ),
  })
  .map(({ said, ...changes }) => screeningOf({ ...changes, day: earliest(changes) }, said))

const earliest = ({ validUntil }: Pick<ScreeningFacts, 'validUntil'>): CalendarDate =>
  validUntil < today ? validUntil : today

const patchTests: fc.Arbitrary<PatchTest[]> = fc.array(
  fc
    .record({
      product: fc.constantFrom(300, 301, 399),
      result: fc.option(fc.constantFrom(...patchTestResult.options), { nil: null }),
    })
    .map(({ product, result }) => ({
      id: idNumber<'patch-test'>(product),
      clientId: idNumber<'client'>(3),
      lotId: idNumber<'lot'>(product),
      site: 'Forearm',
      appliedOn: today,
      readDueOn: today,
      note: '',
      productId: idNumber<'product'>(product),
      productName: `Product ${product}`,
      lotNumber: `L${product}`,
      appliedBy: 'Ada Petersen',
      recordedAt: moment,
      reading: result && { readOn: today, result, note: '', readBy: 'Ada Petersen' },
    })),
  { maxLength: 1 },
)

/** Items of the starting rules: the first two ask for a clearance, the others stop. */
const cautions = ['anticoagulants', 'cold-sores', 'keloid', 'pregnancy', 'isotretinoin'] as const

const flags = fc.uniqueArray(
  fc
    .record({
      kind: fc.constantFrom(...cautions),
      clearance: fc.option(
        fc.record({
          clearedOn: days,
          validUntil: fc.option(days),
          attachmentId: orOften(idNumber<'attachment'>(750), fc.constant(null)),
        }),
      ),
    })
    .map(({ kind, clearance }) => ({
      id: idNumber<'flag'>(600),
      kind,
      label: '',
      notedAt: moment,
      clearance: clearance && {
        ...clearance,
        id: idNumber<'clearance'>(700),
        prescriberName: 'Dr Cole',
        prescriberLicence: 'MD-1',
        note: '',
      },
    })),
  { selector: ({ kind }) => kind, maxLength: 3 },
)

const practitioners = fc
  .record({ licenceExpiresOn: days, maximumNeedleLength: lengths(0, 3500) })
  .map((changes) => ({ ...baseOf().practitioner, ...changes }))

/** Wiped off in time, still on, never put on, or wiped off after needling had begun. */
const uses: fc.Arbitrary<AnaestheticUse> = fc
  .record({
    onAt: fc.option(fc.constant(dayAt(21))),
    offAt: fc.option(fc.constantFrom(20, 21, 23)),
  })
  .map(({ onAt, offAt }) => ({
    ...emptyAnaestheticUse,
    onAt,
    offAt: offAt === null ? null : dayAt(offAt),
  }))

const caps: fc.Arbitrary<ZoneCap[]> = fc.uniqueArray(
  fc
    .record({
      zone: fc.constantFrom('forehead' as const, 'chin' as const),
      length: lengths(100, 3500),
    })
    .map((cap) => ({ ...cap, source: 'Ours', quality: 'practice' as const, checkOn: null })),
  { selector: ({ zone }) => zone },
)

export const orders: fc.Arbitrary<SupervisingOrder> = fc
  .record({
    orderedOn: days,
    zones: fc.subarray(['forehead' as const, 'chin' as const], { minLength: 1 }),
    maximumNeedleLength: lengths(100, 3500),
    exceeds: fc.subarray([...orderableLimit.options], { minLength: 1 }),
  })
  .map((order) => ({ ...order, clinician: 'Dr Cole', licence: 'MD-1' }))

/** Of the same day, when everything has happened. */
const evening = instant.parse('2026-11-22T23:00:00.000Z')

/** A session that nothing stands against, with a complete chart. */
export const soundFacts = (changes: Partial<SessionDocument> = {}): SessionFacts => {
  const cartridge = lotOf(100)
  const handpiece = lotOf(200, { product: productOf(200, { kind: 'handpiece' }) })
  const piece = { lot: handpiece, unit: unitOf(handpiece) }
  return {
    base: baseOf({
      cartridges: [{ lot: cartridge, unit: unitOf(cartridge, { id: idNumber(9001) }) }],
      devices: [deviceOf(piece)],
    }),
    now: evening,
    handpiece: piece,
    productLots: [],
    document: {
      ...emptySessionDocument,
      zones: [
        {
          ...emptyZone('forehead'),
          needleLength: micrometre(500),
          technique: 'pen',
          passes: 2,
          endpoint: 'mild-erythema',
        },
      ],
      handpieceUnitId: unitOf(handpiece).id,
      immediateResponse: ['mild-redness'],
      ...changes,
    },
  }
}

/** Each part drawn at random, or taken from a sound session: so that many sessions are nearly sound. */
const orSound = <T>(sound: T, drawn: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(sound) }, { weight: 1, arbitrary: drawn })

const sound = soundFacts()

/** Anything that a session can look like, good and bad. */
export const anyFacts: fc.Arbitrary<SessionFacts> = fc
  .record({
    practitioner: orSound(sound.base.practitioner, practitioners),
    flags: orSound([], flags),
    screening: orSound(sound.base.screening, fc.option(screenings)),
    screeningBegun: fc.boolean(),
    patchTests: orSound([], patchTests),
    consentKind: orSound('microneedling' as const, fc.constant('guardian' as const)),
    consent: orSound(
      sound.base.consent,
      fc.option(
        fc
          .record({
            state: fc.constantFrom(...consentState.options),
            kind: fc.constantFrom('microneedling' as const, 'guardian' as const),
            coversPractitionerId: fc.constantFrom(
              null,
              baseOf().practitioner.id,
              idNumber<'practitioner'>(20),
            ),
          })
          .map(({ state, ...changes }) => consentOf(state, changes)),
      ),
    ),
    cartridges: orSound(sound.base.cartridges, cartridges),
    packs: fc.uniqueArray(packs, { selector: ({ id }) => id, maxLength: 2 }),
    sterilityMode: fc.constantFrom('single-use-only' as const, 'reprocesses' as const),
    startedAt: orSound(sound.base.startedAt, fc.constant(null)),
    zones: orSound(sound.document.zones, fc.array(zones, { maxLength: 3 })),
    handpiece: orSound(sound.handpiece, fc.option(handpieces)),
    productLots: orSound([], productLots),
    device: orSound({}, deviceFacts),
    allergies: orSound([], fc.subarray(['LATEX gloves', 'Local anæsthetic, lignocaine', 'cats'])),
    places: fc.array(fc.option(fc.constantFrom(...productPlace.options)), { maxLength: 2 }),
    anaesthetics: fc.array(uses, { maxLength: 2 }),
    zoneCaps: orSound([], caps),
    orders: orSound([], fc.array(orders, { maxLength: 1 })),
  })
  .map(({ flags: raised, zones: charted, handpiece, productLots: found, ...others }) => {
    const { device, allergies, places, anaesthetics, zoneCaps, orders: ordered, ...rest } = others
    const more = { places, anaesthetics, zoneCaps, ordered }
    return { raised, charted, handpiece, found, device, allergies, rest, more }
  })
  .map(
    ({
      raised,
      charted,
      handpiece,
      found,
      device,
      allergies,
      rest,
      more: { places, anaesthetics, zoneCaps, ordered },
    }) => ({
      base: baseOf({
        ...rest,
        devices: handpiece ? [deviceOf(handpiece, device)] : [],
        client: { ...baseOf().client, flags: raised, allergies },
        rules: { ...baseOf().rules, zoneCaps },
      }),
      now: evening,
      handpiece,
      productLots: found,
      document: {
        ...sound.document,
        zones: charted,
        orders: ordered,
        handpieceUnitId: handpiece?.unit.id ?? null,
        products: found.map((lot, index) => ({
          lotId: lot?.id ?? idNumber<'lot'>(800 + index),
          amount: 1000,
          unit: 'ml' as const,
          place: places[index] ?? null,
          anaesthetic: lot?.product.kind === 'anaesthetic' ? (anaesthetics[index] ?? null) : null,
        })),
      },
    }),
  )
