import type { ClientDetails, ClientFlagKind } from '#shared/clients/index.ts'
import type { Strokes } from '#shared/consent/index.ts'
import {
  addDays,
  type CalendarDate,
  certain,
  type ClientId,
  toCalendarDate,
  toInstant,
} from '#shared/kernel/index.ts'
import type { Chance } from './chance.ts'
import {
  allergyChoices,
  familyNames,
  givenNames,
  medicationChoices,
  prescribers,
} from './people.ts'
import type { Day } from './day.ts'

export type Reception = ReturnType<typeof createReception>

/** New clients, their flags and clearances, and their consent. */
export const createReception = ({ api, chance, clock, passphrase }: Day) => {
  const known = new Map<number, ClientId>()
  let consents = 0

  const register = async (number: number): Promise<ClientId> => {
    const flags: ClientFlagKind[] = chance.percent(12)
      ? [chance.oneOf(['cold-sores', 'anticoagulants'] as const)]
      : []
    const { today } = await api.practice.get()
    const client = await api.clients.create({
      details: detailsOf(chance, today),
      flags,
      anotherPerson: true,
    })
    for (const kind of flags) {
      await api.clients.recordClearance({
        clientId: client.id,
        kind,
        clearance: {
          ...chance.oneOf(prescribers),
          clearedOn: addDays(today, -3),
          validUntil: null,
          note: 'Letter seen and filed.',
        },
      })
    }
    known.set(number, client.id)
    return client.id
  }

  const takeConsent = async (clientId: ClientId): Promise<void> => {
    const template = certain(
      (await api.consent.templates()).find(({ current }) => current),
      'A template',
    )
    const presentedAt = toInstant(clock.now())
    clock.pass(chance.between(4, 9))
    await api.consent.sign({
      consent: {
        clientId,
        templateId: template.id,
        acknowledged: template.text.acknowledgements.map(({ id }) => id),
        strokes: scribble(chance),
        presentedAt,
      },
      secret: passphrase,
    })
    consents += 1
  }

  return {
    /** How many consents were signed so far. */
    consents: (): number => consents,

    /** The client of this number, at the desk and with a valid consent. */
    welcome: async (number: number): Promise<ClientId> => {
      const clientId = known.get(number) ?? (await register(number))
      const consents = await api.consent.list({ clientId })
      if (!consents.some(({ state }) => state === 'valid')) await takeConsent(clientId)
      return clientId
    },
  }
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

/** A few loops of a pen. */
const scribble = (chance: Chance): Strokes => {
  const height = 40 + chance.between(0, 30)
  const loops = chance.between(3, 6)
  const points = Array.from({ length: 60 }, (_, index) => ({
    x: Math.round(30 + index * 5 + 14 * Math.cos((index / 60) * loops * 2 * Math.PI)),
    y: Math.round(80 + height * Math.sin((index / 60) * loops * 2 * Math.PI)),
    pressure: 0.5,
    time: index * 16,
  }))
  const underline = Array.from({ length: 12 }, (_, index) => ({
    x: 40 + index * 22,
    y: 150 - (index % 2),
    pressure: 0.5,
    time: 1200 + index * 16,
  }))
  return { width: 600, height: 200, strokes: [points, underline] }
}
