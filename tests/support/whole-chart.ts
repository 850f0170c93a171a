import { newId, systemEnvironment } from '#main/database/index.ts'
import { type PlanId, toInstant } from '#shared/kernel/index.ts'
import type { Plan, PlanDetails } from '#shared/plans/index.ts'
import type { ZoneId } from '#shared/practice/index.ts'
import { emptyZone, type SessionDocument } from '#shared/sessions/index.ts'
import {
  day,
  type Delivery,
  length,
  screen,
  type TreatmentRoom,
  unitOf,
  usedOf,
} from './treatment.ts'

/** A screening of today that also asked what numbing cream needs. */
export const screenForNumbing = ({
  practice,
  clientId,
}: Pick<TreatmentRoom, 'practice' | 'clientId'>) =>
  screen(practice, clientId, { 'numbing-cream': { answer: 'yes' } })

/** A series of this client: three sessions, four to six weeks apart, from today. */
export const addPlan = (
  { api, clientId }: Pick<TreatmentRoom, 'api' | 'clientId'>,
  changes: Partial<PlanDetails> = {},
): Promise<Plan> =>
  api.plans.create({
    clientId,
    details: {
      indication: 'fine-lines',
      zones: ['forehead', 'cheek-left'],
      sessionsPlanned: 3,
      minimumIntervalDays: 28,
      maximumIntervalDays: 42,
      startsOn: day('2026-11-22'),
      goal: 'Calmer lines',
      ...changes,
    },
  })

const at = (time: string) => toInstant(new Date(`2026-11-22T${time}:00.000Z`))

/** An area that she drew herself. */
export const freeZone: ZoneId = 'free-0a1b2c3d'

const scar = newId<string>(systemEnvironment)
const reaction = newId<string>(systemEnvironment)

/** A chart in which everything that can be said is said. */
export const wholeChart = (
  { cartridges, serum }: Pick<TreatmentRoom, 'cartridges' | 'serum'>,
  { anaesthetic, planId }: { readonly anaesthetic: Delivery; readonly planId: PlanId | null },
): Partial<SessionDocument> => ({
  planId,
  zones: [
    {
      ...emptyZone('forehead'),
      needleLength: length(1000),
      technique: 'pen',
      passes: 3,
      endpoint: 'uniform-erythema',
      indication: 'fine-lines',
      cartridgeUnitId: unitOf(cartridges),
      motion: 'glide',
      speed: '90 Hz',
      directions: ['horizontal', 'vertical'],
      pressureNote: 'light over the brow',
      coverage: 'whole-zone',
      glideLotId: serum.lot.id,
      response: ['marked-redness'],
    },
    {
      ...emptyZone(freeZone, {
        name: 'Scar of the left shoulder',
        view: 'body-back',
        x: 310,
        y: 240,
        radiusX: 40,
        radiusY: 25,
      }),
      needleLength: length(1500),
      technique: 'pen',
      passes: 4,
      endpoint: 'stopped',
      stoppedReason: 'she asked for it',
      indication: 'scars',
      motion: 'stamp',
      speed: '5',
      directions: ['circular'],
      pressureNote: 'none',
      coverage: 'spots',
      cartridgeUnitId: unitOf(cartridges),
      glideLotId: serum.lot.id,
      response: ['pinpoint-bleeding', 'swelling'],
    },
  ],
  products: [usedOf(serum), anaestheticOf(anaesthetic)],
  orders: [
    {
      clinician: 'Dr Imani Cole',
      licence: 'MD-7781',
      orderedOn: day('2026-11-20'),
      zones: [freeZone],
      maximumNeedleLength: length(2000),
      exceeds: ['device-label', 'zone-cap'],
    },
  ],
  marks: [
    {
      id: scar,
      view: 'body-back',
      kind: 'scar',
      path: [
        [300, 230],
        [312, 241],
        [330, 255],
      ],
      note: 'of 2019',
    },
    { id: reaction, view: 'face-front', kind: 'reaction', path: [[500, 200]], note: 'a wheal' },
  ],
  steps: [
    { kind: 'cleanse', at: at('15:00'), note: 'foam' },
    { kind: 'needle', at: at('16:10'), note: '' },
  ],
  endedAt: at('17:00'),
  present: [{ name: 'Lena Brandt', role: 'interpreter' }],
  comfort: 4,
  said: 'It stung at the brow.',
  prophylaxis: { answer: 'prescribed', prescribedBy: 'Dr Imani Cole' },
  responseNote: 'even',
})

const anaestheticOf = (anaesthetic: Delivery) => {
  const used = usedOf(anaesthetic)
  return {
    ...used,
    amount: 5000,
    anaesthetic: used.anaesthetic && {
      ...used.anaesthetic,
      prescribedBy: 'Dr Imani Cole',
      reaction: 'none',
    },
  }
}
