import type { Api } from '#renderer/api.ts'
import { certain } from '#shared/kernel/index.ts'
import type { Load, LoadKind, Sterilizer } from '#shared/sterilization/index.ts'
import { timeOf } from './clock.ts'
import { emptyLoad, lastAlike, packLabel, remember, type TypedLoad } from './loadForm.ts'
import { celsiusTyped } from './typed.ts'

export type PracticeNow = Awaited<ReturnType<Api['practice']['get']>>
/** One cycle as its machine wrote it. */
export type FromFile = Awaited<ReturnType<Api['imports']['cycle']>>

/** With what a form begins, and under which name its draft is kept. */
export interface Begun {
  readonly key: string
  readonly initial: TypedLoad
  /** The file that filled it in. */
  readonly file: string | null
}

interface Address {
  readonly sterilizer?: string
  readonly number?: string
  readonly cycle?: string
}

/** The form that an address asks for. */
export const beginning = (
  address: Address,
  sterilizers: readonly Sterilizer[],
  loads: readonly Load[],
  file: FromFile | null,
  practice: PracticeNow,
): Begun => {
  const named = sterilizers.find(
    ({ id }) => id === (file?.record.sterilizerId ?? address.sterilizer),
  )
  const last = sterilizers.find(({ id }) => id === loads[0]?.sterilizer.id)
  const sterilizer = named ?? last ?? certain(sterilizers[0], 'A sterilizer')
  const start = (kind: LoadKind) => {
    const empty = emptyLoad(sterilizer, practice.today, kind)
    return remember(empty, lastAlike(loads, empty))
  }
  if (file) {
    return {
      key: `file:${file.record.id}`,
      initial: fromFile(start, file, sterilizer, practice.details.timeZone),
      file: file.record.file,
    }
  }
  if (named && address.number !== undefined && /^\d{1,7}$/.test(address.number)) {
    return {
      key: `cycle:${named.id}:${address.number}`,
      initial: numbered(start('load'), address.number),
      file: null,
    }
  }
  if (named) return { key: `test:${named.id}`, initial: start('test'), file: null }
  return { key: 'new', initial: start('load'), file: null }
}

const numbered = (values: TypedLoad, cycleNumber: string): TypedLoad => ({
  ...values,
  cycleNumber,
  packs: [{ label: packLabel(cycleNumber, 1), contents: '' }],
})

/** Only what the machine wrote is filled in; what a person must see for herself stays empty. */
const fromFile = (
  start: (kind: LoadKind) => TypedLoad,
  { record, reading }: FromFile,
  sterilizer: Sterilizer,
  zone: string,
): TypedLoad => {
  const isTest = /helix|bowie|b&d|vacuum/i.test(reading.programme)
  const kind: LoadKind = record.outcome === 'aborted' ? 'aborted' : isTest ? 'test' : 'load'
  const values = numbered(start(kind), String(record.cycleNumber))
  const programme = sterilizer.programmes.find(
    ({ name }) => name.toLowerCase() === reading.programme.trim().toLowerCase(),
  )
  const held = heldOf(reading)
  return {
    ...values,
    programmeName: programme?.name ?? values.programmeName,
    day: record.startedOn,
    time: reading.startedTime === null ? '' : timeOf(record.startedAt, zone),
    airRemovalTest:
      /bowie|b&d/i.test(reading.programme) && !/helix/i.test(reading.programme)
        ? 'bowie-dick'
        : 'helix',
    ...(held === null
      ? {}
      : {
          temperature: celsiusTyped(held.temperature),
          minutes: String(Math.floor(held.seconds / 60)),
          seconds: String(held.seconds % 60),
        }),
  }
}

/** The lowest temperature of the sterilizing phase and how long it lasted, where the file has it. */
const heldOf = ({ measurements }: FromFile['reading']) => {
  const phase = measurements.filter(({ phase: name }) => name === 'sterilization')
  const temperatures = phase.flatMap(({ temperature }) => (temperature === null ? [] : temperature))
  const first = phase[0]
  const end = phase.at(-1)
  if (!first || !end || temperatures.length === 0) return null
  return { temperature: Math.min(...temperatures), seconds: end.second - first.second }
}
