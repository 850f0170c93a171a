import {
  type Database,
  instantNow,
  newId,
  type ReadDb,
  type WriteTx,
} from '#main/database/index.ts'
import type { Shift } from '#main/vault/index.ts'
import {
  type CalendarDate,
  certain,
  dayOf,
  type Instant,
  type PractitionerId,
  Refusal,
} from '#shared/kernel/index.ts'
import {
  judgeRuleChange,
  type Licence,
  type NewPractitioner,
  type PracticeDetails,
  type Practitioner,
  type RuleSet,
  type RuleSettings,
  startingRules,
} from '#shared/practice/index.ts'
import * as repository from './repository.ts'

interface Dependencies {
  readonly database: Database
  readonly shift: Shift
  /** Makes the keys of another person; `save` puts her slot into the vault. */
  readonly prepareSlot: (input: {
    readonly practitionerId: PractitionerId
    readonly name: string
    readonly passphrase: string
  }) => Promise<{ readonly publicKey: string; readonly save: () => void }>
}

export type Practice = ReturnType<typeof createPractice>

/** The practice, its people with their licences, and its rules. */
export const createPractice = ({ database, shift, prepareSlot }: Dependencies) => {
  const { environment } = database

  const details = (db: ReadDb): PracticeDetails => repository.findDetails(db)
  const rules = (db: ReadDb): RuleSet => repository.findRules(db)
  const dayHere = (db: ReadDb, moment: Instant): CalendarDate => dayOf(moment, details(db).timeZone)
  const today = (db: ReadDb): CalendarDate => dayHere(db, instantNow(environment))

  const findPractitioner = (db: ReadDb, id: PractitionerId): Practitioner | null =>
    repository.findPractitioner(db, id)

  const practitioner = (db: ReadDb, id: PractitionerId): Practitioner =>
    certain(repository.findPractitioner(db, id), 'The practitioner')

  const current = (db: ReadDb): Practitioner => practitioner(db, shift.practitionerId)

  const refuseUnlessOwner = (db: ReadDb): void => {
    if (current(db).role === 'owner') return
    throw new Refusal({
      code: 'practice.owner-only',
      fact: 'You are not the owner of this practice.',
      rule: 'Only the owner changes the practice, its people and its rules.',
      nextStep: 'Ask the owner to unlock and make this change.',
    })
  }

  const change = <T>(reason: string, work: (tx: WriteTx) => T): T =>
    database.write({ actor: shift.practitionerId, reason }, (tx) => {
      refuseUnlessOwner(tx)
      return work(tx)
    })

  return {
    details,
    rules,
    today,
    dayOf: dayHere,
    current,
    findPractitioner,
    practitioner,

    get: () =>
      database.read((db) => ({
        details: details(db),
        rules: rules(db),
        current: current(db),
        people: [...repository.findPeople(db)],
        today: today(db),
      })),

    update: (input: { details: PracticeDetails; reason: string }): void =>
      change(input.reason || 'practice details changed', (tx) =>
        repository.updatePractice(tx, input.details),
      ),

    updateRules: (input: { settings: RuleSettings; reason: string }): void =>
      change(input.reason, (tx) => {
        const before = rules(tx)
        const [problem, ...others] = judgeRuleChange(before.settings, input.settings)
        if (problem) throw new Refusal(problem, ...others)
        repository.insertRules(tx, {
          id: newId(environment),
          version: before.version + 1,
          settings: input.settings,
          decidedAt: instantNow(environment),
          reason: input.reason,
        })
      }),

    addPractitioner: async (input: {
      person: NewPractitioner
      passphrase: string
    }): Promise<Practitioner> => {
      database.read(refuseUnlessOwner)
      const id = newId<PractitionerId>(environment)
      const slot = await prepareSlot({
        practitionerId: id,
        name: input.person.name,
        passphrase: input.passphrase,
      })
      return change('a practitioner joins', (tx) => {
        repository.insertPractitioner(tx, {
          ...input.person,
          id,
          role: 'practitioner',
          publicKey: slot.publicKey,
        })
        // Last, so that a slot that cannot be written takes the row back with it.
        slot.save()
        return practitioner(tx, id)
      })
    },

    updateLicence: (input: {
      practitionerId: PractitionerId
      licence: Licence
      reason: string
    }): void =>
      change(input.reason, (tx) =>
        repository.updateLicence(tx, input.practitionerId, input.licence),
      ),

    /** The first rows of a new practice. */
    seed: (
      tx: WriteTx,
      input: { details: PracticeDetails; owner: NewPractitioner; publicKey: string },
    ): void => {
      repository.insertPractice(tx, newId(environment), input.details)
      repository.insertPractitioner(tx, {
        ...input.owner,
        id: shift.practitionerId,
        role: 'owner',
        publicKey: input.publicKey,
      })
      repository.insertRules(tx, {
        id: newId(environment),
        version: 1,
        settings: startingRules,
        decidedAt: instantNow(environment),
        reason: 'starting rules',
      })
    },
  }
}
