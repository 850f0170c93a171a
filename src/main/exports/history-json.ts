import type { History } from './history.ts'

/**
 * The signed records as they were signed. A snapshot's hash is the SHA-256 of its canonical JSON
 * (RFC 8785); a signature covers the canonical JSON of its other members without `id` and `value`.
 */
export const historyJson = (history: History): string =>
  `${JSON.stringify(
    {
      format: 'stratum-history-1',
      exportedAt: history.printedAt,
      chainHead: history.chainHead,
      practice: history.practice,
      client: history.client,
      signers: [...history.signers.values()].map(({ id, name, publicKey, fingerprint }) => ({
        id,
        name,
        publicKey,
        fingerprint,
      })),
      sessions: history.sessions.map((record) => ({
        ...record,
        snapshot: history.signedSessions.get(record.session.id) ?? record.snapshot,
      })),
      screenings: history.screenings.map(({ summary, signed }) => signed ?? summary),
      screeningRules: history.screeningRules,
      patchTests: history.patchTests,
      consents: history.consents.map(({ summary, signed, asSigned }) =>
        signed ? { ...signed, snapshot: asSigned } : summary,
      ),
    },
    null,
    2,
  )}\n`
