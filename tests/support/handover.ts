import { startingTemplates } from '#shared/consent/index.ts'
import { certain, type ClientId } from '#shared/kernel/index.ts'
import type { SignedSession } from '#shared/sessions/index.ts'
import { testPassphrase } from './practice.ts'
import {
  aPerson,
  chartOf,
  cleaned,
  day,
  openCharted,
  readyRoom,
  releasedPacks,
  signedSession,
  signShown,
  start,
  takeConsent,
  type TreatmentRoom,
} from './treatment.ts'

/** Text that a spreadsheet, a parser and a font each find awkward. */
export const awkwardNote =
  '=HYPERLINK("https://example.com","Łódź"), said "ouch";\r\nsecond line, 王 é – done\n'

export const awkwardName = 'Zoë Łukaszewicz-Ørsted'

export interface History {
  readonly room: TreatmentRoom
  /** With packs, an awkward note, a deviation and an addendum. */
  readonly first: SignedSession
  /** Entered in error. */
  readonly second: SignedSession
  /** Open, with a note that no export may show as signed. */
  readonly draftNote: string
  readonly other: { readonly clientId: ClientId; readonly name: string }
}

const charted = async (room: TreatmentRoom, draftNote: string) => {
  await openCharted(room, { note: draftNote }, null)
}

/** A client with two signed sessions and one unfinished, and another client with one. */
export const roomWithHistory = async (): Promise<History> => {
  const room = await readyRoom()
  const { api, practice, clientId } = room
  await api.clients.update({
    clientId,
    details: { ...aPerson, name: awkwardName, allergies: ['latex', '+lidocaine'], note: '@home' },
    reason: 'her name was misspelt',
  })
  const [pack] = await releasedPacks(practice)
  const opened = await openCharted(room, { note: awkwardNote })
  const { sessionId } = opened
  await api.sessions.takePack({ sessionId, packId: certain(pack, 'A pack').id })
  await start(room, opened)
  const { version } = await api.sessions.save({
    sessionId,
    version: opened.version,
    document: chartOf(room, {
      note: awkwardNote,
      deviations: [
        {
          code: 'sessions.other',
          fact: 'The cartridge fell to the floor between two zones.',
          rule: 'A cartridge that touched anything but skin is discarded.',
          reason: 'It slipped.',
          action: 'The remaining zone was left untreated.',
        },
      ],
    }),
  })
  await signShown(room, { sessionId, version })
  const first = await api.sessions.addAddendum({
    sessionId,
    text: 'No swelling on the telephone the day after.',
    reason: 'Call back',
    secret: testPassphrase,
  })
  await cleaned(room)
  const wrong = await signedSession(room, {}, 1)
  const second = await api.sessions.markEnteredInError({
    sessionId: wrong.snapshot.sessionId,
    reason: 'Charted for the wrong person',
    secret: testPassphrase,
  })
  const draftNote = 'Unfinished words of a draft'
  await charted(room, draftNote)
  return { room, first, second, draftNote, other: await otherClient(room) }
}

/** Somebody else with a signed session: her name and notes belong in no export but her own. */
const otherClient = async (room: TreatmentRoom) => {
  const name = 'Berit Quistgaard'
  const { id: clientId } = await room.api.clients.create({
    details: { ...aPerson, name, birthDate: day('1971-02-03'), telephone: '555 7788', note: '' },
    flags: ['cold-sores'],
  })
  await room.api.clients.endFlag({
    clientId,
    kind: 'cold-sores',
    reason: 'Quistgaard never had any',
  })
  await takeConsent(room.practice, clientId)
  await cleaned(room)
  await signedSession({ ...room, clientId }, { note: 'Quistgaard prefers mornings' }, 2)
  return { clientId, name }
}

export const consentStatement = certain(
  startingTemplates.microneedling.acknowledgements[0],
  'A statement',
).text
