import { randomUUID } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Refusal } from '#shared/kernel/index.ts'

const cannot = (what: 'read' | 'written', path: string): Refusal =>
  new Refusal({
    code: `files.cannot-be-${what}`,
    fact: `${path} cannot be ${what}.`,
    rule:
      what === 'read'
        ? 'The file must be there and open to you.'
        : 'The folder must be there and open to you, with room on the disk.',
    nextStep:
      what === 'read'
        ? 'Check the path and try again.'
        : 'Choose another place with --out and try again.',
  })

/** @throws Refusal `files.cannot-be-read` */
export const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw cannot('read', path)
  }
}

/**
 * @throws Refusal `exports.file-exists` when there is a file and it was not asked to be replaced,
 * `files.cannot-be-written` when it is a folder, which nothing replaces
 */
export const refuseExisting = (path: string, force: boolean): void => {
  if (!existsSync(path)) return
  if (statSync(path).isDirectory()) throw cannot('written', path)
  if (force) return
  throw new Refusal({
    code: 'exports.file-exists',
    fact: `${path} is there already.`,
    rule: 'No command overwrites a file unless it is told to.',
    nextStep: 'Choose another place with --out, or say --force to replace it.',
  })
}

/**
 * Writes a file whole or not at all; only what was there and `force` asks to replace gives way.
 * @throws Refusal `exports.file-exists`, `files.cannot-be-written`
 */
export const writeWhole = (path: string, content: Uint8Array, force: boolean): void => {
  const target = resolve(path)
  const making = `${target}.${randomUUID()}.part`
  try {
    writeFileSync(making, content, { flag: 'wx' })
    refuseExisting(path, force)
    renameSync(making, target)
  } catch (error) {
    rmSync(making, { force: true })
    throw error instanceof Refusal ? error : cannot('written', path)
  }
}

/** A piece of a file by its name in the folder, which may lie in a folder below; in order. */
export interface FilePiece {
  readonly file: string
  readonly bytes: Uint8Array
}

/** @throws Refusal `exports.folder-not-empty`, `files.cannot-be-written` */
export const refuseFilledFolder = (folder: string): void => {
  if (!existsSync(folder) || contentOf(folder).length === 0) return
  throw new Refusal({
    code: 'exports.folder-not-empty',
    fact: `${folder} is not empty.`,
    rule: 'An export never mixes with other files and never overwrites one.',
    nextStep: 'Name an empty or a new folder with --out.',
  })
}

/**
 * Makes a new folder, or fills an empty one, whole or not at all: under another name beside it until the
 * last piece is there. @returns the files' names, sorted
 * @throws Refusal `exports.folder-not-empty`, `files.cannot-be-written`; what `pieces` throws
 */
export const writeFolder = async (
  folder: string,
  pieces: AsyncIterable<FilePiece>,
): Promise<readonly string[]> => {
  const target = resolve(folder)
  const making = makingBeside(target, folder)
  try {
    const names = await fill(making, folder, pieces)
    refuseFilledFolder(folder)
    writing(folder, () => {
      // Windows renames no folder onto another one, also when that is empty.
      if (existsSync(target)) rmdirSync(target)
      renameSync(making, target)
    })
    return names
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    throw error
  }
}

const makingBeside = (target: string, folder: string): string =>
  writing(folder, () => {
    mkdirSync(dirname(target), { recursive: true })
    return mkdtempSync(`${target}.part-`)
  })

const fill = async (
  making: string,
  folder: string,
  pieces: AsyncIterable<FilePiece>,
): Promise<readonly string[]> => {
  const names = new Set<string>()
  for await (const { file, bytes } of pieces) {
    writing(folder, () => {
      const path = join(making, file)
      if (!names.has(file)) mkdirSync(dirname(path), { recursive: true })
      appendFileSync(path, bytes, { flag: names.has(file) ? 'a' : 'ax' })
    })
    names.add(file)
  }
  return [...names].sort()
}

const writing = <T>(path: string, write: () => T): T => {
  try {
    return write()
  } catch {
    throw cannot('written', path)
  }
}

const contentOf = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder)
  } catch {
    throw cannot('written', folder)
  }
}
