import type { Attachments } from '#main/attachments/index.ts'
import type { Clients } from '#main/clients/index.ts'
import { type Database, instantNow, newId, type ReadDb } from '#main/database/index.ts'
import type { Shift } from '#main/vault/index.ts'
import type { Consent, ConsentTemplate } from '#shared/consent/index.ts'
import {
  type AttachmentId,
  type ClientId,
  type ConsentId,
  type ConsentTemplateId,
  Refusal,
} from '#shared/kernel/index.ts'
import * as beside from './beside.ts'
import type { ConsentPapers } from './papers.ts'
import { documentChanged, documentOfAltered, known } from './refusals.ts'
import * as repository from './repository.ts'
import type { Templates } from './templates.ts'

interface Dependencies {
  readonly database: Database
  readonly shift: Shift
  readonly attachments: Attachments
  readonly clients: Clients
  readonly papers: ConsentPapers
  readonly templates: Templates
  /** @throws Refusal when nothing readable is left */
  readonly shown: (db: ReadDb, id: ConsentId) => Consent
}

/** The papers of a consent: the form to sign by hand, and the sealed document of what was signed. */
export const createDocuments = (deps: Dependencies) => {
  const { database, shift, attachments, clients, papers, templates, shown } = deps
  const { environment } = database

  /** The newest sealed document; null when there is none, or its file is gone. */
  const sealedOf = (db: ReadDb, consentId: ConsentId): AttachmentId | null => {
    const sealed = beside.listPapers(db, consentId).find(({ kind }) => kind === 'sealed')
    if (!sealed) return null
    const state = attachments.state(db, sealed.attachmentId)
    if (state === 'missing') return null
    if (state !== 'whole') throw new Refusal(documentChanged)
    return sealed.attachmentId
  }

  const fileOf = (db: ReadDb, id: AttachmentId): File => {
    const { attachment, content } = attachments.content(db, id)
    return new File([new Uint8Array(content)], attachment.name, { type: attachment.mediaType })
  }

  const kept = (consentId: ConsentId): File | null =>
    database.read((db) => {
      const { row } = known(repository.findConsent(db, consentId), 'consent')
      const sealed = sealedOf(db, row.id)
      return sealed && fileOf(db, sealed)
    })

  /** Two who ask at the same time get the same one. */
  const keep = (consent: Consent, content: Uint8Array): File =>
    attachments.keeping((keepFile) =>
      database.write({ actor: shift.practitionerId, reason: 'sealed consent is kept' }, (tx) => {
        const meanwhile = sealedOf(tx, consent.id)
        if (meanwhile) return fileOf(tx, meanwhile)
        const file = keepFile(tx, {
          name: `consent-${consent.kind}-v${consent.templateVersion}-client-${consent.identity.number}-${consent.signedAt.slice(0, 10)}.pdf`,
          mediaType: 'application/pdf',
          content,
        })
        beside.insertPaper(tx, {
          id: newId(environment),
          consentId: consent.id,
          kind: 'sealed',
          attachmentId: file.id,
          madeAt: instantNow(environment),
        })
        return fileOf(tx, file.id)
      }),
    )

  return {
    /** @throws Refusal when the kept one was changed, or what was signed does not hold any more. */
    document: async ({ consentId }: { consentId: ConsentId }): Promise<File> => {
      const before = kept(consentId)
      if (before) return before
      const consent = database.read((db) => shown(db, consentId))
      if (consent.state === 'invalid') throw new Refusal(documentOfAltered)
      return keep(consent, await papers.signed(consent))
    },

    blank: async (input: { clientId: ClientId; templateId: ConsentTemplateId }): Promise<File> => {
      const form = database.read((db) => ({
        client: clients.get(db, input.clientId),
        template: templates.get(db, input.templateId),
      }))
      const content = await papers.blank(form)
      return new File([new Uint8Array(content)], blankName(form.template), {
        type: 'application/pdf',
      })
    },
  }
}

const blankName = ({ kind, version }: ConsentTemplate): string =>
  `consent-${kind}-v${version}-to-sign.pdf`
