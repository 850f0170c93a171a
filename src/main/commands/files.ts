import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
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

/** Writes a file whole or not at all. @throws Refusal `files.cannot-be-written` */
export const writeWhole = (path: string, content: Uint8Array): void => {
  const target = resolve(path)
  const making = `${target}.part`
  try {
    writeFileSync(making, content)
    renameSync(making, target)
  } catch {
    rmSync(making, { force: true })
    throw cannot('written', path)
  }
}

/** Puts files into an empty or new folder. @throws Refusal when it holds something, or cannot be written */
export const writeFolder = (folder: string, files: Readonly<Record<string, Uint8Array>>): void => {
  if (existsSync(folder) && contentOf(folder).length > 0) {
    throw new Refusal({
      code: 'exports.folder-not-empty',
      fact: `${folder} is not empty.`,
      rule: 'An export never mixes with other files and never overwrites one.',
      nextStep: 'Name an empty or a new folder with --out.',
    })
  }
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    makeFolder(dirname(path))
    writeWhole(path, content)
  }
}

const contentOf = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder)
  } catch {
    throw cannot('written', folder)
  }
}

const makeFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true })
  } catch {
    throw cannot('written', folder)
  }
}
