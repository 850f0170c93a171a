/** Everything that the design system says by itself. */
export const texts = {
  tones: {
    stop: 'Stop',
    decision: 'Needs a decision',
    cleared: 'Cleared',
    information: 'Note',
    neutral: 'Open',
  },
  steps: {
    open: 'open',
    done: 'done',
    decision: 'needs a decision',
    stop: 'stopped',
    locked: 'not yet',
  },
  saving: 'Saving…',
  saved: 'Saved',
  notSaved: (reason: string) => `Not saved: ${reason}`,
  cancel: 'Cancel',
  close: 'Close',
  loading: 'Loading',
  emptySearch: 'Empty the search',
  scanPlaceholder: 'Scan a label, or type what it says',
  photo: {
    read: (label: string) => `${label} from a photo`,
    file: (label: string) => `${label}: photo`,
    reading: 'Reading the photo…',
    none: 'No code was found in this photo. Take it again, closer, sharp and without glare, with the whole code in it.',
    unreadable:
      'This file cannot be read as a picture. Choose a JPEG or PNG, or type what the label says.',
  },
  missing: '–',
  moment: {
    now: 'Now',
    other: 'At another time',
    time: 'Time',
    timeOf: (label: string) => `${label}: time`,
  },
  length: {
    unit: 'mm',
    unreadable: 'This is not a length. Write millimetres, such as 0.5 or 1.25.',
    tooShort: (least: string) =>
      `This is shorter than ${least}, the shortest that can be recorded.`,
    tooLong: (most: string) => `This is longer than ${most}, the longest that can be recorded.`,
  },
  passphrase: {
    toggle: 'Show or hide what is typed',
    words: ['Empty', 'Weak', 'Fair', 'Good', 'Strong'],
    start: 'Four or five words that do not belong together are easy to remember.',
    tooShort: (missing: number) =>
      `${missing} more ${missing === 1 ? 'character' : 'characters'} to go. Add another word.`,
    weak: 'Easy to guess. Use words that do not belong together.',
    fair: 'One more unrelated word makes it much stronger.',
    good: 'Long and varied enough.',
    strong: 'Long and varied.',
  },
  signature: {
    undo: 'Undo',
    clear: 'Clear',
    here: 'Sign here',
    how: 'Draw with a finger, a pen or the mouse.',
    state: (label: string, isEmpty: boolean) => `${label}: ${isEmpty ? 'empty' : 'signed'}`,
  },
  failure: {
    surprise: 'Something went wrong, and nothing was written.',
    surpriseRule: 'What happened was noted without any personal data.',
    incident: (incident: string) => `Try again. If it happens again, report incident ${incident}.`,
    noIncident: 'Try again. If it happens again, report what you did.',
    tryAgain: 'Try again',
  },
} as const
