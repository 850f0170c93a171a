import {
  certain,
  type ClientId,
  micrometres,
  type SessionId,
  toInstant,
  toCalendarDate,
} from '#shared/kernel/index.ts'
import type { ProductDetails } from '#shared/inventory/index.ts'
import { emptySessionDocument } from '#shared/sessions/index.ts'
import type { Strokes } from '#shared/consent/index.ts'
import { passphrase } from './arrange.ts'
import type { Api } from '../../support/host.ts'

export const personOfTest = { name: 'Lina Ørsted', birthDate: toCalendarDate('1990-03-03') }

const strokes: Strokes = {
  width: 1000,
  height: 320,
  strokes: [
    Array.from({ length: 30 }, (_, step) => ({
      x: 100 + step * 12,
      y: 160 + (step % 5) * 20,
      pressure: 0.5,
      time: step * 16,
    })),
  ],
}

const product = (details: Pick<ProductDetails, 'kind' | 'name'> & Partial<ProductDetails>) => ({
  manufacturer: 'Harbour',
  deviceIdentifier: null,
  reprocessable: false,
  evaluatedNeedleLength: null,
  note: '',
  ...details,
})

const receive = async (
  api: Api,
  details: Parameters<typeof product>[0],
  lot: { number: string; quantity: number },
) => {
  const { id: productId } = await api.inventory.addProduct(product(details))
  return api.inventory.receiveLot({
    ...lot,
    productId,
    expiresOn: toCalendarDate('2036-12-31'),
    serials: [],
    receivedFrom: 'Harbour',
  })
}

/** A client, and in stock what a session in a single-use practice needs. */
export const arrangeStock = async (api: Api): Promise<void> => {
  await receive(
    api,
    { kind: 'cartridge', name: 'PrecisionTip 12', deviceIdentifier: '09506000134352' },
    { number: 'ABC123', quantity: 3 },
  )
  await receive(api, { kind: 'handpiece', name: 'Glide pen' }, { number: 'GP1', quantity: 1 })
  await receive(api, { kind: 'serum', name: 'Hyaluronic serum' }, { number: 'HA9', quantity: 5 })
}

export const arrangeClient = async (api: Api, person = personOfTest): Promise<ClientId> => {
  const { id } = await api.clients.create({
    details: {
      ...person,
      telephone: '',
      email: '',
      address: '',
      emergencyContact: '',
      fitzpatrickType: 'III',
      allergies: [],
      medication: [],
      note: '',
    },
    flags: [],
  })
  return id
}

export const arrangeConsent = async (api: Api, clientId: ClientId): Promise<void> => {
  const template = (await api.consent.templates()).find(({ current }) => current)
  if (!template) throw new Error('A new practice has no consent text.')
  await api.consent.sign({
    consent: {
      clientId,
      templateId: template.id,
      acknowledged: template.text.acknowledgements.map(({ id }) => id),
      strokes,
      presentedAt: toInstant(new Date()),
    },
    secret: passphrase,
  })
}

/** An open, empty session of a client with a valid consent, and everything in stock. */
export const arrangeSession = async (
  api: Api,
): Promise<{ clientId: ClientId; sessionId: SessionId }> => {
  await arrangeStock(api)
  const clientId = await arrangeClient(api)
  await arrangeConsent(api, clientId)
  const { session } = await api.sessions.open({ clientId })
  return { clientId, sessionId: session.id }
}

/** One zone, one cartridge, the pen and a serum: opened, needled and signed. */
export const signTreatment = async (api: Api, clientId: ClientId): Promise<SessionId> => {
  const lots = await api.inventory.lots({})
  const pieces = async (kind: ProductDetails['kind']) => {
    const lot = certain(
      lots.find(({ product: { kind: each } }) => each === kind),
      `A ${kind}`,
    )
    const { units } = await api.inventory.lot({ lotId: lot.id })
    return { lot, stored: units.filter(({ state }) => state === 'stored') }
  }
  const [cartridge, handpiece, serum] = await Promise.all([
    pieces('cartridge'),
    pieces('handpiece'),
    pieces('serum'),
  ])
  const { session, version } = await api.sessions.open({ clientId })
  const sessionId = session.id
  const saved = await api.sessions.save({
    sessionId,
    version,
    document: {
      ...emptySessionDocument,
      zones: [
        {
          zone: 'forehead',
          needleLength: micrometres.parse(1000),
          technique: 'pen',
          passes: 3,
          endpoint: 'uniform-erythema',
        },
      ],
      handpieceUnitId: certain(handpiece.stored[0], 'A handpiece').id,
      products: [{ lotId: serum.lot.id, amount: 2000, unit: 'ml' }],
      immediateResponse: ['mild-redness'],
    },
  })
  await api.sessions.takeCartridge({
    sessionId,
    unitId: certain(cartridge.stored[0], 'A cartridge').id,
    attested: true,
  })
  await api.sessions.start({ sessionId, version: saved.version, identityConfirmed: true })
  const { snapshotHash } = await api.sessions.prepare({ sessionId, version: saved.version })
  await api.sessions.sign({ sessionId, version: saved.version, snapshotHash, secret: passphrase })
  return sessionId
}
