import {
  type ConsentKind,
  type ConsentTemplate,
  type ConsentText,
  type SignConsent,
  startingTemplates,
} from '#shared/consent/index.ts'
import {
  type AttachmentId,
  calendarDate,
  certain,
  type ClientId,
  type ConsentId,
  type Instant,
  instant,
} from '#shared/kernel/index.ts'
import { answersTo } from './consent-forms.ts'
import { type TestPractice, testPassphrase } from './practice.ts'

export type ConsentRoom = ReturnType<typeof consentRoom>

/** The same strokes everywhere else: what the tests of consents do in one practice. */
export const consentRoom = (practice: TestPractice) => {
  const { api, clock } = practice
  const now = (): Instant => instant.parse(clock.now().toISOString())

  const current = async (kind: ConsentKind): Promise<ConsentTemplate> =>
    certain(
      (await api.consent.templates()).find((each) => each.current && each.kind === kind),
      'A current text',
    )

  const form = async (
    clientId: ClientId,
    kind: ConsentKind,
    changes: Partial<SignConsent> = {},
    basisText: ConsentText | null = null,
  ): Promise<SignConsent> => {
    const { id, text } = await current(kind)
    return {
      clientId,
      templateId: id,
      basisId: null,
      ...answersTo(text, basisText, now()),
      ...changes,
    }
  }

  const signForm = (consent: SignConsent) => api.consent.sign({ consent, secret: testPassphrase })

  return {
    ...practice,
    practice,
    now,
    current,
    form,
    signForm,

    newClient: async (name = 'Mia Thorsen', birthDate = '1990-04-01') => {
      const { id } = await api.clients.create({
        details: {
          name,
          birthDate: calendarDate.parse(birthDate),
          telephone: '',
          email: '',
          address: '',
          emergencyContact: '',
          fitzpatrickType: 'III',
          allergies: [],
          medication: [],
          note: '',
        },
        flags: [],
      })
      return id
    },

    sign: async (
      clientId: ClientId,
      kind: ConsentKind = 'microneedling',
      changes: Partial<SignConsent> = {},
    ) => signForm(await form(clientId, kind, changes)),

    /** Only what changed, on the consent before. */
    signChanges: async (
      clientId: ClientId,
      kind: ConsentKind,
      basisId: ConsentId,
      changes: Partial<SignConsent> = {},
    ) => {
      const { snapshot } = await api.consent.get({ consentId: basisId })
      return signForm(await form(clientId, kind, { basisId, ...changes }, snapshot.template.text))
    },

    publish: (kind: ConsentKind, change: (text: ConsentText) => ConsentText = titled('again')) =>
      api.consent.publish({
        kind,
        text: change(startingTemplates[kind]),
        reason: 'a clearer text',
      }),

    states: async (clientId: ClientId) =>
      (await api.consent.list({ clientId })).map(({ state }) => state),

    scan: async (content = 'what the scanner saw'): Promise<AttachmentId> =>
      (
        await api.attachments.add({
          file: new File([content], 'scan.pdf', { type: 'application/pdf' }),
        })
      ).id,
  }
}

export const titled =
  (title: string) =>
  (text: ConsentText): ConsentText => ({ ...text, title: `${text.title}, ${title}` })
