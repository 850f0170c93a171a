import { instantNow, newId, type ReadDb, type WriteTx } from '#main/database/index.ts'
import type { Practice } from '#main/practice/index.ts'
import type { Signing } from '#main/signing/index.ts'
import type { SigningKey } from '#main/vault/index.ts'
import { Refusal, type SessionId } from '#shared/kernel/index.ts'
import type { ChartPart, SignedSession } from '#shared/sessions/index.ts'
import * as content from './content-repository.ts'
import type { Dependencies } from './dependencies.ts'
import { signedHeader } from './headers.ts'
import type { Reading } from './reading.ts'
import * as refusals from './refusals.ts'
import * as repository from './repository.ts'
import {
  addendumSnapshot,
  countersignatureSnapshot,
  deviationSnapshot,
  errorMarkSnapshot,
} from './snapshot.ts'

type Parts = Pick<Dependencies, 'database' | 'shift' | 'practice' | 'signing'> & {
  readonly reading: Reading
}

/** What may be said about a signed session: each a signature of its own. */
export const createAfterwards = ({ database, shift, practice, signing, reading }: Parts) => {
  const { environment } = database

  const writeAs = <T>(key: SigningKey, reason: string, work: (tx: WriteTx) => T): T =>
    database.write({ actor: key.practitionerId, reason }, work)

  /** @throws Refusal unless this person may countersign what another signed */
  const refuseUnlessSupervisor = (tx: WriteTx, key: SigningKey, signed: SignedSession): void => {
    if (signed.signature.signerId === key.practitionerId) {
      throw new Refusal(refusals.supervisorIsSigner)
    }
    const supervisor = practice.practitioner(tx, key.practitionerId)
    if (supervisor.standing !== 'independent') throw new Refusal(refusals.supervisorIsTrainee)
    if (supervisor.licenceExpiresOn < practice.today(tx)) {
      throw new Refusal(refusals.supervisorLicenceExpired)
    }
  }

  return {
    countersign: async (input: {
      sessionId: SessionId
      secret: string
    }): Promise<SignedSession> => {
      const key = await shift.authorise(input.secret)
      return writeAs(key, 'deviations are countersigned', (tx) => {
        const signed = reading.signedIn(tx, input.sessionId)
        if (!isOwner(practice, tx, key)) throw new Refusal(refusals.ownerCountersigns)
        const open = new Set(
          signed.deviations.flatMap(({ id, countersignature }) => (countersignature ? [] : [id])),
        )
        if (open.size === 0) throw new Refusal(refusals.nothingToCountersign)
        const rows = content.listDeviations(tx, input.sessionId).filter(({ id }) => open.has(id))
        countersignRows(signing, tx, key, { rows, hash: signed.snapshotHash })
        return reading.signedIn(tx, input.sessionId)
      })
    },

    addAddendum: async (input: {
      sessionId: SessionId
      text: string
      reason: string
      about?: ChartPart
      secret: string
    }): Promise<SignedSession> => {
      const key = await shift.authorise(input.secret)
      return writeAs(key, 'an addendum is added', (tx) => {
        const { snapshotHash } = reading.signedIn(tx, input.sessionId)
        const row = {
          id: newId<string>(environment),
          sessionId: input.sessionId,
          text: input.text,
          reason: input.reason,
          addedAt: instantNow(environment),
          about: input.about ?? 'record',
        }
        content.insertAddendum(tx, row)
        signing.sign(tx, key, {
          subjectTable: 'addenda',
          subjectId: row.id,
          meaning: 'addendum',
          snapshot: addendumSnapshot(row, snapshotHash),
        })
        return reading.signedIn(tx, input.sessionId)
      })
    },

    markEnteredInError: async (input: {
      sessionId: SessionId
      reason: string
      secret: string
    }): Promise<SignedSession> => {
      const key = await shift.authorise(input.secret)
      return writeAs(key, input.reason, (tx) => {
        const row = signedHeader(tx, input.sessionId)
        if (row.state === 'entered-in-error') throw new Refusal(refusals.alreadyEnteredInError)
        if (row.practitionerId !== key.practitionerId && !isOwner(practice, tx, key)) {
          throw new Refusal(refusals.errorMarkNotYours)
        }
        const { snapshotHash } = reading.signedIn(tx, row.id)
        const { signedAt } = signing.sign(tx, key, {
          subjectTable: 'sessions',
          subjectId: row.id,
          meaning: 'entered-in-error',
          snapshot: errorMarkSnapshot(row, {
            reason: input.reason,
            sessionSnapshotHash: snapshotHash,
          }),
        })
        repository.closeSession(tx, row.id, {
          state: 'entered-in-error',
          closedAt: signedAt,
          closeReason: input.reason,
        })
        return reading.signedIn(tx, row.id)
      })
    },

    countersignChart: async (input: {
      sessionId: SessionId
      secret: string
    }): Promise<SignedSession> => {
      const key = await shift.authorise(input.secret)
      return writeAs(key, 'a chart is countersigned', (tx) => {
        const signed = reading.signedIn(tx, input.sessionId)
        if (!signed.session.awaitingSupervisor) {
          throw new Refusal(refusals.noSupervisorAwaited)
        }
        if (signed.signatureState !== 'valid') throw new Refusal(refusals.notWhatWasSigned)
        refuseUnlessSupervisor(tx, key, signed)
        signing.sign(tx, key, {
          subjectTable: 'sessions',
          subjectId: input.sessionId,
          meaning: 'session-countersigned',
          snapshot: countersignatureSnapshot({ id: input.sessionId }, signed.snapshotHash),
        })
        return reading.signedIn(tx, input.sessionId)
      })
    },
  }
}

export const isOwner = (
  practice: Pick<Practice, 'practitioner'>,
  db: ReadDb,
  key: SigningKey,
): boolean => practice.practitioner(db, key.practitionerId).role === 'owner'

/** @param hash of the session's snapshot, that the deviations stand in */
export const countersignRows = (
  signing: Pick<Signing, 'sign'>,
  tx: WriteTx,
  key: SigningKey,
  { rows, hash }: { readonly rows: readonly content.DeviationRow[]; readonly hash: string },
): void => {
  for (const row of rows) {
    signing.sign(tx, key, {
      subjectTable: 'deviations',
      subjectId: row.id,
      meaning: 'deviation-countersigned',
      snapshot: deviationSnapshot(row, hash),
    })
  }
}
