import { type Problem, Refusal } from '#shared/kernel/index.ts'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

export const notReadable: Problem = {
  code: 'database.not-readable',
  fact: 'The records file cannot be read: it is damaged, cut short, or not made by Stratum.',
  rule: 'Only a whole records file of this practice is opened.',
  nextStep: 'Leave the file as it is and put back a copy of the practice folder.',
}

/** A write in steps is under way, and this one did not wait for it. */
export const inUse: Problem = {
  code: 'database.in-use',
  fact: 'A large delivery is being recorded at this moment.',
  rule: 'Nothing is written between the pieces of one delivery.',
  nextStep: 'Try again in a second.',
}

const refusals: readonly { readonly when: RegExp; readonly problem: Problem }[] = [
  {
    when: /^(SQLITE_FULL|ENOSPC)/,
    problem: {
      code: 'database.disk-full',
      fact: 'The disk is full. This change was not saved; everything saved before is safe.',
      rule: 'A record is saved whole or not at all.',
      nextStep: 'Free some space on the disk, then try again.',
    },
  },
  {
    when: /^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM|EACCES|EROFS|EPERM|ENOTDIR|EEXIST)/,
    problem: {
      code: 'database.folder-not-writable',
      fact: 'The practice folder cannot be written.',
      rule: 'Stratum keeps its records in a folder that it can write.',
      nextStep: 'Give yourself permission to write in the folder, or choose another one.',
    },
  },
  {
    when: /^(SQLITE_BUSY|SQLITE_LOCKED)/,
    problem: {
      code: 'database.in-use',
      fact: 'Another program is using the practice’s records.',
      rule: 'One program at a time opens a practice folder.',
      nextStep: 'Close the other window, browser or command, then try again.',
    },
  },
  { when: /^(SQLITE_CORRUPT|SQLITE_NOTADB)/, problem: notReadable },
  {
    when: /^SQLITE_IOERR/,
    problem: {
      code: 'database.disk-error',
      fact: 'The disk could not be read or written.',
      rule: 'A record is saved whole or not at all.',
      nextStep: 'Check that the disk is connected and healthy, then try again.',
    },
  },
]

/**
 * What the triggers themselves refuse and a person can act on. The rooms refuse the same earlier, with
 * every reason; these speak when something was written beside them.
 */
const stops: readonly { readonly says: string; readonly problem: Problem }[] = [
  {
    says: 'stop: needling starts only for a client who was screened today and consented',
    problem: {
      code: 'database.start-not-agreed',
      fact: 'The records hold no screening or no consent of this client that lets needling start.',
      rule: 'Needling starts only for a client who was screened for this day and has consented.',
      nextStep: 'Complete the screening, take consent, then press Start needling again.',
    },
  },
  {
    says: 'stop: a session without screening or consent is signed with its deviation',
    problem: {
      code: 'database.sign-not-agreed',
      fact: 'The records hold no screening or no consent that covers this session, and no deviation says so.',
      rule: 'A session that went without is signed with the deviation that says so.',
      nextStep: 'Show the record again, record the deviation, then sign.',
    },
  },
]

/** An error of the disk or of SQLite as the refusal that a person can act on; others as they are. */
export const classify = (error: unknown): unknown => {
  const code = codeOf(error)
  const match =
    refusals.find(({ when }) => when.test(code)) ??
    stops.find(({ says }) => error instanceof Error && error.message === says)
  return match ? new Refusal(match.problem) : error
}

/** Runs an action and turns errors of the disk or of SQLite into refusals. */
export const classified = <T>(action: () => T): T => {
  try {
    return action()
  } catch (error) {
    throw classify(error)
  }
}
