import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { toInstant } from '#shared/kernel/index.ts'
import { testPassphrase, type TestPractice } from '../support/practice.ts'
import {
  anotherClient,
  aPerson,
  chartOf,
  openCharted,
  readyRoom,
  receive,
  signShown,
  start,
  type TreatmentRoom,
  usedOf,
} from '../support/treatment.ts'

const minute = 60_000

/** A chart with the anaesthetic put on so many minutes ago. */
const withAnaesthetic = async (room: TreatmentRoom, minutesAgo: number) => {
  const cream = await receive(room.practice, 'anaesthetic', {
    number: 'L-14',
    product: { longestDwellMinutes: 30 },
  })
  const onAt = toInstant(new Date(room.practice.clock.now().getTime() - minutesAgo * minute))
  const used = usedOf(cream)
  const anaesthetic = used.anaesthetic && { ...used.anaesthetic, onAt, offAt: null }
  return { onAt, products: [usedOf(room.serum), { ...used, anaesthetic }] }
}

const pathOf = ({ folder }: TestPractice) => join(folder, 'timers.json')

it('keeps anaesthetic timers over a lock and a restart, as instants and without a name [VLT-27]', async () => {
  const room = await readyRoom()
  const { api, practice } = room
  const path = pathOf(practice)
  expect((await api.vault.status()).timers).toEqual([])
  const { onAt, products } = await withAnaesthetic(room, 20)
  const dueAt = toInstant(new Date(Date.parse(onAt) + 30 * minute))

  const charted = await openCharted(room, { products })
  expect((await api.vault.status()).timers).toEqual([{ onAt, dueAt }])
  expect(await api.sessions.timers()).toMatchObject([{ clientName: aPerson.name, onAt, dueAt }])
  const kept = readFileSync(path, 'utf8')
  expect(JSON.parse(kept)).toEqual({ format: 'stratum-timers-1', timers: [{ onAt, dueAt }] })
  expect(readdirSync(practice.folder)).not.toContain('timers.json.new')

  await api.vault.lock()
  expect(await api.vault.status()).toMatchObject({ state: 'locked', timers: [{ onAt, dueAt }] })

  // Another process, nobody unlocked; and once it is unlocked, what the records say.
  const later = await practice.reopen()
  expect(await later.api.vault.status()).toMatchObject({
    state: 'locked',
    timers: [{ onAt, dueAt }],
  })
  await later.api.vault.unlock({ secret: testPassphrase })
  expect((await later.api.vault.status()).timers).toEqual([{ onAt, dueAt }])

  // Wiped off: nothing runs, and nothing is kept.
  const offAt = toInstant(later.clock.now())
  const wiped = products.map((used) => ({
    ...used,
    anaesthetic: used.anaesthetic && { ...used.anaesthetic, offAt },
  }))
  await later.api.sessions.save({
    sessionId: charted.sessionId,
    version: charted.version,
    document: chartOf(room, { products: wiped }),
  })
  expect((await later.api.vault.status()).timers).toEqual([])
  expect(existsSync(path)).toBe(false)
})

it('forgets a timer of a session that is put away, and shows none of yesterday [VLT-27]', async () => {
  const room = await readyRoom()
  const { api, practice } = room
  const { products } = await withAnaesthetic(room, 5)
  const { sessionId } = await openCharted(room, { products })
  await api.vault.lock()
  practice.clock.advance({ days: 1 })
  expect((await api.vault.status()).timers).toEqual([])
  await api.vault.unlock({ secret: testPassphrase })
  expect(await api.sessions.timers()).toHaveLength(1)
  expect(existsSync(pathOf(practice))).toBe(true)
  await api.sessions.drop({ sessionId, reason: 'She went home.' })
  expect(existsSync(pathOf(practice))).toBe(false)
})

it('neither shows nor trusts a file of timers that is broken or foreign [VLT-28]', async () => {
  const room = await readyRoom()
  const { onAt, products } = await withAnaesthetic(room, 5)
  await openCharted(room, { products })
  const timer = { onAt, dueAt: null }
  let { practice } = room
  for (const content of [
    '',
    '{"format":"stratum-timers-1","timers":[{"onAt":',
    '<script>alert(1)</script>',
    JSON.stringify([timer]),
    JSON.stringify({ format: 'stratum-timers-2', timers: [timer] }),
    JSON.stringify({ format: 'stratum-timers-1', timers: [{ ...timer, name: 'Mia Thorsen' }] }),
    JSON.stringify({ format: 'stratum-timers-1', timers: [{ onAt: 'at noon', dueAt: null }] }),
    JSON.stringify({ format: 'stratum-timers-1', timers: Array.from({ length: 51 }, () => timer) }),
  ]) {
    await practice.application.close()
    writeFileSync(pathOf(practice), content)
    practice = await practice.reopen()
    expect([content, (await practice.api.vault.status()).timers]).toEqual([content, []])
  }
  await practice.api.vault.unlock({ secret: testPassphrase })
  expect((await practice.api.vault.status()).timers).toMatchObject([{ onAt }])
  expect(readFileSync(pathOf(practice), 'utf8')).not.toContain('Mia')
})

it('keeps an anaesthetic running whose time of wiping off is still to come [VLT-41]', async () => {
  const room = await readyRoom()
  const { onAt, products } = await withAnaesthetic(room, 5)
  const offAt = toInstant(new Date(room.practice.clock.now().getTime() + 60 * minute))
  const slip = products.map((used) => ({
    ...used,
    anaesthetic: used.anaesthetic && { ...used.anaesthetic, offAt },
  }))
  await openCharted(room, { products: slip })
  expect((await room.api.vault.status()).timers).toMatchObject([{ onAt }])
})

it('saves a chart, and shows its timer, beside a chart that cannot be read [VLT-42]', async () => {
  const room = await readyRoom()
  const { onAt, products } = await withAnaesthetic(room, 5)
  const broken = await openCharted(room, { products: [] })
  const connection = await room.practice.behindTheBack()
  connection
    .prepare("UPDATE drafts SET document = '{\"products\":7}' WHERE key = ?")
    .run(broken.sessionId)
  await openCharted(await anotherClient(room, 'Nora Lund'), { products }, null)
  expect((await room.api.vault.status()).timers).toMatchObject([{ onAt }])
})

it('takes nothing that a page asks by itself for a sign of a person [VLT-6]', async () => {
  const room = await readyRoom()
  const { api, practice, clientId } = room
  const { sessionId, version } = await openCharted(room)
  const lotId = room.serum.lot.id
  const asked: Record<string, () => Promise<unknown>> = {
    'vault.status': () => api.vault.status(),
    'practice.get': () => api.practice.get(),
    'today.get': () => api.today.get(),
    'clients.get': () => api.clients.get({ clientId }),
    'clients.search': () => api.clients.search({ text: '' }),
    'inventory.lots': () => api.inventory.lots({}),
    'inventory.lot': () => api.inventory.lot({ lotId }),
    'sessions.get': () => api.sessions.get({ sessionId }),
    'sessions.list': () => api.sessions.list({ clientId }),
    'sessions.course': () => api.sessions.course({ clientId }),
    'sessions.timers': () => api.sessions.timers(),
    'sessions.unfinished': () => api.sessions.unfinished(),
    'recalls.list': () => api.recalls.list(),
    'sessions.save': () =>
      api.sessions.save({ sessionId, version, document: chartOf(room) }).catch(() => null),
  }
  for (const [path, ask] of Object.entries(asked)) {
    practice.clock.advance({ minutes: 8 })
    await ask()
    practice.clock.advance({ minutes: 8 })
    expect([path, (await api.vault.status()).state]).toEqual([path, 'locked'])
    await api.vault.unlock({ secret: testPassphrase })
  }
})

it('lets the idle lock wait while needling goes on, and not longer than the rule says [VLT-29]', async () => {
  const room = await readyRoom()
  const { api, practice } = room
  const { clock } = practice
  const state = async () => (await api.vault.status()).state
  const charted = await openCharted(room)

  // Not begun yet: the ordinary minutes.
  clock.advance({ minutes: 15, seconds: 1 })
  expect(await state()).toBe('locked')
  await api.vault.unlock({ secret: testPassphrase })

  await start(room, charted)
  clock.advance({ minutes: 59 })
  expect(await state()).toBe('unlocked')
  clock.advance({ minutes: 1, seconds: 1 })
  expect(await state()).toBe('locked')
  await api.vault.unlock({ secret: testPassphrase })
  // Begun too long ago: forgotten, and no gloves are on.
  clock.advance({ minutes: 15, seconds: 1 })
  expect(await state()).toBe('locked')
  await api.vault.unlock({ secret: testPassphrase })

  const { version } = await api.sessions.save({
    sessionId: charted.sessionId,
    version: charted.version,
    document: chartOf(room, { endedAt: toInstant(clock.now()) }),
  })
  clock.advance({ minutes: 15, seconds: 1 })
  expect(await state()).toBe('locked')
  await api.vault.unlock({ secret: testPassphrase })
  await signShown(room, { sessionId: charted.sessionId, version })
})
