import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { passphrase } from './arrange.ts'

const script = resolve(import.meta.dirname, '../../support/tamper.ts')

/** Changes the records file through the driver, with the key, while the application has it open. */
export const behindTheBack = async (folder: string, sql: string): Promise<void> => {
  await promisify(execFile)(process.execPath, [script, folder, passphrase, sql])
}
