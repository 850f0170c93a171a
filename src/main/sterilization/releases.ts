import type { ReadDb } from '#main/database/index.ts'
import type { Signing } from '#main/signing/index.ts'
import type { StoredPack } from './pack-repository.ts'
import { isAsSigned, isPackAsSigned, type LoggedLoad } from './record.ts'

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

  /** The second step, for this pack. */
  packHolds: (db: ReadDb, pack: StoredPack): boolean =>
    signing
      .of(db, 'loads', pack.loadId)
      .some(
        ({ signature, snapshot, state }) =>
          state === 'valid' &&
          signature.meaning === 'packs-released' &&
          signature.signerId === pack.releasedBy &&
          isPackAsSigned(pack, snapshot),
      ),
})
