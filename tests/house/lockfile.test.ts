import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { missingBuilds } from '../../scripts/lib/lock.mjs'

const project = resolve(import.meta.dirname, '../..')
const read = (file: string): unknown => JSON.parse(readFileSync(resolve(project, file), 'utf8'))
const names = z.record(z.string(), z.string())
const { packages } = z
  .object({
    packages: z.record(
      z.string(),
      z.looseObject({
        version: z.string().default(''),
        resolved: z.string().optional(),
        optionalDependencies: names.optional(),
      }),
    ),
  })
  .parse(read('package-lock.json'))
const own = z
  .object({ dependencies: names, devDependencies: names, optionalDependencies: names })
  .parse(read('package.json'))

describe('the lockfile', () => {
  it('names every platform’s build, or npm ci would refuse it (scripts/complete-lock.mjs)', () => {
    expect(missingBuilds(packages).map(({ path }) => path)).toEqual([])
  })

  it('holds no registry’s address', () => {
    expect(Object.values(packages).flatMap(({ resolved }) => resolved ?? [])).toEqual([])
  })

  it('agrees with package.json, which names every version exactly', () => {
    const wanted = { ...own.dependencies, ...own.devDependencies, ...own.optionalDependencies }
    for (const [name, version] of Object.entries(wanted)) {
      const exact = version.replace(/^npm:.*@/, '')
      expect(exact).toMatch(/^\d+\.\d+\.\d+$/)
      expect([name, packages[`node_modules/${name}`]?.version]).toEqual([name, exact])
    }
  })

  it('has all four oRPC packages at one version', () => {
    const orpc = Object.entries(packages).filter(([path]) => path.startsWith('node_modules/@orpc/'))
    expect(new Set(orpc.map(([, { version }]) => version))).toEqual(new Set(['1.16.1']))
  })
})
