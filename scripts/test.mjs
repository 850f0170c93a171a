// npm test: installs and builds what is missing, runs the checks while it gets a browser, then the
// tests under Node and the tests in the browser. The last line counts all of them.

import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { ensureBrowser } from './lib/browser.mjs'
import { runChecks } from './lib/checks.mjs'
import { prepare } from './lib/prepare.mjs'
import { inProject, tools } from './lib/project.mjs'
import { run, withNode } from './lib/run.mjs'
import { say } from './lib/say.mjs'

/** @typedef {{ passed: number, failed: number, skipped?: readonly string[] }} Count */

const node = await prepare()
mkdirSync(inProject('.cache'), { recursive: true })

say('\nChecks')
// Getting a browser is mostly waiting.
const [checks, browser] = await Promise.all([runChecks(node), ensureBrowser(node)])
const environment = {
  ...withNode(node),
  STRATUM_CHROMIUM: browser,
  FORCE_COLOR: undefined,
  // Threads and commands that the tests start from source are compiled once: 0.9 s against 0.35 s.
  NODE_COMPILE_CACHE: inProject('.cache', 'compiled'),
}
say('\nTests under Node')
const unit = await count('vitest.json', readVitest, (report) => [
  tools.vitest,
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
])
say('\nTests in the browser')
const e2e = await count('playwright.json', readPlaywright, () => [tools.playwright, 'test'])

/** @type {Count[]} */
const all = [checks, unit, e2e]
const sum = (/** @type {(one: Count) => number} */ of) =>
  all.reduce((total, one) => total + of(one), 0)
const skipped = all.flatMap((one) => one.skipped ?? [])
for (const one of skipped) say(`\n!!! NOT TESTED HERE: ${one}`)
const passed = sum((one) => one.passed)
const failed = sum((one) => one.failed)
say(
  `\n${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`,
)
process.exitCode = failed === 0 ? 0 : 1

/**
 * Runs a runner and reads its own report. One that crashes, writes none or runs no test has failed.
 *
 * @param {string} name @param {(report: any) => Count} read @param {(report: string) => string[]} args
 * @returns {Promise<Count>}
 */
async function count(name, read, args) {
  const report = inProject('.cache', name)
  rmSync(report, { force: true })
  const { code } = await run(node, args(report), {
    stdio: ['ignore', 'inherit', 'inherit'],
    environment: { ...environment, STRATUM_REPORT: report },
  })
  try {
    const counted = read(JSON.parse(readFileSync(report, 'utf8')))
    if (counted.passed + counted.failed === 0) throw new Error('it ran no test')
    if (code === 0 || counted.failed > 0) return counted
    say(`FAILED: the runner ended with ${code}, though no test failed.`)
    return { ...counted, failed: 1 }
  } catch (error) {
    say(
      `FAILED: the runner did not finish (${error instanceof Error ? error.message : 'unknown'}).`,
    )
    return { passed: 0, failed: 1 }
  }
}

/** A file that cannot even be loaded has no tests to count, so it counts as one. @returns {Count} */
function readVitest(/** @type {any} */ report) {
  const broken = report.testResults.filter(
    (/** @type {any} */ file) =>
      file.status === 'failed' &&
      !file.assertionResults.some((/** @type {any} */ test) => test.status === 'failed'),
  )
  const skipped = report.testResults.flatMap((/** @type {any} */ file) =>
    file.assertionResults
      .filter((/** @type {any} */ test) => ['skipped', 'pending', 'todo'].includes(test.status))
      .map((/** @type {any} */ test) => test.fullName),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped,
  }
}

/** @returns {Count} */
function readPlaywright(/** @type {any} */ report) {
  const { expected, unexpected, flaky } = report.stats
  return {
    passed: expected,
    failed: unexpected + flaky + (expected + unexpected + flaky === 0 ? report.errors.length : 0),
    skipped: report.suites.flatMap(skippedIn),
  }
}

/** @returns {string[]} */
function skippedIn(/** @type {any} */ suite) {
  const own = (suite.specs ?? []).flatMap((/** @type {any} */ spec) =>
    spec.tests
      .filter((/** @type {any} */ test) => test.status === 'skipped')
      .map((/** @type {any} */ test) => {
        const why = test.annotations.find((/** @type {any} */ one) => one.type === 'skip')
        return why?.description ? `${spec.title} (${why.description})` : spec.title
      }),
  )
  return [...own, ...(suite.suites ?? []).flatMap(skippedIn)]
}
