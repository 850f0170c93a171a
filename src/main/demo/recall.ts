import { type CalendarDate, formatDay, type RecallId, toInstant } from '#shared/kernel/index.ts'
import type { Day } from './day.ts'
import type { Store } from './store.ts'

/** A maker recalls a lot of cartridges; every client of it is told, and the recall is closed. */
export const recallCartridges = async (
  { api, chance, clock, passphrase: secret }: Day,
  store: Store,
  today: CalendarDate,
): Promise<RecallId | null> => {
  const lotId = store.recallMostUsed()
  if (lotId === null) return null
  const { recall, worklist } = await api.recalls.open({
    cause: 'lot',
    subjectId: lotId,
    reason: `The maker’s notice of ${formatDay(today)}: the seal of some blisters of this lot may be open.`,
    secret,
  })
  clock.pass(5)
  await api.recalls.recordStep({
    recallId: recall.id,
    kind: 'decision',
    happenedAt: toInstant(clock.now()),
    note: 'Every client who was treated with this lot is told, and asked how her skin healed.',
    consulted: 'Dr. Ines Okafor, dermatologist',
    informsClients: true,
    secret,
  })
  for (const { clientId } of worklist) {
    clock.pass(4)
    if (chance.percent(20)) {
      await api.recalls.recordContact({
        recallId: recall.id,
        clientId,
        how: 'telephone',
        outcome: 'not-reached',
        note: 'No answer.',
        contactedAt: toInstant(clock.now()),
      })
      clock.pass(3)
    }
    await api.recalls.recordContact({
      recallId: recall.id,
      clientId,
      how: 'telephone',
      outcome: 'told',
      note: 'No complaints; knows whom to call.',
      contactedAt: toInstant(clock.now()),
    })
  }
  clock.pass(5)
  await api.recalls.recordStep({
    recallId: recall.id,
    kind: 'closed',
    happenedAt: toInstant(clock.now()),
    note: 'Everyone is told. What was left went back to the maker.',
    secret,
  })
  return recall.id
}
