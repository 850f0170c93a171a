import { describe, expect, it } from 'vitest'
import { openTestPractice, testPassphrase } from '../support/practice.ts'
import { refusedWith } from '../support/refusals.ts'
import { lastSequence } from '../support/logged.ts'

const key = { kind: 'client', key: 'new' }

describe('a draft', () => {
  it('is loaded as it was saved, also after a lock [DRA-1] [DRA-2]', async () => {
    const { api, reopen } = await openTestPractice()
    expect(await api.drafts.load(key)).toBeNull()
    const document = { name: 'Mia', flags: ['keloid'], nested: { x: null } }
    const { version } = await api.drafts.save({ ...key, version: 0, document })
    expect(version).toBe(1)
    const again = await reopen()
    await again.api.vault.unlock({ secret: testPassphrase })
    expect(await again.api.drafts.load(key)).toMatchObject({ ...key, version: 1, document })
    expect(await again.api.drafts.save({ ...key, version: 1, document: [] })).toMatchObject({
      version: 2,
    })
  })

  it('that another window saved in between comes back whole [DRA-3]', async () => {
    const { api } = await openTestPractice()
    await api.drafts.save({ ...key, version: 0, document: 'first' })
    await api.drafts.save({ ...key, version: 1, document: 'second' })
    await expect(api.drafts.save({ ...key, version: 1, document: 'mine' })).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { version: 2 },
    })
    await expect(api.drafts.save({ ...key, version: 0, document: 'new' })).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { ...key, version: 2, document: 'second' },
    })
    expect(await api.drafts.load(key)).toMatchObject({ version: 2, document: 'second' })
  })

  it('that was completed elsewhere begins again [DRA-4] [DRA-5]', async () => {
    const { api } = await openTestPractice()
    await api.drafts.save({ ...key, version: 0, document: 'first' })
    await api.drafts.discard(key)
    await api.drafts.discard(key)
    expect(await api.drafts.load(key)).toBeNull()
    expect(await api.drafts.save({ ...key, version: 1, document: 'still typing' })).toMatchObject({
      version: 2,
    })
  })

  it('is not in the change log [DRA-6]', async () => {
    const practice = await openTestPractice()
    const connection = await practice.behindTheBack()
    const entries = () => lastSequence(connection)
    const before = entries()
    await practice.api.drafts.save({ ...key, version: 0, document: { name: 'Mia' } })
    await practice.api.drafts.discard(key)
    expect(entries()).toBe(before)
  })

  it('of a session is refused here [DRA-7]', async () => {
    const { api } = await openTestPractice()
    const session = { kind: 'session', key: '019ab000-0000-7000-8000-000000000000' }
    const sealed = { ...session, kind: 'session-identity' }
    for (const one of [session, sealed]) {
      expect(await refusedWith(api.drafts.load(one))).toEqual(['drafts.reserved'])
      expect(await refusedWith(api.drafts.save({ ...one, version: 0, document: {} }))).toEqual([
        'drafts.reserved',
      ])
      expect(await refusedWith(api.drafts.discard(one))).toEqual(['drafts.reserved'])
    }
    // The copy that a window keeps beside its own after a conflict is an ordinary draft.
    const copy = { ...session, key: `${session.key}:other` }
    expect(await api.drafts.save({ ...copy, version: 0, document: {} })).toMatchObject({
      version: 1,
    })
  })
})
