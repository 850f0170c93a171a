import type { SourceQuality } from '#shared/practice/index.ts'

export const texts = {
  product: 'Stratum',
  promise:
    'Treatment records that stay with you: one encrypted folder on this computer, and nothing ever leaves it.',
  demonstration: 'Demonstration',
  unlock: {
    title: 'Unlock the practice',
    unnamed: 'Your practice',
    person: 'Who are you?',
    secret: 'Passphrase or recovery code',
    action: 'Unlock',
    empty: 'Type the passphrase first.',
    wrong:
      'That did not open the practice. Check Caps Lock and the keyboard’s language, and try again.',
    saved: 'What was being typed is kept, and is there again after unlocking.',
  },
  firstRun: {
    progress: 'Setting up',
    steps: {
      practice: 'Your practice',
      owner: 'You and your licence',
      passphrase: 'Passphrase',
      recovery: 'Recovery code',
    },
    back: 'Back',
    next: 'Continue',
    create: 'Create the practice',
    creating: 'Making keys and the encrypted folder. This takes a moment.',
  },
  practice: {
    title: 'Your practice',
    description: 'It stands at the top of every consent form and every history that you hand over.',
    name: 'Name of the practice',
    address: 'Address',
    telephone: 'Telephone',
    optional: 'Optional',
    timeZone: 'Time zone',
    sterility: 'Do you sterilize instruments yourself?',
    singleUse: 'No, everything is single-use',
    singleUseHelp: 'Sterilizer loads are hidden. Devices are used once and thrown away.',
    reprocesses: 'Yes, with a sterilizer',
    reprocessesHelp:
      'Loads, indicators and packs are kept, and a pack must be released before it is used.',
  },
  owner: {
    title: 'You and your licence',
    description:
      'It is printed under every signature. The permitted length stops a session before it starts.',
    name: 'Your name, as on the licence',
    licenceClass: 'Licence class',
    licenceClassExample: 'Master esthetician',
    licenceNumber: 'Licence number',
    expires: 'Licence expires on',
    expiresMissing: 'Choose the day on which the licence expires.',
    jurisdiction: 'Jurisdiction',
    jurisdictionMissing: 'Choose the jurisdiction that gave the licence.',
    otherJurisdiction: 'Name of the jurisdiction',
    maximum: 'Longest permitted needle',
    maximumHelp: '0 means not permitted',
    maximumMissing: 'Write the longest needle that you may use, in millimetres.',
    source: 'Where that is written',
    startingRule: (length: string) => `Starts from ${length}.`,
    notPermitted: 'Needling is not permitted to this licence.',
    notPermittedNext:
      'Sessions will be stopped before needling. Change it only if your board permits it in writing.',
    noRule: 'No figure is known for this place.',
    noRuleNext: 'State your limit and where it is written.',
    confirm: 'Confirm it with your board, or change it below.',
    qualities: {
      law: 'Law or regulation',
      'peer-reviewed': 'Reviewed study',
      manufacturer: 'Maker’s instructions',
      secondary: 'Known at second hand',
      practice: 'To be stated by the practice',
    } satisfies Record<SourceQuality, string>,
  },
  passphrase: {
    title: 'Choose a passphrase',
    description:
      'It opens the practice and signs your charts. Nobody can reset it: not us, not the maker of this computer.',
    field: 'Passphrase',
    again: 'The same again',
    different: 'The two are not the same.',
  },
  recovery: {
    title: 'Write down the recovery code',
    description:
      'It is shown only now. It opens the practice when the passphrase is forgotten; without both, the records are lost for good.',
    code: 'Recovery code',
    fingerprint: 'Fingerprint of your signing key',
    fingerprintHelp:
      'It stands on every record that you sign. On this sheet it proves later that they are yours.',
    print: 'Print the sheet',
    written: 'I have written it down or printed it, and keep it away from this computer',
    done: 'Open the practice',
    sheetTitle: 'Recovery sheet',
    sheetPractice: 'Practice',
    sheetPerson: 'Practitioner',
    sheetDate: 'Made on',
    sheetNote:
      'Whoever holds this sheet and the practice’s folder can read every record. Lock it away.',
  },
  emergency: {
    title: 'In an emergency',
    number: 'Emergency number: 911 in North America, 112 in Europe, 999 in the UK',
    cards: [
      {
        id: 'fainting',
        title: 'Fainting',
        signs: 'Pale, sweating, dizzy, then limp',
        steps: [
          'Stop. Lay the client flat, raise the legs, loosen tight clothes.',
          'Stay. It passes within a minute or two; let them get up slowly.',
          'No response after a minute, chest pain, an injury: call the emergency number.',
          'Not breathing normally: call, and start chest compressions.',
        ],
      },
      {
        id: 'allergy',
        title: 'Allergic reaction',
        signs: 'Hives, swollen lips or face, wheezing, faintness, vomiting',
        steps: [
          'Stop. Wash the product off with plenty of water.',
          'Hard breathing, swollen throat, faintness: call the emergency number, say “anaphylaxis”.',
          'Their own adrenaline injector: help to use it now, on the outer thigh.',
          'Lay them flat, legs raised; sitting if breathing is hard. No standing, no walking.',
        ],
      },
      {
        id: 'anaesthetic',
        title: 'Anaesthetic toxicity',
        signs: 'Numb tongue, metal taste, ringing ears, twitching, confusion',
        steps: [
          'Stop. Wipe and wash all the cream off.',
          'Call the emergency number, say “local anaesthetic toxicity”.',
          'Drowsy: lay on the side. A seizure: protect the head, hold nothing down.',
          'Tell the crew which product, how much, on which area, since when.',
        ],
      },
    ],
  },
}
