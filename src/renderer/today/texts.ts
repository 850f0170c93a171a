import { type CalendarDate, daysBetween, formatDay } from '#shared/kernel/index.ts'

export const texts = {
  title: 'Today',
  loading: 'Looking what waits',
  born: (birthDate: CalendarDate) => `born ${formatDay(birthDate)}`,
  newClient: 'New client',
  findClient: 'Find a client',
  nothing: {
    title: 'Nothing waits for you',
    text: 'Every session is signed, every load is decided, nothing is recalled and nothing is due.',
  },
  check: {
    holds: (entries: number, at: string, wholeAt: string) =>
      at === wholeAt
        ? `All records held when they were checked whole on ${at} (${entries} changes). Nobody has signed this.`
        : `All ${entries} changes held on ${at}; all records were last checked whole on ${wholeAt}. Nobody has signed this.`,
    broken: (count: number, at: string) =>
      `The check of ${at} found ${count} ${count === 1 ? 'thing that does' : 'things that do'} not hold.`,
    look: 'Verify now',
    act: 'See what does not hold',
  },
  first: {
    title: 'Begin with the first client',
    text: 'Name and birth date are enough to start. Screening, consent, the session and its record follow from the client’s page.',
    steps: 'What comes before the first session',
    client: 'Add the first client',
    inventory: 'Receive cartridges and products',
    inventoryText: 'Scan the label, or type lot and expiry.',
    consent: 'Read the consent texts',
    consentText: 'Starting texts are published and ready to be signed.',
    screening: 'Read the screening questions and rules',
    screeningText: 'A starting set is in force. Compare it with what binds you.',
  },
  unfinished: {
    title: 'To finish and sign',
    started: (when: string) => `Needling began ${when}`,
    opened: (when: string) => `Opened ${when}`,
    startedWord: 'Sign it',
    openWord: 'Continue',
    missing: (count: number) => `${count} ${count === 1 ? 'thing' : 'things'} missing`,
  },
  supervisor: {
    title: 'Charts for a supervisor',
    signed: (when: string) => `Signed by a trainee ${when}`,
    word: 'Read and countersign',
  },
  series: {
    title: 'Series due',
    firstOfMore: 'Series due, the fifty most pressing',
    detail: (indication: string, next: number, planned: number) =>
      `${indication} · session ${next} of ${planned}`,
    until: (day: CalendarDate) => `due until ${formatDay(day)}`,
    overdueSince: (day: CalendarDate) => `was due until ${formatDay(day)}`,
    word: 'Due',
    overdue: 'Overdue',
  },
  signatureInvalid: 'Signature does not hold',
  loads: {
    title: 'Loads awaiting release',
    what: (sterilizer: string, cycle: number) => `${sterilizer}, cycle ${cycle}`,
    ran: (when: string) => `Ran ${when}`,
    word: 'Release',
  },
  lots: {
    title: 'Lots expiring',
    lot: (number: string, left: number) => `Lot ${number} · ${left} left`,
    expires: (expiresOn: CalendarDate, today: CalendarDate) => {
      const days = daysBetween(today, expiresOn)
      if (days < 0) return 'Expired'
      if (days === 0) return 'Last day today'
      return days === 1 ? 'Until tomorrow' : `${days} days left`
    },
  },
  recalls: {
    title: 'Recalls',
    open: (clients: number) =>
      clients === 0
        ? 'Every client is told; finish its steps'
        : `${clients} ${clients === 1 ? 'client' : 'clients'} to be told`,
    report: (when: string) => `report to the authority by ${when}`,
    word: 'Go on',
  },
  rules: {
    title: 'Sterilization rules',
    what: 'Confirm the sterilization rules',
    detail: 'They are a starting set until you have read and confirmed them.',
    word: 'Read them',
  },
  patchTests: {
    title: 'Patch tests to read',
    due: (product: string, day: CalendarDate, today: CalendarDate) =>
      `${product} · ${day < today ? 'was to be read' : 'to be read'} ${formatDay(day)}`,
    word: 'Read it',
    overdue: 'Overdue',
  },
  tests: {
    title: 'Spore tests',
    pending: (sterilizer: string, cycle: number) =>
      `Read the test of ${sterilizer}, cycle ${cycle}`,
    ran: (when: string) => `Ran ${when}`,
    read: 'Read it',
    due: (sterilizer: string) => `Spore test of ${sterilizer}`,
    dueOn: (day: CalendarDate, today: CalendarDate) =>
      day < today ? `Was due ${formatDay(day)}` : `Due ${formatDay(day)}`,
    overdue: 'Overdue',
    soon: 'Due soon',
  },
  packs: {
    title: 'Packs awaiting release',
    count: (packs: number) => `${packs} ${packs === 1 ? 'pack has' : 'packs have'} to be looked at`,
    word: 'Look at them',
  },
  devices: {
    title: 'Devices',
    due: (what: string, day: CalendarDate) => `${what} due ${formatDay(day)}`,
    overdue: 'Overdue',
    soon: 'Due soon',
  },
  stock: {
    title: 'To order',
    left: (left: number) => (left === 0 ? 'None is left' : `${left} left`),
    word: 'Low',
    none: 'Used up',
  },
  premises: {
    title: 'Premises and people',
    due: (day: CalendarDate) => `Due ${formatDay(day)}`,
    word: 'Look at it',
    overdue: 'Overdue',
  },
  countersign: {
    title: 'Deviations to countersign',
    signed: (when: string) => `Signed ${when}`,
    word: 'Read it',
  },
  recent: {
    title: 'Recently signed',
    zones: (zones: number) => `${zones} ${zones === 1 ? 'zone' : 'zones'}`,
  },
}
