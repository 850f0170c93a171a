import type { ClientFlagKind } from '#shared/clients/index.ts'
import type { ConsentState } from '#shared/consent/index.ts'
import type { SessionState } from '#shared/sessions/index.ts'

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

export const texts = {
  title: 'Clients',
  newClient: 'New client',
  search: 'Search by name, telephone, e-mail or number',
  searchHint: 'Enter opens the first; the arrow keys walk through the list.',
  list: 'Clients',
  columns: {
    name: 'Name',
    born: 'Born',
    telephone: 'Telephone',
    number: 'No.',
    safety: 'Safety',
  },
  shown: (shown: number, total: number) =>
    shown < total
      ? `${shown} of ${total.toLocaleString('en-GB')} clients. Type more of the name to narrow the list.`
      : plural(total, 'client', 'clients'),
  showMore: 'Show more',
  allergies: (count: number) => plural(count, 'allergy', 'allergies'),
  more: (count: number) => `+${count}`,
  empty: {
    title: 'Your first client',
    text: 'Enter a name and a birth date; everything else can follow. Consents, sessions and photos are kept with the client.',
  },
  noMatch: {
    title: 'Nobody is found',
    text: (text: string) =>
      `No client’s name, telephone, e-mail or number matches “${text}”. Try fewer letters, or add a new client.`,
  },
  unknown: {
    title: 'There is no such client',
    text: 'The address may be misspelt. Search for the client by name.',
    back: 'All clients',
  },
  age: (years: number) => plural(years, 'year', 'years'),
  born: (day: string) => `born ${day}`,
  number: (number: number) => `No. ${number}`,

  banner: {
    label: 'Safety of this client',
    allergies: 'Allergies',
    medication: 'Medication',
    fitzpatrick: 'Fitzpatrick type',
    noneRecorded: 'None recorded',
    notRecorded: 'Not recorded',
    stops: 'Stops a session',
    needsClearance: 'Needs clearance',
    clearanceEnded: (day: string) => `Clearance ended ${day}`,
    clearanceBegins: (day: string) => `Cleared from ${day}`,
    clearedOn: (day: string) => `Cleared ${day}`,
  },

  form: {
    title: 'New client',
    description: 'Only the name and the birth date are needed now.',
    who: 'Who',
    name: 'Name',
    birthDate: 'Birth date',
    safety: 'Safety',
    safetyDescription:
      'What the client tells you, and what you see. It stands on every page of the client.',
    fitzpatrick: 'Fitzpatrick type',
    fitzpatrickNone: 'Not assessed yet',
    fitzpatrickWords: {
      I: 'I – always burns, never tans',
      II: 'II – usually burns, tans a little',
      III: 'III – sometimes burns, tans evenly',
      IV: 'IV – rarely burns, tans well',
      V: 'V – very rarely burns, brown skin',
      VI: 'VI – never burns, dark brown or black skin',
    },
    allergies: 'Allergies',
    allergiesHelp: 'One at a time; Enter or a comma adds it.',
    medication: 'Medication',
    flags: 'Flags',
    flagsHelp: 'A flag stops a session, or asks for a prescriber’s clearance first.',
    contact: 'Contact',
    telephone: 'Telephone',
    email: 'E-mail',
    address: 'Address',
    emergencyContact: 'Emergency contact',
    emergencyContactHelp: 'Name and telephone number',
    note: 'Note',
    noteHelp: 'What the next person should know. It is kept with the client, not with a session.',
    save: 'Save the client',
    saved: (name: string) => `${name} is saved.`,
    samePerson: 'This is another person: save',
  },
  commonAllergies: [
    'Lidocaine',
    'Tetracaine',
    'Latex',
    'Nickel',
    'Chlorhexidine',
    'Iodine',
    'Adhesive tape',
    'Hyaluronic acid',
  ],

  client: {
    back: 'Clients',
    startSession: 'Start a session',
    continueSession: 'Continue session',
    takeConsent: 'Take consent',
    trace: 'Everything used on her',
    exportHistory: 'Export history',
    asPdf: 'As PDF, to hand over',
    asCsv: 'As CSV, for a spreadsheet',
    exported: 'The treatment history was exported.',
  },

  sessions: {
    title: 'Sessions',
    empty: 'No session yet',
    emptyText: (hasConsent: boolean) =>
      hasConsent
        ? 'Consent is in place. Start a session to chart the first treatment.'
        : 'Take consent first, then start a session. Each signed session stands here, newest first.',
    states: {
      open: 'Being prepared',
      started: 'Needling started, not signed',
      signed: 'Signed',
      dropped: 'Did not take place',
      'entered-in-error': 'Entered in error',
    } satisfies Record<SessionState, string>,
    zones: (labels: readonly string[]) =>
      labels.length > 4
        ? `${labels.slice(0, 3).join(', ')} and ${labels.length - 3} more zones`
        : labels.join(', '),
    noZones: 'No zone charted',
    longest: (length: string) => `up to ${length}`,
    deviations: (count: number) => plural(count, 'deviation', 'deviations'),
    awaiting: 'Awaits countersignature',
    addenda: (count: number) => plural(count, 'addendum', 'addenda'),
    signatureInvalid: 'Signature does not hold',
    signatureValid: 'Signature holds',
  },

  consents: {
    title: 'Consents',
    empty: 'No consent yet',
    emptyText: 'A session needs a signed consent to microneedling.',
    states: {
      valid: 'Valid',
      expired: 'Expired',
      withdrawn: 'Withdrawn',
      superseded: 'Text has changed',
      invalid: 'Signature does not hold',
    } satisfies Record<ConsentState, string>,
    version: (version: number) => `version ${version}`,
    signed: (day: string) => `Signed ${day}`,
    until: (day: string) => `valid until ${day}`,
    withdrawnOn: (day: string) => `withdrawn ${day}`,
  },

  flags: {
    title: 'Flags',
    none: 'No flag is raised.',
    raise: 'Raise a flag',
    raised: (label: string) => `The flag “${label}” is raised.`,
    noted: (day: string) => `Noted ${day}`,
    end: 'End',
    endOf: (label: string) => `End the flag “${label}”`,
    endTitle: (label: string) => `End the flag “${label}”?`,
    endText: 'It no longer stops a session. The record keeps that it was raised, and why it ended.',
    endLabel: 'Why it no longer applies',
    endConfirm: 'End the flag',
    clearance: 'Record clearance',
    clearanceOf: (label: string) => `Record clearance for “${label}”`,
    clearanceAgain: 'New clearance',
    clearanceBy: (name: string, licence: string) => `By ${name}, ${licence}`,
    clearanceUntil: (day: string) => `valid until ${day}`,
    clearanceNoEnd: 'no end date',
    dialog: {
      title: (label: string) => `Clearance for “${label}”`,
      text: 'A prescriber’s word that this does not stand against treatment.',
      prescriberName: 'Prescriber’s name',
      prescriberLicence: 'Prescriber’s licence',
      clearedOn: 'Cleared on',
      validUntil: 'Valid until',
      validUntilHelp: 'Leave empty when the prescriber set no end.',
      note: 'Note',
      noteHelp: 'How you received it, and any conditions.',
      save: 'Record the clearance',
    },
    demands: {
      stop: 'Stops a session',
      clearance: 'Needs a prescriber’s clearance',
    },
  },

  details: {
    title: 'Details',
    edit: 'Edit',
    editLong: 'Edit the client’s details',
    dialogTitle: 'Edit details',
    since: 'Client since',
    reason: 'Reason for the change',
    reasonHelp: 'Such as “new telephone number”. The change log keeps it with the old details.',
    save: 'Save the details',
    saved: 'The details are saved.',
  },
  cancel: 'Cancel',
} as const

/** In the order in which they are asked. */
export const flagOrder: readonly ClientFlagKind[] = [
  'pregnancy',
  'breastfeeding',
  'isotretinoin',
  'keloid',
  'active-acne',
  'eczema',
  'rosacea',
  'anticoagulants',
  'cold-sores',
]
