import type { Database, ReadDb } from '#main/database/index.ts'
import type { Imports } from '#main/imports/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { Premises } from '#main/premises/index.ts'
import type { Recalls } from '#main/recalls/index.ts'
import type { Signing } from '#main/signing/index.ts'
import type { LoggedLoad, Sterilization } from '#main/sterilization/index.ts'
import {
  addDays,
  type CalendarDate,
  formatDay,
  type SessionId,
  type SterilizerId,
} from '#shared/kernel/index.ts'
import { type RuleSettings, sterilizationRuleSets } from '#shared/practice/index.ts'
import type { PremisesRecord } from '#shared/premises/index.ts'
import type { Recall, TracedSession } from '#shared/recalls/index.ts'
import type { Signature, SignatureState } from '#shared/signing/index.ts'
import {
  compareCycles,
  missingCycles,
  type SporeTest,
  type SterilizerDetails,
} from '#shared/sterilization/index.ts'
import { type Imprint, imprintOf } from './history.ts'
import { judgeCompleteness, type LogFinding } from './sterilization-findings.ts'

export interface Release {
  readonly signature: Signature
  readonly state: SignatureState
}

export interface LogLoad {
  readonly load: LoggedLoad
  /** The signature that released it; null when nobody has. */
  readonly release: Release | null
}

export interface SterilizerLog {
  readonly sterilizer: SterilizerDetails & { readonly id: SterilizerId }
  /** By cycle number. */
  readonly loads: readonly LogLoad[]
  /** Cycle numbers that no load has, between ones that have. */
  readonly missing: readonly { readonly from: number; readonly to: number }[]
}

export interface LoggedPremises {
  readonly record: PremisesRecord
  /** Who was trained or vaccinated; whom an injury befell is confidential and stands in no pack. */
  readonly person: string
}

/** What an inspector asks for of a span of days. */
export interface SterilizationLog extends Imprint {
  readonly from: CalendarDate
  readonly to: CalendarDate
  /** `CDC-based default, confirmed 2 Nov 2026`. */
  readonly rules: string
  readonly findings: readonly LogFinding[]
  readonly sterilizers: readonly SterilizerLog[]
  /** Of cycles in the span, oldest first. */
  readonly sporeTests: readonly SporeTest[]
  /** Recalls that were opened or worked on in the span, oldest first. */
  readonly recalls: readonly Recall[]
  /** Of the span, or standing in it; without those entered in error. */
  readonly premises: readonly LoggedPremises[]
  /** Whom a session treated; empty where clients are masked. */
  readonly clients: ReadonlyMap<SessionId, TracedSession>
}

export interface LogRequest {
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly namesClients: boolean
}

interface Lower {
  readonly database: Database
  readonly practice: Practice
  readonly signing: Signing
  readonly sterilization: Sterilization
  readonly premises: Premises
  readonly recalls: Recalls
  readonly imports: Imports
}

export const gatherSterilizationLog = (
  db: ReadDb,
  request: LogRequest,
  lower: Lower,
): SterilizationLog => {
  const { from, to } = request
  const inSpan = lower.sterilization.loadsBetween(db, from, to)
  // A gap may lie across an end of the span: its other side is looked for a year around it.
  const around = lower.sterilization.loadsBetween(db, ...widened(from, to))
  const sterilizers = [...Map.groupBy(inSpan, ({ sterilizer }) => sterilizer.id)]
    .map(([id, loads]) => {
      const near = around.filter(({ sterilizer }) => sterilizer.id === id)
      return sterilizerLog(db, loads, near, lower)
    })
    .sort((one, other) => (one.sterilizer.name < other.sterilizer.name ? -1 : 1))
  const { settings } = lower.practice.rules(db)
  return {
    ...imprintOf(db, lower),
    from,
    to,
    rules: rulesText(settings),
    findings: [
      ...sterilizers.flatMap((log) => findingsOf(db, log, request, lower)),
      ...notLogged(request, lower),
    ],
    sterilizers,
    sporeTests: lower.sterilization.sporeTestsBetween(db, { from, to }).toSorted(compareCycles),
    recalls: recallsOf(db, request, lower),
    premises: premisesOf(db, request, lower),
    clients: request.namesClients ? clientsOf(db, inSpan, lower) : new Map(),
  }
}

/** The ends of the calendar are left open: no date lies beyond them. */
const widened = (from: CalendarDate, to: CalendarDate) =>
  [
    from < '0002' ? undefined : addDays(from, -366),
    to >= '9998' ? undefined : addDays(to, 366),
  ] as const

const rulesText = ({ sterilizationRules }: RuleSettings): string => {
  const { startingSet, confirmedOn } = sterilizationRules
  const set = sterilizationRuleSets.find(({ name }) => name === startingSet)?.label ?? startingSet
  return `${set}, ${confirmedOn === null ? 'NOT confirmed by the practice' : `confirmed ${formatDay(confirmedOn)}`}`
}

const sterilizerLog = (
  db: ReadDb,
  loads: readonly LoggedLoad[],
  around: readonly LoggedLoad[],
  lower: Lower,
): SterilizerLog => {
  const [latest] = loads
  if (!latest) throw new Error('A sterilizer stands in the log with its loads.')
  const numbers = new Set(loads.map(({ cycleNumber }) => cycleNumber))
  return {
    sterilizer: latest.sterilizer,
    loads: loads
      .toSorted((one, other) => one.cycleNumber - other.cycleNumber)
      .map((load) => ({ load, release: releaseOf(db, load, lower) })),
    missing: missingCycles(around).filter(
      (gap) => numbers.has(gap.from - 1) || numbers.has(gap.to + 1),
    ),
  }
}

const releaseOf = (
  db: ReadDb,
  load: LoggedLoad,
  { signing, sterilization }: Lower,
): Release | null => {
  const released = signing
    .of(db, 'loads', load.id)
    .findLast(({ signature }) => signature.meaning === 'load-released')
  if (!released) return null
  const isAltered = load.state === 'released' && !sterilization.releaseHolds(db, load)
  return { signature: released.signature, state: isAltered ? 'invalid' : released.state }
}

const findingsOf = (
  db: ReadDb,
  { sterilizer, loads, missing }: SterilizerLog,
  request: LogRequest,
  { practice, sterilization }: Lower,
): readonly LogFinding[] => {
  const { settings } = practice.rules(db)
  const sporeTests = sterilization.sporeTestsOf(db, sterilizer.id).toSorted(compareCycles)
  const firstAt = sterilization.firstCycleAt(db, sterilizer.id)
  return judgeCompleteness(
    {
      name: sterilizer.name,
      airRemoval: sterilizer.airRemoval,
      missing,
      cycles: loads
        .toSorted((one, other) => compareCycles(one.load, other.load))
        .map(({ load, release }) => ({
          ...load,
          day: practice.dayOf(db, load.startedAt),
          releaseHolds: release?.state === 'valid',
          packsNotReleased: load.packs.filter(({ state }) => state === 'quarantined').length,
          airRemoval: load.airRemovalResult,
        })),
      firstDay: firstAt === null ? null : practice.dayOf(db, firstAt),
      sporeTests: sporeTests.map((test) => ({ ...test, day: practice.dayOf(db, test.startedAt) })),
    },
    {
      sporeTestCadenceDays: settings.sporeTestCadenceDays.value,
      dailyAirRemovalTest: settings.dailyAirRemovalTest.value,
    },
    request,
  )
}

/** Cycles that a sterilizer wrote down and nobody logged. */
const notLogged = ({ from, to }: LogRequest, { imports }: Lower): readonly LogFinding[] =>
  imports
    .cycles({ from, to })
    .filter(({ match }) => match === 'unlogged')
    .map(({ machine, serialNumber, cycleNumber, startedOn, outcome }) => ({
      code: 'cycle-not-logged',
      sterilizer: `${machine} ${serialNumber}`,
      cycles: String(cycleNumber),
      says: `Cycle ${cycleNumber} of ${formatDay(startedOn)} (${outcome}) is in the machine’s file, and nobody logged it.`,
    }))

const recallsOf = (
  db: ReadDb,
  { from, to }: LogRequest,
  { practice, recalls }: Lower,
): readonly Recall[] =>
  recalls
    .recallsIn(db)
    .filter(({ steps }) =>
      steps.some(({ recordedAt }) => {
        const day = practice.dayOf(db, recordedAt)
        return day >= from && day <= to
      }),
    )
    .toSorted((one, other) => (one.recall.openedAt < other.recall.openedAt ? -1 : 1))

const premisesOf = (
  db: ReadDb,
  { from, to }: LogRequest,
  { premises, practice }: Lower,
): readonly LoggedPremises[] =>
  premises
    .recordsBetween(db)
    .filter(({ errorMark }) => errorMark === null)
    .filter(({ entry }) => entry.beginsOn <= to && (entry.endsOn ?? '9999') >= from)
    .filter(({ entry }) => !isEvent(entry.kind) || entry.beginsOn >= from)
    .toSorted((one, other) => (one.entry.beginsOn < other.entry.beginsOn ? -1 : 1))
    .map((record) => {
      const { entry } = record
      const isNamed = entry.kind === 'training' || entry.kind === 'hepatitis-b'
      return {
        record,
        person: isNamed ? practice.practitioner(db, entry.practitionerId).name : '',
      }
    })

/** What happens on one day, and does not stand afterwards. */
const isEvent = (kind: PremisesRecord['entry']['kind']): boolean =>
  kind === 'sharps-injury' || kind === 'waste-manifest'

const clientsOf = (
  db: ReadDb,
  loads: readonly LoggedLoad[],
  { recalls }: Lower,
): ReadonlyMap<SessionId, TracedSession> => {
  const sessions = loads.flatMap(({ packs }) => packs.flatMap(({ sessionId }) => sessionId ?? []))
  return new Map(
    recalls.sessionsIn(db, sessions).map((session) => [session.sessionId, session] as const),
  )
}
