import type { Attachments } from '#main/attachments/index.ts'
import type { Clients } from '#main/clients/index.ts'
import {
  type Database,
  instantNow,
  newId,
  type ReadDb,
  type WriteTx,
} from '#main/database/index.ts'
import type { Drafts } from '#main/drafts/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { Signing } from '#main/signing/index.ts'
import type { Shift } from '#main/vault/index.ts'
import {
  type Consent,
  type ConsentCopy,
  type ConsentHandout,
  type ConsentKind,
  type ConsentSummary,
  consentDraftKey,
  judgeChoiceWithdrawal,
  judgeWithdrawal,
  type SignConsent,
  type SignOnPaper,
} from '#shared/consent/index.ts'
import {
  type CalendarDate,
  type ClientId,
  type ConsentId,
  type ConsentTemplateId,
  formatDay,
  type Instant,
  Refusal,
  type SessionId,
} from '#shared/kernel/index.ts'
import * as beside from './beside.ts'
import { createDocuments } from './documents.ts'
import { createNeeds } from './needs.ts'
import type { ConsentPapers } from './papers.ts'
import { createRecords } from './record.ts'
import { givenOutOfTime, known, newerCounts, refuseAny, unreadable } from './refusals.ts'
import * as repository from './repository.ts'
import { createSigner } from './signing.ts'
import { createTemplates } from './templates.ts'

interface Dependencies {
  readonly database: Database
  readonly shift: Shift
  readonly drafts: Drafts
  readonly practice: Practice
  readonly signing: Signing
  readonly attachments: Attachments
  readonly clients: Clients
  readonly papers: ConsentPapers
}

export type Consents = ReturnType<typeof createConsent>

/** Published consent texts, what clients signed, and whether it still counts. */
export const createConsent = (deps: Dependencies) => {
  const { database, shift, practice, clients } = deps
  const { environment } = database
  const templates = createTemplates(deps)
  const records = createRecords(deps)

  const stored = (db: ReadDb, id: ConsentId) => known(repository.findConsent(db, id), 'consent')

  const shown = (db: ReadDb, id: ConsentId): Consent => {
    const record = records.whole(db, stored(db, id))
    if (!record) throw new Refusal(unreadable)
    return record
  }

  const summary = (db: ReadDb, id: ConsentId): ConsentSummary => records.summary(db, stored(db, id))

  /** Of one client, newest first; of one kind where it is named. */
  const of = (db: ReadDb, clientId: ClientId, kind?: ConsentKind): ConsentSummary[] =>
    repository.listConsents(db, clientId, kind).map((consent) => records.summary(db, consent))

  /** Withdrawing what a newer consent of the same kind has replaced would change nothing. */
  const refuseReplaced = (db: ReadDb, consent: ConsentSummary): void => {
    const same = of(db, consent.clientId, consent.kind)
    const newer = same
      .slice(
        0,
        same.findIndex(({ id }) => id === consent.id),
      )
      .find(
        ({ state, coversPractitionerId: covers }) =>
          state === 'valid' && (covers === null || covers === consent.coversPractitionerId),
      )
    if (newer) throw new Refusal(newerCounts(formatDay(practice.dayOf(db, newer.signedAt))))
  }

  const needs = createNeeds({ ...deps, templates, records, of })
  const signer = createSigner({ ...deps, templates, basisOf: needs.basisOf, of })
  const documents = createDocuments({ ...deps, templates, shown })

  const write = <T>(reason: string, work: (tx: WriteTx) => T): T =>
    database.write({ actor: shift.practitionerId, reason }, work)

  /** What a withdrawal is judged by. */
  const withdrawalFacts = (
    db: ReadDb,
    { signedAt, withdrawnOn: before }: ConsentSummary,
    withdrawnOn: CalendarDate,
  ) => ({
    withdrawnOn,
    signedOn: practice.dayOf(db, signedAt),
    today: practice.today(db),
    alreadyWithdrawn: before !== null,
  })

  const handoutsOf = (db: ReadDb, clientId: ClientId): ConsentHandout[] =>
    beside.listHandouts(db, clients.get(db, clientId).id).map(({ handout, template }) => ({
      templateId: template.id,
      title: templates.get(db, template.id).text.title,
      version: template.version,
      givenAt: handout.givenAt,
      how: handout.how,
    }))

  return {
    templates: templates.list,
    publish: templates.publish,
    template: (input: { templateId: ConsentTemplateId }) =>
      database.read((db) => templates.get(db, input.templateId)),

    needed: (input: { clientId: ClientId }) =>
      database.read((db) => needs.needed(db, input.clientId)),

    list: (input: { clientId: ClientId }): ConsentSummary[] =>
      database.read((db) => of(db, clients.get(db, input.clientId).id)),

    get: (input: { consentId: ConsentId }): Consent =>
      database.read((db) => shown(db, input.consentId)),

    /** @throws Refusal with everything that is missing; `vault.wrong-secret`. */
    sign: async (input: { consent: SignConsent; secret: string }): Promise<Consent> => {
      const key = await shift.authorise(input.secret)
      return database.write({ actor: key.practitionerId, reason: 'consent signed' }, (tx) =>
        shown(tx, signer.onScreen(tx, key, input.consent)),
      )
    },

    /** @throws Refusal as `sign`; `attachments.not-kept`. */
    signOnPaper: async (input: { consent: SignOnPaper; secret: string }): Promise<Consent> => {
      const key = await shift.authorise(input.secret)
      return database.write(
        { actor: key.practitionerId, reason: 'consent on paper recorded' },
        (tx) => shown(tx, signer.onPaper(tx, key, input.consent)),
      )
    },

    blank: documents.blank,
    document: documents.document,

    withdraw: (input: {
      consentId: ConsentId
      withdrawnOn: CalendarDate
      reason: string
    }): ConsentSummary =>
      write('consent withdrawn', (tx) => {
        const consent = summary(tx, input.consentId)
        refuseReplaced(tx, consent)
        refuseAny(judgeWithdrawal(withdrawalFacts(tx, consent, input.withdrawnOn)))
        // A form that she filled in before does not outlive her word.
        deps.drafts.remove(tx, {
          kind: 'consent',
          key: consentDraftKey(consent.clientId, consent.kind),
        })
        repository.withdrawConsent(tx, consent.id, {
          withdrawnOn: input.withdrawnOn,
          withdrawalReason: input.reason,
        })
        return summary(tx, consent.id)
      }),

    withdrawChoice: (input: {
      consentId: ConsentId
      choice: string
      withdrawnOn: CalendarDate
      reason: string
    }): ConsentSummary =>
      write('choice withdrawn', (tx) => {
        const { choice, withdrawnOn, reason } = input
        const consent = summary(tx, input.consentId)
        refuseReplaced(tx, consent)
        refuseAny(
          judgeChoiceWithdrawal(
            consent.choices.find(({ id }) => id === choice),
            withdrawalFacts(tx, consent, withdrawnOn),
          ),
        )
        beside.insertWithdrawal(tx, {
          id: newId(environment),
          consentId: consent.id,
          choice,
          withdrawnOn,
          reason,
          recordedAt: instantNow(environment),
        })
        return summary(tx, consent.id)
      }),

    recordCopy: (input: ConsentCopy & { consentId: ConsentId }): Consent =>
      write('copy of a consent given', (tx) => {
        const { consentId, givenOn, how, note } = input
        const { id, signedAt } = summary(tx, consentId)
        if (givenOn > practice.today(tx) || givenOn < practice.dayOf(tx, signedAt))
          throw new Refusal(givenOutOfTime('givenOn'))
        beside.insertCopy(tx, {
          id: newId(environment),
          consentId: id,
          givenOn,
          how,
          note,
          recordedAt: instantNow(environment),
        })
        return shown(tx, id)
      }),

    handouts: (input: { clientId: ClientId }): ConsentHandout[] =>
      database.read((db) => handoutsOf(db, input.clientId)),

    recordHandout: (input: {
      clientId: ClientId
      templateId: ConsentTemplateId
      givenAt: Instant
      how: ConsentHandout['how']
    }): ConsentHandout[] =>
      write('consent text given to read', (tx) => {
        const { clientId, givenAt, how } = input
        const template = templates.get(tx, input.templateId)
        const recordedAt = instantNow(environment)
        if (givenAt > recordedAt || givenAt < template.publishedAt)
          throw new Refusal(givenOutOfTime('givenAt'))
        beside.insertHandout(tx, {
          id: newId(environment),
          clientId: clients.get(tx, clientId).id,
          templateId: template.id,
          givenAt,
          how,
          recordedAt,
        })
        return handoutsOf(tx, clientId)
      }),

    /** Null when there is none, or when nothing readable is left of what was signed. */
    find: (db: ReadDb, id: ConsentId): Consent | null => {
      const found = repository.findConsent(db, id)
      return found && records.whole(db, found)
    },

    of,

    /** One of this client, or null. */
    ofClient: (db: ReadDb, clientId: ClientId, id: ConsentId): ConsentSummary | null => {
      const found = repository.findConsent(db, id)
      return found?.row.clientId === clientId ? records.summary(db, found) : null
    },

    /** Which consent a session used; null: none. */
    usedBy: (db: ReadDb, sessionId: SessionId): ConsentId | null => beside.findUse(db, sessionId),

    /** Notes once that a session was covered by this consent. The database refuses one too many. */
    use: (tx: WriteTx, consentId: ConsentId, sessionId: SessionId): void => {
      if (beside.findUse(tx, sessionId) !== null) return
      beside.insertUse(tx, {
        id: newId(environment),
        consentId,
        sessionId,
        usedAt: instantNow(environment),
      })
    },

    /** The first version of every kind of text that has none. */
    seedMissing: templates.seedMissing,
  }
}
