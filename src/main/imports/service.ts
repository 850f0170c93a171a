import { statSync } from 'node:fs'
import { isAbsolute, relative } from 'node:path'
import type { Attachments, Keep } from '#main/attachments/index.ts'
import {
  type Database,
  instantNow,
  newId,
  type ReadDb,
  type WriteTx,
} from '#main/database/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { Shift } from '#main/vault/index.ts'
import {
  type ColumnMapping,
  type CycleRecord,
  type ImportReport,
  largestCycleFile,
  plain,
  plainSerial,
  startedAt,
} from '#shared/imports/index.ts'
import {
  type CalendarDate,
  type CycleRecordId,
  type LoadId,
  Refusal,
} from '#shared/kernel/index.ts'
import { candidate, type Candidate, createJudge, identityOf, numberOf } from './judging.ts'
import { type CycleFile, type FileReading, readCycleFile, tooLarge } from './read.ts'
import * as repository from './repository.ts'
import { type UnreadableFile, type Watch, watchCycleFolder } from './watching.ts'

interface Dependencies {
  readonly database: Database
  readonly shift: Shift
  readonly practice: Practice
  readonly attachments: Attachments
  /** Where the practice itself lies: no folder to be watched. */
  readonly practiceFolder: string
  /** Reads away from the thread that answers, for files of more than a moment. */
  readonly readAway: (input: {
    readonly files: readonly CycleFile[]
    readonly mappings: readonly ColumnMapping[]
  }) => Promise<readonly FileReading[]>
}

export type Imports = ReturnType<typeof createImports>

/** Reading this much takes less than a blink, and less than a thread. */
const atOnce = 1 << 19

interface FileCycle extends Candidate {
  readonly file: CycleFile
  /** Which cycle of the file. */
  readonly position: number
}

/** What sterilizers wrote about their cycles: read, kept as it came, and held against the log. */
export const createImports = (dependencies: Dependencies) => {
  const { database, shift, practice, attachments } = dependencies
  const { environment } = database
  let watching: Watch | null = null
  let lastLook: { readonly at: string; readonly unreadable: readonly UnreadableFile[] } | null =
    null

  const write = <T>(reason: string, work: (tx: WriteTx) => T): T =>
    database.write({ actor: shift.practitionerId, reason }, work)

  const read = async (files: readonly CycleFile[]): Promise<readonly FileReading[]> => {
    const { mappings } = database.read(repository.findSettings)
    const bytes = files.reduce((sum, { content }) => sum + content.byteLength, 0)
    return bytes > atOnce
      ? dependencies.readAway({ files, mappings })
      : files.map((file) => readCycleFile(file, mappings))
  }

  const insert = (
    tx: WriteTx,
    { file, reading, identity: _, ...head }: FileCycle,
    keep: Keep,
  ): void => {
    const { id: attachmentId } = keep(tx, {
      name: file.name,
      mediaType: 'text/plain',
      content: file.content,
    })
    repository.insertCycle(tx, {
      ...head,
      id: newId<CycleRecordId>(environment),
      attachmentId,
      format: reading.format,
      machine: reading.machine,
      startedOn: reading.startedOn,
      reading,
      importedAt: instantNow(environment),
    })
  }

  /** Judged before anything is kept, so that a dry run says the same. */
  const judged = (db: ReadDb, cycles: readonly FileCycle[], keep: (one: FileCycle) => void) => {
    const judge = createJudge(db, cycles)
    const before = new Map<string, ReadonlySet<string>>()
    for (const cycle of cycles) {
      const number = numberOf(cycle)
      if (before.has(number)) continue
      const heads = repository.headsOfNumber(db, cycle.serialNumber, cycle.cycleNumber)
      before.set(number, new Set(heads.map(identityOf)))
    }
    const identities = new Map([...before].map(([number, kept]) => [number, new Set(kept)]))
    for (const cycle of cycles) identities.get(numberOf(cycle))?.add(cycle.identity)
    const reported = cycles.map((cycle) => ({
      cycle,
      verdict: judge(cycle, (identities.get(numberOf(cycle))?.size ?? 0) > 1).verdict,
    }))
    const taken = new Set<string>()
    return reported.map(({ cycle, verdict }) => {
      const kept =
        taken.has(cycle.identity) || before.get(numberOf(cycle))?.has(cycle.identity) === true
      taken.add(cycle.identity)
      if (!kept) keep(cycle)
      return {
        file: cycle.file.name,
        ...verdict,
        kept: kept ? ('before' as const) : ('new' as const),
      }
    })
  }

  const take = async (
    files: readonly CycleFile[],
    dryRun: boolean,
    reason: string,
  ): Promise<ImportReport> => {
    const readings = await read(files)
    // A file of the watched folder that is refused once stays refused.
    await database.settled()
    const zone = database.read((db) => practice.details(db).timeZone)
    const cycles = files.flatMap((file, index) =>
      (readings[index]?.cycles ?? []).map(
        ({ reading, seriesHash, position }): FileCycle => ({
          file,
          position,
          ...candidate(
            reading,
            seriesHash,
            startedAt(reading.startedOn, reading.startedTime, zone),
          ),
        }),
      ),
    )
    const unreadable = files.flatMap(({ name }, index) =>
      (readings[index]?.unreadable ?? []).map((because) => ({ file: name, because })),
    )
    if (cycles.length === 0) return { cycles: [], unreadable }
    return {
      cycles: dryRun
        ? database.read((db) => judged(db, cycles, () => {}))
        : attachments.keeping((keep) =>
            write(reason, (tx) => judged(tx, cycles, (cycle) => insert(tx, cycle, keep))),
          ),
      unreadable,
    }
  }

  const records = (db: ReadDb, stored: readonly repository.KeptCycle[]): CycleRecord[] => {
    const judge = createJudge(db, [])
    return stored.map((cycle) => {
      const others = repository.countOfNumber(db, cycle.serialNumber, cycle.cycleNumber)
      const { verdict, sterilizerId, loadId } = judge(cycle, others > 1)
      return {
        ...verdict,
        sterilizerId,
        loadId,
        file: attachments.of(db, cycle.attachmentId).name,
        kept: 'before' as const,
        id: cycle.id,
        attachmentId: cycle.attachmentId,
        importedAt: cycle.importedAt,
        programme: cycle.reading.programme,
        hasCurve: cycle.hasCurve,
      }
    })
  }

  const stopWatching = (): void => {
    watching?.stop()
    watching = null
    lastLook = null
  }

  const startWatching = (): void => {
    stopWatching()
    const { folder } = database.read(repository.findSettings)
    if (folder === null) return
    watching = watchCycleFolder({
      folder,
      now: () => Date.now(),
      take: async (file) => {
        const report = await take([file], false, 'a file of a sterilizer is read from its folder')
        return report.unreadable.map(({ because }) => because)
      },
      looked: (unreadable) => {
        lastLook = { at: instantNow(environment), unreadable }
      },
    })
  }

  return {
    sterilizerFiles: async (input: {
      files: readonly File[]
      dryRun: boolean
    }): Promise<ImportReport> => {
      const large = input.files.filter(({ size }) => size > largestCycleFile)
      const files = await Promise.all(
        input.files
          .filter((file) => !large.includes(file))
          .map(async (file) => ({
            name: file.name,
            content: new Uint8Array(await file.arrayBuffer()),
          })),
      )
      const report = await take(files, input.dryRun, 'files of a sterilizer are read')
      const refused = large.map(({ name }) => ({ file: name, because: tooLarge }))
      return { cycles: report.cycles, unreadable: [...report.unreadable, ...refused] }
    },

    cycles: (input: { from?: CalendarDate | undefined; to?: CalendarDate | undefined }) =>
      database.read((db) =>
        records(db, repository.listCycles(db, input.from ?? '0000', input.to ?? '9999-99-99')),
      ),

    cycle: (input: { cycleRecordId: CycleRecordId }) =>
      database.read((db) => {
        const stored = repository.findCycle(db, input.cycleRecordId)
        const [record] = stored ? records(db, [stored]) : []
        const reading = repository.findReading(db, input.cycleRecordId)
        if (!reading || !record) throw notKept()
        return {
          record,
          reading,
          programme: repository.programmeOfLoad(db, record.loadId),
        }
      }),

    cycleOfLoad: (input: { loadId: LoadId }): CycleRecord | null =>
      database.read((db) => {
        const logged = repository.findCycleOfLoad(db, input.loadId)
        const machine = repository.listMachines(db).find(({ id }) => id === logged?.sterilizerId)
        if (!logged || !machine) return null
        const serial = plainSerial(machine.serialNumber)
        const stored = [serial, serial.replace(/^(?:17|22)[EUJ]/, '')].flatMap((one) =>
          repository.findCyclesOfNumber(db, one, logged.cycleNumber),
        )
        return records(db, stored).find(({ loadId }) => loadId === input.loadId) ?? null
      }),

    settings: () => {
      const { folder, mappings } = database.read(repository.findSettings)
      return {
        folder,
        mappings: [...mappings],
        unreadable: [...(lastLook?.unreadable ?? [])],
        lastLookedAt: lastLook?.at ?? null,
      }
    },

    /** Null: no folder is watched any more. @throws Refusal when it is no folder to watch */
    watchFolder: ({ folder }: { folder: string | null }): void => {
      if (folder !== null) refuseFolder(folder, dependencies.practiceFolder)
      write('which folder a sterilizer writes into', (tx) =>
        repository.writeSettings(tx, newId(environment), {
          ...repository.findSettings(tx),
          folder,
        }),
      )
      startWatching()
    },

    /** One mapping for each heading line; the last one saved counts. */
    saveMapping: ({ mapping }: { mapping: ColumnMapping }): void =>
      write('which column of a file holds which fact', (tx) => {
        const settings = repository.findSettings(tx)
        const others = settings.mappings.filter(
          ({ heading }) => plain(heading) !== plain(mapping.heading),
        )
        repository.writeSettings(tx, newId(environment), {
          ...settings,
          mappings: [...others, mapping],
        })
      }),

    startWatching,
    stopWatching,
    /** Looks into the watched folder now. */
    look: async (): Promise<void> => watching?.look(),
  }
}

const refuseFolder = (folder: string, practiceFolder: string): void => {
  const within = relative(practiceFolder, folder)
  const ours = within === '' || (!within.startsWith('..') && !isAbsolute(within))
  if (isAbsolute(folder) && !ours && isFolder(folder)) return
  throw new Refusal({
    code: ours ? 'imports.folder-of-practice' : 'imports.folder-missing',
    fact: ours
      ? 'This folder is the practice’s own.'
      : 'There is no folder there that can be opened.',
    rule: 'The folder that is watched is the one into which the sterilizer writes.',
    nextStep: 'Choose that folder, with its whole path.',
    field: 'folder',
  })
}

const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

const notKept = (): Refusal =>
  new Refusal({
    code: 'imports.not-kept',
    fact: 'This cycle is not among the kept ones.',
    rule: 'A cycle is shown as its file tells it.',
    nextStep: 'Go back to the list and choose again.',
  })
