/** @typedef {import('./tree.mjs').Import} Import */
/** @typedef {import('./tree.mjs').Place} Place */

/**
 * What may import what. A rule is told one import and says whether it breaks it; tests/house plants
 * a violation of each and sees it found.
 *
 * @type {readonly { name: string, says: string, breaks: (one: Import) => boolean }[]}
 */
export const rules = [
  {
    name: 'resolved',
    says: 'an import that leads nowhere is checked by nobody',
    breaks: ({ to }) => to.kind === 'missing',
  },
  {
    name: 'shared-is-below',
    says: 'shared is what both sides know, and knows neither',
    breaks: ({ from, to }) =>
      from.side === 'shared' && to.kind === 'ours' && to.place.side !== 'shared',
  },
  {
    name: 'shared-is-pure',
    says: 'shared runs anywhere: no node, no window, no database',
    breaks: (one) => one.from.side === 'shared' && isOutside(one) && !imports(one, pure),
  },
  {
    name: 'kernel-is-alone',
    says: 'the kernel imports nothing of ours',
    breaks: ({ from, to }) => isKernel(from) && to.kind === 'ours' && !isKernel(to.place),
  },
  {
    name: 'contract-joins-the-rooms',
    says: 'the joined contract is for those who serve or ask all of it, not for one room',
    breaks: ({ from, to }) => from.floor >= 0 && isFile(to, 'src/shared/contract.ts'),
  },
  {
    name: 'door',
    says: 'a room or another side is entered by its door, index.ts',
    breaks: ({ from, to }) =>
      to.kind === 'ours' &&
      to.place.folder !== null &&
      !to.place.isDoor &&
      !isOneRoom(from, to.place) &&
      !isStyle(to.place) &&
      !(from.path === 'src/main/cli.ts' && to.place.folder === 'commands') &&
      // A thread that derives a key loads nothing else.
      !(from.path === 'src/main/worker.ts' && isFile(to, 'src/main/vault/derivation.ts')),
  },
  {
    name: 'order',
    says: 'a room knows only the rooms before it (scripts/imports/rooms.mjs)',
    breaks: ({ from, to }) =>
      from.side !== 'renderer' &&
      from.floor >= 0 &&
      to.kind === 'ours' &&
      to.place.floor > from.floor,
  },
  {
    name: 'database-is-below',
    says: 'the database knows no room',
    breaks: ({ from, to }) =>
      from.side === 'main' &&
      from.folder === 'database' &&
      to.kind === 'ours' &&
      to.place.floor >= 0,
  },
  {
    name: 'main-knows-no-screen',
    says: 'main serves whoever asks',
    breaks: (one) =>
      one.from.side === 'main' && (leadsTo(one, ['renderer', 'preload']) || imports(one, screens)),
  },
  {
    name: 'rooms-know-no-host',
    says: 'hosts are handed the application, never the other way round',
    breaks: ({ from, to }) =>
      from.side === 'main' &&
      from.folder !== null &&
      !asks(from) &&
      to.kind === 'ours' &&
      hosts.includes(to.place.path),
  },
  {
    name: 'askers-are-above',
    says: 'the commands and the demonstration ask the application, and nothing asks them but cli.ts',
    breaks: ({ from, to }) =>
      to.kind === 'ours' && asks(to.place) && !asks(from) && from.path !== 'src/main/cli.ts',
  },
  {
    name: 'electron-in-one-file',
    says: 'only electron.ts and the preload know Electron',
    breaks: (one) =>
      imports(one, ['electron']) &&
      one.from.path !== 'src/main/electron.ts' &&
      one.from.side !== 'preload',
  },
  {
    name: 'electron-is-handed-functions',
    says: 'electron.ts knows no room and no database',
    breaks: ({ from, to }) =>
      from.path === 'src/main/electron.ts' && to.kind === 'ours' && to.place.folder !== null,
  },
  {
    name: 'preload-hands-a-port',
    says: 'the preload knows electron and the name of one channel, nothing else',
    breaks: (one) =>
      one.from.side === 'preload' &&
      !imports(one, ['electron']) &&
      !isFile(one.to, 'src/shared/channel.ts') &&
      !leadsTo(one, ['preload']),
  },
  {
    name: 'renderer-is-a-page',
    says: 'a page reaches main through api.ts, and nothing of the machine',
    breaks: (one) =>
      one.from.side === 'renderer' &&
      (one.to.kind === 'node' || leadsTo(one, ['main', 'preload']) || imports(one, machine)),
  },
  {
    name: 'ui-knows-no-room',
    says: 'the design system is below every room',
    breaks: ({ from, to }) =>
      from.side === 'renderer' &&
      from.folder === 'ui' &&
      to.kind === 'ours' &&
      to.place.folder !== 'ui' &&
      !isKernel(to.place) &&
      !isFile(to, 'src/renderer/api.ts'),
  },
  {
    name: 'shell-is-above',
    says: 'the shell knows the rooms, no room knows the shell',
    breaks: ({ from, to }) =>
      from.side === 'renderer' &&
      from.floor >= 0 &&
      to.kind === 'ours' &&
      to.place.side === 'renderer' &&
      to.place.folder === 'app',
  },
  {
    name: 'orpc-in-few-files',
    says: 'leaving oRPC would cost a day: contracts, routers, hosts and api.ts know it',
    breaks: (one) =>
      one.to.kind === 'package' && one.to.name.startsWith('@orpc/') && !knowsOrpc(one.from),
  },
]

const pure = ['zod', 'temporal-polyfill', '@orpc/contract']
const screens = ['react', 'react-dom', '@mantine/core', '@tanstack/react-query', 'wouter']
const machine = ['electron', 'better-sqlite3', 'drizzle-orm', 'commander', 'pdfmake']
const hosts = ['electron', 'loopback', 'index', 'cli', 'serve', 'practice'].map(
  (name) => `src/main/${name}.ts`,
)

/** @param {Place} place */
const knowsOrpc = ({ path, rest }) =>
  ['contract.ts', 'router.ts'].includes(rest) ||
  ['electron.ts', 'loopback.ts', 'commands/outcome.ts', 'commands/practice.ts', 'demo/index.ts']
    .map((name) => `src/main/${name}`)
    .concat('src/renderer/api.ts')
    .includes(path)

/** Clients of the router in this process. @param {Place} place */
const asks = ({ side, folder }) => side === 'main' && ['commands', 'demo'].includes(folder ?? '')

/** @param {Place} place */
const isKernel = ({ side, folder }) => side === 'shared' && folder === 'kernel'

/** @param {Place} one @param {Place} other */
const isOneRoom = (one, other) => one.side === other.side && one.folder === other.folder

/** A style sheet is not code; the shell loads the design system's. @param {Place} place */
const isStyle = ({ rest }) => rest.endsWith('.css')

/** @param {Import['to']} to @param {string} path */
const isFile = (to, path) => to.kind === 'ours' && to.place.path === path

/** @param {Import} one */
const isOutside = ({ to }) => to.kind === 'package' || to.kind === 'node'

/** @param {Import} one @param {readonly string[]} packages */
const imports = ({ to }, packages) => to.kind === 'package' && packages.includes(to.name)

/** @param {Import} one @param {readonly string[]} sides */
const leadsTo = ({ to }, sides) => to.kind === 'ours' && sides.includes(to.place.side)
