import type { ConsentKind, SignConsent, Strokes } from '#shared/consent/index.ts'
import {
  addDays,
  type AttachmentId,
  certain,
  type ClientId,
  type ConsentId,
  type Instant,
  type ScreeningId,
} from '#shared/kernel/index.ts'
import {
  askedQuestions,
  type Screening,
  type ScreeningAnswer,
  type ScreeningForm,
  type ScreeningQuestion,
} from '#shared/screening/index.ts'
import { type TestPractice, testPassphrase } from './practice.ts'

type Reception = Pick<TestPractice, 'api' | 'clock'>

/** Drawn with a pen: a line of thirty points. */
export const drawnStrokes: Strokes = {
  width: 600,
  height: 200,
  strokes: [
    Array.from({ length: 30 }, (_, index) => ({
      x: index * 5,
      y: 100 - index,
      pressure: 0.5,
      time: index * 10,
    })),
  ],
}

/** The whole current form of a kind, filled in: every statement initialled, every choice *yes*. */
export const filledConsent = async (
  { api, clock }: Reception,
  clientId: ClientId,
  kind: ConsentKind = 'microneedling',
) => {
  const template = certain(
    (await api.consent.templates()).find((each) => each.current && each.kind === kind),
    'A text',
  )
  const at = clock.now().toISOString() as Instant
  return {
    clientId,
    templateId: template.id,
    basisId: null,
    initials: template.text.acknowledgements.map(({ id }) => ({
      part: `statement:${id}`,
      initials: 'MT',
      at,
    })),
    choices: template.text.choices.map(({ id }) => ({ id, answer: 'yes' as const, at })),
    signature: { kind: 'drawn' as const, strokes: drawnStrokes },
    people: { guardian: null, interpreter: null, witness: null },
    furtherSignatures: { guardian: null, interpreter: null, witness: null },
    presentedAt: at,
    device: 'a test',
  } satisfies SignConsent
}

/** A signed consent of this client to the current text. */
export const takeConsent = async (
  practice: Reception,
  clientId: ClientId,
  kind: ConsentKind = 'microneedling',
) =>
  practice.api.consent.sign({
    consent: await filledConsent(practice, clientId, kind),
    secret: testPassphrase,
  })

/** Answers to some questions, by their codes. */
export type GivenAnswers = Readonly<
  Record<string, Partial<Pick<ScreeningAnswer, 'answer' | 'date' | 'detail'>>>
>

/**
 * A complete form of today: every question that applies is answered with *no* (a day: long ago), but
 * for these, and the health history is confirmed.
 */
export const screeningForm = async (
  { api, clock }: Reception,
  clientId: ClientId,
  changes: GivenAnswers = {},
): Promise<ScreeningForm> => {
  const { id: rulesId, body } = certain(
    (await api.screening.rules()).find(({ current }) => current),
    'Screening rules',
  )
  const client = await api.clients.get({ clientId })
  const { today } = await api.practice.get()
  const startedAt = clock.now().toISOString() as Instant
  const answerTo = ({ code, kind }: ScreeningQuestion): ScreeningAnswer => ({
    code,
    detail: '',
    answeredAt: startedAt,
    ...(kind === 'date'
      ? { answer: 'date', date: addDays(today, -3661) }
      : { answer: 'no', date: null }),
    ...changes[code],
  })
  const answers: ScreeningAnswer[] = []
  // An answer can make further questions apply.
  for (;;) {
    const open = askedQuestions(body, { answers, client, today }).filter(
      ({ code }) => !answers.some((answer) => answer.code === code),
    )
    if (open.length === 0) break
    answers.push(...open.map(answerTo))
  }
  return {
    clientId,
    rulesId,
    askedBy: 'practitioner',
    startedAt,
    answers,
    historyConfirmed: true,
  }
}

/** A completed screening of today, answered so. */
export const screen = async (
  practice: Reception,
  clientId: ClientId,
  changes: GivenAnswers = {},
): Promise<Screening> =>
  practice.api.screening.complete({
    form: await screeningForm(practice, clientId, changes),
    secret: testPassphrase,
  })

/** A prescriber’s document about this client, scanned: what a clearance is kept with. */
export const clearanceScan = async (
  { api }: Pick<TestPractice, 'api'>,
  clientId: ClientId,
): Promise<AttachmentId> => {
  const file = new File([`%PDF-1.4 A prescriber’s letter about ${clientId}.`], 'letter.pdf', {
    type: 'application/pdf',
  })
  return (await api.attachments.add({ file })).id
}

/** A prescriber’s clearance of an item, given today and without an end; raises the flag too. */
export const clearItem = async (
  practice: Pick<TestPractice, 'api'>,
  clientId: ClientId,
  item: string,
) =>
  practice.api.screening.recordClearance({
    clientId,
    item,
    clearance: {
      prescriberName: 'Dr Imani Cole',
      prescriberLicence: 'MD-7781',
      clearedOn: (await practice.api.practice.get()).today,
      validUntil: null,
      note: '',
      attachmentId: await clearanceScan(practice, clientId),
    },
  })

/** What a start and a signature name: the newest of each. */
export interface Agreed {
  readonly consentId: ConsentId
  readonly screeningId: ScreeningId
}

export const agreedBy = async ({
  api,
  clientId,
}: Pick<TestPractice, 'api'> & { readonly clientId: ClientId }): Promise<Agreed> => {
  const consents = await api.consent.list({ clientId })
  const screenings = await api.screening.list({ clientId })
  return {
    consentId: certain(
      consents.find(({ kind }) => kind !== 'photography'),
      'A consent',
    ).id,
    screeningId: certain(screenings[0], 'A screening').id,
  }
}

/** A screening counts on its own day: on a later one the client is asked again. */
export const screenedToday = async ({
  practice,
  api,
  clientId,
}: {
  readonly practice: Reception
  readonly api: TestPractice['api']
  readonly clientId: ClientId
}): Promise<void> => {
  const [newest] = await api.screening.list({ clientId })
  if (newest?.state !== 'valid') await screen(practice, clientId)
}
