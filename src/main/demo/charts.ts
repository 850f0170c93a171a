import {
  type Instant,
  micrometres,
  type SessionId,
  toInstant,
  type UnitId,
} from '#shared/kernel/index.ts'
import {
  confirmCarried,
  type DraftZone,
  emptyAnaestheticUse,
  emptyZone,
  type Mark,
  noteTouched,
  type SessionDocument,
  type UsedProduct,
} from '#shared/sessions/index.ts'
import type { Day } from './day.ts'
import { noteOf } from './people.ts'
import type { Course, Visit } from './plan.ts'
import type { Store } from './store.ts'

/** From which length on (µm) the skin is numbed. */
export const numbedFrom = 750

/** How long the cream stays on before it is wiped off, minutes. */
const numbing = { least: 20, most: 35 }

export const lengthOf = ({ lengths }: Course, { number }: Visit): number =>
  lengths[Math.min(number - 1, lengths.length - 1)] ?? 500

interface Chart {
  readonly course: Course
  readonly visit: Visit
  readonly handpieceUnitId: UnitId
  readonly cartridgeUnitId: UnitId
}

/** What she writes down: before needling, and after it. */
export const createCharts = (day: Day, store: Store) => {
  const { chance, clock } = day
  const now = (): Instant => toInstant(clock.now())

  const productsOf = async ({ course, visit }: Chart): Promise<UsedProduct[]> => {
    const gel = await store.lotOf('hyaluronic', visit.day)
    const products: UsedProduct[] = [
      {
        lotId: gel.id,
        amount: chance.between(3, 8) * 500,
        unit: 'ml',
        place: 'during',
        anaesthetic: null,
      },
    ]
    if (lengthOf(course, visit) < numbedFrom) return products
    const cream = await store.lotOf('anaesthetic', visit.day)
    const onAt = now()
    clock.pass(chance.between(numbing.least, numbing.most))
    products.push({
      lotId: cream.id,
      amount: chance.between(4, 10) * 500,
      unit: 'g',
      place: 'before',
      anaesthetic: {
        ...emptyAnaestheticUse,
        agents: cream.product.activeAgents,
        area: course.zones.length * chance.between(18, 30),
        onAt,
        offAt: now(),
        occluded: false,
        skin: 'intact',
        suppliedBy: 'practice',
      },
    })
    return products
  }

  const zonesOf = ({ course, visit, cartridgeUnitId }: Chart): readonly DraftZone[] =>
    course.zones.map((zone) => ({
      ...emptyZone(zone),
      indication: course.indication,
      cartridgeUnitId,
      needleLength: micrometres.parse(
        zone.startsWith('periorbital') ? 500 : lengthOf(course, visit),
      ),
      technique: 'pen',
      motion: 'glide',
      speed: '5',
      passes: chance.oneOf(course.passes),
      directions: ['horizontal', 'vertical', 'diagonal'],
      coverage: 'whole-zone',
    }))

  /** A copy of last time: today’s pieces, and what differs today. */
  const repeated = (document: SessionDocument, chart: Chart): SessionDocument => {
    const length = micrometres.parse(lengthOf(chart.course, chart.visit))
    const changed = {
      ...document,
      zones: document.zones.map((zone) => ({
        ...zone,
        cartridgeUnitId: chart.cartridgeUnitId,
        needleLength: zone.zone.startsWith('periorbital') ? zone.needleLength : length,
      })),
    }
    return { ...confirmCarried(noteTouched(document, changed)), offered: [] }
  }

  const mole = (sessionId: SessionId): Mark => ({
    // The last group of a session’s id differs from client to client.
    id: `01939f7e-0000-4000-8000-${sessionId.slice(-12)}`,
    view: 'face-front',
    kind: chance.oneOf(['mole', 'scar'] as const),
    path: [[chance.between(560, 640), chance.between(480, 560)]],
    note: '',
  })

  return {
    /** The chart as it is before *Start needling*. */
    begin: async (document: SessionDocument, chart: Chart, sessionId: SessionId) => {
      const products = await productsOf(chart)
      const charted =
        document.zones.length > 0
          ? repeated(document, chart)
          : {
              ...document,
              zones: [...zonesOf(chart)],
              marks: chance.percent(30) ? [mole(sessionId)] : [],
            }
      return {
        ...charted,
        handpieceUnitId: chart.handpieceUnitId,
        products,
        steps: [...charted.steps, { kind: 'cleanse' as const, at: now(), note: '' }],
      } satisfies SessionDocument
    },

    finish: (document: SessionDocument, visit: Visit) =>
      ({
        ...document,
        zones: document.zones.map((zone) => ({
          ...zone,
          endpoint:
            lengthOf(visit.course, visit) >= 1250
              ? ('pinpoint-bleeding' as const)
              : chance.oneOf(['mild-erythema', 'uniform-erythema'] as const),
        })),
        immediateResponse: [
          chance.oneOf(['mild-redness', 'mild-redness', 'marked-redness'] as const),
        ],
        endedAt: now(),
        comfort: chance.between(1, 5),
        note: noteOf(chance),
        deviations: chance.percent(1) ? [sneezed] : [],
      }) satisfies SessionDocument,
  }
}

const sneezed = {
  code: 'sessions.other',
  fact: 'The client moved and the left temple received one pass more than planned.',
  rule: 'Passes are as planned for the zone.',
  reason: 'She sneezed during the last pass.',
  action: 'Stopped, cooled the area, and told her what to look for.',
}
