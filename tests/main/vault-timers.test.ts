import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { toInstant } from '#shared/kernel/index.ts'
import { testPassphrase, type TestPractice } from '../support/practice.ts'
import {
  anotherClient,
  aPerson,
  chartOf,
  colleagueUnlocks,
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

it('drops a timer from the lock screen once its time of wiping off has come while unlocked [VLT-41]', async () => {
  const room = await readyRoom()
  const { onAt, products } = await withAnaesthetic(room, 5)
  const offAt = toInstant(new Date(room.practice.clock.now().getTime() + minute))
  const soon = products.map((used) => ({
    ...used,
    anaesthetic: used.anaesthetic && { ...used.anaesthetic, offAt },
  }))
  await openCharted(room, { products: soon })
  expect(await room.api.sessions.timers()).toMatchObject([{ onAt }])
  room.practice.clock.advance({ minutes: 2 })
  expect(await room.api.sessions.timers()).toEqual([])
  await room.api.vault.lock()
  expect(await room.api.vault.status()).toMatchObject({ state: 'locked', timers: [] })
})

it('saves a chart, and shows its timer, beside a chart that cannot be read [VLT-42]', async () => {
  const room = await readyRoom()
  const { onAt, products } = await withAnaesthetic(room, 5)
  const broken = await openCharted(room, { products: [] })
  const connection = await room.practice.behindTheBack()
  const breakTo = (document: string): unknown =>
    connection
      .prepare('UPDATE drafts SET document = ? WHERE key = ?')
      .run(document, broken.sessionId)
  breakTo('{"products":7}')
  const nora = await anotherClient(room, 'Nora Lund')
  const charted = await openCharted(nora, { products }, null)
  const timers = async () => (await room.api.vault.status()).timers
  expect(await timers()).toMatchObject([{ onAt }])

  // A damaged file keeps to no rule of the table: not even JSON, and the other's cream comes off.
  connection.pragma('ignore_check_constraints = ON')
  breakTo('{"products":[')
  const document = chartOf(nora, { products: [] })
  const { sessionId } = charted
  const { version } = await room.api.sessions.save({
    sessionId,
    version: charted.version,
    document,
  })
  expect(await timers()).toEqual([])

  // One line of a chart that cannot be read hides no other line of it.
  breakTo(JSON.stringify({ products: [{ lotId: 7 }, ...products] }))
  await room.api.sessions.save({ sessionId, version, document })
  expect(await timers()).toMatchObject([{ onAt }])
})

it('takes nothing that a page asks by itself for a sign of a person [VLT-6]', async () => {
  const room = await readyRoom()
  const { api, practice, clientId } = room
  const { sessionId, version } = await openCharted(room)
  const lotId = room.serum.lot.id
  const asked: readonly (() => Promise<unknown>)[] = [
    () => api.vault.status(),
    () => api.practice.get(),
    () => api.today.get(),
    () => api.clients.get({ clientId }),
    () => api.clients.search({ text: '' }),
    () => api.inventory.lots({}),
    () => api.inventory.lot({ lotId }),
    () => api.sessions.get({ sessionId }),
    () => api.sessions.list({ clientId }),
    () => api.sessions.course({ clientId }),
    () => api.sessions.timers(),
    () => api.sessions.unfinished(),
    () => api.recalls.list(),
    () => api.sessions.save({ sessionId, version, document: chartOf(room) }).catch(() => null),
  ]
  // Each a minute after the one before: any that counted would have put the lock off.
  for (const ask of asked) {
    practice.clock.advance({ minutes: 1 })
    await ask()
  }
  expect((await api.vault.status()).state).toBe('unlocked')
  practice.clock.advance({ minutes: 1, seconds: 1 })
  expect((await api.vault.status()).state).toBe('locked')

  // Her hands do.
  await api.vault.unlock({ secret: testPassphrase })
  practice.clock.advance({ minutes: 14 })
  await api.vault.touch()
  practice.clock.advance({ minutes: 14 })
  expect((await api.vault.status()).state).toBe('unlocked')
})

it('lets the idle lock wait for nobody else’s needling [VLT-29]', async () => {
  const room = await readyRoom()
  const { api, practice } = room
  await start(room, await openCharted(room))
  await colleagueUnlocks(room)
  practice.clock.advance({ minutes: 15, seconds: 1 })
  expect((await api.vault.status()).state).toBe('locked')
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
