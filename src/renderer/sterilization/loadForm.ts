import { z } from 'zod'
import {
  addDays,
  type CalendarDate,
  calendarDate,
  type Finding,
  line,
  prose,
  startOfDay,
} from '#shared/kernel/index.ts'
import {
  indicatorResult,
  judgeLoad,
  type Programme,
  recordLoad,
  type Sterilizer,
} from '#shared/sterilization/index.ts'
import { momentAt } from './clock.ts'
import { texts } from './texts.ts'
import { celsiusText, minutesText, secondsText, wholeText } from './typed.ts'

/** What stands in the fields of a load while they are typed. */
export const typedLoad = z.object({
  sterilizerId: z.string(),
  cycleNumber: z.string(),
  programmeName: z.string(),
  day: calendarDate.nullable(),
  time: z.string(),
  temperature: z.string(),
  minutes: z.string(),
  seconds: z.string(),
  indicatorType: z.enum(['1', '2', '3', '4', '5', '6']),
  indicatorLot: z.string(),
  indicatorResult,
  packs: z.array(z.object({ label: z.string(), contents: z.string() })),
  note: z.string(),
})
export type TypedLoad = z.infer<typeof typedLoad>

/** A new load of the machine that ran last; its cycle number is the next one. */
export const emptyLoad = (sterilizer: Sterilizer | undefined, today: CalendarDate): TypedLoad => ({
  sterilizerId: sterilizer?.id ?? '',
  cycleNumber: sterilizer ? nextCycle(sterilizer) : '',
  programmeName: onlyProgramme(sterilizer),
  day: today,
  time: '',
  temperature: '',
  minutes: '',
  seconds: '',
  indicatorType: '5',
  indicatorLot: '',
  indicatorResult: 'not-read',
  packs: [{ label: packLabel(sterilizer ? nextCycle(sterilizer) : '', 1), contents: '' }],
  note: '',
})

/** What changes with the machine: its count and its programmes. */
export const onSterilizer = (values: TypedLoad, sterilizer: Sterilizer): TypedLoad => ({
  ...values,
  sterilizerId: sterilizer.id,
  cycleNumber: nextCycle(sterilizer),
  programmeName: sterilizer.programmes.some(({ name }) => name === values.programmeName)
    ? values.programmeName
    : onlyProgramme(sterilizer),
})

const nextCycle = ({ lastCycleNumber }: Sterilizer): string =>
  lastCycleNumber === null ? '' : String(lastCycleNumber + 1)

/** `42-2` for the second pack of cycle 42. */
export const packLabel = (cycleNumber: string, number: number): string =>
  cycleNumber.trim() === '' ? '' : `${cycleNumber.trim()}-${number}`

const onlyProgramme = (sterilizer: Sterilizer | undefined): string =>
  sterilizer?.programmes.length === 1 ? (sterilizer.programmes[0]?.name ?? '') : ''

const cycleNumber = z.string().transform((typed, context) => {
  const read = /^\s*\d{1,7}\s*$/.test(typed) ? Number(typed) : 0
  if (read > 0) return read
  context.addIssue({ code: 'custom', message: texts.load.cycleNumberUnreadable })
  return z.NEVER
})

const fields = z.object({
  sterilizerId: recordLoad.shape.sterilizerId,
  cycleNumber,
  programmeName: line(80),
  day: calendarDate,
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, texts.load.timeUnreadable),
  temperature: celsiusText,
  // Asked for, so that a time nobody typed is not taken for none held.
  minutes: wholeText(120, texts.load.holdRange),
  seconds: secondsText,
  indicatorType: z.coerce.number().pipe(recordLoad.shape.indicatorType),
  indicatorLot: line(40),
  indicatorResult,
  packs: recordLoad.shape.packs,
  note: prose(2000),
})

/** Reads a load; times are those of the practice's wall clock. */
export const loadIn = (zone: string) =>
  fields.transform(({ day, time, minutes, seconds, ...rest }) => ({
    ...rest,
    startedAt: momentAt(day, time, zone),
    holdSeconds: minutes * 60 + seconds,
  }))

export const programmeOf = (
  values: TypedLoad,
  sterilizers: readonly Sterilizer[],
): Programme | null =>
  sterilizers
    .find(({ id }) => id === values.sterilizerId)
    ?.programmes.find(({ name }) => name === values.programmeName) ?? null

/**
 * What would stand against releasing it, as soon as it has been measured. Whether a cycle starts
 * later today is left to main's clock.
 */
export const judgeTyped = (
  values: TypedLoad,
  programme: Programme | null,
  today: CalendarDate,
  zone: string,
): readonly Finding[] => {
  const temperature = celsiusText.safeParse(values.temperature)
  const minutes = minutesText.safeParse(values.minutes)
  const seconds = secondsText.safeParse(values.seconds)
  const isMeasured = values.minutes.trim() !== '' || values.seconds.trim() !== ''
  if (!programme || !isMeasured) return []
  if (!temperature.success || !minutes.success || !seconds.success) return []
  return judgeLoad(
    {
      temperature: temperature.data,
      holdSeconds: minutes.data * 60 + seconds.data,
      indicatorResult: values.indicatorResult,
      startedAt: startOfDay(values.day ?? today, zone),
    },
    programme,
    startOfDay(addDays(today, 1), zone),
  )
}
