import type { Block, Cell } from '#main/documents/index.ts'
import { formatDay, type Instant } from '#shared/kernel/index.ts'
import type { PremisesKind, PremisesRecord } from '#shared/premises/index.ts'
import type { Recall } from '#shared/recalls/index.ts'
import type { SporeTest } from '#shared/sterilization/index.ts'
import type { LoggedPremises, SterilizationLog } from './sterilization-log.ts'
import { counted, nothing, words } from './words.ts'

type At = (moment: Instant) => string

/** What stands beside the loads: tests, failures with what was done, sharps, training and the rest. */
export const recordBlocks = (log: SterilizationLog, at: At): readonly Block[] => [
  ...sporeTestBlocks(log.sporeTests, at),
  ...log.recalls.flatMap((recall) => recallBlocks(recall, at)),
  ...premisesBlocks(log.premises),
]

const sporeTestBlocks = (tests: readonly SporeTest[], at: At): readonly Block[] => [
  {
    kind: 'heading',
    level: 1,
    text: 'Spore tests',
    mark: { text: counted(tests.length, 'test'), tone: 'quiet' },
  },
  {
    kind: 'table',
    none: 'No spore test ran on these days.',
    columns: [
      { heading: 'Sterilizer, cycle', share: 2 },
      { heading: 'Ran', share: 1.8 },
      { heading: 'Indicator and control', share: 2 },
      { heading: 'Read', share: 2.2 },
      { heading: 'Result', share: 1.6 },
    ],
    rows: tests.map((test) => [
      `${test.sterilizerName}, ${test.cycleNumber} (${words.sporeTestPurpose[test.purpose]})`,
      at(test.startedAt),
      [`Lot ${test.indicatorLot}`, test.controlLot && `control ${test.controlLot}`, test.laboratory]
        .filter(Boolean)
        .join(', '),
      readText(test, at),
      { text: words.sporeTest[test.result], tone: toneOfTest[test.result] },
    ]),
  },
]

const toneOfTest = { pass: 'good', fail: 'bad', invalid: 'caution', pending: 'caution' } as const

const readText = ({ reading }: SporeTest, at: At): string =>
  reading === null
    ? nothing
    : [
        `${at(reading.readAt)} by ${reading.by}`,
        reading.reportNumber && `report ${reading.reportNumber}`,
        reading.reportedOn && `reported ${formatDay(reading.reportedOn)}`,
      ]
        .filter(Boolean)
        .join(', ')

/** A failure and its corrective action; the clients it reached are a number only. */
const recallBlocks = ({ recall, steps, packs, loads }: Recall, at: At): readonly Block[] => [
  {
    kind: 'heading',
    level: 1,
    text: `Recall: ${recall.title}`,
    mark:
      recall.closed === null ? { text: 'Open', tone: 'caution' } : { text: 'Closed', tone: 'good' },
  },
  {
    kind: 'facts',
    facts: [
      { label: 'Reason', value: recall.reason },
      { label: 'Opened', value: `${at(recall.openedAt)} by ${recall.openedBy}` },
      {
        label: 'Taken out',
        value: `${counted(loads.length, 'load')}, ${counted(packs.recalled.length, 'pack')} recalled, ${packs.used.length} used`,
      },
      {
        label: 'Clients',
        value: `${recall.clients} reached, ${recall.clients - recall.open} settled`,
      },
      ...(recall.report === null
        ? []
        : [{ label: 'Report due', value: `${at(recall.report.dueAt)}. ${recall.report.rule}` }]),
      ...(recall.closed === null
        ? []
        : [{ label: 'Closed', value: `${at(recall.closed.at)}: ${recall.closed.reason}` }]),
    ],
  },
  {
    kind: 'table',
    none: 'No step is recorded.',
    columns: [
      { heading: 'Step', share: 1.6 },
      { heading: 'When', share: 1.6 },
      { heading: 'What was done', share: 4 },
      { heading: 'Signed by', share: 1.8 },
    ],
    rows: steps.map((step) => [
      words.recallStep[step.kind],
      at(step.happenedAt),
      [
        step.note,
        step.consulted === null ? '' : `Consulted: ${step.consulted}.`,
        step.informsClients === null
          ? ''
          : step.informsClients
            ? 'The clients are told.'
            : 'The clients are not told.',
      ]
        .filter(Boolean)
        .join(' '),
      signedBy(step),
    ]),
  },
]

const signedBy = ({ signature, signatureState }: Recall['steps'][number]): Cell =>
  signature !== null && signatureState === 'valid'
    ? { text: `${signature.printedName}. ${words.signatureState.valid}` }
    : { text: signature ? words.signatureState.invalid : 'Signature missing', tone: 'bad' }

const premisesBlocks = (records: readonly LoggedPremises[]): readonly Block[] =>
  [...Map.groupBy(records, ({ record }) => record.entry.kind)].flatMap(([kind, of]) => [
    {
      kind: 'heading',
      level: 1,
      text: words.premises[kind],
      mark: { text: counted(of.length, 'record'), tone: 'quiet' },
    } as const,
    {
      kind: 'table',
      none: '',
      columns: [
        { heading: 'From', share: 1.2 },
        { heading: endHeading[kind], share: 1.2 },
        { heading: 'Record', share: 5 },
        { heading: 'Recorded by', share: 1.6 },
      ],
      rows: of.map(({ record: { entry, recordedBy }, person }) => [
        formatDay(entry.beginsOn),
        entry.endsOn === null ? nothing : formatDay(entry.endsOn),
        premisesText(entry, person),
        recordedBy,
      ]),
    } as const,
  ])

const endHeading: Readonly<Record<PremisesKind, string>> = {
  'sharps-container': 'Sealed',
  'sharps-injury': 'To',
  'waste-manifest': 'To',
  training: 'Due again',
  'hepatitis-b': 'Due again',
  permit: 'Valid until',
  certificate: 'Valid until',
}

/** Whom an injury befell is confidential (29 CFR 1910.1030(h)(5)). */
export const premisesText = (entry: PremisesRecord['entry'], person: string): string => {
  const parts = (...texts: readonly (string | null)[]) => texts.filter(Boolean).join(', ')
  switch (entry.kind) {
    case 'sharps-container': {
      const { number, place, collectedOn, carrier, note } = entry.details
      const collected = collectedOn === null ? '' : `collected ${formatDay(collectedOn)}`
      return parts(`Container ${number}`, place, collected, carrier, note)
    }
    case 'sharps-injury': {
      const { device, workArea, explanation, contaminated, firstAid, referredTo } = entry.details
      const state = contaminated ? 'contaminated' : 'not contaminated'
      return parts(device, workArea, state, explanation, firstAid, referredTo)
    }
    case 'waste-manifest': {
      const { manifestNumber, carrier, containers, note } = entry.details
      return parts(`Manifest ${manifestNumber}`, carrier, containers, note)
    }
    case 'training':
      return parts(person, entry.details.subject, entry.details.provider, entry.details.note)
    case 'hepatitis-b':
      return parts(person, entry.details.status, entry.details.note)
    case 'permit':
      return parts(entry.details.name, entry.details.number, entry.details.authority)
    case 'certificate':
      return parts(entry.details.name, entry.details.issuer, entry.details.note)
  }
}
