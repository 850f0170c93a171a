import { join } from 'node:path'
import type { PractitionerId } from '#shared/kernel/index.ts'
import type { Verification } from '#shared/audit/index.ts'
import type { CreatePractice } from '#shared/practice/index.ts'
import type { VaultStatus } from '#shared/vault/index.ts'
import { inBackground } from './background.ts'
import {
  createDatabase,
  type Database,
  type DataKey,
  type Environment,
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
import {
  createVault,
  deriveKeys,
  fingerprintOf,
  type Gate,
  holdFolder,
  type SigningKey,
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
  readonly verify: (secret: string, fingerprints: readonly string[]) => Promise<Verification>
  /** Locks the practice and lets the folder go. */
  readonly close: () => Promise<void>
}

interface OpenPractice {
  readonly practitionerId: PractitionerId
  readonly database: Database
  readonly dataKey: DataKey
  readonly rooms: Rooms
}

/** Calls that a waiting screen makes by itself: they are no sign of a person. */
const quietCalls: ReadonlySet<string> = new Set(['vault.status', 'drafts.save', 'sessions.save'])

/** How often the idle clock is looked at, in milliseconds. */
const idleCheck = 5_000

/** @throws Refusal when another process holds the folder or it cannot be written. */
export const createApplication = ({
  folder,
  keyDerivation = 'production',
  environment = systemEnvironment,
  demonstration = false,
  watchesFolders = true,
}: ApplicationOptions): Application => {
  const letGo = holdFolder(folder)
  const recordsPath = join(folder, 'records.db')
  const vault = createVault({
    folder,
    // Keys are never drawn from a demonstration's seed.
    random: systemEnvironment.random,
    strength: keyDerivation,
    // Test strength takes less time than starting a thread.
    derive: (input) =>
      keyDerivation === 'test' ? deriveKeys(input) : inBackground('derive-keys', input),
  })
  let open: OpenPractice | null = null
  let lastSeen = environment.now().getTime()

  const lock = (): void => {
    const closing = open
    open = null
    try {
      closing?.rooms.imports.stopWatching()
      closing?.database.close()
    } finally {
      closing?.dataKey.fill(0)
    }
  }

  const lockWhenIdle = (): void => {
    // While a demonstration is made its clock leaps from day to day.
    if (!open || demonstration) return
    const { database, rooms } = open
    const { idleLockMinutes } = database.read((db) => rooms.practice.rules(db)).settings
    if (environment.now().getTime() - lastSeen >= idleLockMinutes.value * 60_000) lock()
  }

  const called = (path: string): void => {
    lockWhenIdle()
    if (!quietCalls.has(path)) lastSeen = environment.now().getTime()
  }

  const authorise = (practitionerId: PractitionerId) => {
    const known = new Map<string, Promise<SigningKey>>()
    return (secret: string): Promise<SigningKey> => {
      const remembered = known.get(secret)
      if (remembered) return remembered
      const key = vault.authorise(practitionerId, secret)
      // A demonstration signs hundreds of records with one passphrase.
      if (demonstration) known.set(secret, key)
      return key
    }
  }

  const roomsOn = (database: Database, practitionerId: PractitionerId, dataKey: DataKey): Rooms =>
    createRooms({
      database,
      path: recordsPath,
      dataKey,
      vault,
      shift: { practitionerId, authorise: authorise(practitionerId) },
    })

  const enter = (practitionerId: PractitionerId, dataKey: DataKey): void => {
    lock()
    finishMaking(recordsPath)
    const connection = openConnection(recordsPath, dataKey, 'write')
    try {
      migrate({ connection, path: recordsPath, key: dataKey, environment })
      // Thousands of writes, each waiting for the disk otherwise; a power cut loses only the last ones.
      if (demonstration) connection.pragma('synchronous = NORMAL')
      const database = createDatabase(connection, environment, reportForeignEntries)
      open = {
        practitionerId,
        database,
        dataKey,
        rooms: roomsOn(database, practitionerId, dataKey),
      }
      seedWhatIsNew(open)
      if (watchesFolders) open.rooms.imports.startWatching()
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
      }
    },
    unlock: async (secret, person) => {
      const { practitionerId, dataKey } = await vault.unlock(secret, person)
      enter(practitionerId, dataKey)
    },
    lock,
    changePassphrase: async (secret, next) => {
      if (!open) throw new Locked()
      await vault.changePassphrase(open.practitionerId, secret, next)
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
        const rooms = roomsOn(database, owner, keys.dataKey)
        seed(rooms, tx, input, keys.publicKey)
      }),
    )
    keys.save()
    finishMaking(recordsPath)
    enter(owner, keys.dataKey)
    return { recoveryCode: keys.recoveryCode, fingerprint: fingerprintOf(keys.publicKey) }
  }

  const rooms = (): Rooms => {
    if (!open) throw new Locked()
    return open.rooms
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
    router: createRouter(gate, create, rooms, called),
    context: () => ({}),
    verify: async (secret, fingerprints) => {
      const key = await vault.unlockAnyone(secret)
      try {
        return await inBackground('verify', { path: recordsPath, key, anchors: fingerprints })
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
const seedWhatIsNew = ({ database, rooms, practitionerId }: OpenPractice): void =>
  database.write({ actor: practitionerId, reason: 'starting rules and texts' }, (tx) =>
    seedMissing(rooms, tx),
  )
