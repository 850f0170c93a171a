import type { ClientDetails, ClientFlagKind } from '#shared/clients/index.ts'
import { addDays, type CalendarDate, type ClientId, toCalendarDate } from '#shared/kernel/index.ts'
import type { Chance } from './chance.ts'
import { allergyChoices, familyNames, givenNames, medicationChoices } from './people.ts'
import type { Forms } from './forms.ts'
import type { Questions } from './questions.ts'
import type { Day } from './day.ts'

export type Reception = ReturnType<typeof createReception>

/** New clients, what prescribers wrote about them, and their forms. */
export const createReception = (day: Day, questions: Questions, forms: Forms) => {
  const { api, chance, clock } = day
  const known = new Map<number, ClientId>()

  const register = async (number: number): Promise<ClientId> => {
    const { today } = await api.practice.get()
    const details = detailsOf(chance, today)
    const client = await api.clients.create({ details, flags: [], anotherPerson: true })
    for (const item of cautionsOf(chance, details))
      await questions.clear(client.id, item, addDays(today, -3))
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
      if (before !== undefined && chance.percent(4)) {
        const { today } = await api.practice.get()
        await forms.takeBackOne(clientId, today)
      }
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

const detailsOf = (chance: Chance, today: CalendarDate): ClientDetails => {
  const given = chance.oneOf(givenNames)
  const family = chance.oneOf(familyNames)
  const plain = `${given}.${family}`
    .normalize('NFKD')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase()
  return {
    name: `${given} ${family}`,
    birthDate: toCalendarDate(addDays(today, -chance.between(22 * 366, 68 * 365))),
    telephone: `801 555 ${String(chance.between(100, 9999)).padStart(4, '0')}`,
    email: `${plain}${chance.between(1, 99)}@example.com`,
    address: `${chance.between(2, 980)} Juniper Street, Salt Lake City`,
    emergencyContact: chance.percent(60)
      ? `${chance.oneOf(givenNames)} ${family}, 801 555 ${chance.between(1000, 9999)}`
      : '',
    fitzpatrickType: chance.oneOf(['I', 'II', 'II', 'III', 'III', 'IV', 'V', 'VI'] as const),
    allergies: chance.percent(22) ? [chance.oneOf(allergyChoices)] : [],
    medication: chance.percent(30) ? [chance.oneOf(medicationChoices)] : [],
    note: '',
  }
}
