import type { Api } from '#main/router.ts'
import { clientId as readClientId, lotId as readLotId } from '#shared/kernel/index.ts'
import { loadsOf, type Store } from './records.ts'

/** The application itself: checks of input and output, the whole contract, the encrypted file. */
export const openStratum = (api: Api, opening: number, bytes: number): Store => ({
  name: 'Stratum',
  opening,
  bytes,
  find: async (text) => (await api.clients.search({ text })).clients.map(({ id }) => id),
  chart: async (id) => {
    const clientId = readClientId.parse(id)
    await api.clients.get({ clientId })
    const signed = (await api.sessions.list({ clientId })).filter(({ signedAt }) => signedAt)
    for (const session of signed) await api.sessions.signed({ sessionId: session.id })
    return signed.map((session) => session.id)
  },
  received: async (id) =>
    (await api.recalls.tracedSessions({ kind: 'lot', id: readLotId.parse(id) })).map(
      ({ sessionId }) => sessionId,
    ),
  year: async (year) => (await loadsOf(api, year)).map(({ id }) => id),
  keep: null,
  close: async () => {},
})
