import { type CalendarDate, daysBetween, formatDay } from '#shared/kernel/index.ts'

export const texts = {
  title: 'Today',
  loading: 'Looking what waits',
  born: (birthDate: CalendarDate) => `born ${formatDay(birthDate)}`,
  newClient: 'New client',
  findClient: 'Find a client',
  nothing: {
    title: 'Nothing waits for you',
    text: 'Every session is signed, every load is decided, and no lot expires soon.',
  },
  first: {
    title: 'Begin with the first client',
    text: 'Name and birth date are enough to start. Consent, the session and its record follow from the client’s page.',
    steps: 'What comes before the first session',
    client: 'Add the first client',
    inventory: 'Receive cartridges and products',
    inventoryText: 'Scan the label, or type lot and expiry.',
    consent: 'Read the consent text',
    consentText: 'One is published and ready to be signed.',
  },
  unfinished: {
    title: 'To finish and sign',
    started: (when: string) => `Needling began ${when}`,
    opened: (when: string) => `Opened ${when}`,
    startedWord: 'Sign it',
    openWord: 'Continue',
  },
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
