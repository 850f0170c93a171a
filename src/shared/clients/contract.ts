import { z } from 'zod'
import { clientId, procedure, prose } from '#shared/kernel/index.ts'
import { client, clientDetails, clientFlagKind, clientSummary } from './schema.ts'

export const clientsContract = {
  /**
   * By name, telephone, e-mail or number; diacritics do not matter; every word must match. An empty
   * text lists everybody by name. At most 100 of `total`, from `offset`.
   */
  search: procedure
    .input(z.object({ text: z.string().max(200), offset: z.number().int().min(0).default(0) }))
    .output(z.object({ clients: z.array(clientSummary), total: z.number().int() })),
  get: procedure.input(z.object({ clientId })).output(client),
  /** Refused with `clients.same-person` when name and birth date exist, unless `anotherPerson`. */
  create: procedure
    .input(
      z.object({
        details: clientDetails,
        flags: z.array(clientFlagKind),
        anotherPerson: z.boolean().default(false),
      }),
    )
    .output(client),
  update: procedure
    .input(z.object({ clientId, details: clientDetails, reason: prose(500).min(1) }))
    .output(client),
  /** `label` names an item that the application has no name for. */
  raiseFlag: procedure
    .input(z.object({ clientId, kind: clientFlagKind, label: prose(60).default('') }))
    .output(client),
  endFlag: procedure
    .input(z.object({ clientId, kind: clientFlagKind, reason: prose(500).min(1) }))
    .output(client),
}
