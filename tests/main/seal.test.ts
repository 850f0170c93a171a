import { randomBytes, X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { getDocumentProxy } from 'unpdf'
import { describe, expect, it, vi } from 'vitest'
import { makeSeal, renderDocument, sealPdf } from '#main/documents/index.ts'
import type { Seal } from '#main/signing/index.ts'
import { certain, instant } from '#shared/kernel/index.ts'
import { drawn, typed } from '../support/consent-forms.ts'
import { textOf } from '../support/paper.ts'
import { openTestPractice, testPassphrase } from '../support/practice.ts'
import { hasPdfsig, pdfsig, sealHolds, sealIn } from '../support/sealed.ts'
import { aPerson, day, filledConsent } from '../support/treatment.ts'
import { loggedEntries } from '../support/logged.ts'

// A document is made in a worker thread, which from source takes seconds to start.
vi.setConfig({ testTimeout: 120_000 })

const at = instant.parse('2026-11-22T16:00:00.000Z')

const anySeal = (): Promise<Seal> =>
  makeSeal({ name: 'Studio Łódź & Co.', madeAt: at, serial: randomBytes(16) })

const sealed = async (): Promise<Uint8Array> => {
  const pdf = await renderDocument({
    title: 'A document',
    running: 'A document',
    practice: { name: 'Studio Łódź & Co.', address: '', telephone: '' },
    printedAt: at,
    printedBy: 'Ada Petersen',
    timeZone: 'America/Denver',
    chainHead: 'ab12'.repeat(16),
    blocks: [{ kind: 'paragraph', text: 'What was signed.' }],
  })
  return sealPdf(pdf, await anySeal(), {
    name: 'Studio Łódź & Co.',
    reason: 'It is unchanged (only that).',
    location: '',
    sealedAt: at,
  })
}

describe('A sealed document', () => {
  it('is one update after the document, covers the whole file, and names its certificate [DOC-10]', async () => {
    const pdf = await sealed()
    const source = Buffer.from(pdf).toString('latin1')
    expect(source).toContain('/SubFilter /ETSI.CAdES.detached')
    expect(source).not.toMatch(/DocMDP|\/Perms/)
    // The document as it was rendered stands before it, whole.
    expect(source.match(/%%EOF/g)).toHaveLength(2)
    expect(await textOf(pdf)).toContain('What was signed.')
    const seal = certain(sealIn(pdf), 'A seal')
    expect(seal.whole).toBe(true)
    // Signing certificate v2 (1.2.840.113549.1.9.16.2.47) is among what is signed; a time is not.
    expect(seal.signature.includes(Buffer.from('2a864886f70d010910022f', 'hex'))).toBe(true)
    expect(seal.signature.includes(Buffer.from('2a864886f70d010905', 'hex'))).toBe(false)
    expect(await sealHolds(pdf)).toBe(true)
  })

  it('has a certificate of the practice’s own, P-256, that never ends [DOC-11]', async () => {
    const certificate = new X509Certificate(Buffer.from((await anySeal()).certificate))
    expect(certificate.subject).toBe('CN=Studio Łódź & Co.')
    expect(certificate.issuer).toBe(certificate.subject)
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    expect(certificate.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' })
    expect(certificate.validTo).toBe('Dec 31 23:59:59 9999 GMT')
    expect(certificate.ca).toBe(false)
  })

  it('does not hold when any one byte of what it covers is another [DOC-12]', async () => {
    const pdf = await sealed()
    const { before, after } = certain(sealIn(pdf), 'A seal')
    // The place of the signature itself is covered by nothing but itself.
    const places = fc.nat(pdf.length - 1).filter((place) => place < before || place >= after)
    await fc.assert(
      fc.asyncProperty(places, fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const changed = pdf.slice()
        changed[place] = (changed[place] ?? 0) ^ change
        expect(await sealHolds(changed)).toBe(false)
      }),
      { numRuns: 60 },
    )
  })

  it.skipIf(!hasPdfsig)(
    'is valid for pdfsig, with the total document signed, until a byte changes [DOC-10] [DOC-12]',
    async () => {
      const pdf = await sealed()
      const said = pdfsig(pdf)
      expect(said).toContain('Signature is Valid.')
      expect(said).toContain('Total document signed')
      expect(said).toContain('ETSI.CAdES.detached')
      const changed = pdf.slice()
      const place = Buffer.from(changed).indexOf('/Creator')
      changed[place + 1] = 'X'.charCodeAt(0)
      expect(pdfsig(changed)).not.toContain('Signature is Valid.')
      // Something appended is not covered.
      expect(pdfsig(Buffer.concat([pdf, Buffer.from('\n% more\n')]))).not.toContain(
        'Total document signed',
      )
    },
  )
})

describe('The paper of a consent', () => {
  it('holds everything that was signed, is made and sealed once, and its key is in no export [DOC-11] [DOC-13] [DOC-14] [DOC-15]', async () => {
    const practice = await openTestPractice()
    const { api } = practice
    const { id: clientId } = await api.clients.create({
      details: { ...aPerson, name: 'Zoë Łukaszewicz', birthDate: day('2010-04-01') },
      flags: [],
    })
    const form = await filledConsent(practice, clientId, 'guardian')
    const consent = await api.consent.sign({
      consent: {
        ...form,
        people: {
          guardian: {
            name: 'Carla Łukaszewicz',
            relationship: 'mother',
            identitySeen: 'driving licence',
          },
          interpreter: { name: 'Jo Kim', language: 'Polish' },
          witness: { name: 'Pat Hale' },
        },
        furtherSignatures: {
          guardian: drawn(),
          interpreter: typed('Jo Kim'),
          witness: drawn(),
        },
      },
      secret: testPassphrase,
    })
    const first = await api.consent.document({ consentId: consent.id })
    const pdf = new Uint8Array(await first.arrayBuffer())
    expect(await sealHolds(pdf)).toBe(true)
    const text = await textOf(pdf)
    const { text: words } = consent.snapshot.template
    const head = consent.signature.chainHead
    const { current } = await api.practice.get()
    for (const expected of [
      'Zoë Łukaszewicz, no. 1',
      '1 Apr 2010',
      'Carla Łukaszewicz, mother; identity seen: driving licence',
      'Drawn by Carla Łukaszewicz, mother of the client',
      'Typed: Jo Kim',
      'Jo Kim, interpreter (Polish)',
      'Drawn by Pat Hale, witness',
      ...words.sections.map(({ heading }) => heading),
      ...words.acknowledgements.map(({ id }) => id).map(() => 'MT'),
      'Ada Petersen, Master esthetician ME-20417, Utah',
      'Consent witnessed',
      `Record SHA-256 ${consent.snapshotHash}`,
      `Key fingerprint ${current.fingerprint}`,
      `Change log head at signing ${head}`,
      'It shows neither who signed the consent nor when',
      '22 Nov 2026, 09:00 (America/Denver)',
    ]) {
      expect(text).toContain(expected)
    }
    // Strokes are vectors: there is no picture in it.
    expect(Buffer.from(pdf).toString('latin1')).not.toContain('/Subtype /Image')
    expect((await getDocumentProxy(pdf.slice())).numPages).toBeGreaterThan(1)
    if (hasPdfsig) {
      expect(pdfsig(pdf)).toContain('Signature is Valid.')
      expect(pdfsig(pdf)).toContain('Total document signed')
    }

    const again = await api.consent.document({ consentId: consent.id })
    expect(Buffer.from(await again.arrayBuffer()).equals(pdf)).toBe(true)
    const blank = await api.consent.blank({ clientId, templateId: form.templateId })
    const empty = await textOf(blank)
    expect(empty).toContain('Sign on paper, then scan it back')
    expect(empty).toContain('Parent or guardian Signature')
    expect(await sealHolds(new Uint8Array(await blank.arrayBuffer()))).toBe(false)
    const photography = certain(
      (await api.consent.templates()).find(({ kind }) => kind === 'photography'),
      'A photo form',
    )
    const photos = await api.consent.blank({ clientId, templateId: photography.id })
    expect(await textOf(photos)).toContain('Parent or guardian Signature')

    const connection = await practice.behindTheBack()
    const seals = connection
      .prepare<[], { certificate: string; private_key: string }>('SELECT * FROM practice_seals')
      .all()
    expect(seals).toHaveLength(1)
    const key = certain(seals[0], 'A seal').private_key
    const logged = loggedEntries(connection).filter(
      ({ table, row }) => table === 'practice_seals' || row?.includes(key),
    )
    expect(logged).toEqual([])
    const bundle = Buffer.from(await (await api.exports.practice()).arrayBuffer())
    expect((await unzipped(bundle)).some((file) => file.includes(key))).toBe(false)
    expect((await api.audit.verify({ fingerprints: [] })).findings).toEqual([])
  })
})

const unzipped = async (zip: Uint8Array): Promise<readonly Buffer[]> => {
  const { unzipSync } = await import('fflate')
  return Object.values(unzipSync(zip)).map((file) => Buffer.from(file))
}
