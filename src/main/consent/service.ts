import type { Clients } from '#main/clients/index.ts'
import {
  canonical,
  type Database,
  instantNow,
  newId,
  type ReadDb,
  type WriteTx,
} from '#main/database/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { Signing } from '#main/signing/index.ts'
import type { Shift, SigningKey } from '#main/vault/index.ts'
import {
  type Consent,
  type ConsentSnapshot,
  type ConsentSummary,
  type ConsentTemplate,
  type ConsentText,
  decisiveConsent,
  judgeCompleteness,
  judgeForm,
  judgeText,
  judgeWithdrawal,
  type SignConsent,
  startingTemplate,
} from '#shared/consent/index.ts'
import {
  addDays,
  type CalendarDate,
  type ClientId,
  type ConsentId,
  type ConsentTemplateId,
  type Problem,
  Refusal,
} from '#shared/kernel/index.ts'
import { consentRecord, summaryOf } from './record.ts'
import * as repository from './repository.ts'

interface Dependencies {
  readonly database: Database
  readonly shift: Shift
  readonly practice: Practice
  readonly signing: Signing
  readonly clients: Clients
}

export type Consents = ReturnType<typeof createConsent>

const language = 'en'

/** Published consent texts, what clients signed, and whether it still counts. */
export const createConsent = ({ database, shift, practice, signing, clients }: Dependencies) => {
  const { environment } = database

  const templateOf = (db: ReadDb, id: ConsentTemplateId): ConsentTemplate =>
    known(repository.findTemplate(db, id), 'text')

  const currentTemplate = (db: ReadDb, kind: ConsentTemplate['kind']): ConsentTemplate | null =>
    repository
      .listTemplates(db)
      .find((one) => one.current && one.kind === kind && one.language === language) ?? null

  const insertVersion = (
    tx: WriteTx,
    version: Pick<ConsentTemplate, 'kind' | 'version' | 'text'>,
  ): ConsentTemplateId => {
    const id = newId<ConsentTemplateId>(environment)
    repository.insertTemplate(tx, {
      ...version,
      id,
      language,
      publishedAt: instantNow(environment),
    })
    return id
  }

  const stored = (db: ReadDb, id: ConsentId) => known(repository.findConsent(db, id), 'consent')

  const recordOf = (db: ReadDb, consent: repository.StoredConsent): Consent | null =>
    consentRecord(consent, signing.of(db, 'consents', consent.row.id), signing, practice.today(db))

  const shownConsent = (db: ReadDb, id: ConsentId): Consent => {
    const record = recordOf(db, stored(db, id))
    if (!record) throw new Refusal(unreadable)
    return record
  }

  const summaryNow = (db: ReadDb, consent: repository.StoredConsent): ConsentSummary =>
    summaryOf(consent, signing.of(db, 'consents', consent.row.id), signing, practice.today(db))

  /** Of one client, newest first. */
  const consentsOf = (db: ReadDb, clientId: ClientId): ConsentSummary[] =>
    repository.listConsents(db, clientId).map((consent) => summaryNow(db, consent))

  const insertSigned = (tx: WriteTx, key: SigningKey, form: SignConsent): ConsentId => {
    const client = clients.get(tx, form.clientId)
    const { current, publishedAt: _publishedAt, ...template } = templateOf(tx, form.templateId)
    const now = instantNow(environment)
    refuseAny([
      ...judgeForm({ templateCurrent: current, presentedAt: form.presentedAt, now }),
      ...judgeCompleteness(template.text, form),
    ])
    const person = practice.practitioner(tx, key.practitionerId)
    const validUntil = addDays(
      practice.dayOf(tx, now),
      practice.rules(tx).settings.consentValidityDays.value,
    )
    const { identity, commitment } = signing.sealIdentity(client)
    const id = newId<ConsentId>(environment)
    const snapshot: ConsentSnapshot = {
      format: 'stratum-consent-1',
      consentId: id,
      client: { id: client.id, identityCommitment: commitment },
      practice: practice.details(tx).name,
      template,
      acknowledged: template.text.acknowledgements.map((statement) => statement.id),
      strokes: form.strokes,
      presentedAt: form.presentedAt,
      signedAt: now,
      validUntil,
      practitioner: {
        id: person.id,
        name: person.name,
        licence: `${person.licenceClass} ${person.licenceNumber}, ${person.jurisdiction}`,
      },
    }
    repository.insertConsent(tx, {
      id,
      clientId: client.id,
      templateId: template.id,
      signedAt: now,
      validUntil,
      identity,
    })
    signing.sign(tx, key, {
      subjectTable: 'consents',
      subjectId: id,
      meaning: 'consent-witnessed',
      snapshot,
    })
    return id
  }

  return {
    /** The newest version first. */
    templates: (): ConsentTemplate[] => database.read(repository.listTemplates),

    template: (input: { templateId: ConsentTemplateId }): ConsentTemplate =>
      database.read((db) => templateOf(db, input.templateId)),

    publish: (input: {
      kind: ConsentTemplate['kind']
      text: ConsentText
      reason: string
    }): ConsentTemplate =>
      database.write({ actor: shift.practitionerId, reason: input.reason }, (tx) => {
        const current = currentTemplate(tx, input.kind)
        const sameAsCurrent = current !== null && canonical(current.text) === canonical(input.text)
        refuseAny(judgeText(input.text, { sameAsCurrent }))
        const version = (current?.version ?? 0) + 1
        return templateOf(tx, insertVersion(tx, { kind: input.kind, version, text: input.text }))
      }),

    list: (input: { clientId: ClientId }): ConsentSummary[] =>
      database.read((db) => consentsOf(db, clients.get(db, input.clientId).id)),

    get: (input: { consentId: ConsentId }): Consent =>
      database.read((db) => shownConsent(db, input.consentId)),

    /** @throws Refusal with everything that is missing; `vault.wrong-secret`. */
    sign: async (input: { consent: SignConsent; secret: string }): Promise<Consent> => {
      const key = await shift.authorise(input.secret)
      return database.write({ actor: key.practitionerId, reason: 'consent signed' }, (tx) =>
        shownConsent(tx, insertSigned(tx, key, input.consent)),
      )
    },

    withdraw: (input: {
      consentId: ConsentId
      withdrawnOn: CalendarDate
      reason: string
    }): ConsentSummary =>
      database.write({ actor: shift.practitionerId, reason: 'consent withdrawn' }, (tx) => {
        const { row } = stored(tx, input.consentId)
        refuseAny(
          judgeWithdrawal({
            withdrawnOn: input.withdrawnOn,
            signedOn: practice.dayOf(tx, row.signedAt),
            today: practice.today(tx),
            alreadyWithdrawn: row.withdrawnOn !== null,
          }),
        )
        repository.withdrawConsent(tx, row.id, {
          withdrawnOn: input.withdrawnOn,
          withdrawalReason: input.reason,
        })
        return summaryNow(tx, stored(tx, row.id))
      }),

    /** Null when there is none, or when nothing readable is left of what was signed. */
    find: (db: ReadDb, id: ConsentId): Consent | null => {
      const found = repository.findConsent(db, id)
      return found && recordOf(db, found)
    },

    consentsOf,

    /** The consent that counts for a client ({@link decisiveConsent}); null when she signed none. */
    latest: (db: ReadDb, clientId: ClientId): ConsentSummary | null =>
      decisiveConsent(consentsOf(db, clientId)),

    /** The first version of the text, in a new practice. */
    seed: (tx: WriteTx): void => {
      insertVersion(tx, { kind: 'microneedling', version: 1, text: startingTemplate })
    },
  }
}

const unreadable: Problem = {
  code: 'consent.unreadable',
  fact: 'What the client signed cannot be read any more: the stored copy was altered.',
  rule: 'A signed consent is shown exactly as it was signed, or not at all.',
  nextStep: 'Verify the practice’s records, and take consent again before needling.',
}

const refuseAny = ([first, ...others]: readonly Problem[]): void => {
  if (first) throw new Refusal(first, ...others)
}

const known = <T>(record: T | null, what: 'text' | 'consent'): T => {
  if (record !== null) return record
  throw new Refusal({
    code: `consent.unknown-${what}`,
    fact: `There is no such consent${what === 'text' ? ' text' : ''} in this practice.`,
    rule: 'Only what was published is signed, and only what was signed is shown.',
    nextStep: 'Choose one from the list.',
  })
}
