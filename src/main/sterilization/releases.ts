import type { ReadDb } from '#main/database/index.ts'
import type { Signing } from '#main/signing/index.ts'
import type { LoadId } from '#shared/kernel/index.ts'
import type { StoredPack } from './pack-repository.ts'
import { isAsSigned, isPackAsSigned, type LoggedLoad } from './record.ts'

type Signed = ReturnType<Signing['of']>

const isPackReleased = (signed: Signed, pack: StoredPack): boolean =>
  signed.some(
    ({ signature, snapshot, state }) =>
      state === 'valid' &&
      signature.meaning === 'packs-released' &&
      signature.signerId === pack.releasedBy &&
      isPackAsSigned(pack, snapshot),
  )

/** Whether what is stored still is what the people who released it have signed. */
export const createReleases = (signing: Signing) => ({
  /** The first step. */
  loadHolds: (db: ReadDb, load: LoggedLoad): boolean =>
    signing
      .of(db, 'loads', load.id)
      .some(
        ({ signature, snapshot, state }) =>
          state === 'valid' &&
          signature.meaning === 'load-released' &&
          signature.signerId === load.decision?.by &&
          isAsSigned(load, snapshot),
      ),

  /** The second step, for these packs of one load; its signatures are verified once for all. */
  packsHold: (db: ReadDb, loadId: LoadId, packs: readonly StoredPack[]): boolean => {
    if (packs.length === 0) return true
    const signed = signing.of(db, 'loads', loadId)
    return packs.every((pack) => isPackReleased(signed, pack))
  },
})
