import {
  chmodSync,
  readdirSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Driver from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createApplication } from '#main/practice.ts'
import { openConnection, dataKey, createConnection } from '#main/database/index.ts'
import { deriveKeys } from '#main/vault/index.ts'
import {
  apiOf,
  newPracticeOfTest,
  openTestPractice,
  temporaryFolder,
  testPassphrase,
} from '../support/practice.ts'
import { refusalOf, refusedWith } from '../support/refusals.ts'
import { Refusal } from '#shared/kernel/index.ts'

const codesOf = (action: () => unknown): readonly string[] => {
  try {
    action()
  } catch (error) {
    if (error instanceof Refusal) return error.problems.map(({ code }) => code)
    throw error
  }
  throw new Error('This should have been refused.')
}

describe('a new practice', () => {
  it('opens with the passphrase and with the recovery code, however it is typed [VLT-1]', async () => {
    let practice = await openTestPractice()
    for (const secret of [
      testPassphrase,
      practice.recoveryCode,
      practice.recoveryCode.toLowerCase().replaceAll('-', ' '),
    ]) {
      practice = await practice.reopen()
      const { api } = practice
      expect((await api.vault.status()).state).toBe('locked')
      await api.vault.unlock({ secret })
      expect((await api.practice.get()).current.name).toBe('Ada Petersen')
      await api.vault.lock()
    }
  })

  it('refuses a wrong or empty passphrase and says nothing more [VLT-2]', async () => {
    const { api } = await (await openTestPractice()).reopen()
    for (const secret of [
      '',
      'copper lantern orbit thistl',
      'AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA',
    ]) {
      const [problem, ...others] = await refusalOf(api.vault.unlock({ secret }))
      expect(problem?.code).toBe('vault.wrong-secret')
      expect(problem?.fact).not.toMatch(/Ada|Lantern|slot|recovery/)
      expect(others).toEqual([])
    }
    expect((await api.vault.status()).state).toBe('locked')
  })

  it.each(['', 'short', 'aaaaaaaaaaaaaaaaaaaaaaaa'])(
    'refuses the passphrase "%s" [VLT-3]',
    async (passphrase) => {
      const application = createApplication({ folder: temporaryFolder(), keyDerivation: 'test' })
      const codes = await refusedWith(
        apiOf(application).practice.create({ ...newPracticeOfTest, passphrase }),
      )
      expect(codes[0]).toMatch(/^vault\.passphrase-too-/)
      await application.close()
    },
  )

  it('never overwrites a practice, nor records without their keys [VLT-4]', async () => {
    const { api } = await openTestPractice()
    expect(await refusedWith(api.practice.create(newPracticeOfTest))).toEqual([
      'vault.practice-exists',
    ])
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'records.db'), 'something')
    const application = createApplication({ folder, keyDerivation: 'test' })
    expect(await refusedWith(apiOf(application).practice.create(newPracticeOfTest))).toEqual([
      'vault.records-without-keys',
    ])
    expect(readFileSync(join(folder, 'records.db'), 'utf8')).toBe('something')
    await application.close()
  })

  it('answers nothing but its state while it is locked [VLT-5]', async () => {
    const { api } = await openTestPractice()
    await api.vault.lock()
    await expect(api.practice.get()).rejects.toMatchObject({ code: 'LOCKED' })
    await expect(api.audit.list({})).rejects.toMatchObject({ code: 'LOCKED' })
  })

  it('locks itself after the idle time, and not while somebody is there [VLT-6]', async () => {
    const { api, clock } = await openTestPractice()
    clock.advance({ minutes: 14 })
    await api.vault.touch()
    clock.advance({ minutes: 14 })
    expect((await api.vault.status()).state).toBe('unlocked')
    clock.advance({ minutes: 1, seconds: 1 })
    expect((await api.vault.status()).state).toBe('locked')
  })

  it('opens with a changed passphrase, and the recovery code replaces a forgotten one [VLT-7]', async () => {
    const practice = await openTestPractice()
    const next = 'walnut ferry quiet mosaic'
    await practice.api.vault.changePassphrase({ secret: practice.recoveryCode, next })
    const { api } = await practice.reopen()
    expect(await refusedWith(api.vault.unlock({ secret: testPassphrase }))).toEqual([
      'vault.wrong-secret',
    ])
    await api.vault.unlock({ secret: next })
    await api.vault.lock()
    await api.vault.unlock({ secret: practice.recoveryCode })
  })

  it('lets another practitioner in with her own passphrase and her own key [VLT-8]', async () => {
    const practice = await openTestPractice()
    const passphrase = 'seven herons over marble'
    const person = { ...newPracticeOfTest.owner, name: 'Bea Okafor', licenceNumber: 'ME-30001' }
    const added = await practice.api.practice.addPractitioner({ person, passphrase })
    const { api } = await practice.reopen()
    expect((await api.vault.status()).people).toHaveLength(2)
    expect(
      await refusedWith(api.vault.unlock({ secret: testPassphrase, practitionerId: added.id })),
    ).toEqual(['vault.wrong-secret'])
    await api.vault.unlock({ secret: passphrase, practitionerId: added.id })
    const { current } = await api.practice.get()
    expect(current).toMatchObject({ name: 'Bea Okafor', role: 'practitioner' })
    expect(await refusedWith(api.practice.addPractitioner({ person, passphrase }))).toEqual([
      'practice.owner-only',
    ])
  })
})

it('is not kept open by an autosave that tries again and again [VLT-6]', async () => {
  const { api, clock } = await openTestPractice()
  clock.advance({ minutes: 14 })
  await api.drafts.save({ kind: 'client', key: 'new', version: 0, document: {} })
  clock.advance({ minutes: 1, seconds: 1 })
  expect((await api.vault.status()).state).toBe('locked')
})

it('is finished at the next unlocking when its making was cut short at the last step [VLT-20]', async () => {
  const practice = await openTestPractice()
  await practice.application.close()
  renameSync(practice.recordsPath, `${practice.recordsPath}.new`)
  const { api } = await practice.reopen()
  await api.vault.unlock({ secret: testPassphrase })
  expect((await api.practice.get()).current.name).toBe('Ada Petersen')
})

describe('the practice folder', () => {
  it('is opened by one program at a time [VLT-9]', async () => {
    const practice = await openTestPractice()
    expect(
      codesOf(() => createApplication({ folder: practice.folder, keyDerivation: 'test' })),
    ).toEqual(['vault.folder-in-use'])
    await practice.application.close()
    await createApplication({ folder: practice.folder, keyDerivation: 'test' }).close()
  })

  it('refuses keys of test strength in production [VLT-10]', async () => {
    const practice = await openTestPractice()
    await practice.application.close()
    const application = createApplication({ folder: practice.folder })
    expect(await refusedWith(apiOf(application).vault.unlock({ secret: testPassphrase }))).toEqual([
      'vault.too-weak',
    ])
    await application.close()
  })

  it('refuses a damaged vault.json in plain words [VLT-11]', async () => {
    const practice = await openTestPractice()
    await practice.application.close()
    writeFileSync(join(practice.folder, 'vault.json'), '{"format":')
    const application = createApplication({ folder: practice.folder, keyDerivation: 'test' })
    expect(await refusedWith(apiOf(application).vault.unlock({ secret: testPassphrase }))).toEqual([
      'vault.damaged',
    ])
    await application.close()
  })

  it.skipIf(process.getuid?.() === 0)('refuses a folder that cannot be written [VLT-12]', () => {
    const folder = temporaryFolder()
    chmodSync(folder, 0o500)
    expect(codesOf(() => createApplication({ folder }))).toEqual(['database.folder-not-writable'])
  })

  it('refuses a folder that cannot be made [VLT-12]', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    expect(codesOf(() => createApplication({ folder: join(folder, 'file', 'practice') }))).toEqual([
      'database.folder-not-writable',
    ])
  })

  it('holds nothing that was typed in plain text [VLT-13]', async () => {
    const practice = await openTestPractice({
      practice: { ...newPracticeOfTest.practice, address: 'Zebrafinch Lane 77' },
    })
    await practice.application.close()
    const files = readdirSync(practice.folder)
    expect(files).toContain('records.db')
    for (const file of files) {
      expect(readFileSync(join(practice.folder, file)).includes('Zebrafinch')).toBe(false)
    }
  })
})

describe('the records file', () => {
  const closedPractice = async () => {
    const practice = await openTestPractice()
    await practice.application.close()
    return practice
  }
  const unlocking = async (folder: string) => {
    const application = createApplication({ folder, keyDerivation: 'test' })
    try {
      return await refusedWith(apiOf(application).vault.unlock({ secret: testPassphrase }))
    } finally {
      await application.close()
    }
  }

  it('is refused when it is missing, empty, cut short or foreign, and stays as it is [VLT-14]', async () => {
    const practice = await closedPractice()
    const whole = readFileSync(practice.recordsPath)
    for (const length of [0, 100, 4096, 4096 * 3, whole.length - 4096, whole.length - 1]) {
      writeFileSync(practice.recordsPath, whole)
      truncateSync(practice.recordsPath, length)
      const before = readFileSync(practice.recordsPath)
      expect([length, (await unlocking(practice.folder))[0]]).toEqual([
        length,
        expect.stringMatching(/^database\.not-/),
      ])
      expect(readFileSync(practice.recordsPath).equals(before)).toBe(true)
    }
    writeFileSync(practice.recordsPath, Buffer.alloc(20_000, 'not a database '))
    expect(await unlocking(practice.folder)).toEqual(['database.not-readable'])
  })

  it('is refused when it is plain text [VLT-15]', async () => {
    const practice = await closedPractice()
    const plain = join(practice.folder, 'plain.db')
    const driver = new Driver(plain)
    driver.exec('CREATE TABLE t (x)')
    driver.close()
    writeFileSync(practice.recordsPath, readFileSync(plain))
    expect(await unlocking(practice.folder)).toEqual(['database.plain-text'])
  })

  it('is refused when a newer version wrote it, or its structure was changed [VLT-16]', async () => {
    const future = await openTestPractice()
    const connection = await future.behindTheBack()
    connection.pragma('user_version = 99')
    connection.close()
    await future.application.close()
    expect(await unlocking(future.folder)).toEqual(['database.from-the-future'])

    const altered = await openTestPractice()
    const other = await altered.behindTheBack()
    other.exec('DROP TRIGGER kept_clients')
    other.close()
    await altered.application.close()
    expect(await unlocking(altered.folder)).toEqual(['database.structure-altered'])
  })

  it('is refused with another key, and is encrypted from its first byte [VLT-17]', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const path = join(temporaryFolder(), 'records.db')
        createConnection(path, dataKey(bytes)).close()
        expect(readFileSync(path).subarray(0, 6).toString()).not.toBe('SQLite')
        openConnection(path, dataKey(bytes), 'read').close()
        const other = Uint8Array.from(bytes, (byte, index) => (index === 0 ? byte ^ 1 : byte))
        expect(codesOf(() => openConnection(path, dataKey(other), 'read'))).toEqual([
          'database.not-readable',
        ])
      }),
      { numRuns: 10 },
    )
  })
})

it('derives a key with the full strength of Argon2id in less than a second [VLT-19]', async () => {
  const derived = await deriveKeys({
    secret: testPassphrase,
    derivation: {
      algorithm: 'argon2id',
      memory: 65_536,
      iterations: 3,
      parallelism: 1,
      salt: 'AAAAAAAAAAAAAAAAAAAAAA',
    },
  })
  expect(derived).toHaveLength(64)
})
