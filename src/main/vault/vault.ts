import { type DataKey, dataKey } from '#main/database/index.ts'
import { type PractitionerId, Refusal } from '#shared/kernel/index.ts'
import { judgeNewPassphrase } from '#shared/vault/index.ts'
import { type DerivationInput, isStrongEnough, newDerivation, type Strength } from './derivation.ts'
import { readVault, type Slot, type VaultFile, writeVault } from './file.ts'
import {
  newSigningPair,
  type SigningKey,
  type SigningPair,
  signingKey,
  unwrap,
  wrap,
} from './keys.ts'
import { asRecoveryCode, recoveryCodeFrom } from './recoveryCode.ts'
import { wrongSecret } from './refusals.ts'

export interface VaultDependencies {
  readonly folder: string
  readonly random: (length: number) => Uint8Array
  readonly strength: Strength
  /** Argon2id away from the main thread. */
  readonly derive: (input: DerivationInput) => Promise<Uint8Array>
}

/** Somebody who has unlocked: what an open practice needs of the vault. */
export interface Shift {
  readonly practitionerId: PractitionerId
  /**
   * With the passphrase, the recovery code, or the PIN of the shift where one is set.
   * @throws Refusal `vault.wrong-secret`, `vault.wrong-pin`, `vault.pin-forgotten`, `vault.no-pin`
   */
  readonly authorise: (secret: string) => Promise<SigningKey>
}

interface Keys {
  readonly slot: Slot
  readonly dataKey: Uint8Array
  readonly privateKey: Uint8Array
}

export type Vault = ReturnType<typeof createVault>

/** The key slots of one practice folder. */
export const createVault = ({ folder, random, strength, derive }: VaultDependencies) => {
  const required = (): VaultFile => {
    const file = readVault(folder)
    if (file) return file
    throw new Refusal({
      code: 'vault.no-practice',
      fact: 'There is no practice in this folder yet.',
      rule: 'A practice is made before it is unlocked.',
      nextStep: 'Make a new practice, or choose the folder that holds yours.',
    })
  }

  const purposeOf = (slot: Pick<Slot, 'kind' | 'practitionerId'>, what: 'data' | 'signing') =>
    `stratum-vault-1 ${what} ${slot.kind} ${slot.practitionerId}`

  const makeSlot = async (
    secret: string,
    who: Pick<Slot, 'kind' | 'practitionerId' | 'name'>,
    keys: Pick<Keys, 'dataKey' | 'privateKey'>,
  ): Promise<Slot> => {
    const derivation = newDerivation(strength, random(16))
    const derived = await derive({ secret, derivation })
    return {
      ...who,
      derivation,
      dataKey: wrap(derived.subarray(0, 32), keys.dataKey, random(12), purposeOf(who, 'data')),
      signingKey: wrap(
        derived.subarray(32),
        keys.privateKey,
        random(12),
        purposeOf(who, 'signing'),
      ),
    }
  }

  const trySlot = async (slot: Slot, secret: string): Promise<Keys | null> => {
    if (!isStrongEnough(slot.derivation, strength)) {
      throw new Refusal({
        code: 'vault.too-weak',
        fact: 'The keys of this practice are protected with test strength.',
        rule: 'Records are kept only behind a full-strength passphrase.',
        nextStep: 'This folder was made by a test. Use your own practice folder.',
      })
    }
    const derived = await derive({ secret, derivation: slot.derivation })
    const data = unwrap(derived.subarray(0, 32), slot.dataKey, purposeOf(slot, 'data'))
    const signing = unwrap(derived.subarray(32), slot.signingKey, purposeOf(slot, 'signing'))
    return data && signing ? { slot, dataKey: data, privateKey: signing } : null
  }

  /** The passphrase first: one that happens to look like a recovery code still opens. */
  const openSlots = async (secret: string, person: PractitionerId | undefined): Promise<Keys> => {
    const { slots } = required()
    const people = slots.filter(({ kind }) => kind === 'passphrase')
    const own =
      people.length === 1 && person === undefined
        ? people
        : people.filter((slot) => slot.practitionerId === person)
    const code = asRecoveryCode(secret)
    const recovery =
      code === null
        ? []
        : slots.filter(
            ({ kind, practitionerId }) =>
              kind === 'recovery' && (person === undefined || practitionerId === person),
          )
    for (const [slot, typed] of [
      ...own.map((slot) => [slot, secret] as const),
      ...recovery.map((slot) => [slot, code ?? ''] as const),
    ]) {
      const keys = typed === '' ? null : await trySlot(slot, typed)
      if (keys) return keys
    }
    throw new Refusal(wrongSecret)
  }

  const refuseWeakPassphrase = (passphrase: string): void => {
    const problem = judgeNewPassphrase(passphrase)
    if (problem) throw new Refusal(problem)
  }

  return {
    /** What the lock screen may show. */
    file: (): VaultFile | null => readVault(folder),

    /**
     * The keys of a new practice and its two first slots. `save` puts vault.json in its place, which
     * is the last step of making a practice.
     */
    prepare: async (input: {
      readonly owner: PractitionerId
      readonly ownerName: string
      readonly practiceName: string
      readonly passphrase: string
      readonly demonstration: boolean
    }) => {
      refuseWeakPassphrase(input.passphrase)
      const pair = newSigningPair()
      const keys = { dataKey: random(32), privateKey: pair.privateKey }
      const recoveryCode = recoveryCodeFrom(random(20))
      const who = { practitionerId: input.owner, name: input.ownerName }
      const slots = [
        await makeSlot(input.passphrase, { ...who, kind: 'passphrase' }, keys),
        await makeSlot(recoveryCode, { ...who, kind: 'recovery' }, keys),
      ]
      return {
        recoveryCode,
        publicKey: pair.publicKey,
        dataKey: dataKey(keys.dataKey),
        save: () =>
          writeVault(folder, {
            format: 'stratum-vault-1',
            practiceName: input.practiceName,
            demonstration: input.demonstration,
            slots,
          }),
      }
    },

    /** @throws Refusal `vault.wrong-secret` */
    unlock: async (
      secret: string,
      person: PractitionerId | undefined,
    ): Promise<{ readonly practitionerId: PractitionerId; readonly dataKey: DataKey }> => {
      const keys = await openSlots(secret, person)
      return { practitionerId: keys.slot.practitionerId, dataKey: dataKey(keys.dataKey) }
    },

    /** For a caller that does not say who it is: each person's slot is tried. */
    unlockAnyone: async (secret: string): Promise<DataKey> => {
      const people = required().slots.filter(({ kind }) => kind === 'passphrase')
      for (const { practitionerId } of people) {
        try {
          return dataKey((await openSlots(secret, practitionerId)).dataKey)
        } catch (error) {
          if (!(error instanceof Refusal) || error.problems[0].code !== wrongSecret.code)
            throw error
        }
      }
      throw new Refusal(wrongSecret)
    },

    /** The signing key of one person, for one act. @throws Refusal `vault.wrong-secret` */
    authorise: async (person: PractitionerId, secret: string): Promise<SigningKey> => {
      const keys = await openSlots(secret, person)
      return signingKey(person, keys.privateKey)
    },

    /** A slot for another person; `save` adds it, inside the transaction that adds the person. */
    prepareSlot: async (input: {
      readonly practitionerId: PractitionerId
      readonly name: string
      readonly passphrase: string
      readonly dataKey: DataKey
    }): Promise<SigningPair & { readonly save: () => void }> => {
      refuseWeakPassphrase(input.passphrase)
      const pair = newSigningPair()
      const slot = await makeSlot(
        input.passphrase,
        { kind: 'passphrase', practitionerId: input.practitionerId, name: input.name },
        { dataKey: input.dataKey, privateKey: pair.privateKey },
      )
      return {
        ...pair,
        save: () => {
          const file = required()
          writeVault(folder, { ...file, slots: [...file.slots, slot] })
        },
      }
    },

    /** `secret` may be the recovery code: that is how a forgotten passphrase is replaced. */
    changePassphrase: async (
      person: PractitionerId,
      secret: string,
      next: string,
    ): Promise<void> => {
      refuseWeakPassphrase(next)
      const keys = await openSlots(secret, person)
      const fresh = await makeSlot(
        next,
        { kind: 'passphrase', practitionerId: person, name: keys.slot.name },
        keys,
      )
      const file = required()
      writeVault(folder, {
        ...file,
        slots: file.slots.map((slot) =>
          slot.kind === 'passphrase' && slot.practitionerId === person ? fresh : slot,
        ),
      })
    },
  }
}
