import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { type ImportedCycle, type ImportReport, largestCycleFile } from '#shared/imports/index.ts'
import { tooLarge } from '../imports/index.ts'
import type { Api } from '../router.ts'
import { exitCodeOf, exitCodes, print, reasonsOf, say } from './outcome.ts'
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
  const { reports, stoppedBy } = await withPractice(options, (api) =>
    inTurn(api, named(paths), options.dryRun),
  )
  const cycles = reports.flatMap((report) => report.cycles)
  const unreadable = [
    ...reports.flatMap((report) => report.closed),
    ...reports.flatMap((report) => report.unreadable),
  ]
  if (options.json) print({ cycles: cycles.map(shown), unreadable })
  else sayReport({ cycles, unreadable })
  sayKept(cycles, options.dryRun)
  if (reports.some(({ closed }) => closed.length > 0)) process.exitCode = exitCodes.unreadable
  else if (stoppedBy !== null) process.exitCode = exitCodeOf(stoppedBy)
  else if (unreadable.length > 0) process.exitCode = exitCodes.refused
}

interface NamedPath {
  readonly path: string
  readonly name: string
}

interface Turn extends ImportReport {
  /** Files that could not be opened on the disk. */
  readonly closed: ImportReport['unreadable']
}

const named = (paths: readonly string[]): readonly NamedPath[] => {
  const bases = Map.groupBy(paths, (path) => basename(path))
  return paths.map((path) => ({
    path,
    name: (bases.get(basename(path))?.length ?? 0) > 1 ? path : basename(path),
  }))
}

type Content =
  | { readonly content: Uint8Array<ArrayBuffer>; readonly because: null; readonly isLarge: false }
  | { readonly content: null; readonly because: string; readonly isLarge: boolean }

const closed = (because: string, isLarge = false) => ({ content: null, because, isLarge }) as const

const contentOf = (path: string): Content => {
  try {
    const found = statSync(path)
    if (found.isDirectory()) return closed('It is a folder. Name the files in it.')
    // Looked at first: what is too large is not taken into memory.
    if (found.size > largestCycleFile) return closed(tooLarge, true)
    return { content: new Uint8Array(readFileSync(path)), because: null, isLarge: false }
  } catch {
    return closed('It cannot be opened on the disk.')
  }
}

/**
 * What a turn has kept stays kept: when a later one fails, its files and those after it are told as
 * not read. @throws what the first turn fails with
 */
export const inTurn = async (
  api: Pick<Api, 'imports'>,
  paths: readonly NamedPath[],
  dryRun: boolean,
): Promise<{ readonly reports: readonly Turn[]; readonly stoppedBy: unknown }> => {
  const reports: Turn[] = []
  for (let at = 0; at < paths.length; at += together) {
    try {
      reports.push(await turn(api, paths.slice(at, at + together), dryRun))
    } catch (error) {
      if (at === 0) throw error
      const because = `It was not read, since something went wrong before: ${reasonsOf(error)}`
      const unreadable = paths.slice(at).map(({ name }) => ({ file: name, because }))
      return { reports: [...reports, { cycles: [], closed: [], unreadable }], stoppedBy: error }
    }
  }
  return { reports, stoppedBy: null }
}

const turn = async (
  api: Pick<Api, 'imports'>,
  paths: readonly NamedPath[],
  dryRun: boolean,
): Promise<Turn> => {
  const opened = paths.map(({ path, name }) => ({ name, ...contentOf(path) }))
  const files = opened.flatMap(({ name, content }) =>
    content === null ? [] : [new File([content], name)],
  )
  const refused = (large: boolean) =>
    opened.flatMap(({ name, because, isLarge }) =>
      because !== null && isLarge === large ? [{ file: name, because }] : [],
    )
  const report =
    files.length === 0
      ? { cycles: [], unreadable: [] }
      : await api.imports.sterilizerFiles({ files, dryRun })
  return {
    cycles: report.cycles,
    unreadable: [...report.unreadable, ...refused(true)],
    closed: refused(false),
  }
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
