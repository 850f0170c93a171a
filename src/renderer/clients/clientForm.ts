import { z } from 'zod'
import {
  type Client,
  clientDetails,
  clientFlagKind,
  fitzpatrickType,
  judgeBirthDate,
} from '#shared/clients/index.ts'
import { type CalendarDate, calendarDate, prose } from '#shared/kernel/index.ts'

/** What stands in the fields of a client's details while they are typed. */
export const typedDetails = z.object({
  name: z.string(),
  birthDate: calendarDate.nullable(),
  telephone: z.string(),
  email: z.string(),
  address: z.string(),
  emergencyContact: z.string(),
  fitzpatrickType: fitzpatrickType.nullable(),
  allergies: z.array(z.string()),
  medication: z.array(z.string()),
  note: z.string(),
})
export type TypedDetails = z.infer<typeof typedDetails>

export const typedClient = typedDetails.extend({ flags: z.array(clientFlagKind) })
export const typedEdit = typedDetails.extend({ reason: z.string() })

export const emptyClient: z.infer<typeof typedClient> = {
  name: '',
  birthDate: null,
  telephone: '',
  email: '',
  address: '',
  emergencyContact: '',
  fitzpatrickType: null,
  allergies: [],
  medication: [],
  note: '',
  flags: [],
}

/** A client's record as the fields show it. */
export const detailsOf = (client: Client): TypedDetails => typedDetails.parse(client)

/** Reads a new client; the birth date is judged as main will judge it. */
export const newClientOn = (today: CalendarDate) =>
  withBirthDate(clientDetails.extend({ flags: z.array(clientFlagKind) }), today)

export const editOn = (today: CalendarDate) =>
  withBirthDate(clientDetails.extend({ reason: prose(500).min(1) }), today)

const withBirthDate = <Schema extends z.ZodType<{ birthDate: CalendarDate }>>(
  schema: Schema,
  today: CalendarDate,
) =>
  schema.superRefine(({ birthDate }, context) => {
    const problem = judgeBirthDate(birthDate, today)
    if (problem) {
      context.addIssue({
        code: 'custom',
        path: ['birthDate'],
        message: `${problem.fact} ${problem.nextStep}`,
      })
    }
  })
