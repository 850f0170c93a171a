import type { Recall } from '#shared/recalls/index.ts'
import type { SporeTest } from '#shared/sterilization/index.ts'
import { csvOf } from './csv.ts'
import type { LogLoad, LoggedPremises, SterilizationLog } from './sterilization-log.ts'
import { premisesText } from './sterilization-records.ts'

const columns = [
  'record',
  'sterilizer',
  'maker',
  'model',
  'serial_number',
  'cycle_number',
  'cycle_kind',
  'programme',
  'started_at',
  'ended_at',
  'recorded_at',
  'temperature_celsius',
  'hold_seconds',
  'pressure_kilopascal',
  'dry_seconds',
  'indicator_type',
  'indicator_lot',
  'indicator_expires_on',
  'indicator_result',
  'external_indicator_result',
  'air_removal_test',
  'air_removal_result',
  'operator',
  'load_state',
  'decided_by',
  'decided_by_licence',
  'decided_at',
  'decision_reason',
  'release_signature',
  'note',
  'load_id',
  'pack',
  'contents',
  'sterile_until',
  'pack_state',
  'pack_recalled',
  'pack_released_at',
  'session_id',
  'client_number',
  'client_name',
  'spore_test_result',
  'spore_test_purpose',
  'spore_test_control_lot',
  'spore_test_laboratory',
  'spore_test_report',
  'read_at',
  'read_by',
  'recall',
  'recall_step',
  'happened_at',
  'signed_by',
  'signature',
  'consulted',
  'clients_informed',
  'premises_kind',
  'begins_on',
  'ends_on',
  'details',
  'finding',
  'change_log_head',
] as const

type Row = Partial<Record<(typeof columns)[number], string | number | null>>

/**
 * One row for each pack with its load, each cycle without packs, spore test, step of a recall and
 * record of the premises, and for each finding; `record` says which it is. It names clients only
 * where that was asked for.
 */
export const sterilizationCsv = (log: SterilizationLog): string =>
  csvOf(
    columns,
    [
      ...log.sterilizers.flatMap(({ sterilizer, loads }) => {
        const machine: Row = {
          sterilizer: sterilizer.name,
          maker: sterilizer.maker,
          model: sterilizer.model,
          serial_number: sterilizer.serialNumber,
        }
        return loads.flatMap((load) => loadRows(load, log).map((row) => ({ ...machine, ...row })))
      }),
      ...log.sporeTests.map(sporeTestRow),
      ...log.recalls.flatMap(recallRows),
      ...log.premises.map(premisesRow),
      ...log.findings.map(({ code, sterilizer, cycles, says }) => ({
        record: code === 'missing-cycles' ? code : 'finding',
        sterilizer,
        cycle_number: cycles,
        finding: says,
      })),
    ].map((row): Row => ({ ...row, change_log_head: log.chainHead })),
  )

const loadRows = ({ load, release }: LogLoad, { clients }: SterilizationLog): readonly Row[] => {
  const cycle: Row = {
    record: 'cycle',
    cycle_number: load.cycleNumber,
    cycle_kind: load.kind,
    programme: load.programmeName,
    started_at: load.startedAt,
    ended_at: load.endedAt,
    recorded_at: load.recordedAt,
    temperature_celsius: load.temperature / 10,
    hold_seconds: load.holdSeconds,
    pressure_kilopascal: load.pressure,
    dry_seconds: load.drySeconds,
    indicator_type: load.indicatorType,
    indicator_lot: load.indicatorLot,
    indicator_expires_on: load.indicatorExpiresOn,
    indicator_result: load.indicatorResult,
    external_indicator_result: load.externalIndicatorResult,
    air_removal_test: load.airRemovalTest,
    air_removal_result: load.airRemovalResult,
    operator: load.operatorName,
    load_state: load.state,
    decided_by: load.decision?.name ?? null,
    decided_by_licence: load.state === 'released' ? (release?.signature.licence ?? null) : null,
    decided_at: load.decision?.at ?? null,
    decision_reason: load.decision?.reason ?? null,
    release_signature: release?.state ?? (load.state === 'released' ? 'missing' : null),
    note: load.note,
    load_id: load.id,
  }
  if (load.packs.length === 0) return [cycle]
  return load.packs.map((pack) => {
    const treated = pack.sessionId === null ? undefined : clients.get(pack.sessionId)
    return {
      ...cycle,
      record: 'pack',
      pack: pack.label,
      contents: pack.contents,
      sterile_until: pack.sterileUntil,
      pack_state: pack.state,
      pack_recalled: pack.recalled ? 'yes' : 'no',
      pack_released_at: pack.releasedAt,
      session_id: pack.sessionId,
      client_number: treated?.clientNumber ?? null,
      client_name: treated?.clientName ?? null,
    }
  })
}

const sporeTestRow = (test: SporeTest): Row => ({
  record: 'spore-test',
  sterilizer: test.sterilizerName,
  cycle_number: test.cycleNumber,
  started_at: test.startedAt,
  recorded_at: test.recordedAt,
  indicator_lot: test.indicatorLot,
  indicator_expires_on: test.indicatorExpiresOn,
  note: test.note,
  load_id: test.loadId,
  spore_test_result: test.result,
  spore_test_purpose: test.purpose,
  spore_test_control_lot: test.controlLot,
  spore_test_laboratory: test.laboratory,
  spore_test_report: test.reading?.reportNumber ?? null,
  read_at: test.reading?.readAt ?? null,
  read_by: test.reading?.by ?? null,
})

const recallRows = ({ recall, steps }: Recall): readonly Row[] =>
  steps.map((step) => ({
    record: 'recall-step',
    recall: recall.title,
    recall_step: step.kind,
    happened_at: step.happenedAt,
    recorded_at: step.recordedAt,
    note: step.note,
    signed_by: step.signature?.printedName ?? null,
    signature: step.signatureState ?? 'missing',
    consulted: step.consulted,
    clients_informed: step.informsClients === null ? null : step.informsClients ? 'yes' : 'no',
  }))

const premisesRow = ({ record, person }: LoggedPremises): Row => ({
  record: 'premises',
  premises_kind: record.entry.kind,
  begins_on: record.entry.beginsOn,
  ends_on: record.entry.endsOn,
  recorded_at: record.recordedAt,
  details: premisesText(record.entry, person),
})
