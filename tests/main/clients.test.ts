import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSearch, searchTextOf } from '#main/clients/search.ts'
import { type Client, type ClientDetails, clientDetails } from '#shared/clients/index.ts'
import { type ClientId, clientId, fold } from '#shared/kernel/index.ts'
import { openTestPractice, testPassphrase, type TestPractice } from '../support/practice.ts'
import { refusalOf, refusedWith } from '../support/refusals.ts'
import { loggedEntries } from '../support/logged.ts'

const detailsOf = (changes: Partial<Record<keyof ClientDetails, unknown>> = {}): ClientDetails =>
  clientDetails.parse({
    name: 'Zoë Kowalska',
    birthDate: '1988-03-14',
    telephone: '+44 20 7946 0958',
    email: 'zoe.k@example.com',
    address: '3 Mill Lane',
    emergencyContact: '',
    fitzpatrickType: 'III',
    allergies: ['Nickel'],
    medication: [],
    note: '',
    ...changes,
  })

const add = (
  { api }: TestPractice,
  changes: Partial<Record<keyof ClientDetails, unknown>> = {},
): Promise<Client> => api.clients.create({ details: detailsOf(changes), flags: [] })

const found = async ({ api }: TestPractice, text: string): Promise<readonly string[]> =>
  (await api.clients.search({ text })).clients.map(({ name }) => name)

/** Many clients at once, behind the application's back: through it, a thousand take seconds. */
const addUnlogged = async (
  { behindTheBack }: TestPractice,
  count: number,
  nameOf: (number: number) => string,
): Promise<void> => {
  const records = await behindTheBack()
  const insert = records.prepare(
    `INSERT INTO clients (id, number, name, birth_date, telephone, email, address, emergency_contact, allergies, medication, note, created_at, search_text)
     VALUES (?, ?, ?, '1990-01-01', '', '', '', '', '[]', '[]', '', '2026-01-01T00:00:00.000Z', ?)`,
  )
  records.transaction(() => {
    records.exec(
      `INSERT INTO write_context (one, actor, reason, at) VALUES (1, 'test', 'test', 'now')`,
    )
    for (let number = 1; number <= count; number++) {
      const id = `01939f7e-0000-7000-8000-${String(number).padStart(12, '0')}`
      const name = nameOf(number)
      insert.run(id, number, name, searchTextOf({ name, number, email: '', telephone: '' }))
    }
    records.exec('DELETE FROM write_context')
  })()
}

const nobody: ClientId = clientId.parse('01939f7e-0000-7000-8000-000000000000')

describe('a client', () => {
  it('is given the next number and keeps what was typed [CLI-1, CLI-2]', async () => {
    const practice = await openTestPractice()
    const first = await practice.api.clients.create({
      details: detailsOf({
        allergies: ['Nickel', 'Łatex “type I”'],
        medication: ['Aspirin 75 mg'],
      }),
      flags: ['keloid', 'anticoagulants', 'keloid'],
    })
    const second = await add(practice, { name: 'Ann Lee' })
    expect([first.number, second.number]).toEqual([1, 2])
    expect(await practice.api.clients.get({ clientId: first.id })).toEqual(first)
    expect(first).toMatchObject({
      allergies: ['Nickel', 'Łatex “type I”'],
      medication: ['Aspirin 75 mg'],
    })
    expect(first.flags.map(({ kind }) => kind)).toEqual(['keloid', 'anticoagulants'])
  })

  it('is refused with a birth date in the future, and takes no number [CLI-2, CLI-3]', async () => {
    const practice = await openTestPractice()
    expect(await refusedWith(add(practice, { birthDate: '2026-11-23' }))).toEqual([
      'clients.birth-date-in-future',
    ])
    expect(await refusedWith(add(practice, { birthDate: '1905-11-22' }))).toEqual([
      'clients.birth-date-too-early',
    ])
    expect((await add(practice, { birthDate: '2026-11-22' })).number).toBe(1)
  })

  it('is judged by the day on the practice’s wall, not by the day in UTC [CLI-3]', async () => {
    const practice = await openTestPractice()
    practice.clock.set('2026-11-23T03:00:00.000Z')
    await practice.api.vault.unlock({ secret: testPassphrase })
    expect(await refusedWith(add(practice, { birthDate: '2026-11-23' }))).toEqual([
      'clients.birth-date-in-future',
    ])
  })

  it('is not recorded twice by accident, however the name is written [CLI-4]', async () => {
    const practice = await openTestPractice()
    await add(practice, { name: 'Zoë  Kowalska', note: 'secret', telephone: '999' })
    const problems = await refusalOf(add(practice, { name: 'zoe kowalska', telephone: '' }))
    expect(problems.map(({ code }) => code)).toEqual(['clients.same-person'])
    expect(JSON.stringify(problems)).not.toMatch(/zo[eë]|kowalska|1988|secret|999/i)
    expect((await add(practice, { birthDate: '1988-03-15' })).number).toBe(2)
    const other = await practice.api.clients.create({
      details: detailsOf({ name: 'zoe kowalska' }),
      flags: [],
      anotherPerson: true,
    })
    expect(other.number).toBe(3)
  })

  it('is changed with a reason that the change log keeps, and found by the new words only [CLI-5]', async () => {
    const practice = await openTestPractice()
    const { id } = await add(practice)
    const changed = await practice.api.clients.update({
      clientId: id,
      details: detailsOf({ name: 'Zoë Brandt', fitzpatrickType: null }),
      reason: 'married name',
    })
    expect(changed).toMatchObject({ id, number: 1, name: 'Zoë Brandt', fitzpatrickType: null })
    expect(await found(practice, 'brandt')).toEqual(['Zoë Brandt'])
    expect(await found(practice, 'kowalska')).toEqual([])
    const records = await practice.behindTheBack()
    const log = loggedEntries(records)
      .filter(({ table }) => table === 'clients')
      .map(({ operation, reason }) => ({ operation, reason }))
    expect(log).toEqual([
      { operation: 'insert', reason: 'a client is added' },
      { operation: 'update', reason: 'married name' },
    ])
  })

  it('is refused when nobody of that id is known [CLI-6]', async () => {
    const practice = await openTestPractice()
    const { api } = practice
    for (const call of [
      api.clients.get({ clientId: nobody }),
      api.clients.update({ clientId: nobody, details: detailsOf(), reason: 'x' }),
      api.clients.raiseFlag({ clientId: nobody, kind: 'keloid' }),
    ]) {
      expect(await refusedWith(call)).toEqual(['clients.unknown'])
    }
  })
})

describe('the search', () => {
  it('finds by any word’s beginning, without diacritics, in any order; all must match [CLI-10]', async () => {
    const practice = await openTestPractice()
    for (const name of [
      'Zoë Kowalska',
      'Łukasz Ødegård',
      'Anna-Maria O’Brien',
      'Jürgen Weiß',
      'ΑΝΝΑ ΠΑΠΠΑΣ',
    ]) {
      await add(practice, { name, email: '', telephone: '' })
    }
    expect(await found(practice, 'zoe')).toEqual(['Zoë Kowalska'])
    expect(await found(practice, 'KOW zo')).toEqual(['Zoë Kowalska'])
    expect(await found(practice, 'zoe weiss')).toEqual([])
    expect(await found(practice, 'lukasz odeg')).toEqual(['Łukasz Ødegård'])
    expect(await found(practice, 'weiss')).toEqual(['Jürgen Weiß'])
    for (const text of [
      'maria',
      'anna-m',
      'annamaria',
      'anna maria',
      'brien',
      "o'b",
      'obrien',
      'o’brien',
    ]) {
      expect([text, ...(await found(practice, text))]).toContain('Anna-Maria O’Brien')
    }
    expect(await found(practice, 'Παππάς')).toEqual(['ΑΝΝΑ ΠΑΠΠΑΣ'])
  })

  it('finds by e-mail address, by its parts and while it is typed [CLI-11]', async () => {
    const practice = await openTestPractice()
    await add(practice, {
      name: 'Ann Lee',
      email: 'Ann.Lee+skin@Mail-House.example',
      telephone: '',
    })
    for (const text of [
      'ann.',
      'ann.lee+',
      'ann.lee+skin@mail',
      'lee+skin@',
      'house',
      'mail-house.example',
    ]) {
      expect([text, ...(await found(practice, text))]).toEqual([text, 'Ann Lee'])
    }
  })

  it('finds a telephone number however its digits are spaced, from any of its groups [CLI-12]', async () => {
    const practice = await openTestPractice()
    await add(practice, { name: 'Ann Lee', telephone: '+44 (0)20 7946-0958', email: '' })
    await add(practice, { name: 'Bea Ito', telephone: '0555 123 4567', email: '' })
    for (const text of [
      '+44 20',
      '4402079460958',
      '020 7946',
      '02079460958',
      '(020) 7946-0958',
      '7946 0958',
      '20 79 46 09 58',
      'ann 0958',
    ]) {
      expect([text, ...(await found(practice, text))]).toEqual([text, 'Ann Lee'])
    }
    for (const text of ['0555-123.45', '555 123', '5551234567', '123-4567', '4567']) {
      expect([text, ...(await found(practice, text))]).toEqual([text, 'Bea Ito'])
    }
    expect(await found(practice, '999')).toEqual([])
  })

  it('finds a client number exactly, and that client first [CLI-13]', async () => {
    const practice = await openTestPractice()
    for (let index = 1; index <= 12; index++) {
      await add(practice, {
        name: `Client ${String.fromCharCode(109 - index)}`,
        email: '',
        telephone: '',
      })
    }
    await add(practice, { name: 'Aaron Phone', telephone: '12 99', email: '' })
    const byNumber = async (text: string) =>
      (await practice.api.clients.search({ text })).clients.map(({ number }) => number)
    expect(await byNumber('12')).toEqual([12, 13])
    expect(await byNumber('1')).toEqual([1, 13])
    expect(await byNumber('#12')).toEqual([12])
    expect(await byNumber('0012')).toContain(12)
    expect(await byNumber('#99999999999999999999')).toEqual([])
  })

  it('lists everybody by name when nothing is typed, page by page [CLI-14]', async () => {
    const practice = await openTestPractice()
    const names = [
      'Ann Lee',
      'Ann',
      'Ann-Lee Ba',
      'Ann-Lee',
      'Øyvind',
      'Ana',
      'ann b',
      'Zoë',
      'Zoe A',
      'Ängel',
    ]
    for (const name of names) await add(practice, { name, email: 'zz@example.com' })
    const byName = [
      'Ana',
      'Ängel',
      'Ann',
      'ann b',
      'Ann Lee',
      'Ann-Lee',
      'Ann-Lee Ba',
      'Øyvind',
      'Zoë',
      'Zoe A',
    ]
    expect(await found(practice, '')).toEqual(byName)
    expect(await found(practice, ' – ? ')).toEqual(byName)
    expect(await found(practice, 'zz@')).toEqual(byName)
    const page = await practice.api.clients.search({ text: 'example', offset: 8 })
    expect(page.total).toBe(10)
    expect(page.clients.map(({ name }) => name)).toEqual(['Zoë', 'Zoe A'])
    expect(await practice.api.clients.search({ text: '', offset: 50 })).toEqual({
      clients: [],
      total: 10,
    })
  })

  it('keeps the order of names among a thousand matches and more [CLI-14]', async () => {
    const practice = await openTestPractice()
    await addUnlogged(
      practice,
      1200,
      (number) => `Anna ${((number * 7919) % 1200).toString(36).padStart(3, '0')}`,
    )
    const pages = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        practice.api.clients.search({ text: 'ann', offset: index * 100 }),
      ),
    )
    const names = pages.flatMap(({ clients }) => clients.map(({ name }) => name))
    expect(names).toHaveLength(1200)
    expect(names).toEqual([...names].sort())
    expect(new Set(names).size).toBe(1200)
  })

  it('shows flags and allergies of each client [CLI-15]', async () => {
    const practice = await openTestPractice()
    await practice.api.clients.create({ details: detailsOf(), flags: ['keloid', 'cold-sores'] })
    await add(practice, { name: 'Ann Lee', allergies: [] })
    const { clients } = await practice.api.clients.search({ text: '' })
    expect(clients).toMatchObject([
      { name: 'Ann Lee', flags: [], allergies: [] },
      {
        name: 'Zoë Kowalska',
        flags: [
          { kind: 'keloid', label: 'Keloid-prone' },
          { kind: 'cold-sores', label: 'Cold sores' },
        ],
        allergies: ['Nickel'],
      },
    ])
  })

  it('takes any text as words and never as a query [CLI-16]', async () => {
    const practice = await openTestPractice()
    await add(practice)
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'grapheme', maxLength: 60 }),
          fc
            .array(
              fc.constantFrom(
                '"',
                '*',
                '(',
                ')',
                '#',
                '#1',
                'OR',
                'NOT',
                'NEAR(',
                '^',
                ':',
                '-',
                '0',
                '00',
                '+',
                '_1',
                '\0',
                "'",
              ),
              { maxLength: 12 },
            )
            .map((parts) => parts.join(' ')),
        ),
        async (text) => {
          const { total } = await practice.api.clients.search({ text: text.slice(0, 200) })
          expect(total).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: 300 },
    )
    expect(await found(practice, 'zoe OR nobody')).toEqual([])
    expect(await found(practice, 'zo*')).toEqual(['Zoë Kowalska'])
    expect(await found(practice, '"zoe"')).toEqual(['Zoë Kowalska'])
  })

  it('finds a client by every beginning of every word, with or without diacritics [CLI-10]', async () => {
    const practice = await openTestPractice()
    const letters = Array.from('aeinorszéèüöåñçłøđßæžșİıΆςЖйабא한가')
    const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 7 })
    const name = fc
      .tuple(word, fc.constantFrom(' ', '-', '’', "'", '. ', '-'), word, fc.constant(' '), word)
      .map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(name, fc.boolean(), async (text, stripped) => {
        const { id } = await practice.api.clients.create({
          details: detailsOf({ name: text, email: '', telephone: '' }),
          flags: [],
          anotherPerson: true,
        })
        for (const part of text.split(/[ \-’'.]+/)) {
          const typed = Array.from(part)
          for (let length = 1; length <= typed.length; length++) {
            const beginning = typed.slice(0, length).join('')
            const result = await practice.api.clients.search({
              text: stripped ? fold(beginning) : beginning,
            })
            expect(result.clients.map((client) => client.id)).toContain(id)
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  it('has nothing to look for in punctuation [CLI-14]', () => {
    for (const text of ['', '   ', '"', '()', '😀', '\0']) expect(parseSearch(text)).toBeNull()
  })
})

describe('a flag', () => {
  it('is raised once, ended with a reason, and may be raised again [CLI-20, CLI-21]', async () => {
    const practice = await openTestPractice()
    const { id } = await add(practice)
    const flag = { clientId: id, kind: 'pregnancy' } as const
    expect((await practice.api.clients.raiseFlag(flag)).flags).toMatchObject([
      { kind: 'pregnancy', clearance: null },
    ])
    expect(await refusedWith(practice.api.clients.raiseFlag(flag))).toEqual([
      'clients.flag-already-raised',
    ])
    expect((await practice.api.clients.endFlag({ ...flag, reason: 'gave birth' })).flags).toEqual(
      [],
    )
    expect(await refusedWith(practice.api.clients.endFlag({ ...flag, reason: 'again' }))).toEqual([
      'clients.flag-not-raised',
    ])
    expect((await practice.api.clients.raiseFlag(flag)).flags).toHaveLength(1)
    const records = await practice.behindTheBack()
    expect(
      records.prepare('SELECT end_reason FROM client_flags ORDER BY noted_at').pluck().all(),
    ).toEqual(['gave birth', null])
  })

  it('of the practice’s own is called as it was named, here and in the search [CLI-15, CLI-22]', async () => {
    const practice = await openTestPractice()
    const { id } = await add(practice)
    const flag = { clientId: id, kind: 'tattoo-ink', label: 'Reaction to tattoo ink' }
    await practice.api.clients.raiseFlag(flag)
    const [problem] = await refusalOf(practice.api.clients.raiseFlag(flag))
    expect(problem).toMatchObject({
      code: 'clients.flag-already-raised',
      fact: 'The flag “Reaction to tattoo ink” already stands.',
    })
    await practice.api.clients.raiseFlag({ clientId: id, kind: 'metal-allergy' })
    const labels = ['Reaction to tattoo ink', 'Metal allergy']
    const { flags } = await practice.api.clients.get({ clientId: id })
    expect(flags.map(({ label }) => label)).toEqual(labels)
    const { clients } = await practice.api.clients.search({ text: 'zoe' })
    expect(clients[0]?.flags.map(({ label }) => label)).toEqual(labels)
  })
})
