/**
 * @typedef {object} Entry
 * @property {string} [version]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {string | undefined} [resolved]
 * @property {Record<string, string> | undefined} [optionalDependencies]
 */

const systems = 'aix android darwin freebsd linux netbsd openbsd openharmony sunos win32'.split(' ')
const processors = 'arm arm64 ia32 loong64 ppc64 riscv64 s390x wasm32 x64'.split(' ')

/**
 * The builds for other platforms that a package asks for and the lockfile does not name. Their
 * names say which platform they are for, and their parents pin them exactly.
 *
 * @param {Record<string, Entry>} packages @returns {{ path: string, entry: Entry }[]}
 */
export function missingBuilds(packages) {
  return Object.entries(packages).flatMap(([parent, { dev, optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(
        ([name]) =>
          !packages[`node_modules/${name}`] && !packages[`${parent}/node_modules/${name}`],
      )
      .map(([name, version]) => ({
        path: `node_modules/${name}`,
        entry: { version, ...platformOf(name), ...(dev ? { dev } : {}), optional: true },
      })),
  )
}

/** @param {string} name `@oxlint/binding-linux-arm64-musl` */
function platformOf(name) {
  const words = name.split(/[/@_-]/)
  const os = systems.filter((system) => words.includes(system))
  const cpu = processors.filter((processor) => words.includes(processor))
  const isMusl = words.some((word) => word.startsWith('musl'))
  const isGnu = os.includes('linux') && words.some((word) => word.startsWith('gnu'))
  const libc = isMusl ? ['musl'] : isGnu ? ['glibc'] : []
  return {
    ...(os.length > 0 ? { os } : {}),
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(libc.length > 0 ? { libc } : {}),
  }
}
