import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { ImportedCycle, ImportReport } from '#shared/imports/index.ts'
import type { Api } from '../router.ts'
import { exitCodes, print, say } from './outcome.ts'
import { type PracticeOptions, withPractice } from './practice.ts'

interface Options extends PracticeOptions {
  readonly dryRun: boolean
}

/** As many as one call of the application takes. */
const together = 100

/**
 * Reads what sterilizers wrote. A file is named by the last part of its path, or as it was given where
 * two share that. Ends with 3 when a file could not be opened, with 1 when something in one could not
 * be read, and tells of all the others.
 */
export const importSterilizerFiles = async (
  paths: readonly string[],
  options: Options,
): Promise<void> => {
  const opened = named(paths).map(({ path, name }) => ({ name, ...contentOf(path) }))
  const files = opened.flatMap(({ name, content }) =>
    content === null ? [] : [new File([content], name)],
  )
  const reports = await withPractice(options, (api) => inTurn(api, files, options.dryRun))
  const closed = opened.flatMap(({ name, because }) =>
    because === null ? [] : [{ file: name, because }],
  )
  const cycles = reports.flatMap((report) => report.cycles)
  const unreadable = [...closed, ...reports.flatMap((report) => report.unreadable)]
  if (options.json) print({ cycles: cycles.map(shown), unreadable })
  else sayReport({ cycles, unreadable })
  sayKept(cycles, options.dryRun)
  if (closed.length > 0) process.exitCode = exitCodes.unreadable
  else if (unreadable.length > 0) process.exitCode = exitCodes.refused
}

const named = (paths: readonly string[]) => {
  const bases = Map.groupBy(paths, (path) => basename(path))
  return paths.map((path) => ({
    path,
    name: (bases.get(basename(path))?.length ?? 0) > 1 ? path : basename(path),
  }))
}

type Content =
  | { readonly content: Uint8Array<ArrayBuffer>; readonly because: null }
  | { readonly content: null; readonly because: string }

const contentOf = (path: string): Content => {
  try {
    if (statSync(path).isDirectory())
      return { content: null, because: 'It is a folder. Name the files in it.' }
    return { content: new Uint8Array(readFileSync(path)), because: null }
  } catch {
    return { content: null, because: 'It cannot be opened on the disk.' }
  }
}

const inTurn = async (
  api: Api,
  files: readonly File[],
  dryRun: boolean,
): Promise<readonly ImportReport[]> => {
  const reports: ImportReport[] = []
  for (let at = 0; at < files.length; at += together)
    reports.push(
      await api.imports.sterilizerFiles({ files: files.slice(at, at + together), dryRun }),
    )
  return reports
}

/** The document that `docs/specs/cli.md` describes, and nothing more. */
const shown = ({ kept: _, ...cycle }: ImportedCycle) => cycle

const sayReport = ({ cycles, unreadable }: ImportReport): void => {
  for (const { file, machine, serialNumber, cycleNumber, startedOn, outcome, ...cycle } of cycles) {
    process.stdout.write(
      `${startedOn} ${machine} ${serialNumber} cycle ${cycleNumber}: ${outcome}, ${cycle.match} (${file})\n`,
    )
    for (const { fact } of cycle.findings) process.stdout.write(`  ${fact}\n`)
  }
  for (const { file, because } of unreadable) process.stdout.write(`${file}: ${because}\n`)
}

const sayKept = (cycles: readonly ImportedCycle[], dryRun: boolean): void => {
  const before = cycles.filter(({ kept }) => kept === 'before').length
  const verb = dryRun ? 'would be kept' : 'kept'
  say(`${cycles.length - before} cycles ${verb}, ${before} were already there.`)
}
