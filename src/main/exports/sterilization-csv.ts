import { csvOf } from './csv.ts'
import type { LogLoad, SterilizationLog } from './sterilization-log.ts'
import { missingText } from './sterilization-document.ts'

const columns = [
  'record',
  'sterilizer',
  'maker',
  'model',
  'serial_number',
  'cycle_number',
  'programme',
  'started_at',
  'temperature_celsius',
  'hold_seconds',
  'indicator_type',
  'indicator_lot',
  'indicator_result',
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
  'session_id',
  'finding',
  'change_log_head',
] as const

type Row = Partial<Record<(typeof columns)[number], string | number | null>>

/**
 * One row for each pack, with its load; `record` is `pack`, or `missing-cycles` for cycle numbers
 * that no load has. It names no client.
 */
export const sterilizationCsv = (log: SterilizationLog): string =>
  csvOf(
    columns,
    log.sterilizers.flatMap(({ sterilizer, loads, missing }) => {
      const machine: Row = {
        sterilizer: sterilizer.name,
        maker: sterilizer.maker,
        model: sterilizer.model,
        serial_number: sterilizer.serialNumber,
        change_log_head: log.chainHead,
      }
      return [
        ...loads.flatMap((load) => packRows(load).map((row) => ({ ...machine, ...row }))),
        ...missing.map((gap) => ({
          ...machine,
          record: 'missing-cycles',
          cycle_number: gap.from === gap.to ? gap.from : `${gap.from} to ${gap.to}`,
          finding: `${missingText(gap)}: the machine counted, and nothing was recorded.`,
        })),
      ]
    }),
  )

const packRows = ({ load, release }: LogLoad): readonly Row[] =>
  load.packs.map((pack) => ({
    record: 'pack',
    cycle_number: load.cycleNumber,
    programme: load.programmeName,
    started_at: load.startedAt,
    temperature_celsius: load.temperature / 10,
    hold_seconds: load.holdSeconds,
    indicator_type: load.indicatorType,
    indicator_lot: load.indicatorLot,
    indicator_result: load.indicatorResult,
    operator: load.operatorName,
    load_state: load.state,
    decided_by: load.decision?.name ?? null,
    decided_by_licence: load.state === 'released' ? (release?.signature.licence ?? null) : null,
    decided_at: load.decision?.at ?? null,
    decision_reason: load.decision?.reason ?? null,
    release_signature: release?.state ?? (load.state === 'released' ? 'missing' : null),
    note: load.note,
    load_id: load.id,
    pack: pack.label,
    contents: pack.contents,
    sterile_until: pack.sterileUntil,
    pack_state: pack.state,
    session_id: pack.sessionId,
  }))
