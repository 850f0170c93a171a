import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, posix } from 'node:path'
import { parseSync } from 'vite'
import { rooms } from './rooms.mjs'

/**
 * Where a file of ours stands.
 *
 * @typedef {object} Place
 * @property {string} path `src/main/clients/service.ts`
 * @property {string} side `main`
 * @property {string | null} folder `clients`, or `database`; null for a file of the side itself
 * @property {number} floor the room's number in the list, -1 for what is no room
 * @property {string} rest `service.ts`
 * @property {boolean} isDoor
 *
 * @typedef {{ kind: 'ours', place: Place } | { kind: 'package' | 'node' | 'missing', name: string }} Target
 * @typedef {{ from: Place, line: number, specifier: string, to: Target }} Import
 * @typedef {{ place: Place, text: string, imports: Import[], unreadable: string[] }} Module
 */

/**
 * Reads every source below `src` and what it imports: values, types, re-exports, dynamic imports and
 * types by `import(…)`. dependency-cruiser would do, but reads a .tsx file as if it held no JSX when
 * TypeScript is 7 and swc reads for it.
 *
 * @param {string} folder @returns {Module[]}
 */
export function readTree(folder) {
  return filesBelow(folder, 'src').map((path) => {
    const text = readFileSync(join(folder, path), 'utf8')
    const place = placeOf(path)
    const parsed = parseSync(path, text)
    const { specifiers, computed } = specifiersIn(parsed.program)
    return {
      place,
      text,
      imports: specifiers.map(({ specifier, start }) => ({
        from: place,
        line: text.slice(0, start).split('\n').length,
        specifier,
        to: resolveImport(folder, path, specifier),
      })),
      unreadable: [
        ...parsed.errors.map((error) => `${path} cannot be read: ${error.message}`),
        ...computed.map(() => `${path} computes what it imports, so nobody can check it.`),
      ],
    }
  })
}

/** @param {string} path @returns {Place} */
export function placeOf(path) {
  const [, side = '', ...parts] = path.split('/')
  const folder = parts.length > 1 ? (parts[0] ?? null) : null
  const rest = parts.slice(folder === null ? 0 : 1).join('/')
  const floor = folder === null ? -1 : rooms.indexOf(folder)
  return { path, side, folder, floor, rest, isDoor: folder !== null && rest === 'index.ts' }
}

/** @param {string} folder @param {string} below @returns {string[]} */
function filesBelow(folder, below) {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = `${below}/${entry.name}`
    if (entry.isDirectory()) return filesBelow(folder, path)
    return /\.[cm]?[jt]sx?$/.test(entry.name) ? [path] : []
  })
}

/** @param {unknown} program */
function specifiersIn(program) {
  /** @type {{ specifier: string, start: number }[]} */
  const specifiers = []
  /** @type {number[]} */
  const computed = []
  const importing = new Set([
    'ImportDeclaration',
    'ExportNamedDeclaration',
    'ExportAllDeclaration',
    'ImportExpression',
    'TSImportType',
    'TSExternalModuleReference',
  ])
  const visit = (/** @type {any} */ node) => {
    if (node === null || typeof node !== 'object') return
    if (Array.isArray(node)) return node.forEach(visit)
    const source = node.source ?? node.argument ?? node.expression
    const isRequire = node.type === 'CallExpression' && node.callee.name === 'require'
    if (isRequire) computed.push(node.start)
    if (importing.has(node.type) && source) {
      if (typeof source.value === 'string')
        specifiers.push({ specifier: source.value, start: node.start })
      else if (source.literal)
        specifiers.push({ specifier: source.literal.value, start: node.start })
      else computed.push(node.start)
    }
    for (const key of Object.keys(node)) if (key !== 'parent') visit(node[key])
  }
  visit(program)
  return { specifiers, computed }
}

/** @param {string} folder @param {string} from @param {string} specifier @returns {Target} */
function resolveImport(folder, from, specifier) {
  const [bare = ''] = specifier.split('?')
  const alias = /^#(shared|main|renderer)\/(.+)$/.exec(bare)
  if (alias !== null || bare.startsWith('.')) {
    const path = alias ? `src/${alias[1]}/${alias[2]}` : posix.join(posix.dirname(from), bare)
    const file = join(folder, path)
    if (!existsSync(file) || !statSync(file).isFile()) return { kind: 'missing', name: path }
    return { kind: 'ours', place: placeOf(path) }
  }
  const name = bare.split('/', bare.startsWith('@') ? 2 : 1).join('/')
  if (bare.startsWith('node:') || builtinModules.includes(name)) return { kind: 'node', name: bare }
  return { kind: isInstalled(folder, name) ? 'package' : 'missing', name }
}

/** @param {string} folder @param {string} name @returns {boolean} */
function isInstalled(folder, name) {
  if (existsSync(join(folder, 'node_modules', name))) return true
  return dirname(folder) !== folder && isInstalled(dirname(folder), name)
}
