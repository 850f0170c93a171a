import type { Lot, ProductDetails, ProductKind, Unit } from '#shared/inventory/index.ts'
import {
  type CalendarDate,
  type ClientId,
  calendarDate,
  certain,
  deciCelsius,
  type Instant,
  type LotId,
  type Micrometres,
  micrometres,
  type SessionId,
  toInstant,
} from '#shared/kernel/index.ts'
import type { CreatePractice } from '#shared/practice/index.ts'
import {
  emptyAnaestheticUse,
  emptySessionDocument,
  emptyZone,
  type OpenSession,
  type SessionDocument,
  type SignedSession,
  type UsedProduct,
} from '#shared/sessions/index.ts'
import type { Load, Pack } from '#shared/sterilization/index.ts'
import { screen, screenedToday, takeConsent } from './agreement.ts'
import { openTestPractice, ownerOfTest, type TestPractice, testPassphrase } from './practice.ts'
import { roomsInside } from './rooms.ts'

export {
  type Agreed,
  agreedBy,
  clearanceScan,
  clearItem,
  drawnStrokes,
  filledConsent,
  type GivenAnswers,
  screen,
  screeningForm,
  screenedToday,
  takeConsent,
} from './agreement.ts'

export const length = (micrometre: number): Micrometres => micrometres.parse(micrometre)

export const day = (text: string): CalendarDate => calendarDate.parse(text)

export const aPerson = {
  name: 'Mia Thorsen',
  birthDate: day('1990-04-01'),
  telephone: '555 0142',
  email: '',
  address: '',
  emergencyContact: '',
  fitzpatrickType: 'III' as const,
  allergies: ['latex'],
  medication: [],
  note: '',
}

export interface Delivery {
  readonly lot: Lot
  readonly units: readonly Unit[]
}

let products = 0

/** What a practice says of its products: a serum made for needled skin, an anaesthetic with its label. */
const whatItIs: Partial<Record<ProductKind, Partial<ProductDetails>>> = {
  serum: {
    productClass: 'hyaluronic-acid',
    sterileForNeedling: true,
    contains: ['hyaluronic-acid'],
  },
  anaesthetic: {
    activeAgents: [{ agent: 'lidocaine', percent: 400 }],
    longestDwellMinutes: 45,
  },
}

/** A new product and a delivery of it. */
export const receive = async (
  { api }: TestPractice,
  kind: ProductKind,
  changes: {
    readonly number?: string
    readonly expiresOn?: CalendarDate
    readonly quantity?: number
    readonly evaluatedNeedleLength?: Micrometres | null
    readonly reprocessable?: boolean
    /** What a test says of the product beside this. */
    readonly product?: Partial<ProductDetails>
  } = {},
): Promise<Delivery> => {
  products += 1
  const product = await api.inventory.addProduct({
    kind,
    name: `${kind} ${products}`,
    manufacturer: 'Harbour',
    deviceIdentifier: null,
    reprocessable: changes.reprocessable ?? false,
    evaluatedNeedleLength: changes.evaluatedNeedleLength ?? null,
    note: '',
    ...whatItIs[kind],
    ...changes.product,
  })
  const { id } = await api.inventory.receiveLot({
    productId: product.id,
    number: changes.number ?? 'B2231',
    expiresOn: changes.expiresOn ?? day('2027-12-31'),
    quantity: changes.quantity ?? 3,
    serials: [],
    receivedFrom: '',
  })
  return api.inventory.lot({ lotId: id })
}

/** A load that waits for its release, with these packs. */
export const quarantinedLoad = async (
  { api, clock }: TestPractice,
  labels: readonly string[],
): Promise<Load> => {
  const known = await api.sterilization.sterilizers()
  const sterilizer =
    known[0] ??
    (await api.sterilization.addSterilizer({
      name: 'Autoclave 1',
      maker: 'Harbour',
      model: 'HS-18',
      serialNumber: '4471',
      programmes: [
        {
          name: 'Wrapped 134',
          minimumTemperature: deciCelsius.parse(1340),
          minimumHoldSeconds: 210,
        },
      ],
    }))
  return api.sterilization.recordLoad({
    sterilizerId: sterilizer.id,
    cycleNumber: (sterilizer.lastCycleNumber ?? 100) + 1,
    programmeName: 'Wrapped 134',
    startedAt: new Date(clock.now().getTime() - 3_600_000).toISOString() as Instant,
    temperature: deciCelsius.parse(1346),
    holdSeconds: 240,
    indicatorType: 5,
    indicatorLot: 'CI-2207',
    indicatorResult: 'pass',
    // What the starting rules ask for.
    pressure: 210,
    externalIndicatorResult: 'pass',
    note: '',
    packs: labels.map((label) => ({ label, contents: 'Handpiece' })),
  })
}

/** Packs in store: their load is released, and then they are. */
export const releasedPacks = async (
  practice: TestPractice,
  labels: readonly string[] = ['P1', 'P2'],
): Promise<readonly Pack[]> => {
  const { api } = practice
  const load = await quarantinedLoad(practice, labels)
  await api.sterilization.release({ loadId: load.id, secret: testPassphrase })
  const released = await api.sterilization.releasePacks({
    loadId: load.id,
    packIds: load.packs.map(({ id }) => id),
    checked: true,
    secret: testPassphrase,
  })
  return released.packs
}

export interface TreatmentRoom {
  readonly practice: TestPractice
  readonly api: TestPractice['api']
  readonly clientId: ClientId
  readonly cartridges: Delivery
  readonly handpiece: Delivery
  readonly serum: Delivery
}

/** A practice with a screened and consenting client and stock: everything a session needs. */
export const readyRoom = async (
  changes: Partial<CreatePractice> = {},
  evaluatedNeedleLength: Micrometres | null = null,
): Promise<TreatmentRoom> => {
  const practice = await openTestPractice(changes)
  const { api } = practice
  const { id: clientId } = await api.clients.create({ details: aPerson, flags: [] })
  await takeConsent(practice, clientId)
  await screen(practice, clientId)
  return {
    practice,
    api,
    clientId,
    cartridges: await receive(practice, 'cartridge', { evaluatedNeedleLength }),
    handpiece: await receive(practice, 'handpiece', { quantity: 1 }),
    serum: await receive(practice, 'serum', { number: 'S-77', quantity: 10 }),
  }
}

/** The same room with another client, screened and consenting. */
export const anotherClient = async (room: TreatmentRoom, name: string): Promise<TreatmentRoom> => {
  const { id } = await room.api.clients.create({ details: { ...aPerson, name }, flags: [] })
  await takeConsent(room.practice, id)
  await screen(room.practice, id)
  return { ...room, clientId: id }
}

/** A lot is recalled, as the recalls room does it. */
export const recallLot = async (practice: TestPractice, lotId: LotId): Promise<void> => {
  const { rooms, database } = await roomsInside(practice)
  const { current } = await practice.api.practice.get()
  database.write({ actor: current.id, reason: 'a recall' }, (tx) =>
    rooms.inventory.recallLot(tx, lotId, 'by its maker'),
  )
}

/** The handpiece is cleaned for the next client. */
export const cleaned = ({
  api,
  practice,
  handpiece,
}: Pick<TreatmentRoom, 'api' | 'practice' | 'handpiece'>) =>
  api.inventory.recordDeviceEvent({
    unitId: unitOf(handpiece),
    kind: 'cleaning',
    happenedAt: practice.clock.now().toISOString() as Instant,
    disinfectantLotId: null,
    disinfectant: 'Quaternary ammonium wipe',
    contactSeconds: 120,
    sleeve: true,
    dueOn: null,
    note: '',
  })

export const unitOf = ({ units }: Delivery, index = 0) => certain(units[index], 'A piece').id

/**
 * A product of the session: put on during needling. An anaesthetic before it, wiped off an hour ago.
 */
export const usedOf = (
  { lot }: Pick<Delivery, 'lot'>,
  changes: Partial<UsedProduct> = {},
): UsedProduct => ({
  lotId: lot.id,
  amount: 2000,
  ...(lot.product.kind === 'anaesthetic'
    ? { unit: 'g', place: 'before', anaesthetic: stampedOff(lot) }
    : { unit: 'ml', place: 'during', anaesthetic: null }),
  ...changes,
})

const stampedOff = ({ product }: Lot): UsedProduct['anaesthetic'] => ({
  ...emptyAnaestheticUse,
  agents: product.activeAgents,
  area: 200,
  onAt: toInstant(new Date('2026-11-22T15:00:00.000Z')),
  offAt: toInstant(new Date('2026-11-22T15:30:00.000Z')),
  occluded: false,
  skin: 'intact',
  suppliedBy: 'practice',
})

/** A complete chart for the room's stock. */
export const chartOf = (
  { handpiece, serum }: Pick<TreatmentRoom, 'handpiece' | 'serum'>,
  changes: Partial<SessionDocument> = {},
): SessionDocument => ({
  ...emptySessionDocument,
  zones: [
    {
      ...emptyZone('forehead'),
      needleLength: length(1000),
      technique: 'pen',
      passes: 3,
      endpoint: 'uniform-erythema',
    },
    {
      ...emptyZone('cheek-left'),
      needleLength: length(1500),
      technique: 'pen',
      passes: 4,
      endpoint: 'pinpoint-bleeding',
    },
  ],
  handpieceUnitId: unitOf(handpiece),
  products: [usedOf(serum)],
  immediateResponse: ['mild-redness'],
  note: 'Calm skin, even response.',
  ...changes,
})

export interface ChartedSession {
  readonly session: OpenSession
  readonly sessionId: SessionId
  readonly version: number
}

/** Screens the client, opens a session, saves this chart and takes a cartridge, if one is given. */
export const openCharted = async (
  room: TreatmentRoom,
  changes: Partial<SessionDocument> = {},
  cartridge: number | null = 0,
): Promise<ChartedSession> => {
  await screenedToday(room)
  const session = await room.api.sessions.open({ clientId: room.clientId })
  const sessionId = session.session.id
  const { version } = await room.api.sessions.save({
    sessionId,
    version: session.version,
    document: chartOf(room, changes),
  })
  if (cartridge !== null) {
    await room.api.sessions.takeCartridge({
      sessionId,
      unitId: unitOf(room.cartridges, cartridge),
      attested: true,
    })
  }
  return { session, sessionId, version }
}

export const start = (
  { api }: Pick<TreatmentRoom, 'api'>,
  { sessionId, version }: Pick<ChartedSession, 'sessionId' | 'version'>,
) => api.sessions.start({ sessionId, version, identityConfirmed: true })

/** Shows the record and signs it. */
export const signShown = async (
  { api }: Pick<TreatmentRoom, 'api'>,
  { sessionId, version }: Pick<ChartedSession, 'sessionId' | 'version'>,
): Promise<SignedSession> => {
  const { snapshotHash } = await api.sessions.prepare({ sessionId, version })
  return api.sessions.sign({ sessionId, version, snapshotHash, secret: testPassphrase })
}

/** A whole session, from opening to signing. */
export const signedSession = async (
  room: TreatmentRoom,
  changes: Partial<SessionDocument> = {},
  cartridge = 0,
): Promise<SignedSession> => {
  const charted = await openCharted(room, changes, cartridge)
  await start(room, charted)
  return signShown(room, charted)
}

export const colleaguePassphrase = 'velvet harbour signal maple'

/** A second practitioner joins; the practice is then hers until the owner unlocks again. */
export const colleagueUnlocks = async ({ api }: Pick<TreatmentRoom, 'api'>) => {
  const { people } = await api.practice.get()
  const known = people.find(({ role }) => role === 'practitioner')
  const colleague =
    known ??
    (await api.practice.addPractitioner({
      person: { ...ownerOfTest, name: 'Bea Lindqvist', licenceNumber: 'ME-30991' },
      passphrase: colleaguePassphrase,
    }))
  await api.vault.lock()
  await api.vault.unlock({ secret: colleaguePassphrase, practitionerId: colleague.id })
  return colleague
}

export const ownerUnlocks = async ({ api }: Pick<TreatmentRoom, 'api'>) => {
  await api.vault.lock()
  const { people } = await api.vault.status()
  const owner = certain(
    people.find(({ name }) => name === ownerOfTest.name),
    'The owner',
  )
  await api.vault.unlock({ secret: testPassphrase, practitionerId: owner.id })
}

/** Moves the clock; the practice has locked itself meanwhile and is unlocked again. */
export const later = async (
  room: Pick<TreatmentRoom, 'api' | 'practice'>,
  step: Parameters<TestPractice['clock']['advance']>[0],
) => {
  room.practice.clock.advance(step)
  await ownerUnlocks(room)
}
