import { instantNow, newId, type ReadDb, type WriteTx } from '#main/database/index.ts'
import type { SigningKey } from '#main/vault/index.ts'
import type { Client } from '#shared/clients/index.ts'
import {
  addDays,
  ageOn,
  type CalendarDate,
  type ClientId,
  type PatchTestId,
  type Problem,
  Refusal,
  type ScreeningId,
} from '#shared/kernel/index.ts'
import {
  askedQuestions,
  type ConfirmedHistory,
  evaluateScreening,
  judgeComplete,
  type NewPatchTest,
  type PatchTest,
  type PatchTestReading,
  type Screening,
  type ScreeningFacts,
  type ScreeningForm,
  type ScreeningRules,
  type ScreeningRulesBody,
  type ScreeningSnapshot,
  type ScreeningSummary,
} from '#shared/screening/index.ts'
import type { Dependencies } from './dependencies.ts'
import { createPatchTests } from './patch-tests.ts'
import {
  beganInFuture,
  clockBehind,
  ofAnotherDay,
  rulesReplaced,
  unknownScreening,
  unreadable,
} from './problems.ts'
import { factsOf, type Kept, screeningRecord, snapshotOf, summaryOf } from './record.ts'
import * as repository from './repository.ts'
import { createUpdates, draftOf } from './updates.ts'
import { createVersions } from './versions.ts'

export type Screenings = ReturnType<typeof createScreening>

/** What is asked before each visit, what was answered, and what the rules made of it. */
export const createScreening = (deps: Dependencies) => {
  const { database, shift, drafts, practice, signing, clients } = deps
  const { environment } = database
  const versions = createVersions(deps)
  const updates = createUpdates(deps, versions)
  const patchTests = createPatchTests(deps)

  const kept = (db: ReadDb, stored: repository.StoredScreening): Kept => ({
    stored,
    records: signing.of(db, 'screenings', stored.row.id),
  })

  const now = (db: ReadDb, newest: boolean) => ({ signing, today: practice.today(db), newest })

  const shown = (db: ReadDb, id: ScreeningId): Screening => {
    const found = repository.findScreening(db, id)
    if (!found) throw new Refusal(unknownScreening)
    const all = repository.listScreenings(db, found.row.clientId)
    const at = all.findIndex(({ row }) => row.id === id)
    const before = all[at + 1]
    const record = screeningRecord(
      kept(db, found),
      before ? snapshotOf(kept(db, before)) : null,
      now(db, at === 0),
    )
    if (!record) throw new Refusal(unreadable)
    return record
  }

  /** Everything that keeps the form from being completed, as a refusal. */
  const refuseIncomplete = (db: ReadDb, form: ScreeningForm, client: Client): ScreeningRules => {
    const rules = versions.current(db)
    if (rules.id !== form.rulesId) throw new Refusal(rulesReplaced(rules.version))
    const today = practice.today(db)
    const moment = instantNow(environment)
    const newest = repository.findNewest(db, client.id)
    const moments = [form.startedAt, ...form.answers.map(({ answeredAt }) => answeredAt)]
    refuseAny([
      ...judgeComplete(rules.body, form, { client, today }),
      ...(moments.some((each) => each > moment) ? [beganInFuture] : []),
      ...(newest && newest.row.completedAt >= moment ? [clockBehind] : []),
      ...(moments.some((each) => practice.dayOf(db, each) < today) ? [ofAnotherDay] : []),
    ])
    return rules
  }

  const insertSigned = (tx: WriteTx, key: SigningKey, form: ScreeningForm): ScreeningId => {
    const client = clients.get(tx, form.clientId)
    const { id: rulesId, version, body } = refuseIncomplete(tx, form, client)
    const completedAt = instantNow(environment)
    const day = practice.dayOf(tx, completedAt)
    const days = practice.rules(tx).settings.screeningValidityDays.value
    const person = practice.practitioner(tx, key.practitionerId)
    const { identity, commitment } = signing.sealIdentity(client)
    const { findings, verdict } = evaluateScreening(body, {
      answers: form.answers,
      client,
      today: day,
    })
    const id = newId<ScreeningId>(environment)
    const validUntil = addDays(day, days)
    const snapshot: ScreeningSnapshot = {
      format: 'stratum-screening-1',
      screeningId: id,
      client: { id: client.id, identityCommitment: commitment },
      practice: practice.details(tx).name,
      rules: { id: rulesId, version, hash: repository.hashOfBody(body) },
      askedBy: form.askedBy,
      startedAt: form.startedAt,
      completedAt,
      day,
      validUntil,
      history: historyOf(client, day),
      answers: answersAsked(body, form, client, day),
      findings: [...findings],
      verdict,
      practitioner: {
        id: person.id,
        name: person.name,
        licence: `${person.licenceClass} ${person.licenceNumber}, ${person.jurisdiction}`,
      },
    }
    repository.insertScreening(tx, {
      id,
      clientId: client.id,
      rulesId,
      practitionerId: person.id,
      askedBy: form.askedBy,
      day,
      validUntil,
      verdict,
      completedAt,
      identity,
    })
    signing.sign(tx, key, {
      subjectTable: 'screenings',
      subjectId: id,
      meaning: 'screening-completed',
      snapshot,
    })
    return id
  }

  const write = <T>(reason: string, work: (tx: WriteTx) => T): T =>
    database.write({ actor: shift.practitionerId, reason }, work)

  return {
    rules: (): ScreeningRules[] => database.read(versions.list),

    publishRules: (input: { body: ScreeningRulesBody; reason: string }): ScreeningRules =>
      write(input.reason, (tx) => versions.publish(tx, input)),

    list: (input: { clientId: ClientId }): ScreeningSummary[] =>
      database.read((db) =>
        repository
          .listScreenings(db, clients.get(db, input.clientId).id)
          .map((stored, at) => summaryOf(kept(db, stored), now(db, at === 0))),
      ),

    get: (input: { screeningId: ScreeningId }): Screening =>
      database.read((db) => shown(db, input.screeningId)),

    /** @throws Refusal with everything that is open; `vault.wrong-secret`. */
    complete: async (input: { form: ScreeningForm; secret: string }): Promise<Screening> => {
      const key = await shift.authorise(input.secret)
      return database.write(
        { actor: key.practitionerId, reason: 'a screening is completed' },
        (tx) => {
          const id = insertSigned(tx, key, input.form)
          drafts.remove(tx, draftOf(input.form.clientId))
          return shown(tx, id)
        },
      )
    },

    ...updates,

    patchTests: (input: { clientId: ClientId }): PatchTest[] =>
      database.read((db) => patchTests.of(db, clients.get(db, input.clientId).id)),

    recordPatchTest: (input: NewPatchTest): PatchTest =>
      write('a patch test is applied', (tx) => patchTests.record(tx, input)),

    readPatchTest: (input: { patchTestId: PatchTestId; reading: PatchTestReading }): PatchTest =>
      write('a patch test is read', (tx) => patchTests.read(tx, input.patchTestId, input.reading)),

    /**
     * For the gate: the client's newest screening, or the one that a session has seen, with the
     * version of the rules that judged it; without one, the version in use.
     */
    factsOf: (
      db: ReadDb,
      clientId: ClientId,
      seen?: ScreeningId,
    ): {
      readonly screening: ScreeningFacts | null
      readonly begun: boolean
      readonly rules: ScreeningRulesBody
    } => {
      const newest = repository.findNewest(db, clientId)
      const found = seen === undefined ? newest : repository.findScreening(db, seen)
      return {
        screening: found && factsOf(kept(db, found), now(db, found.row.id === newest?.row.id)),
        begun: drafts.find(db, draftOf(clientId)) !== null,
        rules: found?.version.body ?? versions.current(db).body,
      }
    },

    /** Of one client, the oldest first; `signed` is null where nothing readable is left of it. */
    recordsOf: (
      db: ReadDb,
      clientId: ClientId,
    ): { readonly summary: ScreeningSummary; readonly signed: Screening | null }[] => {
      const all = repository.listScreenings(db, clientId).map((stored) => kept(db, stored))
      return all
        .map((own, at) => {
          const before = all[at + 1]
          const moment = now(db, at === 0)
          return {
            summary: summaryOf(own, moment),
            signed: screeningRecord(own, before ? snapshotOf(before) : null, moment),
          }
        })
        .toReversed()
    },

    patchTestsOf: patchTests.of,

    /** Patch tests to be read today or overdue, the longest overdue first. */
    due: patchTests.due,

    seedMissing: versions.seedMissing,
  }
}

const historyOf = (client: Client, day: CalendarDate): ConfirmedHistory => ({
  age: ageOn(client.birthDate, day),
  fitzpatrickType: client.fitzpatrickType,
  allergies: client.allergies,
  medication: client.medication,
  flags: client.flags.map(({ kind, label, clearance }) => ({
    kind,
    label,
    clearedOn: clearance?.clearedOn ?? null,
  })),
})

/** The answers that count, in the words and the order in which they were asked. */
const answersAsked = (
  body: ScreeningRulesBody,
  { answers }: ScreeningForm,
  client: Client,
  today: CalendarDate,
): ScreeningSnapshot['answers'] =>
  askedQuestions(body, { answers, client, today }).flatMap(({ code, label, text }) =>
    answers.filter((answer) => answer.code === code).map((answer) => ({ ...answer, label, text })),
  )

const refuseAny = ([first, ...others]: readonly Problem[]): void => {
  if (first) throw new Refusal(first, ...others)
}
