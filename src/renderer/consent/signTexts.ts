import type { PartSort } from '#shared/consent/index.ts'

/** What the client reads while she holds the device. Plain words: a twelve-year-old reads them. */
export const signTexts = {
  surface: 'Consent form for the client',
  loading: 'Opening the form',
  noTemplate: 'No text of this kind is published',
  noTemplateText: 'Publish the text that clients sign first.',
  toTemplates: 'Go to Consent',
  notPrepared: 'This form is not prepared yet',
  notPreparedText: 'Say who takes part, then hand the device over.',
  prepareIt: 'Prepare the form',
  progress: (at: number, of: number) => `Part ${at} of ${of}`,
  progressLabel: 'How far you are',
  back: 'Back',
  next: 'Next',
  toCheck: 'Back to the check',
  leave: 'Stop',
  whoAreYou: 'This form is for',
  notYou: 'Is this not you? Give the device back.',
  welcome: {
    whole: (parts: number) =>
      `You read it one part at a time. There are ${parts} parts. Take as long as you like.`,
    changes: (changes: number) =>
      changes === 1
        ? 'You have signed this form before. One thing in it has changed. You see what it said and what it says now.'
        : `You have signed this form before. ${changes} things in it have changed. For each you see what it said and what it says now.`,
    ask: 'Ask about every word that is not clear. You can have the form read to you.',
    mind: 'You can stop at any time. Nothing is signed until the end.',
    start: 'Start reading',
  },
  wholeForm: 'Read the whole form',
  wholeFormTitle: 'The whole form',
  close: 'Close',
  statements: 'Your initials',
  statementsText:
    'Type your initials once. Then put them to each sentence that is true for you. Ask about the others.',
  letters: 'Your initials',
  lettersHint: 'The first letters of your names, such as AB',
  lettersMissing: 'Type your initials here first.',
  changeLetters: 'Change my initials',
  changeLettersHint: 'Changing them takes them back everywhere in this form.',
  putInitials: (letters: string) =>
    letters === '' ? 'Put my initials here' : `Put my initials here: ${letters}`,
  initialled: (letters: string) => `Initials ${letters}`,
  takeBack: 'Take back',
  takeBackOf: (which: string) => `Take back my initials: ${which}`,
  sentence: (number: number, of: number) => `Sentence ${number} of ${of}`,
  initialsOn: (done: number, all: number) => `${done} of ${all} done`,
  change: {
    new: 'New in this form',
    changed: 'Changed in this form',
    removed: 'No longer in this form',
    before: 'What it said before',
    now: 'What it says now',
    agree: 'Put your initials here to show that you have read this change.',
    sorts: {
      title: 'The title of the form',
      section: 'A part of the form',
      statement: 'A sentence to agree to',
      choice: 'A question for you',
      declaration: 'The sentence above your signature',
      terms: 'How long it holds',
    } satisfies Record<PartSort, string>,
  },
  choices: 'Your choice',
  choicesText:
    'Answer each question with yes or no. Your treatment does not depend on it, and you can take back a yes later.',
  choice: (number: number, of: number) => `Question ${number} of ${of}`,
  signature: {
    client: 'Your signature',
    guardian: 'Signature of the parent or guardian',
    interpreter: 'Signature of the interpreter',
    witness: 'Signature of the witness',
  },
  signer: {
    guardian: (name: string, relationship: string) => `${name} (${relationship})`,
    interpreter: (name: string, language: string) => `${name}, ${language}`,
  },
  says: {
    guardian:
      'I may decide for this person. I have read this form, I could ask about it, and I agree with the treatment.',
    interpreter: (language: string) =>
      `I put all of this form into ${language}, and I said back what was asked and answered. I left nothing out.`,
    witness: 'I saw that this form was read and signed.',
  },
  handTo: {
    guardian: (name: string) => `Please give the device to ${name}.`,
    interpreter: (name: string) => `Please give the device to ${name}.`,
    witness: (name: string) => `Please give the device to ${name}.`,
  },
  way: 'How do you want to sign?',
  draw: 'Draw',
  type: 'Type my name',
  signatureOf: (name: string) => `Signature of ${name}`,
  typedName: 'Your full name',
  typedHint: 'Type it as it stands on this form.',
  check: 'Check and finish',
  allThere: 'Everything is filled in. You can still go back and read or change any part.',
  missing: (count: number) =>
    count === 1 ? 'One thing is still missing:' : `${count} things are still missing:`,
  done: 'I have finished',
  doneHint: 'You can finish when nothing is missing.',
  gaps: {
    statement: (number: number) => `Sentence ${number} has no initials yet.`,
    change: (heading: string) => `The change “${heading}” has no initials yet.`,
    choice: (number: number) => `Question ${number} has no answer yet.`,
    signature: 'not signed yet.',
    nameDiffers: 'the typed name is not the one on this form.',
    notAgreed: 'the box under the typed name is not ticked.',
  },
  goThere: (gap: string) => `Go there: ${gap}`,
  go: 'Go there',
  thanks: 'Thank you',
  handBack: (practitioner: string) =>
    `Please hand the device back to ${practitioner}, who completes the form.`,
  witness: 'Complete the consent',
  backToForm: 'Back to the form',
  leaveTitle: 'Stop without signing?',
  leaveText: (practitioner: string) =>
    `Nothing is signed. What you filled in is kept for later. ${practitioner} leaves this form with the passphrase.`,
  practitioner: 'your practitioner',
  signed: 'The consent was signed.',
}
