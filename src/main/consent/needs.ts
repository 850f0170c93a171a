import type { Clients } from '#main/clients/index.ts'
import type { ReadDb } from '#main/database/index.ts'
import type { Practice } from '#main/practice/index.ts'
import {
  type ConsentKind,
  type ConsentSummary,
  decisiveConsent,
  judgeConsent,
  type NeededForm,
  requiredKind,
} from '#shared/consent/index.ts'
import { type ClientId, type ConsentId, Refusal } from '#shared/kernel/index.ts'
import type { Basis } from './carrying.ts'
import type { Records } from './record.ts'
import { basisNotUsable } from './refusals.ts'
import * as repository from './repository.ts'
import type { Templates } from './templates.ts'

interface Dependencies {
  readonly practice: Practice
  readonly clients: Clients
  readonly templates: Templates
  readonly records: Records
  readonly of: (db: ReadDb, clientId: ClientId, kind: ConsentKind) => readonly ConsentSummary[]
}

/** What a client still has to sign, and on what it can build. */
export const createNeeds = ({ practice, clients, templates, records, of }: Dependencies) => {
  /** The consent that is replaced by nothing but a newer text; null: the whole form is needed. */
  const basisFor = (db: ReadDb, latest: ConsentSummary | null): Basis | null => {
    if (latest?.state !== 'superseded') return null
    const { coversPractitionerId } = latest
    if (coversPractitionerId !== null && coversPractitionerId !== practice.current(db).id)
      return null
    const stored = repository.findConsent(db, latest.id)
    const found = stored && records.read(db, stored)
    // Of a tick there are no initials that could stand beside a statement.
    if (!found || found.isFirstFormat) return null
    return {
      consentId: latest.id,
      snapshot: found.snapshot,
      snapshotHash: found.record.signature.snapshotHash,
      takenBack: new Set(
        latest.choices.filter(({ withdrawnOn }) => withdrawnOn !== null).map(({ id }) => id),
      ),
    }
  }

  const latestOf = (db: ReadDb, clientId: ClientId, kind: ConsentKind): ConsentSummary | null =>
    decisiveConsent(of(db, clientId, kind))

  return {
    /** @throws Refusal `consent.basis-not-usable` */
    basisOf: (
      db: ReadDb,
      input: { clientId: ClientId; kind: ConsentKind; basisId: ConsentId },
    ): Basis => {
      const basis = basisFor(db, latestOf(db, input.clientId, input.kind))
      if (basis?.consentId !== input.basisId) throw new Refusal(basisNotUsable)
      return basis
    },

    /** The required form first. */
    needed: (db: ReadDb, clientId: ClientId): NeededForm[] => {
      const client = clients.get(db, clientId)
      const { ageOfMajority } = practice.rules(db).settings
      const needling = requiredKind(client.birthDate, practice.today(db), ageOfMajority.value)
      const practitionerId = practice.current(db).id
      return [needling, 'photography' as const].map((kind): NeededForm => {
        const latest = latestOf(db, client.id, kind)
        const holds = judgeConsent(latest, { kind, practitionerId }).length === 0
        const basis = basisFor(db, latest)
        return {
          kind,
          required: kind === needling,
          template: templates.current(db, kind),
          latest,
          needs: holds ? 'nothing' : basis ? 'changes' : 'whole',
          basisId: basis?.consentId ?? null,
        }
      })
    },
  }
}
