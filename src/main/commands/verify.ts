import type { Verification } from '#shared/audit/index.ts'
import { verifyBundle } from '../exports/index.ts'
import { exitCodes, print, say } from './outcome.ts'
import { type PracticeOptions, verifyFolder } from './practice.ts'

interface Options extends PracticeOptions {
  readonly fingerprint?: readonly string[]
  readonly since?: string
}

/** Checks a bundle without any passphrase, or the practice; the first thing that does not hold comes first. */
export const verifyRecords = async (
  bundle: string | undefined,
  options: Options,
): Promise<void> => {
  const fingerprints = [...(options.fingerprint ?? [])]
  const report =
    bundle === undefined
      ? await verifyFolder(options, { fingerprints, since: options.since })
      : verifyBundle(bundle, fingerprints, options.since)
  if (options.json) print(report)
  else sayReport(report)
  process.exitCode = report.holds ? exitCodes.done : exitCodes.refused
}

const sayReport = ({
  holds,
  entries,
  rows,
  signatures,
  attachments,
  head,
  findings,
  signers,
}: Verification): void => {
  const looked = `${entries} change-log entries, ${rows} rows, ${signatures} signatures and ${attachments} kept files`
  process.stdout.write(
    holds ? `Holds: ${looked}.\n` : `Does not hold: ${findings.length} findings in ${looked}.\n`,
  )
  for (const { code, subject, explanation } of findings.slice(0, 20))
    process.stdout.write(`${code}: ${subject}. ${explanation}\n`)
  process.stdout.write(`Head of the change log: ${head ?? 'none'}\n`)
  for (const { name, fingerprint } of signers)
    process.stdout.write(`Signed by ${name}, key ${fingerprint}\n`)
  if (holds && signers.length > 0)
    say('Compare the keys with the recovery sheet or with a signed PDF.')
}
