import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type OwnHost, startHost } from '../support/host.ts'

let folder: string
const hosts: OwnHost[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stratum-serve-'))
})
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.kill()
  rmSync(folder, { recursive: true, force: true })
})

const start = async () => {
  const host = await startHost(folder)
  hosts.push(host)
  return host
}

// A process each: seconds on a machine that has other things to do.
const patience = 60_000

describe('a practice behind the loopback host', { timeout: patience }, () => {
  it('is one process’s: a second one is refused, and the first goes on [HOST-20]', async () => {
    const first = await start()
    await expect(start()).rejects.toThrow(/Refusal/)
    expect(await first.api.vault.status()).toMatchObject({ state: 'empty' })
  })

  it('is free again when its process was asked to end [HOST-21]', async () => {
    const first = await start()
    await first.stop()
    const second = await start()
    expect(await second.api.vault.status()).toMatchObject({ state: 'empty' })
  })

  it('is free again when its process was killed [HOST-22]', async () => {
    const first = await start()
    await first.kill()
    const second = await start()
    expect(await second.api.vault.status()).toMatchObject({ state: 'empty' })
  })

  it('has a token of its own in each run, which is written nowhere [HOST-23]', async () => {
    const first = await start()
    await first.stop()
    const second = await start()
    expect(second.address.split('#')[1]).not.toBe(first.address.split('#')[1])
    const lock = readFileSync(join(folder, 'lock.db'), 'latin1')
    expect(lock).not.toContain(new URL(second.address).hash.slice('#token='.length))
  })
})
