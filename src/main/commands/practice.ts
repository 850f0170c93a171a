import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient, ORPCError } from '@orpc/server'
import type { Verification } from '#shared/audit/index.ts'
import { Refusal } from '#shared/kernel/index.ts'
import type { VerifyRequest } from '../audit/index.ts'
import { practiceFolder } from '../folder.ts'
import { createApplication } from '../practice.ts'
import type { Api } from '../router.ts'
import { readText } from './files.ts'
import { UsageError } from './outcome.ts'

export interface PracticeOptions {
  readonly practice?: string
  readonly passphraseFile?: string
  readonly json: boolean
}

export const folderOf = ({ practice }: PracticeOptions): string => practiceFolder(practice)

/** From STRATUM_PASSPHRASE or a file, never from an argument: other programs can read those. */
export const passphraseOf = ({ passphraseFile }: PracticeOptions): string => {
  const given =
    passphraseFile === undefined
      ? process.env['STRATUM_PASSPHRASE']
      : readText(passphraseFile).replace(/\r?\n$/, '')
  if (given === undefined) {
    throw new UsageError(
      'Give the passphrase in STRATUM_PASSPHRASE or in a file named with --passphrase-file.',
    )
  }
  return given
}

/** Opens the practice, works with its router, and lets it go. */
export const withPractice = async <T>(
  options: PracticeOptions,
  work: (api: Api) => Promise<T>,
): Promise<T> => {
  const folder = folderOf(options)
  refuseWithoutPractice(folder)
  const passphrase = passphraseOf(options)
  const application = createApplication({ folder, watchesFolders: false })
  try {
    const api: Api = createRouterClient(application.router, { context: application.context() })
    await unlock(api, passphrase)
    return await work(api)
  } finally {
    await application.close()
  }
}

/** Checks the records of the folder, also when they cannot be opened for work any more. */
export const verifyFolder = async (
  options: PracticeOptions,
  request: VerifyRequest,
): Promise<Verification> => {
  const folder = folderOf(options)
  refuseWithoutPractice(folder)
  const passphrase = passphraseOf(options)
  const application = createApplication({ folder })
  try {
    return await application.verify(passphrase, request)
  } finally {
    await application.close()
  }
}

/** A command that reads never makes a folder. */
const refuseWithoutPractice = (folder: string): void => {
  if (existsSync(join(folder, 'vault.json'))) return
  throw new Refusal({
    code: 'vault.no-practice',
    fact: `There is no practice in ${folder}.`,
    rule: 'A practice folder holds vault.json and records.db.',
    nextStep: 'Name the folder of your practice with --practice.',
  })
}

/** Whose passphrase it is nobody says on a command line: each person’s slot is tried. */
const unlock = async (api: Api, secret: string): Promise<void> => {
  const { people } = await api.vault.status()
  let refusal: unknown
  for (const { id } of people) {
    try {
      await api.vault.unlock({ secret, practitionerId: id })
      return
    } catch (error) {
      if (!(error instanceof ORPCError) || error.code !== 'REFUSED') throw error
      refusal ??= error
    }
  }
  throw refusal
}
