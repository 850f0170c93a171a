import type { PremisesKind } from '#shared/premises/index.ts'

interface KindTexts {
  /** The tab. */
  many: string
  /** The dialog's title. */
  add: string
  edit: string
  about: string
  empty: string
  begins: string
  ends: string
  endsHelp?: string
}

export const texts = {
  title: 'Premises',
  description:
    'What an inspector asks about the place and its people. Seven short lists, each with its scans.',
  tabs: 'Kinds of records',
  due: 'Due or running out',
  dueCount: (kind: string, count: number) => `${kind}, ${count} due`,
  cancel: 'Cancel',

  kinds: {
    'sharps-container': {
      many: 'Sharps containers',
      add: 'New sharps container',
      edit: 'Edit the container',
      about: 'Each container for used needles, from opening to collection.',
      empty: 'Write a number on the container and enter it here when you open it.',
      begins: 'Opened on',
      ends: 'Sealed on',
      endsHelp: 'Empty while it is in use.',
    },
    'sharps-injury': {
      many: 'Needlesticks',
      add: 'Record a needlestick',
      edit: 'Edit the record',
      about:
        'Kept confidential. Device, place and how it happened, as 29 CFR 1910.1030(h)(5) asks.',
      empty: 'Nothing recorded. Enter a needlestick on the day it happens, also a small one.',
      begins: 'Happened on',
      ends: 'Follow-up done on',
    },
    'waste-manifest': {
      many: 'Waste',
      add: 'New waste manifest',
      edit: 'Edit the manifest',
      about: 'What the carrier signed for when it collected sharps and contaminated waste.',
      empty: 'Enter the manifest when the carrier leaves, with a scan of it.',
      begins: 'Collected on',
      ends: 'Confirmed destroyed on',
    },
    training: {
      many: 'Training',
      add: 'New training',
      edit: 'Edit the training',
      about: 'Blood-borne pathogens, first aid, sterilization: who was trained, and until when.',
      empty: 'Enter each person’s last training; Stratum says when it is due again.',
      begins: 'Done on',
      ends: 'Due again on',
    },
    'hepatitis-b': {
      many: 'Hepatitis B',
      add: 'New hepatitis B record',
      edit: 'Edit the record',
      about: 'Each person’s vaccination, immunity or signed refusal.',
      empty: 'Enter the status of each person who may touch blood.',
      begins: 'Recorded or tested on',
      ends: 'Next dose or test on',
    },
    permit: {
      many: 'Permits',
      add: 'New permit',
      edit: 'Edit the permit',
      about: 'The permits of the premises, with their last day.',
      empty: 'Enter the facility’s permit; Stratum says when it runs out.',
      begins: 'Issued on',
      ends: 'Valid until',
    },
    certificate: {
      many: 'Certificates',
      add: 'New certificate',
      edit: 'Edit the certificate',
      about: 'Scans that belong to the place: insurance, a qualification, a maker’s statement.',
      empty: 'Scan what hangs on the wall, so that it is also here.',
      begins: 'Issued on',
      ends: 'Valid until',
    },
  } satisfies Record<PremisesKind, KindTexts>,

  fields: {
    number: 'Number on the container',
    place: 'Where it stands',
    collectedOn: 'Collected on',
    carrier: 'Carrier',
    note: 'Note',
    device: 'Type and brand of the device',
    workArea: 'Work area',
    explanation: 'How it happened',
    contaminated: 'The needle was contaminated with blood',
    firstAid: 'First aid given',
    referredTo: 'Referred to',
    manifestNumber: 'Manifest number',
    containers: 'Containers collected',
    subject: 'Subject',
    provider: 'Given by',
    status: 'Status',
    name: 'Name',
    permitNumber: 'Number',
    authority: 'Authority',
    issuer: 'Issued by',
    person: 'Person',
    injured: 'Whom it happened to',
    nobody: 'Nobody of this practice, or not said',
    choose: 'Choose a person',
  },
  statuses: {
    vaccinated: 'Vaccinated',
    immune: 'Immune',
    declined: 'Declined in writing',
    'in-progress': 'Vaccination in progress',
    unknown: 'Not known yet',
  },
  contaminated: 'Contaminated',

  record: {
    scan: 'Scan or photo',
    reason: 'Reason for the change',
    reasonHelp: 'It is kept in the change log.',
    save: 'Save',
    saved: 'The record is saved.',
    edit: 'Edit',
    editOf: (name: string) => `Edit ${name}`,
    error: 'Mark in error',
    errorOf: (name: string) => `Mark ${name} in error`,
    open: 'In use',
    due: 'Due',
    by: (moment: string, name: string) => `Entered ${moment} by ${name}`,
    inError: 'Entered in error',
    because: (reason: string) => `Reason: ${reason}`,
    errorTitle: 'Mark this record as entered in error?',
    errorText: 'It stays in the list, struck out, with your reason. Nothing is deleted.',
    errorConfirm: 'Mark in error',
    choosePerson: 'Choose a person.',
  },
} as const
