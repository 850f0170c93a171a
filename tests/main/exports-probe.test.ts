import { it } from 'vitest'
import { writeFileSync, mkdirSync } from 'node:fs'
import { roomWithHistory } from '../support/handover.ts'
it('probe', async () => {
  mkdirSync('/tmp/probe-exports/out', { recursive: true })
  const { room } = await roomWithHistory()
  const save = async (file: File) => { writeFileSync('/tmp/probe-exports/out/' + file.name, new Uint8Array(await file.arrayBuffer())); console.log(file.name, file.size, file.type) }
  for (const format of ['pdf','csv','json','fhir'] as const) { const t=performance.now(); await save(await room.api.exports.history({ clientId: room.clientId, format })); console.log(format, performance.now()-t) }
  const today=(await room.api.practice.get()).today
  for (const format of ['pdf','csv'] as const) { await save(await room.api.exports.sterilization({ from: today, to: today, format })); await save(await room.api.exports.changeLog({format})) }
  await save(await room.api.exports.practice())
  await save(await room.api.exports.evidence({clientId: room.clientId}))
}, 60000)
