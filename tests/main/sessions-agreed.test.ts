import { ORPCError } from '@orpc/client'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partsToInitial } from '#shared/consent/index.ts'
import { addDays, certain, type SessionId } from '#shared/kernel/index.ts'
import { notStarted, type SessionDocument } from '#shared/sessions/index.ts'
import {
  type AgreedModel,
  type Asked,
  counts,
  decisive,
  newestAsked,
  recordPasses,
  screeningPasses,
  type Seat,
} from '../support/agreed-model.ts'
import { tried } from '../support/by-hand.ts'
import { openTestPractice, testPassphrase, type TestPractice } from '../support/practice.ts'
import { refusalOf, refusedWith } from '../support/refusals.ts'
import {
  aPerson,
  chartOf,
  clearItem,
  filledConsent,
  type GivenAnswers,
  length,
  ownerUnlocks,
  receive,
  screen,
  unitOf,
} from '../support/treatment.ts'

const asUsual = ['sign', 'screen', 'screen', 'start', 'start', 'finish'] as const
const amiss = [
  ...(['withdraw', 'publish', 'incomplete', 'changes', 'screenBadly', 'screenBadly'] as const),
  ...(['keloid', 'bloodThinner', 'clear', 'night', 'crash', 'startByHand', 'signByHand'] as const),
  ...(['startByHand', 'signByHand', 'neverStarted'] as const),
]

interface Event {
  readonly what: (typeof asUsual | typeof amiss)[number]
  readonly which: number
}

const among = (whats: readonly Event['what'][]): fc.Arbitrary<Event> =>
  fc.record({ what: fc.constantFrom(...whats), which: fc.nat(5) })

/** A session as it should be, and then a year of everything. */
const orders: fc.Arbitrary<readonly Event[]> = fc
  .array(among([...asUsual, ...asUsual, ...amiss]), { minLength: 12, maxLength: 22 })
  .map((events) => [
    ...(['sign', 'screen', 'start'] as const).map((what) => ({ what, which: 1 })),
    ...events,
  ])

/** What the text in use says of its validity, by turns. */
const terms = [
  { days: null, sessions: null },
  { days: 1, sessions: null },
  { days: null, sessions: 1 },
] as const

const attempted = async (work: () => Promise<unknown>): Promise<boolean> => {
  try {
    await work()
    return true
  } catch (error) {
    if (error instanceof ORPCError && error.code === 'REFUSED') return false
    throw error
  }
}

type Changing<T> = { -readonly [Key in keyof T]: T[Key] }

const startStop = 'stop: needling starts only for a client who was screened today and consented'
const signStop = 'stop: a session without screening or consent is signed with its deviation'

describe('No order of events', () => {
  it('starts a session without a consent and a screening that hold, nor signs it without them or their deviation [SES-73] [SES-74]', {
    timeout: 240_000,
  }, async () => {
    let practice: TestPractice = await openTestPractice()
    const rows = await practice.behindTheBack()
    const count = { started: 0, stopped: 0, signed: 0, deviated: 0, byHand: 0, refusedByHand: 0 }
    const text: { version: number; terms: (typeof terms)[number] } = { version: 1, terms: terms[0] }
    let people = 0

    /** One client’s chair, and everything that can happen in front of it. */
    const seat = async () => {
      people += 1
      const stamps = await receive(practice, 'stamp', { quantity: 8 })
      const details = { ...aPerson, name: `Client ${people}` }
      const { id: clientId } = await practice.api.clients.create({ details, flags: [] })
      const model: Changing<AgreedModel> = {
        forms: [],
        asked: [],
        keloid: false,
        bloodThinner: null,
        get version() {
          return text.version
        },
      }
      let taken = 0
      let open: { id: SessionId; version: number; document: SessionDocument } | null = null
      let begun: Seat | null = null

      const todayOf = async () => (await practice.api.practice.get()).today

      const sessionOpen = async () => {
        if (open) return open
        const { session, version } = await practice.api.sessions.open({ clientId })
        const [zone] = chartOf({ handpiece: stamps, serum: stamps }).zones
        const document: SessionDocument = {
          ...chartOf({ handpiece: stamps, serum: stamps }),
          zones: zone ? [{ ...zone, technique: 'stamp', needleLength: length(1000) }] : [],
          handpieceUnitId: null,
          products: [],
        }
        const saved = await practice.api.sessions.save({ sessionId: session.id, version, document })
        const unitId = unitOf(stamps, taken)
        taken += 1
        await practice.api.sessions.takeCartridge({ sessionId: session.id, unitId, attested: true })
        open = { id: session.id, version: saved.version, document }
        return open
      }

      const signForm = async (
        change: (form: Awaited<ReturnType<typeof filledConsent>>) => void,
      ) => {
        const form = await filledConsent(practice, clientId)
        change(form)
        return practice.api.consent.sign({ consent: form, secret: testPassphrase })
      }

      const noteForm = async ({ id, validUntil }: Awaited<ReturnType<typeof signForm>>) => {
        const today = await todayOf()
        const days = text.terms.days ?? 180
        expect(validUntil).toBe(addDays(today, days))
        model.forms.push({
          id,
          version: text.version,
          lastDay: validUntil,
          covers: text.terms.sessions,
          usedBy: new Set(),
          withdrawnOn: null,
        })
      }

      /** Only what changed is put before her, where that is what she needs. */
      const signChanges = async () => {
        const forms = await practice.api.consent.needed({ clientId })
        const { needs, basisId, template } = certain(
          forms.find(({ kind }) => kind === 'microneedling'),
          'The form',
        )
        if (needs !== 'changes' || basisId === null || template === null) return
        const basis = await practice.api.consent.get({ consentId: basisId })
        const parts = partsToInitial(template.text, basis.snapshot.template.text)
        await noteForm(
          await signForm((form) => {
            form.initials = parts.map(({ part }) => ({
              part,
              initials: 'MT',
              at: form.presentedAt,
            }))
            Object.assign(form, { basisId })
          }),
        )
      }

      const ask = async (said: Asked['said']) => {
        const answers: GivenAnswers = {
          clear: {},
          caution: { 'home-needling': { answer: 'yes' as const } },
          unknown: { pregnancy: { answer: 'unknown' as const } },
          stop: { pregnancy: { answer: 'yes' as const } },
        }[said]
        const { id, day, verdict } = await screen(practice, clientId, answers)
        const ended = said === 'stop' || model.keloid ? 'stop' : 'other'
        expect(verdict === 'stop').toBe(ended === 'stop')
        model.asked.push({ id, day, said, ended })
      }

      const start = async () => {
        const { id, version } = await sessionOpen()
        const today = await todayOf()
        const form = decisive(model, today)
        const isSound = begun === null && form !== null && screeningPasses(model, today)
        const hasBegun = await attempted(() =>
          practice.api.sessions.start({ sessionId: id, version, identityConfirmed: true }),
        )
        expect(hasBegun).toBe(isSound)
        count[hasBegun ? 'started' : 'stopped'] += 1
        if (!hasBegun || !form) return
        form.usedBy.add(id)
        const screening = certain(newestAsked(model), 'A screening')
        begun = {
          id,
          day: today,
          consent: form,
          screening,
          formsThen: model.forms.length,
          askedThen: model.asked.length,
        }
      }

      /** Signs what happened, with a deviation for each stop. */
      const finish = async () => {
        const { id, version, document } = await sessionOpen()
        const today = await todayOf()
        const covering = begun?.consent ?? decisive(model, today)
        const consentHolds = begun
          ? begun.consent.withdrawnOn === null || begun.consent.withdrawnOn > begun.day
          : covering !== null
        const screeningHolds = begun
          ? recordPasses(model, begun.day)
          : screeningPasses(model, today)
        const shown = { sessionId: id, version }
        const stops = (await attempted(() => practice.api.sessions.prepare(shown)))
          ? []
          : await refusalOf(practice.api.sessions.prepare(shown))
        const deviations = stops.map(({ code, fact, rule }) => ({
          code,
          fact,
          rule,
          reason: 'noticed afterwards',
          action: 'told the client',
        }))
        expect(stops.some(({ code }) => code === notStarted.code)).toBe(begun === null)
        const saved = await practice.api.sessions.save({
          ...shown,
          document: { ...document, deviations },
        })
        const ready = { sessionId: id, version: saved.version }
        const { snapshotHash } = await practice.api.sessions.prepare(ready)
        await practice.api.sessions.sign({ ...ready, snapshotHash, secret: testPassphrase })
        const codes = rows
          .prepare<[string], string>('SELECT code FROM deviations WHERE session_id = ?')
          .pluck()
          .all(id)
        expect(codes.some((code) => code.startsWith('consent.'))).toBe(!consentHolds)
        expect(codes.some((code) => code.startsWith('screening.'))).toBe(!screeningHolds)
        if (begun === null && covering) covering.usedBy.add(id)
        count.signed += 1
        if (!consentHolds || !screeningHolds) count.deviated += 1
        open = null
        begun = null
      }

      const chosen = (which: number) => ({
        form: model.forms.at(-1 - (which % 3)),
        asked: model.asked.at(-1 - (which % 2)),
      })

      /** The start as the service writes it, naming any form and any screening of hers. */
      const startByHand = async (which: number) => {
        const { id } = await sessionOpen()
        const today = await todayOf()
        if (begun) return
        const { form, asked } = chosen(which)
        const gate = {
          day: today,
          lotIds: [],
          consentId: form?.id ?? null,
          screeningId: asked?.id ?? null,
        }
        const said = tried(rows, [
          `UPDATE sessions SET state = 'started', started_at = '${practice.clock.now().toISOString()}',
           gate = '${JSON.stringify(gate)}' WHERE id = '${id}'`,
        ])
        const holds =
          form !== undefined &&
          counts(form, model, today) &&
          asked !== undefined &&
          asked === newestAsked(model) &&
          asked.day === today &&
          asked.ended !== 'stop'
        expect(said).toBe(holds ? 'done' : startStop)
        count[holds ? 'byHand' : 'refusedByHand'] += 1
      }

      /** The signature of what was begun, naming any form and any screening of hers. */
      const signByHand = async (which: number) => {
        if (!begun) return
        const { id, day, formsThen, askedThen } = begun
        const { form, asked } = chosen(which)
        const sign = `UPDATE sessions SET state = 'signed', signed_at = '${practice.clock.now().toISOString()}',
          rule_version = 1, immediate_response = '[]', identity = '{}',
          consent_id = ${form ? `'${form.id}'` : 'NULL'},
          screening_id = ${asked ? `'${asked.id}'` : 'NULL'} WHERE id = '${id}'`
        const saying = (code: string) =>
          `INSERT INTO deviations (id, session_id, position, code, fact, rule, reason, action)
           VALUES ('${code} ${id}', '${id}', ${code.length}, '${code}', 'f', 'r', 'x', 'y')`
        const consentHolds =
          form !== undefined &&
          model.forms.indexOf(form) < formsThen &&
          (form.withdrawnOn === null || form.withdrawnOn > day) &&
          form.lastDay >= day &&
          (form.covers === null || form.usedBy.has(id))
        const screeningHolds =
          asked !== undefined &&
          model.asked.indexOf(asked) < askedThen &&
          asked.day === day &&
          asked.ended !== 'stop'
        const expected = consentHolds && screeningHolds ? 'done' : signStop
        expect(tried(rows, [sign])).toBe(expected)
        const missing = [
          ...(consentHolds ? [] : [saying('consent.missing')]),
          ...(screeningHolds ? [] : [saying('screening.missing')]),
        ]
        expect(tried(rows, [...missing, sign])).toBe('done')
        for (const [position] of missing.entries()) {
          const others = missing.filter((_, index) => index !== position)
          expect(tried(rows, [...others, sign])).toBe(signStop)
        }
        count[expected === 'done' ? 'byHand' : 'refusedByHand'] += 1
      }

      const withdraw = async (which: number) => {
        const form = model.forms
          .filter(({ withdrawnOn }) => withdrawnOn === null)
          .at(-1 - (which % 2))
        if (!form) return
        const withdrawnOn = await todayOf()
        const { api } = practice
        const call = api.consent.withdraw({ consentId: form.id, withdrawnOn, reason: 'her wish' })
        // While a newer one counts, an older one is not what she takes back.
        const kept = await call.then(
          () => null,
          () => refusedWith(call),
        )
        if (kept) {
          expect(kept).toEqual(['consent.newer-counts'])
          return
        }
        form.withdrawnOn = withdrawnOn
      }

      const publish = async (which: number) => {
        const current = certain(
          (await practice.api.consent.templates()).find(
            (each) => each.current && each.kind === 'microneedling',
          ),
          'The text',
        )
        const validity = terms[which % terms.length] ?? terms[0]
        const { version } = await practice.api.consent.publish({
          kind: 'microneedling',
          text: { ...current.text, title: `Consent, text ${current.version + 1}`, validity },
          reason: 'clearer words',
        })
        text.version = version
        text.terms = validity
      }

      const flag = async (kind: 'keloid' | 'anticoagulants', raise: boolean) => {
        const { api } = practice
        await (raise
          ? api.clients.raiseFlag({ clientId, kind })
          : api.clients.endFlag({ clientId, kind, reason: 'over' }))
      }

      return async ({ what, which }: Event): Promise<void> => {
        switch (what) {
          case 'sign':
            return noteForm(await signForm(() => undefined))
          case 'changes':
            return signChanges()
          case 'incomplete': {
            const left = (form: Awaited<ReturnType<typeof filledConsent>>) => {
              if (which % 2 === 0) form.initials = form.initials.slice(1)
              else form.signature = { kind: 'drawn', strokes: { width: 1, height: 1, strokes: [] } }
            }
            expect(await attempted(() => signForm(left))).toBe(false)
            return
          }
          case 'withdraw':
            return withdraw(which)
          case 'publish':
            return publish(which)
          case 'screen':
            return ask(which === 0 ? 'caution' : 'clear')
          case 'screenBadly':
            return ask(which % 2 === 0 ? 'stop' : 'unknown')
          case 'keloid':
            model.keloid = !model.keloid
            return flag('keloid', model.keloid)
          case 'bloodThinner':
            model.bloodThinner = model.bloodThinner === null ? { cleared: null } : null
            return flag('anticoagulants', model.bloodThinner !== null)
          case 'clear':
            if (model.bloodThinner?.cleared !== null) return
            await clearItem(practice, clientId, 'anticoagulants')
            model.bloodThinner = { cleared: await todayOf() }
            return
          case 'night':
            practice.clock.advance({ days: 1 })
            return ownerUnlocks(practice)
          case 'crash':
            practice = await practice.reopen()
            return ownerUnlocks(practice)
          case 'start':
            await startByHand(0)
            return start()
          case 'startByHand':
            return startByHand(which)
          case 'signByHand':
            return signByHand(which)
          case 'finish':
            await signByHand(0)
            return begun ? finish() : undefined
          case 'neverStarted':
            return which < 2 ? finish() : undefined
        }
      }
    }

    await fc.assert(
      fc.asyncProperty(orders, async (events) => {
        const happen = await seat()
        for (const event of events) await happen(event)
        await happen({ what: 'neverStarted', which: 0 })
      }),
      { numRuns: 8, endOnFailure: true },
    )
    for (const [what, times] of Object.entries(count)) expect(times, what).toBeGreaterThan(0)
    const { findings } = await practice.api.audit.verify({ fingerprints: [] })
    expect(findings).toEqual([])
  })
})
