import { canonical, instantNow, newId, type ReadDb, type WriteTx } from '#main/database/index.ts'
import { certain, Refusal, type ScreeningRulesId } from '#shared/kernel/index.ts'
import { judgeRules, type ScreeningRules, startingScreening } from '#shared/screening/index.ts'
import type { Dependencies } from './dependencies.ts'
import { ownerOnly, unreadableRules } from './problems.ts'
import * as repository from './repository.ts'

const language = 'en'

export type Versions = ReturnType<typeof createVersions>

/** The published versions of questions and rules. */
export const createVersions = ({
  database,
  practice,
}: Pick<Dependencies, 'database' | 'practice'>) => {
  const { environment } = database

  const insert = (
    tx: WriteTx,
    version: Pick<ScreeningRules, 'version' | 'body' | 'reason'>,
  ): ScreeningRulesId =>
    repository.insertVersion(tx, {
      ...version,
      id: newId<ScreeningRulesId>(environment),
      language,
      publishedAt: instantNow(environment),
    })

  /** Those whose body can still be read, the newest first. */
  const list = (db: ReadDb): ScreeningRules[] =>
    repository
      .listVersions(db)
      .flatMap(({ row, body }, at) => (body ? [{ ...row, body, current: at === 0 }] : []))

  return {
    list,

    /** @throws Refusal when the version in use was altered */
    current: (db: ReadDb): ScreeningRules => {
      const { row, body } = certain(
        repository.findCurrentVersion(db),
        'The version of the screening rules in use',
      )
      if (!body) throw new Refusal(unreadableRules)
      return { ...row, body, current: true }
    },

    publish: (
      tx: WriteTx,
      { body, reason }: Pick<ScreeningRules, 'body' | 'reason'>,
    ): ScreeningRules => {
      if (practice.current(tx).role !== 'owner') throw new Refusal(ownerOnly)
      const before = repository.findCurrentVersion(tx)
      const sameAsCurrent =
        before !== null && before.body !== null && canonical(before.body) === canonical(body)
      const [first, ...others] = judgeRules(body, { sameAsCurrent })
      if (first) throw new Refusal(first, ...others)
      const id = insert(tx, { version: (before?.row.version ?? 0) + 1, body, reason })
      return certain(
        list(tx).find((version) => version.id === id),
        'The published version',
      )
    },

    /** The starting rules, where there are none. */
    seedMissing: (tx: WriteTx): void => {
      if (repository.findCurrentVersion(tx)) return
      insert(tx, { version: 1, body: startingScreening, reason: 'starting rules' })
    },
  }
}
