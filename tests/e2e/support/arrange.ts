import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { micrometres, toCalendarDate } from '#shared/kernel/index.ts'
import type { SterilityMode } from '#shared/practice/index.ts'
import type { Host } from '../../support/host.ts'

export const passphrase = 'copper lantern orbit thistle'

/**
 * A new practice in the host's folder, unlocked. The first of its mode in this process is made and
 * its closed files are kept; every other one is a copy of it, which takes a tenth of the time.
 */
export const openPractice = async (
  { api, folder }: Pick<Host, 'api' | 'folder'>,
  sterilityMode: SterilityMode = 'reprocesses',
): Promise<void> => {
  const known = prepared.get(sterilityMode)
  if (known === undefined) {
    await makePractice(api, sterilityMode)
    await api.vault.lock()
    prepared.set(sterilityMode, copyOf(folder))
  } else {
    copyPractice(known, folder)
  }
  await api.vault.unlock({ secret: passphrase })
}

const prepared = new Map<SterilityMode, string>()

const copyOf = (folder: string): string => {
  const kept = mkdtempSync(join(tmpdir(), 'stratum-prepared-'))
  process.once('exit', () => rmSync(kept, { recursive: true, force: true }))
  copyPractice(folder, kept)
  return kept
}

const copyPractice = (from: string, to: string): void => {
  for (const file of ['records.db', 'vault.json']) copyFileSync(join(from, file), join(to, file))
}

const makePractice = async (api: Host['api'], sterilityMode: SterilityMode): Promise<void> => {
  await api.practice.create({
    practice: {
      name: 'Lantern Skin Studio',
      address: '12 Harbour Street',
      telephone: '555 0100',
      timeZone: 'America/Denver',
      sterilityMode,
    },
    owner: {
      name: 'Ada Petersen',
      licenceClass: 'Master esthetician',
      licenceNumber: 'ME-20417',
      licenceExpiresOn: toCalendarDate('2036-06-30'),
      jurisdiction: 'Utah',
      maximumNeedleLength: micrometres.parse(1500),
      maximumNeedleLengthSource: 'Utah master esthetician: up to 1.5 mm',
    },
    passphrase,
  })
}
