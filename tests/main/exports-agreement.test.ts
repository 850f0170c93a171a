import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync, zipSync } from 'fflate'
import { expect, it, vi } from 'vitest'
import { z } from 'zod'
import { attachmentsFolder, verifyAttachments } from '#main/attachments/index.ts'
import { sha256 } from '#main/database/index.ts'
import { verifyBundle, writeEvidenceBundle, writePracticeBundle } from '#main/exports/index.ts'
import { verifySignatures } from '#main/signing/index.ts'
import { startingTemplates } from '#shared/consent/index.ts'
import { type AttachmentId, certain } from '#shared/kernel/index.ts'
import { openTestPractice, testPassphrase } from '../support/practice.ts'
import { sealHolds } from '../support/sealed.ts'
import { tampered } from '../support/tampered.ts'
import { aPerson, clearItem, day, screen, takeConsent } from '../support/treatment.ts'

// A document is made in a worker thread, which from source takes seconds to start.
vi.setConfig({ testTimeout: 120_000 })

const row = z.looseObject({ id: z.string() })

const rowsIn = (zip: Uint8Array, table: string) =>
  strFromU8(certain(unzipSync(zip)[`${table}.jsonl`], 'A table'))
    .split('\n')
    .slice(0, -1)
    .map((line) => row.parse(JSON.parse(line)))

/** A client who was screened with a clearance, consented on the screen and on paper, and took a choice back; and another one. */
const agreed = async () => {
  const practice = await openTestPractice()
  const { api } = practice
  const person = async (name: string) =>
    (await api.clients.create({ details: { ...aPerson, name }, flags: [] })).id
  const clientId = await person('Mia Thorsen')
  const scan = async (text: string): Promise<AttachmentId> =>
    (
      await api.attachments.add({
        file: new File([`%PDF-1.4 ${text}`], 'scan.pdf', { type: 'application/pdf' }),
      })
    ).id
  await clearItem(practice, clientId, 'diabetes')
  const screening = await screen(practice, clientId, { diabetes: { answer: 'yes' } })
  const consent = await takeConsent(practice, clientId)
  const photos = await takeConsent(practice, clientId, 'photography')
  const document = await api.consent.document({ consentId: consent.id })
  await api.consent.withdrawChoice({
    consentId: photos.id,
    choice: 'marketing',
    withdrawnOn: day('2026-11-22'),
    reason: 'She does not want it any more',
  })
  const { templateId } = await api.consent
    .needed({ clientId })
    .then(([first]) => ({ templateId: certain(first?.template, 'A text').id }))
  const paper = await api.consent.signOnPaper({
    consent: {
      clientId,
      templateId,
      signedOn: day('2026-11-22'),
      allInitialled: true,
      choices: startingTemplates.microneedling.choices.map(({ id }) => ({ id, answer: 'no' })),
      scanId: await scan('Her paper'),
    },
    secret: testPassphrase,
  })
  const other = await person('Berit Quistgaard')
  await screen(practice, other)
  const hers = await takeConsent(practice, other)
  await api.consent.document({ consentId: hers.id })
  const connection = await practice.behindTheBack()
  const folder = attachmentsFolder(practice.recordsPath)
  return { practice, connection, folder, clientId, screening, consent, photos, paper, document }
}

it('hands over what a client was asked and agreed to, with its papers, and finds what was changed [EXP-32] [EXP-33] [EXP-9] [AUD-16] [AUD-17] [AUD-18]', async () => {
  const { practice, connection, folder, clientId, ...signed } = await agreed()
  const { screening, consent, photos, paper } = signed
  expect(screening.verdict).not.toBe('stop')
  const sealed = Buffer.from(await signed.document.arrayBuffer())

  // Evidence: her files, and nobody else's.
  const evidence = writeEvidenceBundle(connection, folder, clientId)
  const files = Object.entries(unzipSync(evidence)).filter(([name]) =>
    name.startsWith('attachments/'),
  )
  for (const [name, bytes] of files) expect(name).toBe(`attachments/${sha256(bytes)}`)
  // A sealed consent, her paper and the prescriber's letter.
  expect(files).toHaveLength(3)
  const own = certain(
    files.find(([, bytes]) => sealed.equals(bytes)),
    'Her sealed consent',
  )[1]
  expect(await sealHolds(own)).toBe(true)
  expect(
    JSON.stringify(Object.values(unzipSync(evidence)).map((bytes) => strFromU8(bytes))),
  ).not.toContain('Quistgaard')
  expect(rowsIn(evidence, 'screenings').map(({ id }) => id)).toEqual([screening.id])
  expect(rowsIn(evidence, 'screening_rules')).toHaveLength(1)
  expect(rowsIn(evidence, 'consent_papers')).toHaveLength(2)
  expect(rowsIn(evidence, 'choice_withdrawals')).toHaveLength(1)
  expect(rowsIn(evidence, 'clearances')).toHaveLength(1)
  const readme = strFromU8(certain(unzipSync(evidence)['README.md'], 'A README'))
  for (const words of [
    '`screenings.jsonl`',
    '`consent_papers.jsonl`',
    'neither who signed nor when',
  ])
    expect(readme).toContain(words)
  expect(verifyBundle(evidence)).toMatchObject({ holds: true, findings: [], attachments: 3 })
  const whole = writePracticeBundle(connection, folder)
  expect(verifyBundle(whole)).toMatchObject({ holds: true, findings: [], attachments: 4 })
  expect((await practice.api.audit.verify({ fingerprints: [] })).findings).toEqual([])

  const csv = await (await practice.api.exports.history({ clientId, format: 'csv' })).text()
  expect(csv).toContain('"yes, taken back on 2026-11-22"')
  const fhir = await (await practice.api.exports.history({ clientId, format: 'fhir' })).text()
  expect(fhir).toContain('"type": "permit"')
  expect(fhir).toContain('"type": "deny"')

  // One changed byte of the sealed document is named with its consent, in the practice and a bundle.
  const entry = certain(
    rowsIn(whole, 'attachments').find(({ content_hash: hash }) => hash === sha256(sealed)),
    'Its row',
  )
  const path = join(folder, String(entry['ciphertext_hash']))
  expect(readdirSync(folder)).toContain(String(entry['ciphertext_hash']))
  const before = readFileSync(path)
  const changed = Buffer.from(before)
  changed[before.length >> 1] = (changed[before.length >> 1] ?? 0) ^ 1
  writeFileSync(path, changed)
  const named = `the sealed document of consents ${consent.id}`
  const [altered, ...further] = verifyAttachments(connection, folder).findings
  expect(further).toEqual([])
  expect(altered?.code).toBe('attachment-altered')
  expect(altered?.subject).toContain(named)
  const [listed] = (await practice.api.consent.list({ clientId })).filter(
    ({ id }) => id === consent.id,
  )
  expect(listed?.paper).toBe('changed')
  writeFileSync(path, before)
  const name = `attachments/${sha256(sealed)}`
  const forged = zipSync({ ...unzipSync(evidence), [name]: Buffer.from('%PDF-1.4 another') })
  const [inBundle] = verifyBundle(forged).findings
  expect(inBundle?.code).toBe('attachment-altered')
  expect(inBundle?.subject).toContain(named)

  // Rows beside what was signed, each changed by somebody who has the key.
  const consents = [consent.id, photos.id, paper.id].toSorted().map((id) => `consents ${id}`)
  const all = connection
    .prepare<[], string>("SELECT 'consents ' || id FROM consents ORDER BY id")
    .pluck()
    .all()
  const screenings = connection
    .prepare<[], string>("SELECT 'screenings ' || id FROM screenings ORDER BY id")
    .pluck()
    .all()
  const [mine] = consents.filter((one) => one.endsWith(consent.id))
  const at = `WHERE id = '${consent.id}'`
  const asked = `WHERE id = '${screening.id}'`
  const [hersAsked] = [`screenings ${screening.id}`]
  const withdrawals = rowsIn(evidence, 'choice_withdrawals').map(
    ({ id }) => `choice_withdrawals ${id}`,
  )
  const expected: readonly (readonly [string, readonly (string | undefined)[]])[] = [
    [`UPDATE consents SET valid_until = '2030-01-01' ${at}`, [mine]],
    [`UPDATE consents SET sessions_covered = 50 ${at}`, [mine]],
    [`UPDATE consents SET medium = 'paper' ${at}`, [mine]],
    [`UPDATE consents SET identity = json_set(identity, '$.name', 'X') ${at}`, [mine]],
    [`UPDATE consents SET people = '{"salt":"00"}' ${at}`, [mine]],
    [
      "UPDATE consent_templates SET text = json_set(text, '$.declaration', 'I agree to photos.') WHERE kind = 'microneedling'",
      all.filter((one) => !one.endsWith(photos.id)),
    ],
    [`DELETE FROM signatures WHERE subject_id = '${screening.id}'`, [hersAsked]],
    [`UPDATE screenings SET verdict = 'caution' ${asked}`, [hersAsked]],
    [`UPDATE screenings SET day = '2026-11-20' ${asked}`, [hersAsked]],
    [`UPDATE screenings SET identity = json_set(identity, '$.name', 'X') ${asked}`, [hersAsked]],
    [
      "UPDATE screening_rules SET body = json_remove(body, '$.rules[0]') WHERE version = 1",
      screenings,
    ],
    ["UPDATE choice_withdrawals SET choice = 'never-asked'", withdrawals],
    [
      `UPDATE consent_papers SET attachment_id = (SELECT attachment_id FROM clearances) WHERE kind = 'scan'`,
      [`consents ${paper.id}`],
    ],
  ]
  for (const [index, [sql, subjects]] of expected.entries()) {
    // The bundle is asked the same; one in three is enough to see that it hears the answer.
    const [inPractice, bundled] = tampered(connection, sql, () => [
      verifySignatures(connection, {}).findings,
      index % 3 === 2 ? verifyBundle(writePracticeBundle(connection, folder)).findings : null,
    ])
    const found = inPractice?.map(({ subject }) => subject).toSorted()
    expect(found, sql).toEqual(subjects)
    if (!bundled) continue
    const signatures = bundled.filter(({ code }) => code === 'signature-invalid')
    expect(signatures.map(({ subject }) => subject).toSorted(), sql).toEqual(subjects)
  }
})
