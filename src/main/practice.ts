import { join } from 'node:path'
import { type PractitionerId, Refusal } from '#shared/kernel/index.ts'
import type { Verification } from '#shared/audit/index.ts'
import type { CreatePractice } from '#shared/practice/index.ts'
import { carriedOver, isPin, judgeNewPin, type VaultStatus } from '#shared/vault/index.ts'
import type { VerifyRequest } from './audit/index.ts'
import { createBackground } from './background.ts'
import {
  type Connection,
  createDatabase,
  type Database,
  dataKey as dataKeyOf,
  type DataKey,
  type Environment,
  expectStructure,
  isOfThisRelease,
  migrate,
  newId,
  openConnection,
  systemEnvironment,
  type WriteTx,
} from './database/index.ts'
import { finishMaking, makeRecords, refuseSecondPractice, reportForeignEntries } from './making.ts'
import type { CreatesPractice } from './practice/index.ts'
import { createRooms, type Rooms } from './rooms.ts'
import { createRouter, Locked, type Router } from './router.ts'
import { createShift, type OpenShift } from './shift.ts'
import { createTimers } from './timers.ts'
import {
  createVault,
  deriveKeys,
  fingerprintOf,
  type Gate,
  holdFolder,
  type Shift,
  type Strength,
} from './vault/index.ts'

export interface ApplicationOptions {
  readonly folder: string
  readonly keyDerivation?: Strength
  readonly environment?: Environment
  /** A demonstration is being made: nobody is idle, and a derived signing key serves the next signature. */
  readonly demonstration?: boolean
  /** Whether a folder that a sterilizer writes into is read while unlocked; a command does one thing. */
  readonly watchesFolders?: boolean
  /** Whether all records are checked once a day while somebody works; a command does one thing. */
  readonly checksDaily?: boolean
}

/** One practice folder, behind one router. Nothing of a practice's state lives in a window. */
export interface Application {
  readonly router: Router
  /** A fresh context for one call. */
  readonly context: () => Record<never, never>
  /**
   * Checks the records as they lie in the folder, without opening them for work: also when their
   * structure was altered and nobody can be let in. @throws Refusal `vault.wrong-secret`
   */
  readonly verify: (secret: string, request: VerifyRequest) => Promise<Verification>
  /** See {@link Database.together}: for a demonstration, and for records that are carried over. */
  readonly together: Database['together']
  /** Locks the practice and lets the folder go. */
  readonly close: () => Promise<void>
}

interface OpenPractice {
  readonly shift: OpenShift
  readonly database: Database
  readonly dataKey: DataKey
  readonly rooms: Rooms
}

/**
 * The calls that only a person causes. Every other one is also made by a screen that nobody looks at:
 * pages ask anew by themselves, and a save is tried again until it goes through.
 */
const signsOfAPerson: ReadonlySet<string> = new Set(['vault.touch', 'vault.unlock'])

/** After unlocking and first looks; the check then reads for a while, in a thread of its own. */
const checkAfter = 20_000

/** How often the idle clock is looked at, in milliseconds. */
const idleCheck = 5_000

/** @throws Refusal when another process holds the folder or it cannot be written. */
export const createApplication = ({
  folder,
  keyDerivation = 'production',
  environment = systemEnvironment,
  demonstration = false,
  watchesFolders = true,
  checksDaily = false,
}: ApplicationOptions): Application => {
  const letGo = holdFolder(folder)
  const recordsPath = join(folder, 'records.db')
  const background = createBackground()
  const vault = createVault({
    folder,
    // Keys are never drawn from a demonstration's seed.
    random: systemEnvironment.random,
    strength: keyDerivation,
    // Test strength takes less time than starting a thread.
    derive: (input) => {
      if (keyDerivation === 'test') return deriveKeys(input)
      const derived = background.run('derive-keys', input)
      // A third of a second in which this thread has nothing else to do.
      expectStructure()
      return derived
    },
  })
  const timers = createTimers(folder, environment)
  let open: OpenPractice | null = null
  let lastSeen = environment.now().getTime()

  let carrying: VaultStatus['carrying'] = null
  let checkClock: NodeJS.Timeout | undefined

  const lock = (): void => {
    const closing = open
    open = null
    clearTimeout(checkClock)
    closing?.shift.end()
    background.end()
    try {
      closing?.rooms.imports.stopWatching()
      closing?.database.close()
    } finally {
      closing?.dataKey.fill(0)
    }
  }

  const opened = (): OpenPractice => {
    if (!open) throw new Locked()
    return open
  }

  const lockWhenIdle = (): void => {
    // While a demonstration is made its clock leaps from day to day.
    if (!open || demonstration) return
    if (isIdle(open, (environment.now().getTime() - lastSeen) / 60_000)) lock()
  }

  const called = async (path: string): Promise<void> => {
    lockWhenIdle()
    if (signsOfAPerson.has(path)) lastSeen = environment.now().getTime()
    // Half of a delivery is seen by nobody; what only asks for the vault does not wait.
    if (!path.startsWith('vault.')) await open?.database.settled()
  }

  const shiftOf = (practitionerId: PractitionerId): OpenShift =>
    createShift({
      vault,
      practitionerId,
      random: systemEnvironment.random,
      remembersKeys: demonstration,
    })

  const roomsOn = (database: Database, shift: Shift, dataKey: DataKey): Rooms =>
    createRooms({
      database,
      path: recordsPath,
      dataKey,
      vault,
      shift,
      timers,
      inBackground: background.run,
    })

  const noteTimers = ({ database, rooms }: OpenPractice): void => {
    try {
      timers.note(database.read(rooms.sessions.timersIn))
    } catch {
      // A draft that cannot be read is no reason to keep her out; its session says what is wrong.
    }
  }

  /** Records of an earlier release are carried over in a thread, which may take a minute. */
  const carryOver = async (dataKey: DataKey): Promise<void> => {
    try {
      carrying = { done: 0, of: 0 }
      const key = dataKeyOf(Uint8Array.from(dataKey))
      const problems = await background.run(
        'carry-over',
        { path: recordsPath, key },
        {
          piece: ({ content }) => {
            carrying = readProgress(String(content))
          },
        },
      )
      const [first, ...others] = problems
      if (first) throw new Refusal(first, ...others)
    } finally {
      carrying = null
    }
  }

  /** A connection to records that need no migration that takes long. */
  const openedRecords = async (dataKey: DataKey): Promise<Connection> => {
    const connection = openConnection(recordsPath, dataKey, 'write')
    if (isOfThisRelease(connection)) return connection
    connection.close()
    await carryOver(dataKey)
    return openConnection(recordsPath, dataKey, 'write')
  }

  /** What a person does not wait for. */
  const checkLater = ({ rooms }: OpenPractice): void => {
    if (!checksDaily || demonstration) return
    checkClock = setTimeout(() => {
      // Locked in the meantime, or what cannot be read any more: the next unlocking says what.
      rooms.audit.checkInBackground().catch(() => undefined)
    }, checkAfter)
    checkClock.unref()
  }

  const enter = async (practitionerId: PractitionerId, dataKey: DataKey): Promise<void> => {
    lock()
    finishMaking(recordsPath)
    const connection = await openedRecords(dataKey)
    // Another window may have unlocked in the meantime.
    lock()
    try {
      migrate({ connection, path: recordsPath, key: dataKey, environment })
      // Thousands of writes, each waiting for the disk otherwise; a power cut loses only the last ones.
      if (demonstration) connection.pragma('synchronous = NORMAL')
      const database = createDatabase(connection, environment, reportForeignEntries)
      const shift = shiftOf(practitionerId)
      const rooms = roomsOn(database, shift, dataKey)
      open = { shift, database, dataKey, rooms }
      seedWhatIsNew(open)
      noteTimers(open)
      if (watchesFolders) open.rooms.imports.startWatching()
      checkLater(open)
      lastSeen = environment.now().getTime()
    } catch (error) {
      connection.close()
      throw error
    }
  }

  const gate: Gate = {
    status: (): VaultStatus => {
      const file = vault.file()
      return {
        state: open ? 'unlocked' : file ? 'locked' : 'empty',
        practiceName: file?.practiceName ?? null,
        demonstration: file?.demonstration ?? false,
        people: (file?.slots ?? [])
          .filter(({ kind }) => kind === 'passphrase')
          .map(({ practitionerId, name }) => ({ id: practitionerId, name })),
        pinSet: open?.shift.pinSet() ?? false,
        timers: timers.running(),
        carrying,
      }
    },
    unlock: async (secret, person) => {
      const at = open?.shift
      // Whoever is in already only shows that it is she, as when client mode is left.
      if (at && isPin(secret) && (person ?? at.practitionerId) === at.practitionerId) {
        await at.authorise(secret)
        return
      }
      const { practitionerId, dataKey } = await vault.unlock(secret, person)
      if (open?.shift.practitionerId === practitionerId) dataKey.fill(0)
      else await enter(practitionerId, dataKey)
    },
    lock,
    setPin: async (secret, pin) => {
      const { shift } = opened()
      const problem = judgeNewPin(pin)
      if (problem) throw new Refusal(problem)
      await shift.setPin(secret, pin)
    },
    forgetPin: () => opened().shift.forgetPin(),
    changePassphrase: async (secret, next) => {
      const { shift } = opened()
      await vault.changePassphrase(shift.practitionerId, secret, next)
      // Whoever changes it may have been watched: the digits go with it.
      shift.forgetPin()
    },
  }

  const create: CreatesPractice = async (input) => {
    refuseSecondPractice(folder, vault.file() !== null)
    const owner = newId<PractitionerId>(environment)
    const keys = await vault.prepare({
      owner,
      ownerName: input.owner.name,
      practiceName: input.practice.name,
      passphrase: input.passphrase,
      demonstration,
    })
    refuseSecondPractice(folder, vault.file() !== null)
    makeRecords(recordsPath, keys.dataKey, environment, (database) =>
      database.write({ actor: owner, reason: 'the practice is made' }, (tx) => {
        const rooms = roomsOn(database, shiftOf(owner), keys.dataKey)
        seed(rooms, tx, input, keys.publicKey)
      }),
    )
    keys.save()
    finishMaking(recordsPath)
    await enter(owner, keys.dataKey)
    return { recoveryCode: keys.recoveryCode, fingerprint: fingerprintOf(keys.publicKey) }
  }

  const idleClock = setInterval(() => {
    try {
      lockWhenIdle()
    } catch {
      // Records that cannot be read any more are not left open; the next call says why.
      lock()
    }
  }, idleCheck)
  idleClock.unref()

  return {
    router: createRouter(gate, create, () => opened().rooms, called),
    context: () => ({}),
    together: (work) => opened().database.together(work),
    verify: async (secret, { fingerprints, since }) => {
      const key = await vault.unlockAnyone(secret)
      try {
        const request = { anchors: fingerprints, since }
        const check = await background.run('verify', { path: recordsPath, key, request })
        return check.verification
      } finally {
        key.fill(0)
      }
    },
    close: async () => {
      clearInterval(idleClock)
      try {
        lock()
      } finally {
        letGo()
      }
    },
  }
}

const readProgress = (text: string) => carriedOver.parse(JSON.parse(text))

/** Whether nobody was here for longer than the rules allow; gloves are on while needling goes on. */
const isIdle = ({ shift, database, rooms }: OpenPractice, minutes: number): boolean =>
  database.read((db) => {
    const { idleLockMinutes, needlingLockMinutes } = rooms.practice.rules(db).settings
    if (minutes < idleLockMinutes.value) return false
    if (minutes >= needlingLockMinutes.value) return true
    return !rooms.sessions.needlingIn(db, shift.practitionerId, needlingLockMinutes.value)
  })

/** The first rows of every room that has some. */
const seed = (rooms: Rooms, tx: WriteTx, input: CreatePractice, publicKey: string): void => {
  rooms.practice.seed(tx, { details: input.practice, owner: input.owner, publicKey })
  seedMissing(rooms, tx)
}

const seedMissing = ({ screening, consent }: Rooms, tx: WriteTx): void => {
  screening.seedMissing(tx)
  consent.seedMissing(tx)
}

/** What this release begins with and the one before did not have; nothing when it is there. */
const seedWhatIsNew = ({ database, rooms, shift }: OpenPractice): void =>
  database.write({ actor: shift.practitionerId, reason: 'starting rules and texts' }, (tx) =>
    seedMissing(rooms, tx),
  )
