import {
  addDays,
  type AttachmentId,
  type CalendarDate,
  certain,
  type ClientId,
  formatDay,
  toInstant,
} from '#shared/kernel/index.ts'
import {
  askedQuestions,
  recordOffers,
  type Screening,
  type ScreeningAnswer,
  type ScreeningQuestion,
  type ScreeningRules,
} from '#shared/screening/index.ts'
import { letterOf } from './letter.ts'
import { passingMedicines, prescribers } from './people.ts'
import type { Day } from './day.ts'

type Given = Pick<ScreeningAnswer, 'answer' | 'date' | 'detail'>

/** What she says at each visit, beside what stands in her record. */
interface Habits {
  readonly needlesAtHome: boolean
  readonly lastPeel: CalendarDate | null
}

export interface Visited {
  readonly day: CalendarDate
  readonly number: number
  readonly numbingCream: boolean
}

const no: Given = { answer: 'no', date: null, detail: '' }
const yes = (detail = ''): Given => ({ answer: 'yes', date: null, detail })
const onDay = (date: CalendarDate): Given => ({ answer: 'date', date, detail: '' })

/** The questions before each visit, and what prescribers wrote. */
export const createQuestions = ({ api, chance, clock, passphrase }: Day) => {
  const habits = new Map<ClientId, Habits>()
  let completed = 0

  const habitsOf = (clientId: ClientId, today: CalendarDate): Habits => {
    const known = habits.get(clientId) ?? {
      needlesAtHome: chance.percent(4),
      lastPeel: chance.percent(10) ? addDays(today, -chance.between(120, 300)) : null,
    }
    habits.set(clientId, known)
    return known
  }

  const letter = async (clientId: ClientId, item: string, day: CalendarDate) => {
    const { number } = await api.clients.get({ clientId })
    const prescriber = chance.oneOf(prescribers)
    const file = letterOf(`clearance-${number}-${item}.pdf`, [
      `${prescriber.prescriberName}, ${prescriber.prescriberLicence}`,
      formatDay(day),
      `Client no. ${number}: ${item.replaceAll('-', ' ')}`,
      'I have no objection to microneedling.',
    ])
    const attachmentId: AttachmentId = (await api.attachments.add({ file })).id
    return { prescriber, attachmentId }
  }

  /** Notes the item in her record and keeps the prescriber's letter about it. */
  const clear = async (clientId: ClientId, item: string, clearedOn: CalendarDate) => {
    const { prescriber, attachmentId } = await letter(clientId, item, clearedOn)
    await api.screening.recordClearance({
      clientId,
      item,
      clearance: {
        ...prescriber,
        clearedOn,
        validUntil: null,
        note: 'Letter seen and filed.',
        attachmentId,
      },
    })
  }

  /** Answers that differ from the visit before, some of them for this visit only. */
  const newsOf = ({ number }: Visited): Readonly<Record<string, Given>> => {
    if (number > 1 && chance.percent(2)) return { 'cold-sores': yes() }
    if (chance.percent(6)) return { 'new-medicine': yes(chance.oneOf(passingMedicines)) }
    return number > 1 && chance.percent(2) ? { 'other-allergy': yes('Mango') } : {}
  }

  let rules: ScreeningRules | null = null

  /** Nobody publishes others while a demonstration is made. */
  const current = async (): Promise<ScreeningRules> => {
    rules ??= certain(
      (await api.screening.rules()).find((version) => version.current),
      'Screening rules',
    )
    return rules
  }

  /** A completed screening; `changes` are answers of this visit alone. */
  const ask = async (
    clientId: ClientId,
    visited: Visited,
    changes: Readonly<Record<string, Given>> = newsOf(visited),
  ): Promise<Screening> => {
    const { id: rulesId, body } = await current()
    const client = await api.clients.get({ clientId })
    const { needlesAtHome, lastPeel } = habitsOf(clientId, visited.day)
    const standing = new Set(client.flags.map(({ kind }) => kind))
    const startedAt = toInstant(clock.now())

    const given = ({ code, kind }: ScreeningQuestion): Given => {
      const news = changes[code]
      if (news) return news
      if (code === 'peel' && lastPeel) return onDay(lastPeel)
      if (kind === 'date') return { answer: 'unknown', date: null, detail: '' }
      if (code === 'peel-ever') return lastPeel ? yes() : no
      if (code === 'numbing-cream') return visited.numbingCream ? yes() : no
      if (code === 'home-needling') return needlesAtHome ? yes('A roller, now and then') : no
      return standing.has(code) ? yes() : no
    }

    const answers: ScreeningAnswer[] = []
    // An answer can make further questions apply.
    for (;;) {
      const open = askedQuestions(body, { answers, client, today: visited.day }).filter(
        ({ code }) => !answers.some((answer) => answer.code === code),
      )
      if (open.length === 0) break
      for (const question of open) {
        // One key an answer.
        clock.passSeconds(chance.between(2, 6))
        answers.push({
          code: question.code,
          ...given(question),
          answeredAt: toInstant(clock.now()),
        })
      }
    }
    for (const offer of recordOffers(body, answers, client, visited.day)) {
      await api.screening.updateRecord({ clientId, offer })
      if (offer.change === 'raise-flag') await clear(clientId, offer.item, visited.day)
    }
    completed += 1
    return api.screening.complete({
      form: {
        clientId,
        rulesId,
        askedBy: chance.percent(30) ? 'client' : 'practitioner',
        startedAt,
        answers,
        historyConfirmed: true,
      },
      secret: passphrase,
    })
  }

  return {
    ask,
    clear,

    /** She comes with a fresh sunburn: the screening ends the visit. */
    askSunburnt: (clientId: ClientId, visited: Visited): Promise<Screening> =>
      ask(clientId, visited, { sunburn: yes('Weekend at the lake') }),

    /** How many screenings were completed so far. */
    completed: (): number => completed,
  }
}

export type Questions = ReturnType<typeof createQuestions>
