// node scripts/complete-lock.mjs: names the builds for other platforms that package-lock.json lacks.
// Run it after npm install or uninstall, when tests/house/lockfile.test.ts asks for it. npm leaves out an
// optional package that it could not fetch, and `npm ci` then refuses the lockfile everywhere.

import { readFileSync, writeFileSync } from 'node:fs'
import { missingBuilds } from './lib/lock.mjs'
import { inProject } from './lib/project.mjs'
import { say } from './lib/say.mjs'

const file = inProject('package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8'))
const missing = missingBuilds(lock.packages)
for (const { path, entry } of missing) lock.packages[path] = entry
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([one], [other]) => one.localeCompare(other, 'en')),
)
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
say(`Named ${missing.length} builds for other platforms in package-lock.json.`)
