import {
  canonical,
  type Database,
  instantNow,
  newId,
  type ReadDb,
  type WriteTx,
} from '#main/database/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { Shift } from '#main/vault/index.ts'
import {
  type ConsentKind,
  type ConsentTemplate,
  type ConsentText,
  consentKind,
  judgeText,
  startingTemplates,
} from '#shared/consent/index.ts'
import { type ConsentTemplateId, Refusal } from '#shared/kernel/index.ts'
import { known, ownerOnly, refuseAny, unreadableText } from './refusals.ts'
import * as repository from './repository.ts'

interface Dependencies {
  readonly database: Database
  readonly shift: Shift
  readonly practice: Practice
}

export type Templates = ReturnType<typeof createTemplates>

const language = 'en'

/** The published texts. */
export const createTemplates = ({ database, shift, practice }: Dependencies) => {
  const { environment } = database

  /** @throws Refusal when there is none, or what is stored is no text any more */
  const get = (db: ReadDb, id: ConsentTemplateId): ConsentTemplate => {
    const template = readable(known(repository.findTemplate(db, id), 'text'))
    if (!template) throw new Refusal(unreadableText)
    return template
  }

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

  return {
    get,

    /** Null when there is none that can be read: an older version does not take its place. */
    current: (db: ReadDb, kind: ConsentKind): ConsentTemplate | null => {
      const newest = repository.newestTemplate(db, kind, language)
      return newest && readable(newest)
    },

    /** By kind and language, the newest version first. */
    list: (): ConsentTemplate[] =>
      database.read((db) => repository.listTemplates(db).flatMap((one) => readable(one) ?? [])),

    publish: (input: { kind: ConsentKind; text: ConsentText; reason: string }): ConsentTemplate =>
      database.write({ actor: shift.practitionerId, reason: input.reason }, (tx) => {
        const person = practice.current(tx)
        if (person.role !== 'owner') throw new Refusal(ownerOnly)
        const newest = repository.newestTemplate(tx, input.kind, language)
        const before = newest?.text ?? null
        refuseAny(
          judgeText(input.text, {
            kind: input.kind,
            jurisdiction: person.jurisdiction,
            sameAsCurrent: before !== null && canonical(before) === canonical(input.text),
          }),
        )
        const version = (newest?.version ?? 0) + 1
        return get(tx, insertVersion(tx, { kind: input.kind, version, text: input.text }))
      }),

    /** The first version of every kind that has none. */
    seedMissing: (tx: WriteTx): void => {
      for (const kind of consentKind.options) {
        if (repository.newestTemplate(tx, kind, language)) continue
        insertVersion(tx, { kind, version: 1, text: startingTemplates[kind] })
      }
    },
  }
}

const readable = ({ text, ...template }: repository.StoredTemplate): ConsentTemplate | null =>
  text && { ...template, text }
