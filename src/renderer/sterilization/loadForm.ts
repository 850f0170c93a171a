import { z } from 'zod'
import { typedAttachment } from '#renderer/attachments/index.ts'
import {
  addDays,
  type CalendarDate,
  calendarDate,
  line,
  momentAt,
  prose,
} from '#shared/kernel/index.ts'
import {
  airRemovalTest,
  indicatorResult,
  type Load,
  type LoadKind,
  loadKind,
  type Programme,
  type RecordLoad,
  recordLoad,
  type Sterilizer,
} from '#shared/sterilization/index.ts'
import { texts } from './texts.ts'
import { celsiusText, minutesText, optional, secondsText, wholeText } from './typed.ts'

/** What stands in the fields of a load while they are typed. */
export const typedLoad = z.object({
  kind: loadKind,
  sterilizerId: z.string(),
  cycleNumber: z.string(),
  programmeName: z.string(),
  day: calendarDate.nullable(),
  time: z.string(),
  endTime: z.string(),
  temperature: z.string(),
  minutes: z.string(),
  seconds: z.string(),
  pressure: z.string(),
  drying: z.string(),
  indicatorEdition: z.enum(['type', 'class']),
  indicatorType: z.enum(['1', '2', '3', '4', '5', '6']),
  indicatorLot: z.string(),
  indicatorExpiresOn: calendarDate.nullable(),
  indicatorResult,
  /** `none`: no indicator was used outside. */
  external: z.enum(['none', ...indicatorResult.options]),
  airRemovalTest,
  airRemovalResult: z.enum(['', 'pass', 'fail']),
  packs: z.array(z.object({ label: z.string(), contents: z.string() })),
  attachment: typedAttachment,
  note: z.string(),
})
export type TypedLoad = z.infer<typeof typedLoad>

/** A new cycle; its number is the machine's next one. */
export const emptyLoad = (
  sterilizer: Sterilizer | undefined,
  today: CalendarDate,
  kind: LoadKind = 'load',
): TypedLoad => ({
  kind,
  sterilizerId: sterilizer?.id ?? '',
  cycleNumber: sterilizer ? nextCycle(sterilizer) : '',
  programmeName: onlyProgramme(sterilizer),
  day: today,
  time: '',
  endTime: '',
  temperature: '',
  minutes: '',
  seconds: '',
  pressure: '',
  drying: '',
  indicatorEdition: 'type',
  indicatorType: kind === 'test' ? '2' : '5',
  indicatorLot: '',
  indicatorExpiresOn: null,
  indicatorResult: 'not-read',
  external: 'none',
  airRemovalTest: 'helix',
  airRemovalResult: '',
  packs: [{ label: packLabel(sterilizer ? nextCycle(sterilizer) : '', 1), contents: '' }],
  attachment: null,
  note: '',
})

/** What changes with the machine: its count and its programmes. */
export const onSterilizer = (values: TypedLoad, sterilizer: Sterilizer): TypedLoad => ({
  ...withNumber(values, nextCycle(sterilizer)),
  sterilizerId: sterilizer.id,
  programmeName: sterilizer.programmes.some(({ name }) => name === values.programmeName)
    ? values.programmeName
    : onlyProgramme(sterilizer),
})

/** The last cycle of the same kind in the same machine; what it remembers saves typing. */
export const lastAlike = (
  loads: readonly Load[],
  { kind, sterilizerId }: Pick<TypedLoad, 'kind' | 'sterilizerId'>,
): Load | null =>
  loads.find(
    (load) =>
      load.kind === kind &&
      load.sterilizer.id === sterilizerId &&
      load.indicatorLot !== texts.load.noIndicator,
  ) ?? null

/** Kind, lot and expiry of the indicators, and the programme, as last time; never what was read. */
export const remember = (values: TypedLoad, last: Load | null): TypedLoad =>
  last === null
    ? values
    : {
        ...values,
        programmeName: last.sterilizer.programmes.some(({ name }) => name === last.programmeName)
          ? last.programmeName
          : values.programmeName,
        indicatorEdition: last.indicatorEdition,
        indicatorType: typedLoad.shape.indicatorType.parse(String(last.indicatorType)),
        indicatorLot: last.indicatorLot,
        indicatorExpiresOn: last.indicatorExpiresOn,
        external: last.externalIndicatorResult === null ? 'none' : 'not-read',
        airRemovalTest: last.airRemovalTest ?? values.airRemovalTest,
      }

const nextCycle = ({ lastCycleNumber }: Sterilizer): string =>
  lastCycleNumber === null ? '' : String(lastCycleNumber + 1)

/** `42-2` for the second pack of cycle 42. */
export const packLabel = (cycleNumber: string, number: number): string =>
  cycleNumber.trim() === '' ? '' : `${cycleNumber.trim()}-${number}`

/** Labels that were suggested for one number follow it to another; typed ones stay. */
export const withNumber = (values: TypedLoad, next: string): TypedLoad => ({
  ...values,
  cycleNumber: next,
  packs: values.packs.map((pack, index) =>
    pack.label === packLabel(values.cycleNumber, index + 1)
      ? { ...pack, label: packLabel(next, index + 1) }
      : pack,
  ),
})

const onlyProgramme = (sterilizer: Sterilizer | undefined): string =>
  sterilizer?.programmes.length === 1 ? (sterilizer.programmes[0]?.name ?? '') : ''

const cycleNumber = z.string().transform((typed, context) => {
  const read = /^\s*\d{1,7}\s*$/.test(typed) ? Number(typed) : 0
  if (read > 0) return read
  context.addIssue({ code: 'custom', message: texts.load.cycleNumberUnreadable })
  return z.NEVER
})

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, texts.load.timeUnreadable)

const cycleFields = {
  sterilizerId: recordLoad.shape.sterilizerId,
  cycleNumber,
  programmeName: line(80),
  day: calendarDate,
  time: clock,
  endTime: optional(clock),
  temperature: celsiusText,
  // Asked for, so that a time nobody typed is not taken for none held.
  minutes: wholeText(120, texts.load.holdRange),
  seconds: secondsText,
  pressure: optional(wholeText(1000, texts.load.pressureRange)),
  drying: optional(wholeText(240, texts.load.dryingRange)),
  attachment: typedAttachment,
  note: prose(2000),
}

const indicatorFields = {
  indicatorType: z.coerce.number().pipe(recordLoad.shape.indicatorType),
  indicatorEdition: typedLoad.shape.indicatorEdition,
  indicatorLot: line(40),
  indicatorExpiresOn: calendarDate.nullable(),
}

/** What no packs means for the contract: none were in it. */
const withoutPacks = { packs: [], externalIndicatorResult: null }

const loadFields = z
  .object({
    ...cycleFields,
    ...indicatorFields,
    indicatorResult,
    external: typedLoad.shape.external,
    packs: recordLoad.shape.packs,
  })
  .transform(({ external, ...rest }) => ({
    ...rest,
    kind: 'load' as const,
    externalIndicatorResult: external === 'none' ? null : external,
    airRemovalTest: null,
    airRemovalResult: null,
  }))

const testFields = z
  .object({
    ...cycleFields,
    ...indicatorFields,
    airRemovalTest,
    airRemovalResult: z.enum(['pass', 'fail'], texts.load.testResultMissing),
  })
  .transform((rest) => ({
    ...rest,
    ...withoutPacks,
    kind: 'test' as const,
    // The strip in the test device is the indicator of this cycle.
    indicatorResult: rest.airRemovalResult,
  }))

/** Nothing of an aborted or a service cycle is used, so no indicator is asked for. */
const countedFields = (kind: 'aborted' | 'service') =>
  z.object({ ...cycleFields, minutes: minutesText }).transform((rest) => ({
    ...rest,
    ...withoutPacks,
    kind,
    indicatorType: 1,
    indicatorEdition: 'type' as const,
    indicatorLot: texts.load.noIndicator,
    indicatorExpiresOn: null,
    indicatorResult: 'not-read' as const,
    airRemovalTest: null,
    airRemovalResult: null,
  }))

/** What is read of every kind of cycle. */
type CycleRead = z.output<z.ZodObject<typeof cycleFields>>

/** Times are those of the practice's wall clock. */
const asRecorded =
  (zone: string) =>
  <Read extends CycleRead>(read: Read) => {
    const { day, time, endTime, minutes, seconds, drying, attachment, ...rest } = read
    const lastDay = endTime !== null && endTime < time ? addDays(day, 1) : day
    return {
      ...rest,
      startedAt: momentAt(day, time, zone),
      endedAt: endTime === null ? null : momentAt(lastDay, endTime, zone),
      holdSeconds: minutes * 60 + seconds,
      drySeconds: drying === null ? null : drying * 60,
      attachmentId: attachment?.id ?? null,
    }
  }

/** Reads a cycle as its kind asks. */
export const readLoad = (values: TypedLoad, zone: string): z.ZodSafeParseResult<RecordLoad> => {
  const recorded = asRecorded(zone)
  switch (values.kind) {
    case 'load':
      return loadFields.transform(recorded).safeParse(values)
    case 'test':
      return testFields.transform(recorded).safeParse(values)
    default:
      return countedFields(values.kind).transform(recorded).safeParse(values)
  }
}

export const programmeOf = (
  values: TypedLoad,
  sterilizers: readonly Sterilizer[],
): Programme | null =>
  sterilizers
    .find(({ id }) => id === values.sterilizerId)
    ?.programmes.find(({ name }) => name === values.programmeName) ?? null
