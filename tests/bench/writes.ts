import type { Lot, ProductKind } from '#shared/inventory/index.ts'
import {
  addDays,
  certain,
  type ClientId,
  type Instant,
  micrometres,
  toInstant,
  type UnitId,
} from '#shared/kernel/index.ts'
import { askedQuestions, type ScreeningAnswer } from '#shared/screening/index.ts'
import {
  emptyAnaestheticUse,
  emptySessionDocument,
  emptyZone,
  type SessionDocument,
} from '#shared/sessions/index.ts'
import { morning, passphrase } from './folders.ts'
import { collectGarbage, nth, type Timed } from './timed.ts'
import type { Took, Twins } from './twins.ts'

interface Step {
  readonly takeCartridge: Took<unknown>
  readonly saveDraft: Took<unknown>
  readonly start: Took<unknown>
  readonly sign: Took<unknown>
}

/** Whole sessions, one after another, each of a client of her own. */
export const timeWrites = async (twins: Twins, sessions: number): Promise<readonly Timed[]> => {
  const clients = await treatable(twins, sessions)
  const cartridges = await delivery(twins, clients.length + 10)
  const document = await chart(twins)
  const steps: Step[] = []
  for (const [turn, clientId] of clients.entries()) {
    if (turn === Math.floor(clients.length / 5)) collectGarbage()
    steps.push(await treat(twins, clientId, nth(cartridges, turn), document))
  }
  // The first fifth warms up.
  const measured = steps.slice(Math.floor(steps.length / 5))
  const of = (name: string, step: keyof Step): Timed => ({
    name,
    runs: measured.map((one) => one[step]),
  })
  return [
    of('take cartridge', 'takeCartridge'),
    of('draft save', 'saveDraft'),
    of('start needling', 'start'),
    of('sign', 'sign'),
  ]
}

/** Between two clients; not timed. */
const clean = (
  { api, both }: Twins,
  { handpieceUnitId }: SessionDocument,
  happenedAt: Instant,
): Promise<unknown> =>
  both(() =>
    api.inventory.recordDeviceEvent({
      unitId: certain(handpieceUnitId, 'A handpiece'),
      kind: 'cleaning',
      happenedAt,
      disinfectantLotId: null,
      disinfectant: 'Surface disinfectant wipes',
      contactSeconds: 120,
      sleeve: true,
      dueOn: null,
      note: '',
    }),
  )

const treat = async (
  twins: Twins,
  clientId: ClientId,
  unitId: UnitId,
  document: SessionDocument,
): Promise<Step> => {
  const { api, both } = twins
  const { answer: opened } = await both(() => api.sessions.open({ clientId }))
  const sessionId = opened.session.id
  await clean(twins, document, opened.session.openedAt)
  const takeCartridge = await both(() =>
    api.sessions.takeCartridge({ sessionId, unitId, attested: true }),
  )
  const saveDraft = await both(() =>
    api.sessions.save({ sessionId, version: opened.version, document }),
  )
  const { version } = saveDraft.answer
  const start = await both(() =>
    api.sessions.start({ sessionId, version, identityConfirmed: true }),
  )
  const { answer: shown } = await both(() => api.sessions.prepare({ sessionId, version }))
  const { snapshotHash } = shown
  const sign = await both(() =>
    api.sessions.sign({ sessionId, version, snapshotHash, secret: passphrase }),
  )
  return { takeCartridge, saveDraft, start, sign }
}

/** Clients who have nothing unfinished, no caution and no patch test, screened, with a consent that counts. */
const treatable = async (twins: Twins, count: number): Promise<readonly ClientId[]> => {
  const { api } = twins
  const { clients } = await api.clients.search({ text: '' })
  const busy = new Set((await api.sessions.unfinished()).map(({ clientId }) => clientId))
  const found: ClientId[] = []
  for (const { id, flags } of clients) {
    if (found.length === count) break
    const tests = await api.screening.patchTests({ clientId: id })
    if (!busy.has(id) && flags.length === 0 && tests.length === 0) found.push(id)
  }
  for (const clientId of found) {
    await ensureConsent(twins, clientId)
    await screen(twins, clientId)
  }
  return found
}

const ensureConsent = async ({ api, both }: Twins, clientId: ClientId): Promise<void> => {
  const known = await api.consent.list({ clientId })
  if (known.some(({ kind, state }) => kind === 'microneedling' && state === 'valid')) return
  const template = certain(
    (await api.consent.templates()).find(
      ({ kind, current }) => kind === 'microneedling' && current,
    ),
    'A consent text',
  )
  const points = Array.from({ length: 40 }, (_, index) => ({
    x: index * 5,
    y: 100 - index,
    pressure: 0.5,
    time: index * 10,
  }))
  const at = toInstant(new Date(morning))
  await both(() =>
    api.consent.sign({
      consent: {
        clientId,
        templateId: template.id,
        initials: template.text.acknowledgements.map(({ id }) => ({
          part: `statement:${id}`,
          initials: 'AB',
          at,
        })),
        choices: template.text.choices.map(({ id }) => ({ id, answer: 'no' as const, at })),
        signature: { kind: 'drawn', strokes: { width: 600, height: 200, strokes: [points] } },
        presentedAt: at,
      },
      secret: passphrase,
    }),
  )
}

/** Every question that applies answered with *no*, and the screening completed. */
const screen = async ({ api, both }: Twins, clientId: ClientId): Promise<Took<unknown>> => {
  const { id: rulesId, body } = certain(
    (await api.screening.rules()).find(({ current }) => current),
    'Screening rules',
  )
  const client = await api.clients.get({ clientId })
  const { today } = await api.practice.get()
  const startedAt = toInstant(new Date(morning))
  const answers: ScreeningAnswer[] = []
  // An answer can make further questions apply.
  for (;;) {
    const open = askedQuestions(body, { answers, client, today }).filter(
      ({ code }) => !answers.some((answer) => answer.code === code),
    )
    if (open.length === 0) break
    for (const { code, kind } of open) {
      const given =
        kind === 'date'
          ? ({ answer: 'date', date: addDays(today, -3661) } as const)
          : // The chart names an anaesthetic.
            ({ answer: code === 'numbing-cream' ? 'yes' : 'no', date: null } as const)
      answers.push({ code, ...given, detail: '', answeredAt: startedAt })
    }
  }
  return both(() =>
    api.screening.complete({
      form: {
        clientId,
        rulesId,
        askedBy: 'practitioner',
        startedAt,
        answers,
        historyConfirmed: true,
      },
      secret: passphrase,
    }),
  )
}

const delivery = async ({ api, both }: Twins, quantity: number): Promise<readonly UnitId[]> => {
  const product = certain((await api.inventory.products({ kind: 'cartridge' }))[0], 'A cartridge')
  const { today } = await api.practice.get()
  const { answer: lot } = await both(() =>
    api.inventory.receiveLot({
      productId: product.id,
      number: 'BENCH-1',
      expiresOn: addDays(today, 700),
      quantity,
      serials: [],
      receivedFrom: '',
    }),
  )
  const { units } = await api.inventory.lot({ lotId: lot.id })
  return units.map(({ id }) => id)
}

/** A chart as people write it: four zones, a handpiece, two products, a note. */
const chart = async ({ api }: Twins): Promise<SessionDocument> => {
  const lotOf = async (kind: ProductKind): Promise<Lot> =>
    certain(
      (await api.inventory.lots({ kind, usable: true })).find((lot) => !lot.product.reprocessable),
      `A lot of ${kind}`,
    )
  const at = toInstant(new Date(morning))
  const { units } = await api.inventory.lot({ lotId: (await lotOf('handpiece')).id })
  const zone = {
    needleLength: micrometres.parse(750),
    technique: 'pen',
    passes: 3,
    endpoint: 'uniform-erythema',
  } as const
  return {
    ...emptySessionDocument,
    handpieceUnitId: certain(units[0], 'A handpiece').id,
    zones: [
      { ...emptyZone('forehead'), ...zone },
      { ...emptyZone('cheek-left'), ...zone },
      { ...emptyZone('cheek-right'), ...zone },
      { ...emptyZone('chin'), ...zone },
    ],
    products: [
      {
        lotId: (await lotOf('serum')).id,
        amount: 2000,
        unit: 'ml',
        place: 'during',
        anaesthetic: null,
      },
      {
        lotId: (await lotOf('anaesthetic')).id,
        amount: 3000,
        unit: 'g',
        place: 'before',
        anaesthetic: { ...emptyAnaestheticUse, onAt: at, offAt: at },
      },
    ],
    immediateResponse: ['mild-redness'],
    note: 'Tolerated well. Asked about sunscreen; leaflet given.',
  }
}
