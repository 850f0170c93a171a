import type { Block, Cell } from '#main/documents/index.ts'
import { formatDay, formatMillimetres, formatMoment, type Instant } from '#shared/kernel/index.ts'
import { indicationLabels, labelOfZone } from '#shared/practice/index.ts'
import type { SessionSnapshot, SignedSession } from '#shared/sessions/index.ts'
import type { History } from './history.ts'
import {
  anaesthetics,
  carriedForward,
  course,
  marks,
  orders,
  zoneDetails,
} from './session-care-blocks.ts'
import { devices, packs, products } from './session-thing-blocks.ts'
import { signatureBlocks } from './signature-blocks.ts'
import { counted, nothing, toneOfSignature, words } from './words.ts'

/** One signed session, from the snapshot that was signed. */
export const sessionBlocks = (
  history: History,
  record: SignedSession,
  number: number,
): readonly Block[] => {
  const { snapshot } = record
  const at = (moment: Instant) => formatMoment(moment, snapshot.practice.timeZone)
  return [
    heading(record, number, at),
    ...errorNotice(record, at),
    facts(record, at),
    ...deviations(record, at),
    { kind: 'heading', level: 2, text: 'Zones' },
    zones(snapshot),
    ...zoneDetails(snapshot),
    ...orders(snapshot),
    ...marks(snapshot),
    { kind: 'heading', level: 2, text: 'Devices and sterility' },
    devices(snapshot),
    packs(snapshot),
    { kind: 'heading', level: 2, text: 'Products' },
    products(snapshot),
    ...anaesthetics(snapshot, at),
    ...course(snapshot, at),
    { kind: 'heading', level: 2, text: 'Immediate response and notes' },
    ...response(snapshot),
    ...findings(snapshot),
    ...carriedForward(snapshot),
    ...signatureBlocks(history, {
      signature: record.signature,
      state: record.signatureState,
      timeZone: snapshot.practice.timeZone,
    }),
    ...supervisor(history, record),
    ...addenda(history, record, at),
  ]
}

type At = (moment: Instant) => string

const heading = (
  { session, snapshot, signatureState }: SignedSession,
  number: number,
  at: At,
): Block => {
  const mark: Cell =
    session.state === 'entered-in-error'
      ? { text: 'Entered in error', tone: 'bad' }
      : { text: words.signatureState[signatureState], tone: toneOfSignature(signatureState) }
  return {
    kind: 'heading',
    level: 1,
    text: `Session ${number} · ${at(snapshot.startedAt ?? snapshot.openedAt)}`,
    mark,
    newPage: true,
  }
}

const errorNotice = ({ errorMark, session }: SignedSession, at: At): readonly Block[] => {
  if (session.state !== 'entered-in-error') return []
  const lines = errorMark
    ? [errorMark.reason, `Marked by ${errorMark.by} on ${at(errorMark.at)}.`]
    : ['The signature of this mark is missing.']
  return [
    {
      kind: 'notice',
      tone: 'bad',
      title: 'Entered in error: this record does not count as a treatment',
      lines,
    },
  ]
}

const facts = ({ snapshot, signature, identity }: SignedSession, at: At): Block => ({
  kind: 'facts',
  facts: [
    { label: 'Name then', value: `${identity.name}, born ${formatDay(identity.birthDate)}` },
    { label: 'Practitioner', value: signature.printedName },
    { label: 'Opened', value: at(snapshot.openedAt) },
    { label: 'Licence', value: signature.licence },
    {
      label: 'Needling started',
      value: snapshot.startedAt === null ? 'Not recorded' : at(snapshot.startedAt),
    },
    ...(snapshot.endedAt === null
      ? []
      : [{ label: 'Needling ended', value: at(snapshot.endedAt) }]),
    ...(snapshot.plan === null
      ? []
      : [
          {
            label: 'Series',
            value: `${indicationLabels[snapshot.plan.indication]}, plan version ${snapshot.plan.version}`,
          },
        ]),
    {
      label: 'Consent',
      value: snapshot.consent
        ? `Version ${snapshot.consent.templateVersion}, signed ${at(snapshot.consent.signedAt)}`
        : 'None',
      tone: snapshot.consent ? 'plain' : 'bad',
    },
    { label: 'Fitzpatrick type', value: snapshot.fitzpatrickType ?? 'Not assessed' },
    { label: 'Allergies then', value: snapshot.allergies.join(', ') || 'None known' },
    { label: 'Medication then', value: snapshot.medication.join(', ') || 'None known' },
    { label: 'Judged by', value: `Rules version ${snapshot.ruleVersion}` },
  ],
})

const zones = ({ zones: treated }: SessionSnapshot): Block => ({
  kind: 'table',
  none: 'No zone was charted.',
  columns: [
    { heading: 'Zone', share: 3 },
    { heading: 'Needle length', share: 1.4, align: 'right' },
    { heading: 'Technique', share: 1.3 },
    { heading: 'Passes', share: 0.9, align: 'right' },
    { heading: 'Endpoint', share: 2 },
  ],
  rows: treated.map((zone) => [
    labelOfZone(zone),
    formatMillimetres(zone.needleLength),
    words.technique[zone.technique],
    String(zone.passes),
    words.endpoint[zone.endpoint],
  ]),
})

const response = ({ immediateResponse, responseNote, note }: SessionSnapshot): readonly Block[] => [
  {
    kind: 'facts',
    columns: 1,
    facts: [
      {
        label: 'Immediate response',
        value: immediateResponse.map((each) => words.response[each]).join(', ') || 'Not recorded',
      },
      ...(responseNote === '' ? [] : [{ label: 'About the response', value: responseNote }]),
      { label: 'Notes', value: note || nothing },
    ],
  },
]

const findings = ({ findings: found }: SessionSnapshot): readonly Block[] =>
  found.length === 0
    ? []
    : [
        { kind: 'heading', level: 2, text: 'What the rules found' },
        {
          kind: 'table',
          none: '',
          columns: [
            { heading: 'Weight', share: 1 },
            { heading: 'Fact', share: 4 },
            { heading: 'Rule', share: 4 },
          ],
          rows: found.map(({ severity, fact, rule, source }) => [
            severity === 'stop'
              ? { text: 'Stop', tone: 'bad' }
              : severity === 'override'
                ? { text: 'Decision', tone: 'caution' }
                : { text: 'Note', tone: 'quiet' },
            fact,
            source === undefined ? rule : `${rule} (${source})`,
          ]),
        },
      ]

const deviations = (record: SignedSession, at: At): readonly Block[] => {
  const { deviations: all } = record.snapshot
  if (all.length === 0) return []
  return [
    { kind: 'heading', level: 2, text: counted(all.length, 'deviation') },
    ...all.map((deviation, index): Block => {
      const countersignature = record.deviations[index]?.countersignature ?? null
      return {
        kind: 'notice',
        tone: 'bad',
        title: `Deviation: ${deviation.fact}`,
        lines: [
          `Rule: ${deviation.rule}`,
          `Reason: ${deviation.reason}`,
          `Action: ${deviation.action}`,
          countersignature
            ? `Countersigned by ${countersignature.name} on ${at(countersignature.at)}.`
            : 'Not countersigned yet.',
        ],
      }
    }),
  ]
}

/** The supervisor's countersignature of what a trainee signed, or that it is still missing. */
const supervisor = (history: History, record: SignedSession): readonly Block[] => {
  const { countersignature, snapshot } = record
  if (countersignature === null)
    return snapshot.practitioner.countersignatureAsked === true
      ? [
          {
            kind: 'notice',
            tone: 'bad',
            title: 'No supervisor has countersigned this record yet',
            lines: ['It was signed by a trainee, and the practice asks for a countersignature.'],
          },
        ]
      : []
  return signatureBlocks(history, {
    signature: countersignature.signature,
    state: countersignature.signatureState,
    timeZone: snapshot.practice.timeZone,
  })
}

const addenda = (history: History, record: SignedSession, at: At): readonly Block[] =>
  record.addenda.flatMap((addendum, index): readonly Block[] => [
    {
      kind: 'heading',
      level: 2,
      text: `Addendum ${index + 1} · ${at(addendum.signature.signedAt)}`,
    },
    { kind: 'paragraph', text: addendum.text },
    {
      kind: 'facts',
      columns: 1,
      facts: [
        ...(addendum.about === 'record'
          ? []
          : [{ label: 'About', value: words.part[addendum.about] }]),
        { label: 'Reason', value: addendum.reason },
      ],
    },
    ...signatureBlocks(history, {
      signature: addendum.signature,
      state: addendum.signatureState,
      timeZone: record.snapshot.practice.timeZone,
    }),
  ])
