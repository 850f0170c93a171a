import {
  choicesToMake,
  type ConsentKind,
  type ConsentTemplate,
  type ConsentText,
  type NeededForm,
  partsToInitial,
  type Strokes,
} from '#shared/consent/index.ts'
import {
  type CalendarDate,
  certain,
  type ClientId,
  dayOf,
  toInstant,
} from '#shared/kernel/index.ts'
import type { Chance } from './chance.ts'
import { withdrawalReasons } from './people.ts'
import { type Day, timeZone } from './day.ts'

/** How many of a hundred clients say yes. */
const shareOfYes: Readonly<Record<string, number>> = {
  'clinical-photos': 95,
  education: 60,
  marketing: 30,
  'social-media': 20,
}

/** The forms that clients sign, and take back. */
export const createForms = ({ api, chance, clock, passphrase }: Day) => {
  let signed = 0
  let renewals = 0

  const basisTextOf = async ({ needs, basisId }: NeededForm): Promise<ConsentText | null> =>
    needs === 'changes' && basisId !== null
      ? (await api.consent.get({ consentId: basisId })).snapshot.template.text
      : null

  /** She reads it at the desk, or had it on paper before. */
  const giveToRead = async (clientId: ClientId, templateId: ConsentTemplate['id']) => {
    if (!chance.percent(40)) return
    await api.consent.recordHandout({
      clientId,
      templateId,
      givenAt: toInstant(clock.now()),
      how: chance.oneOf(['paper', 'on-screen'] as const),
    })
    clock.pass(chance.between(6, 15))
  }

  const sign = async (clientId: ClientId, form: NeededForm): Promise<void> => {
    const template = certain(form.template, 'A current text')
    const basisText = await basisTextOf(form)
    if (basisText === null) await giveToRead(clientId, template.id)
    const { name } = await api.clients.get({ clientId })
    const presentedAt = toInstant(clock.now())
    const tapped = () => {
      clock.passSeconds(chance.between(6, 25))
      return toInstant(clock.now())
    }
    const initials = partsToInitial(template.text, basisText).map(({ part }) => ({
      part,
      initials: initialsOf(name),
      at: tapped(),
    }))
    const choices = choicesToMake(template.text, basisText).map(({ id }) => ({
      id,
      answer: chance.percent(shareOfYes[id] ?? 50) ? ('yes' as const) : ('no' as const),
      at: tapped(),
    }))
    const consent = await api.consent.sign({
      consent: {
        clientId,
        templateId: template.id,
        basisId: basisText === null ? null : form.basisId,
        initials,
        choices,
        signature: { kind: 'drawn', strokes: scribble(chance) },
        presentedAt,
        device: 'Tablet at the desk',
      },
      secret: passphrase,
    })
    signed += 1
    await giveCopy(consent.id)
  }

  const giveCopy = async (consentId: Parameters<typeof api.consent.get>[0]['consentId']) => {
    if (!chance.percent(80)) return
    const today = dayOf(toInstant(clock.now()), timeZone)
    await api.consent.recordCopy({
      consentId,
      givenOn: today,
      how: chance.oneOf(['e-mail', 'paper', 'paper', 'declined'] as const),
      note: '',
    })
  }

  const needed = async (clientId: ClientId, kind: ConsentKind): Promise<NeededForm> =>
    certain(
      (await api.consent.needed({ clientId })).find((form) => form.kind === kind),
      'A form',
    )

  return {
    /** How many consents were signed so far. */
    signed: (): number => signed,

    /** Nothing, the changed parts or the whole form, as the client needs it. */
    complete: async (clientId: ClientId, kind: ConsentKind): Promise<void> => {
      const form = await needed(clientId, kind)
      if (form.needs !== 'nothing') await sign(clientId, form)
    },

    /** One of the uses of her photos to which she said yes. */
    takeBackOne: async (clientId: ClientId, today: CalendarDate): Promise<void> => {
      const photos = (await api.consent.list({ clientId })).find(
        ({ kind, state }) => kind === 'photography' && state === 'valid',
      )
      const open = photos?.choices.filter(
        ({ id, answer, withdrawnOn }) =>
          id !== 'clinical-photos' && answer === 'yes' && withdrawnOn === null,
      )
      if (!photos || !open || open.length === 0) return
      await api.consent.withdrawChoice({
        consentId: photos.id,
        choice: chance.oneOf(open).id,
        withdrawnOn: today,
        reason: chance.oneOf(withdrawalReasons),
      })
    },

    /** She takes back her consent; it is taken anew when she comes again. */
    withdraw: async (clientId: ClientId, today: CalendarDate): Promise<void> => {
      const consent = (await api.consent.list({ clientId })).find(
        ({ kind, withdrawnOn }) => kind === 'microneedling' && withdrawnOn === null,
      )
      if (!consent) return
      await api.consent.withdraw({
        consentId: consent.id,
        withdrawnOn: today,
        reason: 'Called: she does not want to go on with the course.',
      })
    },

    /** A newer version of the text; whoever signed one before reads and initials what changed. */
    renewText: async (): Promise<void> => {
      const { text } = certain(
        (await api.consent.templates()).find(
          ({ kind, current }) => kind === 'microneedling' && current,
        ),
        'The text',
      )
      await api.consent.publish({
        kind: 'microneedling',
        text: {
          ...text,
          ...(renewals === 0
            ? {
                sections: [...text.sections, movedVisits],
                acknowledgements: [...text.acknowledgements, movedStatement],
              }
            : { sections: [...text.sections.slice(0, -1), reworded(text, renewals)] }),
        },
        reason:
          renewals === 0
            ? 'Says what happens when a visit has to be moved.'
            : 'Says it in plainer words, as the county asked.',
      })
      renewals += 1
    },
  }
}

export type Forms = ReturnType<typeof createForms>

const movedStatement = {
  id: 'moved',
  text: 'I know that we find another day when my skin is not well on the day of a visit.',
}

/** The last section in other words. */
const reworded = (text: ConsentText, renewals: number): ConsentText['sections'][number] => ({
  ...certain(text.sections.at(-1), 'A section'),
  body: `${movedVisits.body} Write or call before ${renewals + 7} in the morning if you can.`,
})

const movedVisits = {
  heading: 'When we move your visit',
  covers: [],
  body: 'If your skin is sunburnt, sore or infected on the day, we do not treat it. We find another day with you. It costs you nothing.',
}

/** At most three letters. */
const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map(([letter]) => letter ?? '')
    .slice(0, 3)
    .join('')

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
