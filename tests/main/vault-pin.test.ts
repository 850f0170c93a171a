import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createShiftPin } from '#main/vault/index.ts'
import { certain, type PractitionerId, Refusal } from '#shared/kernel/index.ts'
import { judgeNewPin } from '#shared/vault/index.ts'
import { newPracticeOfTest, openTestPractice, testPassphrase } from '../support/practice.ts'
import { refusalOf, refusedWith } from '../support/refusals.ts'
import { quarantinedLoad } from '../support/treatment.ts'

const pin = '730194'
const wrong = '730195'

/** Every byte of the practice's folder and of what lies in it. */
const filesOf = (folder: string): readonly { name: string; content: Buffer }[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => ({ name, path: join(folder, name) }))
    .filter(({ path }) => statSync(path).isFile())
    .map(({ name, path }) => ({ name, content: readFileSync(path) }))

describe('the PIN of a shift', () => {
  it('signs and takes the device back until the practice locks, and opens nothing [VLT-21]', async () => {
    const practice = await openTestPractice()
    const { api } = practice
    expect((await api.vault.status()).pinSet).toBe(false)
    expect(await refusedWith(api.vault.unlock({ secret: pin }))).toEqual(['vault.no-pin'])

    const load = await quarantinedLoad(practice, ['P1'])
    await api.vault.setPin({ secret: testPassphrase, pin })
    expect((await api.vault.status()).pinSet).toBe(true)
    const released = await api.sterilization.release({ loadId: load.id, secret: pin })
    expect(released.state).toBe('released')
    expect(await api.audit.verify()).toMatchObject({ holds: true, findings: [] })

    // Leaving client mode: by the PIN, and by the passphrase, and the PIN stands afterwards.
    const { people } = await api.vault.status()
    const practitionerId = certain(people[0], 'The owner').id
    await api.vault.unlock({ secret: pin, practitionerId })
    await api.vault.unlock({ secret: testPassphrase, practitionerId })
    expect((await api.vault.status()).pinSet).toBe(true)

    await api.vault.lock()
    expect(await api.vault.status()).toMatchObject({ state: 'locked', pinSet: false })
    expect(await refusedWith(api.vault.unlock({ secret: pin, practitionerId }))).toEqual([
      'vault.wrong-secret',
    ])
    expect(await refusedWith(api.vault.unlock({ secret: pin }))).toEqual(['vault.wrong-secret'])
    await expect(api.vault.setPin({ secret: testPassphrase, pin })).rejects.toMatchObject({
      code: 'LOCKED',
    })
  })

  it('says how many tries are left, and is forgotten at the fifth wrong one in a row [VLT-22]', async () => {
    const practice = await openTestPractice()
    const { api } = practice
    const load = await quarantinedLoad(practice, ['P1'])
    const trying = (secret: string) => api.sterilization.release({ loadId: load.id, secret })
    await api.vault.setPin({ secret: testPassphrase, pin })

    for (const left of [/4 tries are/, /3 tries are/, /2 tries are/, /One try is/]) {
      const [problem] = await refusalOf(trying(wrong))
      expect(problem).toMatchObject({ code: 'vault.wrong-pin', field: 'secret' })
      expect(problem?.fact).toMatch(left)
    }
    // The right one, and the passphrase, begin the row anew.
    await api.vault.unlock({ secret: pin })
    for (let tries = 0; tries < 4; tries += 1) await refusedWith(trying(wrong))
    expect(await refusedWith(trying('not this one either'))).toEqual(['vault.wrong-secret'])
    expect((await api.vault.status()).pinSet).toBe(true)

    const [problem] = await refusalOf(trying(wrong))
    expect(problem).toMatchObject({ code: 'vault.pin-forgotten' })
    expect(problem?.nextStep).toMatch(/passphrase/)
    expect(await api.vault.status()).toMatchObject({ state: 'unlocked', pinSet: false })
    expect(await refusedWith(trying(pin))).toEqual(['vault.no-pin'])
    expect((await trying(testPassphrase)).state).toBe('released')
  })

  it('is forgotten by a lock, the idle lock, somebody else, a new passphrase and on request [VLT-23]', async () => {
    const practice = await openTestPractice()
    const { api, clock } = practice
    const passphrase = 'seven herons over marble'
    const person = { ...newPracticeOfTest.owner, name: 'Bea Okafor', licenceNumber: 'ME-30001' }
    const bea = await api.practice.addPractitioner({ person, passphrase })
    const ada = certain(
      (await api.vault.status()).people.find(({ id }) => id !== bea.id),
      'The owner',
    )
    const asAda = { secret: testPassphrase, practitionerId: ada.id }
    const isSet = async () => (await api.vault.status()).pinSet
    const set = () => api.vault.setPin({ secret: testPassphrase, pin })

    await set()
    expect(await isSet()).toBe(true)
    await api.vault.forgetPin()
    expect(await isSet()).toBe(false)

    await set()
    await api.vault.lock()
    await api.vault.unlock(asAda)
    expect(await isSet()).toBe(false)

    await set()
    clock.advance({ minutes: 16 })
    expect(await api.vault.status()).toMatchObject({ state: 'locked', pinSet: false })
    await api.vault.unlock(asAda)
    expect(await isSet()).toBe(false)

    await set()
    await api.vault.unlock({ secret: passphrase, practitionerId: bea.id })
    expect(await isSet()).toBe(false)
    expect(await refusedWith(api.vault.unlock({ secret: pin, practitionerId: ada.id }))).toEqual([
      'vault.wrong-secret',
    ])
    await api.vault.unlock(asAda)
    expect(await isSet()).toBe(false)

    await set()
    await api.vault.changePassphrase({ secret: testPassphrase, next: 'walnut ferry quiet mosaic' })
    expect(await isSet()).toBe(false)
  })

  it('is set with the passphrase alone, which also changes the passphrase [VLT-25]', async () => {
    const { api } = await openTestPractice()
    await api.vault.setPin({ secret: testPassphrase, pin })
    expect(await refusedWith(api.vault.setPin({ secret: pin, pin: '482915' }))).toEqual([
      'vault.wrong-secret',
    ])
    expect(
      await refusedWith(
        api.vault.changePassphrase({ secret: pin, next: 'walnut ferry quiet mosaic' }),
      ),
    ).toEqual(['vault.wrong-secret'])
    // Neither counted as a try, and neither changed it.
    await api.vault.unlock({ secret: pin })
  })

  it.each([
    ['', 'vault.pin-not-six-digits'],
    ['12345', 'vault.pin-not-six-digits'],
    ['1234567', 'vault.pin-not-six-digits'],
    ['73o194', 'vault.pin-not-six-digits'],
    ['٧٣٠١٩٤', 'vault.pin-not-six-digits'],
    ...[
      '111111',
      '123456',
      '654321',
      '890123',
      '121212',
      '123123',
      '112233',
      '123321',
      '135791',
    ].map((simple) => [simple, 'vault.pin-too-simple']),
  ])('refuses the PIN "%s" [VLT-24]', (chosen, code) => {
    expect(judgeNewPin(chosen ?? '')?.code).toBe(code)
  })

  it('is refused at the door when it is obvious, before the passphrase is looked at [VLT-24]', async () => {
    const { api } = await openTestPractice()
    const [problem] = await refusalOf(api.vault.setPin({ secret: 'whatever', pin: '123456' }))
    expect(problem).toMatchObject({ code: 'vault.pin-too-simple', field: 'pin' })
    expect(problem?.fact).not.toMatch(/123456/)
    expect((await api.vault.status()).pinSet).toBe(false)
  })

  it('stands in no file of the folder, open or closed [VLT-26]', async () => {
    const practice = await openTestPractice()
    const { api, folder } = practice
    const load = await quarantinedLoad(practice, ['P1'])
    await api.vault.setPin({ secret: testPassphrase, pin })
    await refusedWith(api.vault.unlock({ secret: wrong }))
    await api.sterilization.release({ loadId: load.id, secret: pin })
    // The records themselves, as they are behind their encryption.
    const connection = await practice.behindTheBack()
    const tables = connection
      .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
      .pluck()
      .all()
    expect(tables).toContain('signatures')
    for (const table of tables) {
      const rows = connection
        .prepare(`SELECT * FROM "${String(table)}"`)
        .raw()
        .all()
      // Not as a part of a hash, where six digits may stand by chance.
      const asTyped = new RegExp(`(?<![0-9a-f])${pin}(?![0-9a-f])`, 'i')
      expect([table, asTyped.test(JSON.stringify(rows))]).toEqual([table, false])
    }
    const search = () => {
      const files = filesOf(folder)
      expect(files.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['records.db', 'vault.json']),
      )
      return files.filter(({ content }) => content.includes(pin) || content.includes(wrong))
    }
    expect(search()).toEqual([])
    connection.close()
    await practice.application.close()
    expect(search()).toEqual([])
  })
})

it('takes every PIN but the obvious ones, and no other digits for it [VLT-22, VLT-24]', () => {
  const digits = fc.stringMatching(/^[0-9]{6}$/)
  const random = (length: number) => new Uint8Array(length).fill(7)
  const key = { practitionerId: 'somebody' as PractitionerId, sign: () => new Uint8Array(64) }
  fc.assert(
    fc.property(digits, digits, (chosen, typed) => {
      const shift = createShiftPin(random)
      fc.pre(judgeNewPin(chosen) === null)
      shift.set(chosen, key)
      if (typed === chosen) expect(shift.authorise(typed)).toBe(key)
      else expect(() => shift.authorise(typed)).toThrow(Refusal)
      expect(shift.authorise(chosen)).toBe(key)
    }),
    { numRuns: 200, examples: [['730194', '730194']] },
  )
})
