import type { Block, Cell, DocumentDescription, Fact } from '#main/documents/index.ts'
import { formatCelsius, formatDay, formatMoment, type Instant } from '#shared/kernel/index.ts'
import { formatHold } from '#shared/sterilization/index.ts'
import { imprint } from './history-document.ts'
import { missingText } from './sterilization-findings.ts'
import type { LogLoad, SterilizationLog, SterilizerLog } from './sterilization-log.ts'
import { recordBlocks } from './sterilization-records.ts'
import { counted, toneOfLoad, words } from './words.ts'

type At = (moment: Instant) => string

/** The pack as an inspector reads it. It names clients only when that was asked for. */
export const sterilizationDocument = (log: SterilizationLog): DocumentDescription => {
  const span = `${formatDay(log.from)} to ${formatDay(log.to)}`
  const at: At = (moment) => formatMoment(moment, log.practice.timeZone)
  return {
    ...imprint(log),
    title: 'Sterilization log',
    running: `Sterilization log · ${span}`,
    blocks: [
      ...cover(log, span),
      ...log.sterilizers.flatMap((each) => sterilizerBlocks(each, log, at)),
      ...recordBlocks(log, at),
    ],
  }
}

/** More do not help a reader of the cover. */
const shownFindings = 60

const cover = (log: SterilizationLog, span: string): readonly Block[] => {
  const { sterilizers, practice, findings } = log
  const loads = sterilizers.flatMap((each) => each.loads)
  const inState = (state: LogLoad['load']['state']) =>
    String(loads.filter(({ load }) => load.state === state).length)
  const results = (result: string) => log.sporeTests.filter((test) => test.result === result).length
  return [
    {
      kind: 'facts',
      facts: [
        { label: 'Days', value: `${span}, both included (${practice.timeZone})` },
        { label: 'Cycles', value: String(loads.length) },
        { label: 'Released', value: inState('released') },
        { label: 'Awaiting release', value: inState('quarantined') },
        { label: 'Rejected', value: inState('rejected') },
        { label: 'Recalled', value: inState('recalled') },
        { label: 'Tests and service', value: inState('recorded') },
        {
          label: 'Packs',
          value: String(loads.reduce((sum, { load }) => sum + load.packs.length, 0)),
        },
        {
          label: 'Spore tests',
          value: `${results('pass')} passed, ${results('fail')} failed, ${results('invalid')} invalid, ${results('pending')} not read`,
          tone: results('fail') > 0 ? 'bad' : 'plain',
        },
        { label: 'Recalls', value: String(log.recalls.length) },
      ],
    },
    {
      kind: 'facts',
      columns: 1,
      facts: [
        { label: 'Rules', value: log.rules },
        {
          label: 'Clients',
          value: log.clients.size > 0 ? 'Named' : 'Masked: a pack names its session by number only',
        },
        { label: 'Change log', value: `Its head at printing is ${log.chainHead}` },
      ],
    },
    findings.length === 0
      ? {
          kind: 'notice',
          tone: 'good',
          title: 'Complete',
          lines: ['No cycle number, release or due test is missing on these days.'],
        }
      : {
          kind: 'notice',
          tone: 'bad',
          title: `${counted(findings.length, 'finding')} on completeness`,
          lines: [
            ...findings
              .slice(0, shownFindings)
              .map(({ sterilizer, says }) => `${sterilizer}. ${says}`),
            ...(findings.length > shownFindings
              ? [`${findings.length - shownFindings} more are in the CSV.`]
              : []),
          ],
        },
    ...(loads.length === 0
      ? [{ kind: 'paragraph', text: 'No load was recorded on these days.', tone: 'quiet' } as const]
      : []),
  ]
}

const sterilizerBlocks = (
  { sterilizer, loads, missing }: SterilizerLog,
  log: SterilizationLog,
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
  ...loads.flatMap((each) => loadBlocks(each, log, at)),
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
    load.kind === 'load'
      ? load.programmeName
      : `${words.loadKind[load.kind]}, ${load.programmeName}`,
    heldAt(load),
    {
      text: words.indicator[load.indicatorResult],
      tone: load.indicatorResult === 'pass' ? 'plain' : 'bad',
    },
    String(load.packs.length),
    stateOf({ load, release }),
  ]),
})

const heldAt = ({ temperature, holdSeconds }: LogLoad['load']): string =>
  `${formatCelsius(temperature)}, ${formatHold(holdSeconds)}`

/** A released load whose signature is missing or does not hold is not green. */
const stateOf = ({ load, release }: LogLoad): Cell =>
  load.state === 'released' && release?.state !== 'valid'
    ? { text: `${words.loadState.released}, signature NOT valid`, tone: 'bad' }
    : { text: words.loadState[load.state], tone: toneOfLoad(load.state) }

const loadBlocks = (
  { load, release }: LogLoad,
  log: SterilizationLog,
  at: At,
): readonly Block[] => [
  {
    kind: 'heading',
    level: 2,
    text: `Cycle ${load.cycleNumber} · ${at(load.startedAt)}`,
    mark: stateOf({ load, release }),
  },
  {
    kind: 'facts',
    facts: [
      ...(load.kind === 'load' ? [] : [{ label: 'Kind', value: words.loadKind[load.kind] }]),
      { label: 'Programme', value: `${load.programmeName}: ${heldAt(load)}` },
      ...machineFacts(load, at),
      {
        label: 'Indicator',
        value: `${load.indicatorEdition === 'class' ? 'Class' : 'Type'} ${load.indicatorType}, lot ${load.indicatorLot}: ${words.indicator[load.indicatorResult]}`,
        tone: load.indicatorResult === 'pass' ? 'plain' : 'bad',
      },
      ...testFacts(load),
      { label: 'Operator', value: load.operatorName },
      { label: 'Recorded', value: at(load.recordedAt) },
      { label: 'Decision', value: decisionOf({ load, release }, at) },
      ...(load.note === '' ? [] : [{ label: 'Note', value: load.note }]),
    ],
  },
  {
    kind: 'table',
    none: load.kind === 'load' ? 'This load has no packs.' : '',
    columns: [
      { heading: 'Pack', share: 1.2 },
      { heading: 'Contents', share: 3.4 },
      { heading: 'Sterile until', share: 1.5 },
      { heading: 'State', share: 3 },
    ],
    rows: load.packs.map((pack) => [
      pack.label,
      pack.contents,
      formatDay(pack.sterileUntil),
      { text: packText(pack, log, at), tone: pack.recalled ? 'bad' : 'plain' },
    ]),
  },
]

const machineFacts = (load: LogLoad['load'], at: At): readonly Fact[] => [
  ...(load.endedAt === null ? [] : [{ label: 'Ended', value: at(load.endedAt) }]),
  ...(load.pressure === null ? [] : [{ label: 'Pressure', value: `${load.pressure} kPa` }]),
  ...(load.drySeconds === null ? [] : [{ label: 'Drying', value: formatHold(load.drySeconds) }]),
]

const testFacts = (load: LogLoad['load']): readonly Fact[] => {
  const outside = load.externalIndicatorResult
  const { airRemovalTest: test, airRemovalResult: result } = load
  return [
    ...(outside === null
      ? []
      : [
          {
            label: 'Outside',
            value: `Indicator on the packs: ${words.indicator[outside]}`,
            tone: outside === 'pass' ? ('plain' as const) : ('bad' as const),
          },
        ]),
    ...(test === null
      ? []
      : [
          {
            label: 'Air removal',
            value: `${words.airRemovalTest[test]}: ${result === null ? 'not read' : words.indicator[result]}`,
            tone: result === 'pass' ? ('plain' as const) : ('bad' as const),
          },
        ]),
    ...load.sporeTests.map(({ result: read }) => ({
      label: 'Spore test',
      value: words.sporeTest[read],
      tone: read === 'pass' ? ('plain' as const) : ('bad' as const),
    })),
  ]
}

const packText = (
  { state, sessionId, recalled }: LogLoad['load']['packs'][number],
  { clients }: SterilizationLog,
  at: At,
): string => {
  const treated = sessionId === null ? undefined : clients.get(sessionId)
  const where =
    sessionId === null
      ? ''
      : treated
        ? ` for ${treated.clientName} (no. ${treated.clientNumber}), ${at(treated.at)}`
        : ` in session ${shortSession(sessionId)}`
  return `${words.packState[state]}${where}${recalled && state !== 'recalled' ? '; recalled' : ''}`
}

/** The part of a session's id that chance has made; the CSV has all of it. */
const shortSession = (id: string): string => `…${id.slice(-12)}`

const decisionOf = ({ load, release }: LogLoad, at: At): string => {
  const { decision, state } = load
  if (decision === null) return words.loadState[state]
  if (release === null && state !== 'released') {
    const decided = state === 'rejected' ? words.loadState.rejected : 'Decided'
    return `${decided} by ${decision.name}, ${at(decision.at)}: ${decision.reason}`
  }
  const by = release
    ? `${release.signature.printedName}, ${release.signature.licence}`
    : decision.name
  const holds = release ? words.signatureState[release.state] : 'Signature missing'
  const why = decision.reason === 'released' ? '' : ` Reason: ${decision.reason}.`
  const released = `${words.loadState.released} by ${by}, ${at(release?.signature.signedAt ?? decision.at)}. ${holds}.`
  const since = state === 'released' ? '' : ` ${words.loadState[state]} since.`
  return `${released}${state === 'rejected' ? ` Rejected by ${decision.name}, ${at(decision.at)}: ${decision.reason}` : `${why}${since}`}`
}
