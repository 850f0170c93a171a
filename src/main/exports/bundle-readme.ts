import { type BundleKind, bundleFiles, bundleFormat } from './bundle-format.ts'
import { bundleTables } from './bundle-tables.ts'

const titles: Readonly<Record<BundleKind, string>> = {
  practice: '# The records of a practice',
  evidence: '# One client’s signed records, with the proof',
}

const openings: Readonly<Record<BundleKind, string>> = {
  practice: `Everything that Stratum keeps for this practice, in open formats: one JSON Lines file for each
kind of record, the change log, the unfinished drafts, and every file that was kept (print-outs, scans,
what sterilizers wrote) as it came. It holds personal data in plain text: keep it as you keep the
records.`,
  evidence: `The records of one client, every change that was ever made to them, and every signature on them.
Each change comes with the proof that it lies in the practice's change log as that was when this
was made; nothing of other clients is in it. It holds personal data in plain text: keep it as you
keep the records.`,
}

const attachmentsLine: Readonly<Record<BundleKind, string>> = {
  practice: 'every kept file',
  evidence:
    'every kept file of this client (sealed consents, scans of consents signed on paper, prescribers’ documents)',
}

const limits: Readonly<Record<BundleKind, string>> = {
  practice: `- \`${bundleFiles.drafts}\` holds what was being typed and is not signed. Drafts are outside the change
  log, so nothing but the manifest speaks for them.`,
  evidence: `- A change that is shown names the one before it of the same row, so none between two others can be
  missing. That the newest changes of a row, or a whole row of this client, were left out cannot be
  seen from this bundle alone; the practice's own records can show it.`,
}

const agreement = `## What a client was asked, and what she agreed to
- A screening: its row in \`screenings.jsonl\`, and the row of \`signatures.jsonl\` with that \`subject_id\`. Its
  snapshot holds each question in the words in which it was asked, each answer with its moment, each
  rule that applied with its source, and the verdict. \`rules.id\` names the version of the rules in
  \`screening_rules.jsonl\`; \`rules.hash\` is the SHA-256 of the canonical JSON of its \`body\`.
- A consent: its row in \`consents.jsonl\`, and its signature likewise. Its snapshot holds the whole text as it
  was read, the initials to each statement, each choice, the drawn signatures as points, and when it
  was given, presented and signed. A choice that was taken back later stands in
  \`choice_withdrawals.jsonl\`; a consent that was withdrawn whole has \`withdrawn_on\`.
- Its sealed PDF, or the scan of the paper: the row of \`consent_papers.jsonl\` with that \`consent_id\`, whose
  \`attachment_id\` leads to the file. The seal shows that the file is unchanged since the practice sealed
  it. It shows neither who signed nor when: that rests on the signature in \`signatures.jsonl\`, the
  key's fingerprint and the head of the change log. The key of the seal is in no export.
- A prescriber's document: \`attachment_id\` of the row in \`clearances.jsonl\`.
`

const tracing = `## How to trace a lot or a load to clients
From these files alone, for a recall. A session counts in every state but \`dropped\`, also one that was
entered in error: the treatment took place. Let L be the \`id\` of the lot in \`lots.jsonl\`, or of the load in
\`loads.jsonl\` (found by \`number\`, or by \`cycle_number\` and \`sterilizer_id\`).
1. Of a lot, take these session ids:
   - \`session_id\` of the rows in \`units.jsonl\` whose \`lot_id\` is L, where it is not null;
   - \`session_id\` of the rows in \`session_products.jsonl\` whose \`lot_id\` is L (anaesthetics are among them), and
     of the rows in \`session_zones.jsonl\` whose \`glide_lot_id\` is L;
   - \`id\` of the rows in \`sessions.jsonl\` whose \`handpiece_unit_id\` is the \`id\` of a row in \`units.jsonl\` with
     \`lot_id\` L, and \`session_id\` of the rows in \`handpiece_uses.jsonl\` whose \`unit_id\` is such a row;
   - of a disinfectant: for each row in \`device_events.jsonl\` with \`kind\` \`cleaning\` and \`disinfectant_lot_id\` L,
     the sessions that used its \`unit_id\` (\`used_at\` in \`handpiece_uses.jsonl\`, or \`started_at\` of a session
     with that \`handpiece_unit_id\`) at or after its \`happened_at\` and before that piece's next cleaning;
   - \`key\` of the rows in \`${bundleFiles.drafts}\` with \`kind\` \`session\`, whose session is \`open\` or \`started\`, when
     \`document.handpieceUnitId\` is a piece of L, one of \`document.products\` has the \`lotId\` L or one of
     \`document.zones\` the \`glideLotId\` L.
2. Of a load, take \`session_id\` of the rows in \`packs.jsonl\` whose \`load_id\` is L, where it is not null. For the
   loads that a failed spore test makes suspect, take those in \`recall_items.jsonl\` of its recall.
3. Keep the sessions whose \`state\` in \`sessions.jsonl\` is not \`dropped\`. Their \`client_id\`, each once, are the
   clients; names and telephone numbers are in \`clients.jsonl\`.

\`stratum trace lot|load ID --json\` answers the same.

`

/** What a stranger needs to read and to check a bundle, without Stratum. */
export const bundleReadme = (kind: BundleKind): string => `${titles[kind]}

${openings[kind]}

## Files
- \`${bundleFiles.manifest}\`: the format (\`${bundleFormat}\`), and the SHA-256 of every other file.
- \`${bundleFiles.schema}\`: every file and column, in words.
- \`<table>.jsonl\`: one row on each line, as JSON, ordered by id. Lengths are whole micrometres, volumes
  whole microlitres, masses whole milligrams, temperatures tenths of a degree Celsius. Moments are
  UTC in ISO 8601; calendar dates are YYYY-MM-DD.
- \`${bundleFiles.log}\`: ${kind === 'practice' ? 'every change' : 'every change of these rows'}, on each line \`sequence, at, actor, reason, table, rowId, operation,
  row, salt, commitment, before, previous${kind === 'practice' ? '' : ', proof'}\`. \`row\` is one string of JSON: of an insert the whole row,
  of an update the columns that it changed (with a \`previous\`: the whole row). \`before\` is the sequence
  of the change that the row had before.
- \`${bundleFiles.head}\`: how many changes the whole log has, and the root of the tree over them.
${
  kind === 'practice'
    ? ''
    : `- \`${bundleFiles.heads}\`: the heads that the signatures name, each with the proof that this log goes on from it.
`
}- \`${bundleFiles.contents}\`: texts under the SHA-256 of their UTF-8 bytes: what was shown and signed, and the findings at
  the start of a session.
- \`attachments/\`: ${attachmentsLine[kind]} as it came, not encrypted, named by the SHA-256 of its
  content. Its row in \`attachments.jsonl\` has that hash as \`content_hash\`, and its own name, kind and
  size; other rows point to it by \`attachment_id\`.

${agreement}
## How to check it
\`stratum verify\` and this file or folder does all of it, without a passphrase. By hand, with any language
(canonical JSON is RFC 8785; hashes are SHA-256 in lower-case hexadecimal):
1. \`commitment\` = SHA-256 of the 32 bytes of \`salt\`, followed by the canonical JSON of \`[reason, row]\`,
   where \`row\` is the string.
2. The data of a change's leaf is the canonical JSON of \`[sequence, at, actor, table, rowId, operation,
   commitment, before]\`; with a \`previous\`, of \`[previous, sequence, at, actor, table, rowId, operation,
   commitment]\`. Leaves, nodes and root are those of RFC 6962, section 2.1; leaf number 0 is sequence 1.
3. ${
  kind === 'practice'
    ? `The root over all leaves, and their number, are those of \`${bundleFiles.head}\``
    : `\`proof\` is the audit path (RFC 6962, 2.1.1) from the leaf to the root in \`${bundleFiles.head}\``
}, which is the head
   on the foot of anything printed at that moment.
4. Each row of a table file says what its changes say together.
5. A signature in \`signatures.jsonl\`: the text under \`snapshot_hash\` in \`${bundleFiles.contents}\` is what was signed;
   \`value\` is the Ed25519 signature, by the signer's \`public_key\` in \`practitioners.jsonl\`, of the canonical
   JSON of subjectTable, subjectId, signerId, printedName, licence, meaning, signedAt, snapshotHash (lower
   case) and chainHead. chainHead is \`head_size\`, a hyphen and \`head\` in lower case; with \`head_form\`
   \`chain\` it is \`head\` alone: the SHA-256 of the data of the leaf \`head_size\`.${
     kind === 'practice'
       ? ` The root over the first
   \`head_size\` leaves is \`head\`.`
       : `
   \`consistency\` in \`${bundleFiles.heads}\` proves (RFC 6962, 2.1.2) that this log goes on from it.`
   }
6. A key's fingerprint is the SHA-256 of its 32 bytes. Compare it with the one on paper: the recovery
   sheet, or anything that was signed and printed.
7. A snapshot names its client by \`client.identityCommitment\`: SHA-256 of the 32 bytes of \`identity.salt\`
   (in the row of the session or consent), followed by the canonical JSON of \`{birthDate, name, number}\`.
   A screening does the same. The names beside a consent (\`people\`: guardian, interpreter, witness,
   typed names) are committed to by \`peopleCommitment\`: SHA-256 of the 32 bytes of \`people.salt\`, followed by
   the canonical JSON of \`people\` without \`salt\`.
8. Each row of \`attachments.jsonl\` has its file in \`attachments/\`, and the SHA-256 of that file is its name.
   Any reader of PDF signatures (such as \`pdfsig\`) shows whether a sealed consent is unchanged.

${kind === 'practice' ? tracing : ''}## What it does not show
- It is tamper-evident, not tamper-proof: whoever remakes the whole bundle with new keys is found by the
  fingerprints and the printed heads only.
- Entries that were cut off at the end together with their head are found by a later printed head, by
  a row or a signature that is left over, or not at all.
${limits[kind]}
`

/** Every file and column, for programs. */
export const bundleSchema = (kind: BundleKind, tables: readonly string[]): string =>
  `${JSON.stringify(
    {
      format: bundleFormat,
      kind,
      files: [
        ...tables.map((table) => ({
          file: bundleFiles.table(table),
          holds: bundleTables[table]?.says ?? '',
          columns: Object.entries(bundleTables[table]?.columns ?? {}).map(
            ([name, { says, json }]) => ({
              name,
              says,
              ...(json === true ? { json } : {}),
            }),
          ),
        })),
        {
          file: bundleFiles.log,
          holds: 'Every change of every row, each a leaf of the tree of the log',
          columns: [
            ...logColumns,
            ...(kind === 'evidence'
              ? [{ name: 'proof', says: 'the audit path of its leaf, hexadecimal' }]
              : []),
          ],
        },
        ...(kind === 'evidence'
          ? [
              {
                file: bundleFiles.heads,
                holds: 'The heads that signatures name',
                columns: headColumns,
              },
            ]
          : []),
        {
          file: bundleFiles.contents,
          holds: 'What signatures and sessions name by its hash',
          columns: contentColumns,
        },
        ...(kind === 'practice'
          ? [
              {
                file: bundleFiles.drafts,
                holds: 'What is being typed: not signed, not in the change log',
                columns: draftColumns,
              },
            ]
          : []),
      ],
    },
    null,
    2,
  )}\n`

const logColumns = [
  { name: 'sequence', says: 'counted from 1 without a gap' },
  { name: 'at', says: 'UTC, ISO 8601' },
  { name: 'actor', says: 'id of the practitioner who changed it' },
  { name: 'reason', says: 'why' },
  { name: 'table', says: 'the kind of record' },
  { name: 'rowId', says: 'the id of the row' },
  { name: 'operation', says: 'insert or update' },
  {
    name: 'row',
    says: 'JSON text: of an insert the whole row, of an update what it changed',
  },
  { name: 'salt', says: '32 random bytes, hexadecimal' },
  { name: 'commitment', says: 'SHA-256 of salt, reason and row' },
  { name: 'before', says: 'of an update, the sequence of the change that the row had before' },
  { name: 'previous', says: 'of a change from before release 5, the link of the chain before it' },
]

const headColumns = [
  { name: 'head', says: 'as it was signed' },
  { name: 'consistency', says: 'the proof that the log goes on from it, hexadecimal' },
]

const contentColumns = [
  { name: 'hash', says: 'SHA-256 of the content’s UTF-8 bytes, hexadecimal' },
  { name: 'content', says: 'the text, byte for byte' },
]

const draftColumns = [
  { name: 'kind', says: 'what is being typed' },
  { name: 'key', says: 'for which record' },
  { name: 'version', says: 'counted from 1' },
  { name: 'document', says: 'what stands on the screen', json: true },
  { name: 'saved_at', says: 'UTC, ISO 8601' },
]
