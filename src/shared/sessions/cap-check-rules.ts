import { type Finding, formatDay } from '#shared/kernel/index.ts'
import { isFreeZone, labelOfZone } from '#shared/practice/index.ts'
import type { SessionFacts } from './facts.ts'

/** Caps of today’s zones whose source was to be read again by now. A cap binds until it is changed. */
export const judgeCapSources = ({ base, document }: SessionFacts): readonly Finding[] =>
  document.zones.flatMap((zone): readonly Finding[] => {
    const name = isFreeZone(zone.zone) ? 'free-area' : zone.zone
    const cap = base.rules.zoneCaps.find((each) => each.zone === name)
    if (!cap || cap.checkOn === null || cap.checkOn > base.today) return []
    return [
      {
        code: `sessions.cap-to-check:${zone.zone}`,
        severity: 'note',
        fact: `${labelOfZone(zone)}: the source of your practice’s cap was to be looked up again on ${formatDay(cap.checkOn)}.`,
        rule: 'A cap carries a day on which its source is read again, and binds until then and after.',
        nextStep: 'Read the source, and enter the cap and the next day in Settings.',
        source: cap.source,
      },
    ]
  })
