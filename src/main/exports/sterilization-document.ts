import type { Block, Cell, DocumentDescription } from '#main/documents/index.ts'
import { formatCelsius, formatDay, formatMoment, type Instant } from '#shared/kernel/index.ts'
import { formatHold } from '#shared/sterilization/index.ts'
import { imprint } from './history-document.ts'
import type { LogLoad, SterilizationLog, SterilizerLog } from './sterilization-log.ts'
import { counted, toneOfLoad, words } from './words.ts'

type At = (moment: Instant) => string

/** The sterilization log as an inspector reads it; it names no client. */
export const sterilizationDocument = (log: SterilizationLog): DocumentDescription => {
  const span = `${formatDay(log.from)} to ${formatDay(log.to)}`
  const at: At = (moment) => formatMoment(moment, log.practice.timeZone)
  return {
    ...imprint(log),
    title: 'Sterilization log',
    running: `Sterilization log · ${span}`,
    blocks: [
      ...summary(log, span),
      ...log.sterilizers.flatMap((each) => sterilizerBlocks(each, at)),
    ],
  }
}

const summary = ({ sterilizers, practice }: SterilizationLog, span: string): readonly Block[] => {
  const loads = sterilizers.flatMap((each) => each.loads)
  const inState = (state: LogLoad['load']['state']) =>
    String(loads.filter(({ load }) => load.state === state).length)
  return [
    {
      kind: 'facts',
      facts: [
        { label: 'Days', value: `${span}, both included (${practice.timeZone})` },
        { label: 'Loads', value: String(loads.length) },
        { label: 'Released', value: inState('released') },
        { label: 'Awaiting release', value: inState('quarantined') },
        { label: 'Rejected', value: inState('rejected') },
        {
          label: 'Packs',
          value: String(loads.reduce((sum, { load }) => sum + load.packs.length, 0)),
        },
      ],
    },
    ...(loads.length === 0
      ? [{ kind: 'paragraph', text: 'No load was recorded on these days.', tone: 'quiet' } as const]
      : []),
  ]
}

const sterilizerBlocks = (
  { sterilizer, loads, missing }: SterilizerLog,
  at: At,
): readonly Block[] => [
  {
    kind: 'heading',
    level: 1,
    text: sterilizer.name,
    mark: { text: counted(loads.length, 'load'), tone: 'quiet' },
  },
  {
    kind: 'paragraph',
    text: `${sterilizer.maker} ${sterilizer.model}, serial number ${sterilizer.serialNumber}`,
    tone: 'quiet',
  },
  ...(missing.length === 0
    ? []
    : [
        {
          kind: 'notice',
          tone: 'bad',
          title: 'Cycle numbers without a load',
          lines: missing.map(
            (gap) => `${missingText(gap)}: the machine counted, and nothing was recorded.`,
          ),
        } as const,
      ]),
  overview(loads, at),
  ...loads.flatMap((each) => loadBlocks(each, at)),
]

const overview = (loads: readonly LogLoad[], at: At): Block => ({
  kind: 'table',
  none: '',
  columns: [
    { heading: 'Cycle', share: 0.8, align: 'right' },
    { heading: 'Started', share: 2 },
    { heading: 'Programme', share: 1.9 },
    { heading: 'Held at', share: 1.8 },
    { heading: 'Indicator', share: 1.1 },
    { heading: 'Packs', share: 0.8, align: 'right' },
    { heading: 'State', share: 1.6 },
  ],
  rows: loads.map(({ load, release }) => [
    String(load.cycleNumber),
    at(load.startedAt),
    load.programmeName,
    heldAt(load),
    {
      text: words.indicator[load.indicatorResult],
      tone: load.indicatorResult === 'pass' ? 'plain' : 'bad',
    },
    String(load.packs.length),
    stateOf({ load, release }),
  ]),
})

/** `Cycle 12` or `Cycles 12 to 14`. */
export const missingText = ({
  from,
  to,
}: {
  readonly from: number
  readonly to: number
}): string => (from === to ? `Cycle ${from}` : `Cycles ${from} to ${to}`)

const heldAt = ({ temperature, holdSeconds }: LogLoad['load']): string =>
  `${formatCelsius(temperature)}, ${formatHold(holdSeconds)}`

/** A released load whose signature is missing or does not hold is not green. */
const stateOf = ({ load, release }: LogLoad): Cell =>
  load.state === 'released' && release?.state !== 'valid'
    ? { text: `${words.loadState.released}, signature NOT valid`, tone: 'bad' }
    : { text: words.loadState[load.state], tone: toneOfLoad(load.state) }

const loadBlocks = ({ load, release }: LogLoad, at: At): readonly Block[] => [
  {
    kind: 'heading',
    level: 2,
    text: `Cycle ${load.cycleNumber} · ${at(load.startedAt)}`,
    mark: stateOf({ load, release }),
  },
  {
    kind: 'facts',
    facts: [
      { label: 'Programme', value: `${load.programmeName}: ${heldAt(load)}` },
      {
        label: 'Indicator',
        value: `Type ${load.indicatorType}, lot ${load.indicatorLot}: ${words.indicator[load.indicatorResult]}`,
        tone: load.indicatorResult === 'pass' ? 'plain' : 'bad',
      },
      { label: 'Operator', value: load.operatorName },
      { label: 'Decision', value: decisionOf({ load, release }, at) },
      ...(load.note === '' ? [] : [{ label: 'Note', value: load.note }]),
    ],
  },
  {
    kind: 'table',
    none: 'This load has no packs.',
    columns: [
      { heading: 'Pack', share: 1.2 },
      { heading: 'Contents', share: 3.4 },
      { heading: 'Sterile until', share: 1.5 },
      { heading: 'State', share: 3 },
    ],
    rows: load.packs.map(({ label, contents, sterileUntil, state, sessionId }) => [
      label,
      contents,
      formatDay(sterileUntil),
      `${words.packState[state]}${sessionId === null ? '' : ` in session ${shortSession(sessionId)}`}`,
    ]),
  },
]

/** The part of a session's id that chance has made; the CSV has all of it. */
const shortSession = (id: string): string => `…${id.slice(-12)}`

const decisionOf = ({ load, release }: LogLoad, at: At): string => {
  const { decision, state } = load
  if (decision === null) return words.loadState[state]
  if (state === 'rejected') {
    return `${words.loadState[state]} by ${decision.name}, ${at(decision.at)}: ${decision.reason}`
  }
  const by = release
    ? `${release.signature.printedName}, ${release.signature.licence}`
    : decision.name
  const holds = release ? words.signatureState[release.state] : 'Signature missing'
  return `${words.loadState[state]} by ${by}, ${at(decision.at)}. ${holds}`
}
