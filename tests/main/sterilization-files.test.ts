import { expect, it } from 'vitest'
import { certain } from '#shared/kernel/index.ts'
import { dacFile, latin1 } from '../support/cycle-files.ts'
import { testPassphrase } from '../support/practice.ts'
import { refusedWith } from '../support/refusals.ts'
import { addSterilizer, releaseWhole, runCycle } from '../support/sterility.ts'
import { openCharted, readyRoom } from '../support/treatment.ts'

it('stops a load and its packs when the kept file of its cycle says that it failed, before or after its release [STE-52]', async () => {
  const room = await readyRoom()
  const { api, practice } = room
  // The file writes the serial number without the space.
  const machine = await addSterilizer(practice, '700 123')
  const run = (cycleNumber: number, hour: number, packs: readonly string[]) =>
    runCycle(practice, machine, { cycleNumber, startedAt: `2026-11-20T${hour}:12:00.000Z`, packs })
  const keep = (cycle: number, time: string, end: 'FEHL' | 'stops') => {
    const content = dacFile({ cycle, date: '20-11-2026', time, end })
    const file = new File([Buffer.from(latin1(content))], `${cycle}.txt`)
    return api.imports.sterilizerFiles({ files: [file] })
  }
  const code = 'sterilization.cycle-file-not-passed'

  const released = await releaseWhole(practice, await run(88, 16, ['P1']))
  const charted = await openCharted(room, {}, 0)
  const claim = { sessionId: charted.sessionId, packId: certain(released.packs[0], 'P1').id }
  await api.sessions.takePack(claim)
  await api.sessions.returnPack(claim)
  await keep(88, '09:12:05', 'FEHL')
  const { findings } = await api.sterilization.load({ loadId: released.id })
  expect(findings).toMatchObject([{ code, severity: 'stop' }])
  expect(await refusedWith(api.sessions.takePack(claim))).toEqual([code])

  const waiting = await run(89, 17, ['P2'])
  await keep(89, '10:12:05', 'stops')
  const release = { loadId: waiting.id, secret: testPassphrase, reason: 'The strip is black' }
  expect(await refusedWith(api.sterilization.release(release))).toEqual([code])
})
