import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient, type RouterClient } from '@orpc/server'
import { inject, onTestFinished } from 'vitest'
import {
  openConnection,
  dataKey,
  type Connection,
  systemEnvironment,
} from '#main/database/index.ts'
import { type Application, type ApplicationOptions, createApplication } from '#main/practice.ts'
import type { Router } from '#main/router.ts'
import { createVault, deriveKeys } from '#main/vault/index.ts'
import { micrometres, toCalendarDate } from '#shared/kernel/index.ts'
import type { CreatePractice } from '#shared/practice/index.ts'
import { testPassphrase } from './constants.ts'
import { copyPrepared, type Prepared } from './prepared.ts'

export { testPassphrase }

export const ownerOfTest = {
  name: 'Ada Petersen',
  licenceClass: 'Master esthetician',
  licenceNumber: 'ME-20417',
  licenceExpiresOn: toCalendarDate('2028-06-30'),
  jurisdiction: 'Utah',
  maximumNeedleLength: micrometres.parse(1500),
  maximumNeedleLengthSource: 'Utah master esthetician: up to 1.5 mm',
  maximumNeedleLengthQuality: 'secondary' as const,
  maximumNeedleLengthCheckOn: null,
  standing: 'independent' as const,
}

export const practiceOfTest = {
  name: 'Lantern Skin Studio',
  address: '12 Harbour Street',
  telephone: '555 0100',
  timeZone: 'America/Denver',
  sterilityMode: 'reprocesses' as const,
}

export const newPracticeOfTest: CreatePractice = {
  practice: practiceOfTest,
  owner: ownerOfTest,
  passphrase: testPassphrase,
}

/** A clock that a test moves. */
export interface TestClock {
  now: () => Date
  set: (moment: string) => void
  advance: (step: { days?: number; minutes?: number; seconds?: number }) => void
}

export const createTestClock = (start = '2026-11-22T16:00:00.000Z'): TestClock => {
  let moment = new Date(start).getTime()
  return {
    // A millisecond a look, so that events have an order.
    now: () => new Date(moment++),
    set: (next) => {
      moment = new Date(next).getTime()
    },
    advance: ({ days = 0, minutes = 0, seconds = 0 }) => {
      moment += ((days * 24 * 60 + minutes) * 60 + seconds) * 1000
    },
  }
}

export interface TestPractice {
  readonly api: RouterClient<Router>
  readonly application: Application
  readonly clock: TestClock
  readonly folder: string
  readonly recordsPath: string
  readonly recoveryCode: string
  /** A second connection with the key: somebody behind the application's back. */
  readonly behindTheBack: () => Promise<Connection>
  /** Closes and opens the same folder again, locked. */
  readonly reopen: () => Promise<TestPractice>
}

export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'stratum-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export const apiOf = (application: Application): RouterClient<Router> =>
  createRouterClient(application.router, { context: application.context() })

const applicationIn = (
  folder: string,
  clock: TestClock,
  options: Partial<ApplicationOptions> = {},
) => {
  const application = createApplication({
    folder,
    keyDerivation: 'test',
    environment: { ...systemEnvironment, now: clock.now },
    ...options,
  })
  onTestFinished(() => application.close())
  return application
}

const around = (
  application: Application,
  clock: TestClock,
  folder: string,
  recoveryCode: string,
): TestPractice => ({
  api: apiOf(application),
  application,
  clock,
  folder,
  recordsPath: join(folder, 'records.db'),
  recoveryCode,
  behindTheBack: async () => {
    const { dataKey: key } = await createVault({
      folder,
      random: systemEnvironment.random,
      strength: 'test',
      derive: deriveKeys,
    }).unlock(testPassphrase, undefined)
    const connection = openConnection(join(folder, 'records.db'), dataKey(key), 'write')
    onTestFinished(() => {
      connection.close()
    })
    return connection
  },
  reopen: async () => {
    await application.close()
    return around(applicationIn(folder, clock), clock, folder, recoveryCode)
  },
})

/**
 * A real, encrypted, unlocked practice in a folder of its own, with test-strength keys. The first of
 * a test that asks for nothing special is a copy of one that was made once, which takes 30 ms
 * instead of 170; every other one is made, so that no two practices of a test share a key.
 */
export const openTestPractice = async (
  changes: Partial<CreatePractice> = {},
  options: Partial<ApplicationOptions> = {},
): Promise<TestPractice> => {
  const folder = temporaryFolder()
  const isOrdinary = Object.keys({ ...changes, ...options }).length === 0
  return isOrdinary && takeTheCopy() ? openCopy(folder) : openNew(folder, changes, options)
}

let isCopyTaken = false

/** Whether this test has not had its copy. */
const takeTheCopy = (): boolean => {
  if (isCopyTaken) return false
  isCopyTaken = true
  onTestFinished(() => {
    isCopyTaken = false
  })
  return true
}

const openCopy = async (folder: string): Promise<TestPractice> => {
  const { recoveryCode, moment } = await copyPrepared(inject('preparations'), folder, prepare)
  const clock = createTestClock(moment)
  const application = applicationIn(folder, clock)
  await apiOf(application).vault.unlock({ secret: testPassphrase })
  return around(application, clock, folder, recoveryCode)
}

const openNew = async (
  folder: string,
  changes: Partial<CreatePractice> = {},
  options: Partial<ApplicationOptions> = {},
): Promise<TestPractice> => {
  const clock = createTestClock()
  const application = applicationIn(folder, clock, options)
  const { recoveryCode } = await apiOf(application).practice.create({
    ...newPracticeOfTest,
    ...changes,
  })
  return around(application, clock, folder, recoveryCode)
}

const prepare = async (folder: string): Promise<Prepared> => {
  const { application, clock, recoveryCode } = await openNew(folder)
  await application.close()
  return { recoveryCode, moment: clock.now().toISOString() }
}
