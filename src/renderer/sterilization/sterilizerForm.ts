import { z } from 'zod'
import { calendarDate, line, parseDecimal, prose } from '#shared/kernel/index.ts'
import { airRemoval, type Sterilizer, sterilizerDetails } from '#shared/sterilization/index.ts'
import { texts } from './texts.ts'
import {
  celsiusText,
  celsiusTyped,
  minutesText,
  optional,
  secondsText,
  wholeText,
} from './typed.ts'

const typedProgramme = z.object({
  name: z.string(),
  temperature: z.string(),
  maximum: z.string(),
  minutes: z.string(),
  seconds: z.string(),
  pressure: z.string(),
  drying: z.string(),
})
export type TypedProgramme = z.infer<typeof typedProgramme>

/** What stands in the fields of a sterilizer while they are typed. */
export const typedSterilizer = z.object({
  name: z.string(),
  maker: z.string(),
  model: z.string(),
  serialNumber: z.string(),
  airRemoval,
  /** Litres. */
  chamber: z.string(),
  serviceDueOn: calendarDate.nullable(),
  requalificationDueOn: calendarDate.nullable(),
  programmes: z.array(typedProgramme),
  /** Asked for a change only. */
  reason: z.string(),
})
export type TypedSterilizer = z.infer<typeof typedSterilizer>

export const emptyProgramme: TypedProgramme = {
  name: '',
  temperature: '',
  maximum: '',
  minutes: '',
  seconds: '',
  pressure: '',
  drying: '',
}

export const emptySterilizer: TypedSterilizer = {
  name: '',
  maker: '',
  model: '',
  serialNumber: '',
  airRemoval: 'not-stated',
  chamber: '',
  serviceDueOn: null,
  requalificationDueOn: null,
  programmes: [emptyProgramme],
  reason: '',
}

const orEmpty = (value: number | null, text: (value: number) => string = String): string =>
  value === null ? '' : text(value)

export const typedOf = (sterilizer: Sterilizer): TypedSterilizer => ({
  name: sterilizer.name,
  maker: sterilizer.maker,
  model: sterilizer.model,
  serialNumber: sterilizer.serialNumber,
  airRemoval: sterilizer.airRemoval,
  chamber: orEmpty(sterilizer.chamberMillilitres, litresOf),
  serviceDueOn: sterilizer.serviceDueOn,
  requalificationDueOn: sterilizer.requalificationDueOn,
  programmes: sterilizer.programmes.map((programme) => ({
    name: programme.name,
    temperature: celsiusTyped(programme.minimumTemperature),
    maximum: orEmpty(programme.maximumTemperature, celsiusTyped),
    minutes: String(Math.floor(programme.minimumHoldSeconds / 60)),
    seconds: String(programme.minimumHoldSeconds % 60),
    pressure: orEmpty(programme.minimumPressure),
    drying: orEmpty(programme.minimumDrySeconds, (seconds) => String(Math.round(seconds / 60))),
  })),
  reason: '',
})

/** `22.5` for 22 500 ml. */
export const litresOf = (millilitres: number): string => String(millilitres / 1000)

const litres = z.string().transform((typed, context) => {
  const read = sterilizerDetails.shape.chamberMillilitres.safeParse(parseDecimal(typed, 1000))
  if (read.success && read.data !== null) return read.data
  context.addIssue({ code: 'custom', message: texts.sterilizer.litresUnreadable })
  return z.NEVER
})

const programmeFields = z
  .object({
    name: line(80),
    temperature: celsiusText,
    maximum: optional(celsiusText),
    minutes: minutesText,
    seconds: secondsText,
    pressure: optional(wholeText(1000, texts.load.pressureRange)),
    drying: optional(wholeText(240, texts.load.dryingRange)),
  })
  .transform((read, context) => {
    const minimumHoldSeconds = read.minutes * 60 + read.seconds
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (minimumHoldSeconds < 1) refuse('minutes', texts.sterilizer.holdMissing)
    if (minimumHoldSeconds > 7200) refuse('minutes', texts.load.holdRange)
    if (read.maximum !== null && read.maximum < read.temperature) {
      refuse('maximum', texts.sterilizer.maximumBelow)
    }
    return {
      name: read.name,
      minimumTemperature: read.temperature,
      maximumTemperature: read.maximum,
      minimumHoldSeconds,
      minimumPressure: read.pressure,
      minimumDrySeconds: read.drying === null ? null : read.drying * 60,
    }
  })

const fields = z.object({
  ...sterilizerDetails.omit({ programmes: true, chamberMillilitres: true }).shape,
  chamber: optional(litres),
  programmes: z.array(programmeFields).min(1).max(20),
})

const detailsOf = ({ chamber, ...read }: z.output<typeof fields>) => ({
  ...read,
  chamberMillilitres: chamber,
})

export const newSterilizer = fields.transform((read) => ({ details: detailsOf(read), reason: '' }))

export const sterilizerEdit = fields
  .extend({ reason: prose(500).min(1) })
  .transform(({ reason, ...read }) => ({ details: detailsOf(read), reason }))
