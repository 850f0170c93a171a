import {
  type Database,
  instantNow,
  newId,
  type ReadDb,
  sha256,
  type WriteTx,
} from '#main/database/index.ts'
import type { Shift } from '#main/vault/index.ts'
import { type Attachment, largestAttachment } from '#shared/attachments/index.ts'
import { type AttachmentId, Refusal } from '#shared/kernel/index.ts'
import {
  type AttachmentRow,
  findAttachment,
  findSameContent,
  insertAttachment,
} from './repository.ts'
import {
  type Opened,
  openSealed,
  removeSealed,
  seal,
  type Sealed,
  touchOf,
  writeSealed,
} from './store.ts'

interface Dependencies {
  readonly database: Database
  readonly shift: Shift
  /** Where the files lie. */
  readonly folder: string
  /** Seals and writes away from the thread that answers, for a file of more than a moment. */
  readonly sealAway: (content: Uint8Array) => Promise<Omit<Sealed, 'ciphertext'>>
}

/** A file as it came. */
export interface NewAttachment {
  readonly name: string
  readonly mediaType: string
  readonly content: Uint8Array
}

/** Keeps a file within the transaction that refers to it. */
export type Keep = (tx: WriteTx, file: NewAttachment) => Attachment

export type Attachments = ReturnType<typeof createAttachments>

/** Hashing, encrypting and writing this much takes less than a blink, and less than a thread. */
const atOnce = 1 << 20

/** Files that are kept as they came: print-outs, photos, certificates, what a sterilizer wrote. */
export const createAttachments = ({ database, shift, folder, sealAway }: Dependencies) => {
  const { environment } = database

  const wholeRow = (db: ReadDb, contentHash: string): AttachmentRow | null =>
    findSameContent(db, contentHash).find((row) => openSealed(folder, row).state === 'whole') ??
    null

  const insert = (
    tx: WriteTx,
    { name, mediaType, content }: NewAttachment,
    { ciphertextHash, contentHash, key }: Omit<Sealed, 'ciphertext'>,
  ): AttachmentRow => {
    const row: AttachmentRow = {
      id: newId<AttachmentId>(environment),
      ciphertextHash,
      contentHash,
      key,
      name: nameOf(name),
      mediaType: mediaTypeOf(mediaType),
      size: content.byteLength,
      addedAt: instantNow(environment),
    }
    insertAttachment(tx, row)
    return row
  }

  /**
   * Keeps files within a transaction of another room: the same bytes once, and each file once however
   * often it is named. What was written to the disk leaves it again when the work fails.
   */
  const keeping = <T>(work: (keep: Keep) => T): T => {
    const written: string[] = []
    const done = new Map<Uint8Array, Attachment>()
    const kept = (tx: WriteTx, file: NewAttachment): Attachment => {
      refuseSize(file.content.byteLength)
      const known = wholeRow(tx, sha256(file.content))
      if (known) return shown(known)
      const sealed = seal(file.content)
      // The bytes first: a row never names a file that is not on the disk.
      writeSealed(folder, sealed)
      written.push(sealed.ciphertextHash)
      return shown(insert(tx, file, sealed))
    }
    try {
      return work((tx, file) => {
        const before = done.get(file.content)
        if (before) return before
        const attachment = kept(tx, file)
        done.set(file.content, attachment)
        return attachment
      })
    } catch (error) {
      for (const ciphertextHash of written) removeSealed(folder, ciphertextHash)
      throw error
    }
  }

  const rowOf = (db: ReadDb, id: AttachmentId): AttachmentRow => {
    const row = findAttachment(db, id)
    if (!row) throw notKept
    return row
  }

  const add = async ({ file }: { file: File }): Promise<Attachment> => {
    refuseSize(file.size)
    const content = new Uint8Array(await file.arrayBuffer())
    const added = { name: file.name, mediaType: file.type, content }
    const reason = 'a file is kept'
    if (content.byteLength <= atOnce) {
      return keeping((keep) =>
        database.write({ actor: shift.practitionerId, reason }, (tx) => keep(tx, added)),
      )
    }
    const sealed = await sealAway(content)
    try {
      return database.write({ actor: shift.practitionerId, reason }, (tx) => {
        const known = wholeRow(tx, sealed.contentHash)
        if (known) removeSealed(folder, sealed.ciphertextHash)
        return shown(known ?? insert(tx, added, sealed))
      })
    } catch (error) {
      removeSealed(folder, sealed.ciphertextHash)
      throw error
    }
  }

  const seen = new Map<string, { readonly touched: string; readonly state: Opened['state'] }>()

  // A file that is changed gets another time of change, which no program can set back.
  const looked = (row: AttachmentRow): Opened['state'] => {
    const { ciphertextHash, contentHash, key } = row
    const kept = `${ciphertextHash} ${contentHash} ${key}`
    const touched = touchOf(folder, ciphertextHash)
    const before = seen.get(kept)
    if (before && touched !== null && before.touched === touched) return before.state
    const { state } = openSealed(folder, row)
    if (touched !== null) seen.set(kept, { touched, state })
    return state
  }

  const content = (db: ReadDb, id: AttachmentId): { attachment: Attachment; content: Buffer } => {
    const row = rowOf(db, id)
    const opened = openSealed(folder, row)
    if (opened.state !== 'whole') throw notWhole(opened.state)
    return { attachment: shown(row), content: opened.content }
  }

  return {
    keeping,
    add,
    /** @throws Refusal `attachments.not-kept` */
    of: (db: ReadDb, id: AttachmentId): Attachment => shown(rowOf(db, id)),
    /** @throws Refusal when it is missing, or is no longer what was kept */
    content,
    /** Whether it still is what was kept. Reads the file only when it was touched since the last look. */
    state: (db: ReadDb, id: AttachmentId): Opened['state'] => {
      const row = findAttachment(db, id)
      return row ? looked(row) : 'missing'
    },
    get: (input: { attachmentId: AttachmentId }): Attachment =>
      database.read((db) => shown(rowOf(db, input.attachmentId))),
    read: (input: { attachmentId: AttachmentId }): File =>
      database.read((db) => {
        const { attachment, content: bytes } = content(db, input.attachmentId)
        return new File([new Uint8Array(bytes)], attachment.name, { type: attachment.mediaType })
      }),
  }
}

const shown = ({ id, name, mediaType, size, contentHash, addedAt }: AttachmentRow): Attachment => ({
  id,
  name,
  mediaType,
  size,
  contentHash,
  addedAt,
})

/** The last part of a path, without what cannot be printed, at most 255 characters. */
const nameOf = (given: string): string => {
  const last = given.split(/[/\\]/).at(-1) ?? ''
  const printable = last.replace(/\p{C}/gu, '').trim()
  return printable.slice(0, 255).trim() || 'file'
}

const mediaTypeOf = (given: string): string =>
  /^[\w.+-]{1,80}\/[\w.+-]{1,80}/.exec(given)?.[0].toLowerCase() ?? 'application/octet-stream'

const refuseSize = (size: number): void => {
  if (size === 0) {
    throw new Refusal({
      code: 'attachments.empty',
      fact: 'This file is empty.',
      rule: 'A kept file proves what it holds.',
      nextStep: 'Choose the file again, or scan it anew.',
      field: 'file',
    })
  }
  if (size > largestAttachment) {
    throw new Refusal({
      code: 'attachments.too-large',
      fact: `This file has ${Math.ceil(size / 1024 / 1024)} MB.`,
      rule: `A kept file has at most ${largestAttachment / 1024 / 1024} MB.`,
      nextStep: 'Scan it with a lower resolution, or keep its pages one by one.',
      field: 'file',
    })
  }
}

const notKept = new Refusal({
  code: 'attachments.not-kept',
  fact: 'This file is not among the kept ones.',
  rule: 'Only a file that was kept can be opened or referred to.',
  nextStep: 'Keep the file first.',
})

const lost = {
  missing: 'This file is no longer in the practice’s folder.',
  unreadable: 'This file cannot be read from the disk.',
  altered: 'This file is no longer the one that was kept.',
}

const notWhole = (state: keyof typeof lost): Refusal =>
  new Refusal({
    code: `attachments.${state}`,
    fact: lost[state],
    rule: 'A kept file is shown only while it has the hash that was recorded.',
    nextStep: 'Put it back from a copy of the practice’s folder, and run the verification.',
  })
