import { type CalendarDate, certain, type ClientId, type SessionId } from '#shared/kernel/index.ts'
import type { SessionDocument } from '#shared/sessions/index.ts'
import { createCharts, lengthOf, numbedFrom } from './charts.ts'
import { addendumOf } from './people.ts'
import type { Visit } from './plan.ts'
import type { Questions } from './questions.ts'
import type { Reception } from './reception.ts'
import { createSeries } from './series.ts'
import type { Store } from './store.ts'
import type { Day } from './day.ts'

interface Parts {
  readonly store: Store
  readonly reception: Reception
  readonly questions: Questions
}

/** How many sessions were signed, and of whom the most. */
interface Signed {
  readonly sessions: number
  readonly busiest: ClientId | null
  /** The last one of that client. */
  readonly last: SessionId | null
}

/** One visit from the desk to the signature. */
export const createTreatments = (day: Day, { store, reception, questions }: Parts) => {
  const { api, chance, clock, passphrase } = day
  const counts = new Map<ClientId, number>()
  let signed: Signed = { sessions: 0, busiest: null, last: null }
  const charts = createCharts(day, store)
  const series = createSeries(day)

  const count = (clientId: ClientId, sessionId: SessionId): void => {
    const own = (counts.get(clientId) ?? 0) + 1
    counts.set(clientId, own)
    const isBusiest = signed.busiest === null || own > (counts.get(signed.busiest) ?? 0)
    signed = {
      sessions: signed.sessions + 1,
      busiest: isBusiest ? clientId : signed.busiest,
      last: isBusiest || clientId === signed.busiest ? sessionId : signed.last,
    }
  }

  const visited = (visit: Visit) => ({
    day: visit.day,
    number: visit.number,
    numbingCream: lengthOf(visit.course, visit) >= numbedFrom,
  })

  /** Everything up to *Start needling*, and the document as it is then. */
  const prepare = async (clientId: ClientId, visit: Visit) => {
    const { course } = visit
    const sameAsLastTime = series.isBegun(visit)
    const planId = await series.planOf(clientId, visit)
    const opened = await api.sessions.open({ clientId, planId, sameAsLastTime })
    const sessionId = opened.session.id
    const steel = chance.percent(40)
    const cartridge = await store.takeCartridge(
      chance.oneOf(['cartridge12', 'cartridge36'] as const),
      visit.day,
    )
    await api.sessions.takeCartridge({ sessionId, unitId: cartridge.id, attested: true })
    if (steel) await api.sessions.takePack({ sessionId, packId: store.takePack().id })
    const chart = {
      course,
      visit,
      handpieceUnitId: steel ? store.steelPen() : store.pen(),
      cartridgeUnitId: cartridge.id,
    }
    const document = await charts.begin(opened.document, chart, sessionId)
    const { version } = await api.sessions.save({ sessionId, version: opened.version, document })
    return { sessionId, version, document, cartridge, sameAsLastTime }
  }

  const sign = async (
    sessionId: SessionId,
    version: number,
    document: SessionDocument,
  ): Promise<void> => {
    const saved = await api.sessions.save({ sessionId, version, document })
    const { snapshotHash } = await api.sessions.prepare({ sessionId, version: saved.version })
    await api.sessions.sign({ sessionId, version: saved.version, snapshotHash, secret: passphrase })
  }

  /** Of two clients of one name the wrong one was charted; it is marked, and stays to be read. */
  const markInError = async (sessionId: SessionId): Promise<void> => {
    clock.pass(2)
    await api.sessions.markEnteredInError({
      sessionId,
      reason: 'Charted for the other client of this name. Her own record holds it.',
      secret: passphrase,
    })
  }

  return {
    signed: (): Signed => signed,

    treat: async (visit: Visit): Promise<void> => {
      const clientId = await reception.welcome(visit.client)
      clock.pass(chance.between(1, 4))
      await questions.ask(clientId, visited(visit))
      clock.pass(chance.between(4, 10))
      const prepared = await prepare(clientId, visit)
      const { sessionId, version, document, cartridge } = prepared
      await api.sessions.start({ sessionId, version, identityConfirmed: true })
      clock.pass(chance.between(18, 35))
      const dropped = chance.percent(2) && store.takeAnother(cartridge)
      if (dropped) {
        await api.sessions.discardCartridge({
          sessionId,
          unitId: cartridge.id,
          reason: 'Dropped on the floor.',
        })
      }
      const finished = charts.finish(document, visit)
      // Which of the two touched which zone is not said.
      const zones = finished.zones.map((zone) =>
        dropped ? { ...zone, cartridgeUnitId: null } : zone,
      )
      await sign(sessionId, version, { ...finished, zones })
      if (document.handpieceUnitId === store.pen()) {
        clock.pass(2)
        await store.cleanPen(visit.day)
      }
      // Never the first of a series: the next one copies what was charted before.
      if (prepared.sameAsLastTime && chance.between(1, 150) === 1) {
        await markInError(sessionId)
        return
      }
      count(clientId, sessionId)
      if (chance.percent(3)) {
        clock.pass(3)
        const addendum = addendumOf(chance)
        await api.sessions.addAddendum({ sessionId, ...addendum, secret: passphrase })
      }
    },

    /** The screening ends in a stop, and the session with it. */
    turnAway: async (visit: Visit): Promise<void> => {
      const clientId = await reception.welcome(visit.client)
      const { session } = await api.sessions.open({ clientId })
      const { snapshot } = await questions.askSunburnt(clientId, visited(visit))
      const stop = certain(
        snapshot.findings.find(({ verdict }) => verdict === 'stop'),
        'A stop',
      )
      clock.pass(2)
      const reason = `${stop.fact} ${stop.rule}`
      await api.sessions.drop({ sessionId: session.id, reason })
    },

    /** Sessions that somebody has begun and not finished: what she takes is in date on that day. */
    leaveUnfinished: async (visits: readonly Visit[], today: CalendarDate): Promise<void> => {
      for (const visit of visits) {
        const clientId = await reception.welcome(visit.client)
        await prepare(clientId, { ...visit, day: today, number: visit.number + 1 })
      }
    },
  }
}

export type Treatments = ReturnType<typeof createTreatments>
