import { type Database, instantNow } from '#main/database/index.ts'
import type { DocumentDescription, SealWords } from '#main/documents/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { Seal, Seals } from '#main/signing/index.ts'
import type { Client } from '#shared/clients/index.ts'
import type { Consent, ConsentTemplate } from '#shared/consent/index.ts'
import { blankConsentBlocks } from './paper-blank.ts'
import { signedConsentBlocks } from './paper-blocks.ts'

interface Dependencies {
  readonly database: Database
  readonly practice: Practice
  readonly seals: Seals
  readonly renderDocument: (description: DocumentDescription) => Promise<Uint8Array>
  readonly sealDocument: (input: {
    readonly description: DocumentDescription
    readonly seal: Seal
    readonly words: SealWords
  }) => Promise<Uint8Array>
}

export type ConsentPapers = ReturnType<typeof createConsentPapers>

/** What a seal says of itself wherever a viewer shows it. */
const reason =
  'Shows that this file is unchanged since the practice sealed it. It shows neither who signed the consent nor when.'
const location = 'Sealed by the practice’s own certificate, which nobody else vouches for'

/** A consent as a PDF: what was signed, sealed; or the form itself, to be signed by hand. */
export const createConsentPapers = ({
  database,
  practice,
  seals,
  renderDocument,
  sealDocument,
}: Dependencies) => {
  /** What stands on every page. */
  const imprint = () =>
    database.read((db) => {
      const details = practice.details(db)
      return {
        practice: details,
        timeZone: details.timeZone,
        printedAt: instantNow(database.environment),
        printedBy: practice.current(db).name,
        chainHead: database.chainHead(),
      }
    })

  return {
    /** Every call makes another file: whoever keeps the first one asks once. */
    signed: async (consent: Consent): Promise<Uint8Array> => {
      const seal = await seals.current()
      const { timeZone, ...printed } = imprint()
      const signer = database.read((db) => practice.practitioner(db, consent.signature.signerId))
      return sealDocument({
        description: {
          ...printed,
          timeZone,
          title: consent.snapshot.template.text.title,
          running: `Signed consent · Client no. ${consent.identity.number}`,
          blocks: [
            ...signedConsentBlocks(consent, { timeZone, fingerprint: signer.fingerprint }),
            {
              kind: 'notice',
              tone: 'quiet',
              title: 'The seal of this file',
              lines: [
                `${reason} The practice made the certificate itself.`,
                'Who signed rests on the signatures above and on the key’s fingerprint; when, on the change log’s head.',
              ],
            },
          ],
        },
        seal,
        words: {
          name: printed.practice.name,
          reason,
          location,
          sealedAt: printed.printedAt,
        },
      })
    },

    blank: async (form: {
      readonly client: Client
      readonly template: ConsentTemplate
    }): Promise<Uint8Array> => {
      const printed = imprint()
      const { version, language, text } = form.template
      const { person, today, ageOfMajority } = database.read((db) => ({
        person: practice.current(db),
        today: practice.today(db),
        ageOfMajority: practice.rules(db).settings.ageOfMajority.value,
      }))
      return renderDocument({
        ...printed,
        title: text.title,
        running: `To be signed by hand · version ${version} (${language}) · Client no. ${form.client.number}`,
        blocks: blankConsentBlocks({
          ...form,
          practice: printed.practice,
          practitioner: person,
          today,
          ageOfMajority,
        }),
      })
    },
  }
}
