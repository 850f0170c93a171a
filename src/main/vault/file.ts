import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { classified } from '#main/database/index.ts'
import { practitionerId, Refusal } from '#shared/kernel/index.ts'
import { derivation } from './derivation.ts'
import { wrapped } from './keys.ts'

const slot = z.object({
  /** The person, or the owner by her recovery code. */
  kind: z.enum(['passphrase', 'recovery']),
  practitionerId,
  name: z.string(),
  derivation,
  dataKey: wrapped,
  signingKey: wrapped,
})
export type Slot = z.infer<typeof slot>

export const vaultFile = z.object({
  format: z.literal('stratum-vault-1'),
  practiceName: z.string(),
  demonstration: z.boolean(),
  slots: z.array(slot).min(1),
})
export type VaultFile = z.infer<typeof vaultFile>

const pathIn = (folder: string): string => join(folder, 'vault.json')

/** The key slots, or null where no practice is. @throws Refusal when the file is damaged. */
export const readVault = (folder: string): VaultFile | null => {
  const path = pathIn(folder)
  if (!existsSync(path)) return null
  const content = classified(() => readFileSync(path, 'utf8'))
  try {
    return vaultFile.parse(JSON.parse(content))
  } catch {
    throw new Refusal({
      code: 'vault.damaged',
      fact: 'The file vault.json of this practice is damaged.',
      rule: 'Without its key slots a practice cannot be unlocked.',
      nextStep: 'Put back vault.json from a copy of the practice folder.',
    })
  }
}

/** Replaces the file whole or not at all, also when the power fails. */
export const writeVault = (folder: string, content: VaultFile): void =>
  classified(() => {
    const path = pathIn(folder)
    const fresh = `${path}.new`
    const file = openSync(fresh, 'w', 0o600)
    writeSync(file, JSON.stringify(content, null, 2))
    fsyncSync(file)
    closeSync(file)
    renameSync(fresh, path)
    syncFolder(dirname(path))
  })

const syncFolder = (folder: string): void => {
  // Windows cannot open a folder; NTFS journals the rename itself.
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
