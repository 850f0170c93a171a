import { type CalendarDate, certain, type ClientId, type SessionId } from '#shared/kernel/index.ts'
import type { SessionDocument } from '#shared/sessions/index.ts'
import { createCharts, lengthOf, numbedFrom } from './charts.ts'
import type { Course, Plan, Visit } from './plan.ts'
import type { Questions } from './questions.ts'
import type { Reception } from './reception.ts'
import { createSeries } from './series.ts'
import type { Store } from './store.ts'
import type { Day } from './day.ts'

interface Parts {
  readonly store: Store
  readonly reception: Reception
  readonly questions: Questions
  readonly plan: Plan
}

/** One visit from the desk to the signature. */
export const createTreatments = (day: Day, { store, reception, questions, plan }: Parts) => {
  const { api, chance, clock, passphrase } = day
  const signed = new Map<ClientId, SessionId[]>()
  const charts = createCharts(day, store)
  const series = createSeries(day)

  const courseOf = (visit: Visit): Course => certain(plan.courses[visit.client], 'A course')

  const visited = (visit: Visit) => ({
    day: visit.day,
    number: visit.number,
    numbingCream: lengthOf(courseOf(visit), visit) >= numbedFrom,
  })

  /** Everything up to *Start needling*, and the document as it is then. */
  const prepare = async (clientId: ClientId, visit: Visit) => {
    const course = courseOf(visit)
    const sameAsLastTime = series.isBegun(visit)
    const planId = await series.planOf(clientId, visit, course)
    const opened = await api.sessions.open({ clientId, planId, sameAsLastTime })
    const sessionId = opened.session.id
    const steel = chance.percent(40)
    const cartridge = await store.storedUnit(
      chance.oneOf(['cartridge12', 'cartridge36'] as const),
      visit.day,
    )
    await api.sessions.takeCartridge({ sessionId, unitId: cartridge.id, attested: true })
    if (steel) await api.sessions.takePack({ sessionId, packId: (await store.packInStore()).id })
    const chart = {
      course,
      visit,
      handpieceUnitId: steel ? store.handpieces.steelPen : store.handpieces.pen,
      cartridgeUnitId: cartridge.id,
    }
    const document = await charts.begin(opened.document, chart, sessionId)
    const { version } = await api.sessions.save({ sessionId, version: opened.version, document })
    return { sessionId, version, document, cartridge }
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

  return {
    /** The signed sessions of each client, in the order of their signing. */
    signed: (): ReadonlyMap<ClientId, readonly SessionId[]> => signed,

    treat: async (visit: Visit): Promise<void> => {
      const clientId = await reception.welcome(visit.client)
      clock.pass(chance.between(1, 4))
      await questions.ask(clientId, visited(visit))
      clock.pass(chance.between(4, 10))
      const { sessionId, version, document, cartridge } = await prepare(clientId, visit)
      await api.sessions.start({ sessionId, version, identityConfirmed: true })
      clock.pass(chance.between(18, 35))
      const dropped = chance.percent(2) && (await store.hasAnother(cartridge))
      if (dropped) {
        await api.sessions.discardCartridge({
          sessionId,
          unitId: cartridge.id,
          reason: 'Dropped on the floor.',
        })
      }
      const finished = charts.finish(document, { course: courseOf(visit), visit })
      // Which of the two touched which zone is not said.
      const zones = finished.zones.map((zone) =>
        dropped ? { ...zone, cartridgeUnitId: null } : zone,
      )
      await sign(sessionId, version, { ...finished, zones })
      if (document.handpieceUnitId === store.handpieces.pen) {
        clock.pass(2)
        await store.cleanPen(visit.day)
      }
      signed.set(clientId, [...(signed.get(clientId) ?? []), sessionId])
      if (chance.percent(3)) {
        clock.pass(3)
        await api.sessions.addAddendum({
          sessionId,
          text: 'The client telephoned in the evening: redness had faded by six o’clock.',
          reason: 'Heard after signing.',
          secret: passphrase,
        })
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

    /** Two sessions that somebody has begun this morning: what she takes is in date today. */
    leaveUnfinished: async (today: CalendarDate): Promise<void> => {
      for (const visit of plan.visits.slice(-2)) {
        const clientId = await reception.welcome(visit.client)
        const waiting = await api.sessions.unfinished()
        if (waiting.some((session) => session.clientId === clientId)) continue
        await prepare(clientId, { ...visit, day: today, number: visit.number + 1 })
      }
    },
  }
}
