import { judgeDevice, judgeUnit } from '#shared/inventory/index.ts'
import type { Finding } from '#shared/kernel/index.ts'
import type { SessionFacts } from './facts.ts'
import { about, judgeUsedLot } from './used-rules.ts'

/** What stands against the handpiece: its lot, its piece, its cleaning and its service. */
export const judgeHandpiece = ({ base, document, handpiece }: SessionFacts): readonly Finding[] => {
  if (handpiece) {
    const { unit, lot } = handpiece
    const device = base.devices.find((each) => each.unit.id === unit.id)
    return [
      ...judgeUsedLot(lot, base.today),
      ...judgeHandpieceKind(handpiece),
      ...judgeHandpieceState(handpiece),
      ...about(unit.id, judgeUnit(unit, lot)),
      ...(device ? about(unit.id, judgeDevice(device, base.today)) : []),
    ]
  }
  const isForPen = document.zones.some(({ technique }) => technique === 'pen' || technique === null)
  if (document.handpieceUnitId !== null) {
    return [
      {
        code: 'sessions.unknown-handpiece',
        severity: 'stop',
        fact: 'The handpiece is not in the inventory.',
        rule: 'A session names a handpiece that the inventory knows.',
        nextStep: 'Choose the handpiece again.',
      },
    ]
  }
  return isForPen
    ? [
        {
          code: 'sessions.no-handpiece',
          severity: 'stop',
          fact: 'No handpiece is chosen.',
          rule: 'A pen session names its handpiece.',
          nextStep: 'Choose the handpiece.',
        },
      ]
    : []
}

type Handpiece = NonNullable<SessionFacts['handpiece']>

const judgeHandpieceKind = ({ lot }: Handpiece): readonly Finding[] =>
  lot.product.kind === 'handpiece'
    ? []
    : [
        {
          code: 'sessions.not-a-handpiece',
          severity: 'stop',
          fact: `${lot.product.name} is not a handpiece.`,
          rule: 'A pen session names its handpiece.',
          nextStep: 'Choose the handpiece.',
        },
      ]

const judgeHandpieceState = ({ unit, lot }: Handpiece): readonly Finding[] =>
  unit.state === 'discarded'
    ? [
        {
          code: `sessions.handpiece-discarded:${unit.id}`,
          severity: 'stop',
          fact: `${lot.product.name} ${unit.label} was discarded.`,
          rule: 'A discarded device touches nobody.',
          nextStep: 'Choose another handpiece.',
        },
      ]
    : []
