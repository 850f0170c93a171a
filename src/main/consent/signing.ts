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
import type { SigningKey } from '#main/vault/index.ts'
import {
  asPracticeSays,
  asSigned,
  type ConsentKind,
  type ConsentSnapshot,
  type ConsentSummary,
  type ConsentTemplate,
  consentDraftKey,
  judgeAge,
  judgeCompleteness,
  judgeForm,
  judgePaper,
  type KeptSignature,
  practiceValues,
  type SealedPeople,
  type SignConsent,
  type SignOnPaper,
} from '#shared/consent/index.ts'
import {
  addDays,
  ageOn,
  birthdayOf,
  type CalendarDate,
  type ClientId,
  type ConsentId,
  type Instant,
  type Problem,
  Refusal,
  startOfDay,
} from '#shared/kernel/index.ts'
import * as beside from './beside.ts'
import { type Basis, carriedAcknowledgements, carriedChoices } from './carrying.ts'
import { isAnybodyNamed, keptOf, keptOrNull, typedNames } from './kept.ts'
import {
  refuseAny,
  scanNotWhole,
  scanUsed,
  signedBeforePublished,
  signedInFuture,
} from './refusals.ts'
import * as repository from './repository.ts'
import type { Templates } from './templates.ts'

interface Dependencies {
  readonly database: Database
  readonly practice: Practice
  readonly signing: Signing
  readonly clients: Clients
  readonly attachments: Attachments
  readonly drafts: Drafts
  readonly templates: Templates
  /** Of one client and kind, newest first. */
  readonly of: (db: ReadDb, clientId: ClientId, kind: ConsentKind) => readonly ConsentSummary[]
  /** @throws Refusal when this consent cannot be built on */
  readonly basisOf: (
    db: ReadDb,
    input: { clientId: ClientId; kind: ConsentKind; basisId: ConsentId },
  ) => Basis
}

/** What differs between a form on the screen and one on paper. */
interface Filled
  extends Pick<
    ConsentSnapshot,
    | 'medium'
    | 'acknowledged'
    | 'changes'
    | 'basis'
    | 'choices'
    | 'signature'
    | 'furtherSignatures'
    | 'presentedAt'
    | 'signedAt'
    | 'device'
  > {
  readonly clientId: ClientId
  readonly template: ConsentTemplate
  readonly people: Omit<SealedPeople, 'salt'>
  readonly signedOn: CalendarDate
}

/** Makes a signed consent of a complete form, within the transaction that writes it. */
export const createSigner = (deps: Dependencies) => {
  const { database, drafts, practice, signing, clients, attachments, templates, basisOf, of } = deps
  const { environment } = database

  const ageFacts = (db: ReadDb, birthDate: CalendarDate, day: CalendarDate) => {
    const ageOfMajority = practice.rules(db).settings.ageOfMajority.value
    return { ageOfMajority, isMinor: ageOn(birthDate, day) < ageOfMajority }
  }

  /** When this version was first given to this client: at the latest when it was presented. */
  const givenAt = (db: ReadDb, { clientId, template, presentedAt }: Filled): Instant =>
    beside
      .listHandouts(db, clientId)
      .filter(({ handout }) => handout.templateId === template.id)
      .map(({ handout }) => handout.givenAt)
      .reduce((earliest, at) => (at < earliest ? at : earliest), presentedAt)

  /** What stands for the practice's merge fields on a day. */
  const valuesOn = (db: ReadDb, key: SigningKey, today: CalendarDate) =>
    practiceValues({
      practice: practice.details(db),
      practitioner: practice.practitioner(db, key.practitionerId),
      today,
    })

  const write = (tx: WriteTx, key: SigningKey, filled: Filled): ConsentId => {
    const { signedOn, people, ...kept } = filled
    const { current: _current, publishedAt: _publishedAt, ...template } = filled.template
    const client = clients.get(tx, filled.clientId)
    const person = practice.practitioner(tx, key.practitionerId)
    const details = practice.details(tx)
    const { identity, commitment } = signing.sealIdentity(client)
    const names = isAnybodyNamed(people) ? signing.sealNames(people) : null
    const { days, sessions } = template.text.validity
    const { settings } = practice.rules(tx)
    const lasts = addDays(signedOn, days ?? settings.consentValidityDays.value)
    // Whoever comes of age consents for herself from that day on.
    const lastMinorDay = addDays(birthdayOf(client.birthDate, settings.ageOfMajority.value), -1)
    const validUntil = people.guardian && lastMinorDay < lasts ? lastMinorDay : lasts
    const values = valuesOn(tx, key, signedOn)
    const id = newId<ConsentId>(environment)
    const snapshot: ConsentSnapshot = {
      format: 'stratum-consent-2',
      consentId: id,
      medium: kept.medium,
      client: { id: client.id, identityCommitment: commitment },
      practice: details.name,
      template,
      merged: values,
      acknowledged: kept.acknowledged,
      changes: kept.changes,
      basis: kept.basis,
      choices: kept.choices,
      signature: kept.signature,
      furtherSignatures: kept.furtherSignatures,
      peopleCommitment: names?.commitment ?? null,
      givenAt: givenAt(tx, filled),
      presentedAt: kept.presentedAt,
      signedAt: kept.signedAt,
      validUntil,
      sessionsCovered: sessions,
      device: kept.device,
      practitioner: {
        id: person.id,
        name: person.name,
        licence: values['practitioner.licence'],
      },
    }
    repository.insertConsent(tx, {
      id,
      clientId: client.id,
      templateId: template.id,
      signedAt: kept.signedAt,
      validUntil,
      identity,
      medium: kept.medium,
      sessionsCovered: sessions,
      basisId: kept.basis?.consentId ?? null,
      people: names?.sealed ?? null,
    })
    signing.sign(tx, key, {
      subjectTable: 'consents',
      subjectId: id,
      meaning: 'consent-witnessed',
      snapshot,
    })
    return id
  }

  const onScreen = (tx: WriteTx, key: SigningKey, form: SignConsent): ConsentId => {
    const client = clients.get(tx, form.clientId)
    const template = templates.get(tx, form.templateId)
    const { kind, text } = template
    const basis =
      form.basisId === null
        ? null
        : basisOf(tx, { clientId: client.id, kind, basisId: form.basisId })
    const now = instantNow(environment)
    const signedOn = practice.dayOf(tx, now)
    const age = ageFacts(tx, client.birthDate, signedOn)
    const [newest] = of(tx, client.id, kind)
    refuseAny([
      ...judgeForm({
        templateCurrent: template.current,
        presentedAt: form.presentedAt,
        presentedToday: practice.dayOf(tx, form.presentedAt) >= signedOn,
        lastSignedAt: newest?.signedAt ?? null,
        answeredAt: [...form.initials, ...form.choices].map(({ at }) => at),
        now,
      }),
      ...judgeAge(kind, age),
      ...judgeCompleteness(asPracticeSays(text, valuesOn(tx, key, signedOn)), form, {
        kind,
        basisText: basis && asSigned(basis.snapshot),
        isMinor: age.isMinor,
        clientName: client.name,
      }),
    ])
    // What was filled in becomes one consent: a crash from here on cannot make another of it.
    drafts.remove(tx, { kind: 'consent', key: consentDraftKey(client.id, kind) })
    return write(tx, key, {
      clientId: client.id,
      template,
      signedOn,
      medium: 'screen',
      acknowledged: carriedAcknowledgements(text, form.initials, basis),
      changes: form.initials.filter(({ part }) => !part.startsWith('statement:')),
      basis: basis && { consentId: basis.consentId, snapshotHash: basis.snapshotHash },
      choices: carriedChoices(text, form.choices, basis),
      signature: keptOf(form.signature),
      furtherSignatures: {
        guardian: keptOrNull(form.furtherSignatures.guardian),
        interpreter: keptOrNull(form.furtherSignatures.interpreter),
        witness: keptOrNull(form.furtherSignatures.witness),
      },
      people: { ...form.people, typed: typedNames(form.signature, form.furtherSignatures) },
      presentedAt: form.presentedAt,
      signedAt: now,
      device: form.device,
    })
  }

  /** A paper of an earlier day is dated with the first moment of that day: its hour is not known. */
  const onPaper = (tx: WriteTx, key: SigningKey, form: SignOnPaper): ConsentId => {
    const client = clients.get(tx, form.clientId)
    const template = templates.get(tx, form.templateId)
    const scan = attachments.of(tx, form.scanId)
    if (attachments.state(tx, scan.id) !== 'whole') throw new Refusal(scanNotWhole)
    if (beside.isPaper(tx, scan.id)) throw new Refusal(scanUsed)
    const { kind, text } = template
    const now = instantNow(environment)
    const today = practice.today(tx)
    const { signedOn } = form
    const age = ageFacts(tx, client.birthDate, signedOn)
    refuseAny([
      ...paperDays(signedOn, today, practice.dayOf(tx, template.publishedAt)),
      ...judgeAge(kind, age),
      ...judgePaper(text, form, { kind, isMinor: age.isMinor }),
    ])
    const signedAt = signedOn === today ? now : startOfDay(signedOn, practice.details(tx).timeZone)
    const signature: KeptSignature = { kind: 'paper', scanHash: scan.contentHash }
    const { guardian, interpreter, witness } = form.people
    const id = write(tx, key, {
      clientId: client.id,
      template,
      signedOn,
      medium: 'paper',
      acknowledged: text.acknowledgements.map((statement) => ({
        id: statement.id,
        initials: 'on paper',
        at: null,
        carriedFrom: null,
      })),
      changes: [],
      basis: null,
      choices: form.choices.map((choice) => ({ ...choice, at: signedAt, carriedFrom: null })),
      signature,
      furtherSignatures: {
        guardian: guardian && signature,
        interpreter: interpreter && signature,
        witness: witness && signature,
      },
      people: {
        ...form.people,
        typed: { client: null, guardian: null, interpreter: null, witness: null },
      },
      presentedAt: signedAt,
      signedAt,
      device: '',
    })
    beside.insertPaper(tx, {
      id: newId(environment),
      consentId: id,
      kind: 'scan',
      attachmentId: scan.id,
      madeAt: now,
    })
    return id
  }

  return { onScreen, onPaper }
}

const paperDays = (
  signedOn: CalendarDate,
  today: CalendarDate,
  publishedOn: CalendarDate,
): readonly Problem[] => [
  ...(signedOn > today ? [signedInFuture] : []),
  ...(signedOn < publishedOn ? [signedBeforePublished] : []),
]
