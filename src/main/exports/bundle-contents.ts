import { type Connection, contentOf, hexOf } from '#main/database/index.ts'

interface BundledContent {
  readonly hash: string
  readonly content: string
}

/** Everything that is kept under its hash; what cannot be read is left out, and verifying names it. */
export function* everyContent(connection: Connection): Generator<BundledContent> {
  yield* bundledContents(
    connection,
    connection.prepare<[], Buffer>('SELECT hash FROM contents ORDER BY hash').pluck().iterate(),
  )
}

export function* bundledContents(
  connection: Connection,
  hashes: Iterable<Uint8Array>,
): Generator<BundledContent> {
  for (const hash of hashes) {
    const content = contentOf(connection, hash)
    if (content !== null) yield { hash: hexOf(hash), content }
  }
}

/** The hashes that these signatures and sessions name, each once, in their order. */
export const contentsNamedBy = (
  connection: Connection,
  rows: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Uint8Array[] => {
  const snapshot = connection
    .prepare<[string], Buffer>('SELECT snapshot_hash FROM signatures WHERE id = ?')
    .pluck()
  const findings = connection
    .prepare<[string], string>(
      "SELECT json_extract(gate, '$.findings') FROM sessions WHERE id = ? AND json_type(gate, '$.findings') = 'text'",
    )
    .pluck()
  const named = [
    ...[...(rows.get('signatures') ?? [])].flatMap((id) => {
      const hash = snapshot.get(id)
      return hash === undefined ? [] : [hexOf(hash)]
    }),
    ...[...(rows.get('sessions') ?? [])].flatMap((id) => findings.get(id) ?? []),
  ]
  return [...new Set(named)].toSorted().map((hash) => Buffer.from(hash, 'hex'))
}
