import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import { expect, it } from 'vitest'
import { verifyBundle } from '#main/exports/index.ts'
import { largestAttachment } from '#shared/attachments/index.ts'
import { attachmentId, certain } from '#shared/kernel/index.ts'
import { openTestPractice } from '../support/practice.ts'
import { refusedWith } from '../support/refusals.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const fileOf = (content: Uint8Array<ArrayBuffer> | string, name: string, type = 'text/plain') =>
  new File([content], name, { type })
const bytesOf = async (file: File) => new Uint8Array(await file.arrayBuffer())

it('keeps a file encrypted beside the records, and gives it back as it came [ATT-1, ATT-2, ATT-3]', async () => {
  const { api, folder } = await openTestPractice()
  const secret = 'the print-out of cycle 4711'
  const small = await api.attachments.add({ file: fileOf(secret, 'C:\\card\\print\u0007out.txt') })
  const scan = new Uint8Array(3_000_000).map((_, at) => (at * 31) % 251)
  const large = await api.attachments.add({ file: fileOf(scan, 'scan.pdf', 'application/pdf') })

  expect(small).toMatchObject({ name: 'printout.txt', size: secret.length })
  expect(large).toMatchObject({ mediaType: 'application/pdf', contentHash: sha256(scan) })
  expect(await (await api.attachments.read({ attachmentId: small.id })).text()).toBe(secret)
  expect(await bytesOf(await api.attachments.read({ attachmentId: large.id }))).toEqual(scan)

  const names = readdirSync(join(folder, 'attachments'))
  expect(names).toHaveLength(2)
  for (const name of names) {
    const bytes = readFileSync(join(folder, 'attachments', name))
    expect(sha256(bytes)).toBe(name)
    expect(bytes.includes(secret)).toBe(false)
    expect(bytes.includes(Buffer.from(scan.subarray(0, 64)))).toBe(false)
  }

  // The same bytes again, under another name, small and large.
  const again = await api.attachments.add({ file: fileOf(secret, 'again.txt') })
  const largeAgain = await api.attachments.add({ file: fileOf(scan, 'again.pdf') })
  expect([again.id, largeAgain.id]).toEqual([small.id, large.id])
  expect(readdirSync(join(folder, 'attachments'))).toHaveLength(2)
})

it('refuses a file that is empty, too large or not kept, and keeps nothing of it [ATT-4]', async () => {
  const { api, folder } = await openTestPractice()
  const refused = async (file: File, code: string) =>
    expect(await refusedWith(api.attachments.add({ file }))).toEqual([code])
  await refused(fileOf('', 'a.txt'), 'attachments.empty')
  await refused(fileOf(new Uint8Array(largestAttachment + 1), 'a.bin'), 'attachments.too-large')
  const stranger = attachmentId.parse('0190a6d2-0000-7000-8000-000000000000')
  expect(await refusedWith(api.attachments.get({ attachmentId: stranger }))).toEqual([
    'attachments.not-kept',
  ])
  expect(readdirSync(folder)).not.toContain('attachments')
})

it('names a kept file that was altered or is missing, everywhere it is asked for [ATT-5, ATT-6, ATT-7]', async () => {
  const { api, folder } = await openTestPractice()
  const [first, second] = [
    await api.attachments.add({ file: fileOf('first', '1.txt') }),
    await api.attachments.add({ file: fileOf('second', '2.txt') }),
  ]
  const whole = await api.audit.verify()
  expect(whole).toMatchObject({ holds: true, attachments: 2, findings: [] })
  const bundle = await bytesOf(await api.exports.practice())
  expect(verifyBundle(bundle)).toMatchObject({ holds: true, attachments: 2, findings: [] })
  const files = unzipSync(bundle)
  const name = `attachments/${first.contentHash}`
  expect(Buffer.from(certain(files[name], 'A file')).toString()).toBe('first')
  const codes = (changed: Record<string, Uint8Array>) =>
    verifyBundle(zipSync(changed)).findings.map(({ code, subject }) => `${code}: ${subject}`)
  expect(codes({ ...files, [name]: new Uint8Array([1]) })).toContain(
    `attachment-altered: attachments ${first.id}, file ${name}`,
  )
  const { [name]: _, ...without } = files
  expect(codes(without)).toContain(`attachment-missing: attachments ${first.id}, file ${name}`)

  const lying = join(folder, 'attachments')
  const [one, other] = readdirSync(lying).map((entry) => join(lying, entry))
  const bytes = readFileSync(certain(one, 'A file'))
  bytes[20] = (bytes[20] ?? 0) ^ 1
  writeFileSync(certain(one, 'A file'), bytes)
  rmSync(certain(other, 'A file'))
  const { holds, findings } = await api.audit.verify()
  expect(holds).toBe(false)
  expect(findings.map(({ code }) => code).sort()).toEqual([
    'attachment-altered',
    'attachment-missing',
  ])
  expect(findings.map(({ subject }) => subject).join()).toContain(first.id)
  const codesOf = await Promise.all(
    [first, second].map(({ id }) => refusedWith(api.attachments.read({ attachmentId: id }))),
  )
  expect(codesOf.flat().sort()).toEqual(['attachments.altered', 'attachments.missing'])
  // What was lost comes back when the same file is kept again; the loss stays named.
  const anew = await api.attachments.add({ file: fileOf('first', '1.txt') })
  expect(anew.id).not.toBe(first.id)
  expect(await (await api.attachments.read({ attachmentId: anew.id })).text()).toBe('first')
})

it('goes on when an entry of the folder is odd, and leaves no file of a write that failed [ATT-8, ATT-9]', async () => {
  const practice = await openTestPractice()
  const { api, folder } = practice
  const kept = await api.attachments.add({ file: fileOf('first', '1.txt') })
  const other = await api.attachments.add({ file: fileOf('second', '2.txt') })
  const lying = join(folder, 'attachments')
  const before = readdirSync(lying)

  // No row can be written any more: the file that was meant leaves the disk again.
  const connection = await practice.behindTheBack()
  connection.exec(
    "CREATE TRIGGER full BEFORE INSERT ON attachments BEGIN SELECT RAISE(ABORT, 'full'); END",
  )
  await expect(api.attachments.add({ file: fileOf('third', '3.txt') })).rejects.toThrow()
  expect(readdirSync(lying)).toEqual(before)
  connection.exec('DROP TRIGGER full')
  expect(() =>
    connection.exec(
      `INSERT INTO attachments SELECT 'x', '../' || substr(ciphertext_hash, 4), content_hash, key, name, media_type, size, added_at FROM attachments LIMIT 1`,
    ),
  ).toThrow(/CHECK/)

  const [name] = connection
    .prepare<[string], string>('SELECT ciphertext_hash FROM attachments WHERE id = ?')
    .pluck()
    .all(kept.id)
  const odd = join(lying, certain(name, 'A name'))
  rmSync(odd)
  mkdirSync(odd)
  const { findings } = await api.audit.verify()
  expect(findings).toMatchObject([
    { code: 'attachment-altered', explanation: 'The kept file cannot be read from the disk.' },
  ])
  expect(await refusedWith(api.attachments.read({ attachmentId: kept.id }))).toEqual([
    'attachments.unreadable',
  ])
  const files = unzipSync(await bytesOf(await api.exports.practice()))
  expect(Object.keys(files).filter((path) => path.startsWith('attachments/'))).toEqual([
    `attachments/${other.contentHash}`,
  ])
})
