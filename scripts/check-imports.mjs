// Checks who imports whom (scripts/imports/rules.mjs), that nothing goes in circles, and that it has
// read every file that git knows. `node scripts/check-imports.mjs [FOLDER]` for another tree of the
// same shape.

import { existsSync, globSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { notRooms, rooms } from './imports/rooms.mjs'
import { rules } from './imports/rules.mjs'
import { readTree } from './imports/tree.mjs'
import { root } from './lib/project.mjs'

/** @typedef {import('./imports/tree.mjs').Module} Module */

const folder = resolve(process.argv[2] ?? root)
const modules = readTree(folder)
const problems = [...unseen(), ...foreignFolders(), ...impure(), ...broken(), ...circles()]
for (const problem of problems) process.stdout.write(`${problem}\n`)
const imports = modules.reduce((sum, module) => sum + module.imports.length, 0)
process.stdout.write(
  `${modules.length} modules and ${imports} imports read, ${problems.length} problems.\n`,
)
process.exitCode = problems.length === 0 ? 0 : 1

function broken() {
  return modules.flatMap((module) =>
    module.imports.flatMap((one) =>
      rules
        .filter((rule) => rule.breaks(one))
        .map(
          (rule) =>
            `${rule.name}: ${one.from.path}:${one.line} imports ${one.specifier}; ${rule.says}.`,
        ),
    ),
  )
}

/**
 * A checker that reads less than there is finds less than there is. The files are counted another
 * way than they were read, and so are their imports.
 */
function unseen() {
  const files = globSync('src/**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}', { cwd: folder })
  const read = new Map(modules.map((module) => [module.place.path, module]))
  return [
    ...(files.length === 0 ? ['not-read: there is no source to check.'] : []),
    ...files.flatMap((file) => {
      const module = read.get(file.replaceAll('\\', '/'))
      if (module === undefined) return [`not-read: ${file} was not read.`]
      const looksLike = module.text.match(/^(?:import|export)\b[^'"();=]*?\bfrom '[^']+'/gm) ?? []
      const missed = looksLike.length > module.imports.length
      return [
        ...module.unreadable.map((problem) => `not-read: ${problem}`),
        ...(missed ? [`not-read: not every import of ${file} was found.`] : []),
      ]
    }),
  ]
}

/** A folder that no list names has no place in the order. */
function foreignFolders() {
  return Object.entries(notRooms).flatMap(([side, others]) => {
    const path = join(folder, 'src', side)
    if (!existsSync(path)) return []
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && ![...rooms, ...others].includes(entry.name))
      .map((entry) => `not-a-room: src/${side}/${entry.name} is not on the list of rooms.`)
  })
}

/** Shared code is given the clock, chance and ids. */
function impure() {
  const told = /\bDate\.now\(|\bnew Date\(\)|\bTemporal\.Now\b|\bMath\.random\(|\brandomUUID\(/
  return modules
    .filter(({ place, text }) => place.side === 'shared' && told.test(text))
    .map(
      ({ place }) => `shared-is-told: ${place.path} reads the clock or chance; they are arguments.`,
    )
}

/** Each circle once, at the module that was met first (Tarjan's strongly connected components). */
function circles() {
  const next = new Map(
    modules.map(({ place, imports }) => [
      place.path,
      imports.flatMap(({ to }) => (to.kind === 'ours' ? [to.place.path] : [])),
    ]),
  )
  /** @type {Map<string, { index: number, low: number, open: boolean }>} */
  const met = new Map()
  /** @type {string[]} */
  const stack = []
  /** @type {string[]} */
  const found = []
  const visit = (/** @type {string} */ path) => {
    const own = { index: met.size, low: met.size, open: true }
    met.set(path, own)
    stack.push(path)
    for (const other of next.get(path) ?? []) {
      const known = met.get(other)
      if (known === undefined) own.low = Math.min(own.low, visit(other))
      else if (known.open) own.low = Math.min(own.low, known.index)
    }
    if (own.low === own.index) {
      const circle = stack.splice(stack.indexOf(path))
      for (const one of circle) met.set(one, { ...own, open: false })
      const self = next.get(path)?.includes(path) ?? false
      if (circle.length > 1 || self) found.push(`no-circle: ${[...circle, path].join(' → ')}`)
    }
    return own.low
  }
  for (const { place } of modules) if (!met.has(place.path)) visit(place.path)
  return found
}
