import { unzipSync } from 'fflate'
import { describe, expect, it, onTestFinished } from 'vitest'
import { makeDemo } from '#main/demo/index.ts'
import { createApplication } from '#main/practice.ts'
import { certain, loadId, lotId, toCalendarDate } from '#shared/kernel/index.ts'
import { apiOf, temporaryFolder, testPassphrase } from '../support/practice.ts'
import { traceFromFiles } from '../support/trace-from-files.ts'

const seeded = async () => {
  const folder = `${temporaryFolder()}/practice`
  const asOf = toCalendarDate('2026-11-22')
  await makeDemo(folder, { clients: 8, years: 0.5, seed: 'trace', asOf }, testPassphrase, () => {})
  const application = createApplication({ folder })
  onTestFinished(() => application.close())
  const api = apiOf(application)
  await api.vault.unlock({ secret: testPassphrase })
  return api
}

describe('the files of a seeded practice', () => {
  it('say whom every lot and load reached, as the trace does [EXP-50, RCL-7]', async () => {
    const api = await seeded()
    const files = unzipSync(new Uint8Array(await (await api.exports.practice()).arrayBuffer()))
    const textOf = (name: string) => new TextDecoder().decode(certain(files[name], name))
    expect(textOf('README.md')).toContain('How to trace a lot or a load')
    const { lots, loads } = traceFromFiles(textOf)
    const reached = async (subject: Parameters<typeof api.recalls.trace>[0]) => {
      const { sessions, clients } = await api.recalls.trace(subject)
      return { sessions, clients }
    }
    for (const [id, expected] of lots) {
      expect(await reached({ kind: 'lot', id: lotId.parse(id) })).toEqual(expected)
    }
    for (const [id, expected] of loads) {
      expect(await reached({ kind: 'load', id: loadId.parse(id) })).toEqual(expected)
    }
    // Neither is empty by mistake.
    for (const all of [lots, loads]) {
      expect([...all.values()].filter(({ clients }) => clients.length > 1).length).toBeGreaterThan(
        0,
      )
    }
  }, 240_000)
})
