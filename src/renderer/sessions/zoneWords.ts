import type { DraftZone } from '#shared/sessions/index.ts'
import { texts } from './texts.ts'

type Details = Pick<
  DraftZone,
  'motion' | 'speed' | 'directions' | 'coverage' | 'pressureNote' | 'stoppedReason' | 'response'
>

/** What is said of a zone beside its five columns, each in a word or two. */
export const detailWords = (zone: Details): readonly string[] =>
  [
    zone.motion ? texts.motion[zone.motion] : '',
    zone.speed === '' ? '' : `${texts.zones.speed.toLowerCase()} ${zone.speed}`,
    zone.directions.map((each) => texts.direction[each].toLowerCase()).join(', '),
    zone.coverage ? texts.coverage[zone.coverage].toLowerCase() : '',
    zone.pressureNote === '' ? '' : `${texts.zones.pressure.toLowerCase()}: ${zone.pressureNote}`,
    zone.stoppedReason === ''
      ? ''
      : `${texts.endpoint.stopped.toLowerCase()}: ${zone.stoppedReason}`,
    zone.response.map((each) => texts.responses[each].toLowerCase()).join(', '),
  ].filter((words) => words !== '')
