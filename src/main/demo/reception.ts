import type { ClientDetails, ClientFlagKind } from '#shared/clients/index.ts'
import {
  addDays,
  type CalendarDate,
  type ClientId,
  dayOf,
  toCalendarDate,
  toInstant,
} from '#shared/kernel/index.ts'
import type { Chance } from './chance.ts'
import { type Day, timeZone } from './day.ts'
import type { Forms } from './forms.ts'
import { allergyChoices, medicationChoices, nameOf, standingNoteOf } from './people.ts'
import type { Questions } from './questions.ts'

export type Reception = ReturnType<typeof createReception>

/** New clients, what prescribers wrote about them, and their forms. */
export const createReception = (day: Day, questions: Questions, forms: Forms) => {
  const { api, chance, clock } = day
  const known = new Map<number, ClientId>()
  let last: ClientDetails | null = null

  const today = (): CalendarDate => dayOf(toInstant(clock.now()), timeZone)

  const register = async (number: number): Promise<ClientId> => {
    const details = detailsOf(chance, today(), last)
    last = details
    const client = await api.clients.create({ details, flags: [], anotherPerson: true })
    for (const item of cautionsOf(chance, details))
      await questions.clear(client.id, item, addDays(today(), -3))
    known.set(number, client.id)
    clock.pass(chance.between(4, 9))
    if (chance.percent(70)) await forms.complete(client.id, 'photography')
    return client.id
  }

  return {
    /** The client of this number, at the desk and with a valid consent. */
    welcome: async (number: number): Promise<ClientId> => {
      const before = known.get(number)
      const clientId = before ?? (await register(number))
      await forms.complete(clientId, 'microneedling')
      if (before !== undefined && chance.percent(4)) await forms.takeBackOne(clientId, today())
      return clientId
    },

    /** Known already, without asking for anything. */
    idOf: (number: number): ClientId | null => known.get(number) ?? null,
  }
}

/** What she tells at the first visit and brings a prescriber's letter about. */
const cautionsOf = (chance: Chance, { allergies }: ClientDetails): readonly ClientFlagKind[] => {
  if (allergies.includes('Nickel')) return ['metal-allergy']
  return chance.percent(12) ? [chance.oneOf(['cold-sores', 'anticoagulants'] as const)] : []
}

const detailsOf = (
  chance: Chance,
  today: CalendarDate,
  before: ClientDetails | null,
): ClientDetails => {
  // A namesake, one in three of them born on the same day.
  const namesake = before !== null && chance.percent(2) ? before : null
  const name = namesake?.name ?? nameOf(chance)
  const born = toCalendarDate(addDays(today, -chance.between(22 * 366, 68 * 365)))
  const latin = name
    .normalize('NFKD')
    .replace(/\s+/g, '.')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase()
  return {
    name,
    birthDate: namesake !== null && chance.percent(33) ? namesake.birthDate : born,
    telephone: `801 555 ${String(chance.between(100, 9999)).padStart(4, '0')}`,
    email: `${/^[a-z]/.test(latin) ? latin.replace(/\.+/g, '.').replace(/\.$/, '') : 'client'}${chance.between(1, 99)}@example.com`,
    address: `${chance.between(2, 980)} Juniper Street, Salt Lake City`,
    emergencyContact: chance.percent(60)
      ? `${nameOf(chance)}, 801 555 ${chance.between(1000, 9999)}`
      : '',
    fitzpatrickType: chance.oneOf(['I', 'II', 'II', 'III', 'III', 'IV', 'V', 'VI'] as const),
    allergies: chance.percent(22) ? [chance.oneOf(allergyChoices)] : [],
    medication: chance.percent(30) ? [chance.oneOf(medicationChoices)] : [],
    note: standingNoteOf(chance),
  }
}
