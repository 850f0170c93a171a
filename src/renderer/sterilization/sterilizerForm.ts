import { z } from 'zod'
import { line, prose } from '#shared/kernel/index.ts'
import { type Sterilizer, sterilizerDetails } from '#shared/sterilization/index.ts'
import { texts } from './texts.ts'
import { celsiusText, celsiusTyped, minutesText, secondsText } from './typed.ts'

/** What stands in the fields of a sterilizer while they are typed. */
export const typedSterilizer = z.object({
  name: z.string(),
  maker: z.string(),
  model: z.string(),
  serialNumber: z.string(),
  programmes: z.array(
    z.object({
      name: z.string(),
      temperature: z.string(),
      minutes: z.string(),
      seconds: z.string(),
    }),
  ),
  /** Asked for a change only. */
  reason: z.string(),
})
export type TypedSterilizer = z.infer<typeof typedSterilizer>
export type TypedProgramme = TypedSterilizer['programmes'][number]

export const emptyProgramme: TypedProgramme = {
  name: '',
  temperature: '',
  minutes: '',
  seconds: '',
}

export const emptySterilizer: TypedSterilizer = {
  name: '',
  maker: '',
  model: '',
  serialNumber: '',
  programmes: [emptyProgramme],
  reason: '',
}

export const typedOf = (sterilizer: Sterilizer): TypedSterilizer => ({
  name: sterilizer.name,
  maker: sterilizer.maker,
  model: sterilizer.model,
  serialNumber: sterilizer.serialNumber,
  programmes: sterilizer.programmes.map((programme) => ({
    name: programme.name,
    temperature: celsiusTyped(programme.minimumTemperature),
    minutes: String(Math.floor(programme.minimumHoldSeconds / 60)),
    seconds: String(programme.minimumHoldSeconds % 60),
  })),
  reason: '',
})

const programmeFields = z
  .object({ name: line(80), temperature: celsiusText, minutes: minutesText, seconds: secondsText })
  .transform(({ name, temperature, minutes, seconds }, context) => {
    const minimumHoldSeconds = minutes * 60 + seconds
    if (minimumHoldSeconds < 1 || minimumHoldSeconds > 7200) {
      context.addIssue({
        code: 'custom',
        path: ['minutes'],
        message: minimumHoldSeconds < 1 ? texts.sterilizer.holdMissing : texts.load.holdRange,
      })
      return z.NEVER
    }
    return { name, minimumTemperature: temperature, minimumHoldSeconds }
  })

const details = sterilizerDetails
  .omit({ programmes: true })
  .extend({ programmes: z.array(programmeFields).min(1).max(20) })

export const newSterilizer = details.transform((read) => ({ details: read, reason: '' }))

export const sterilizerEdit = details
  .extend({ reason: prose(500).min(1) })
  .transform(({ reason, ...read }) => ({ details: read, reason }))
