import {
  addDays,
  certain,
  type ClientId,
  micrometres,
  type SessionId,
  toInstant,
  toCalendarDate,
} from '#shared/kernel/index.ts'
import type { ProductDetails } from '#shared/inventory/index.ts'
import { askedQuestions, type ScreeningAnswer } from '#shared/screening/index.ts'
import { emptySessionDocument, emptyZone } from '#shared/sessions/index.ts'
import type { ConsentKind, Strokes } from '#shared/consent/index.ts'
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
  await receive(
    api,
    {
      kind: 'serum',
      name: 'Hyaluronic serum',
      productClass: 'hyaluronic-acid',
      sterileForNeedling: true,
    },
    { number: 'HA9', quantity: 5 },
  )
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

/** A signed consent: every statement initialled, every choice *yes*. */
export const arrangeConsent = async (
  api: Api,
  clientId: ClientId,
  kind: ConsentKind = 'microneedling',
  now = new Date(),
): Promise<void> => {
  const template = certain(
    (await api.consent.templates()).find((each) => each.current && each.kind === kind),
    'A consent text',
  )
  const at = toInstant(now)
  await api.consent.sign({
    consent: {
      clientId,
      templateId: template.id,
      initials: template.text.acknowledgements.map(({ id }) => ({
        part: `statement:${id}`,
        initials: 'LØ',
        at,
      })),
      choices: template.text.choices.map(({ id }) => ({ id, answer: 'yes', at })),
      signature: { kind: 'drawn', strokes },
      presentedAt: at,
    },
    secret: passphrase,
  })
}

/** A completed screening of today: every question that applies is answered with *no*. */
export const arrangeScreening = async (
  api: Api,
  clientId: ClientId,
  now = new Date(),
): Promise<void> => {
  const { id: rulesId, body } = certain(
    (await api.screening.rules()).find(({ current }) => current),
    'Screening rules',
  )
  const client = await api.clients.get({ clientId })
  const { today } = await api.practice.get()
  const startedAt = toInstant(now)
  const answers: ScreeningAnswer[] = []
  // An answer can make further questions apply.
  for (;;) {
    const open = askedQuestions(body, { answers, client, today }).filter(
      ({ code }) => !answers.some((answer) => answer.code === code),
    )
    if (open.length === 0) break
    for (const { code, kind } of open)
      answers.push({
        code,
        ...(kind === 'date'
          ? { answer: 'date', date: addDays(today, -3661) }
          : { answer: 'no', date: null }),
        detail: '',
        answeredAt: startedAt,
      })
  }
  await api.screening.complete({
    form: {
      clientId,
      rulesId,
      askedBy: 'practitioner',
      startedAt,
      answers,
      historyConfirmed: true,
    },
    secret: passphrase,
  })
}

/** An open, empty session of a client who is screened and has consented, and everything in stock. */
export const arrangeSession = async (
  api: Api,
): Promise<{ clientId: ClientId; sessionId: SessionId }> => {
  await arrangeStock(api)
  const clientId = await arrangeClient(api)
  await arrangeConsent(api, clientId)
  await arrangeScreening(api, clientId)
  const { session } = await api.sessions.open({ clientId })
  return { clientId, sessionId: session.id }
}

/** One zone, one cartridge, the pen and a serum: screened, opened, needled and signed. */
export const signTreatment = async (
  api: Api,
  clientId: ClientId,
  now = new Date(),
): Promise<SessionId> => {
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
  const [screening] = await api.screening.list({ clientId })
  if (screening?.state !== 'valid') await arrangeScreening(api, clientId, now)
  const { session, version } = await api.sessions.open({ clientId })
  const sessionId = session.id
  const saved = await api.sessions.save({
    sessionId,
    version,
    document: {
      ...emptySessionDocument,
      zones: [
        {
          ...emptyZone('forehead'),
          indication: 'fine-lines',
          motion: 'glide',
          coverage: 'whole-zone',
          needleLength: micrometres.parse(1000),
          technique: 'pen',
          passes: 3,
          endpoint: 'uniform-erythema',
        },
      ],
      handpieceUnitId: certain(handpiece.stored[0], 'A handpiece').id,
      products: [
        { lotId: serum.lot.id, amount: 2000, unit: 'ml', place: 'during', anaesthetic: null },
      ],
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
