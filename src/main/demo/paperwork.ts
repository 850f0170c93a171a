import { addDays, type CalendarDate, type PractitionerId } from '#shared/kernel/index.ts'
import type { PremisesEntry } from '#shared/premises/index.ts'
import type { Day } from './day.ts'

/** Days that a sharps container stands open. */
const containerDays = 84

/** What the premises must be able to show: sharps, waste, training, vaccination, permit. */
export const createPaperwork = ({ api, clock }: Day, asOf: CalendarDate) => {
  let containers = 0
  let injured = false
  let open: Extract<PremisesEntry, { kind: 'sharps-container' }> | null = null
  let openId: Awaited<ReturnType<typeof api.premises.add>>['id'] | null = null

  const openContainer = async (day: CalendarDate): Promise<void> => {
    containers += 1
    open = {
      kind: 'sharps-container',
      beginsOn: day,
      endsOn: null,
      attachmentId: null,
      details: {
        number: `SC-${String(containers).padStart(3, '0')}`,
        place: 'Treatment room, wall bracket',
        collectedOn: null,
        carrier: '',
        note: '',
      },
    }
    openId = (await api.premises.add(open)).id
  }

  const changeContainer = async (day: CalendarDate): Promise<void> => {
    if (open === null || openId === null || addDays(open.beginsOn, containerDays) > day) return
    const carrier = 'Wasatch Medical Waste'
    const sealed = { ...open, endsOn: day, details: { ...open.details, collectedOn: day, carrier } }
    await api.premises.update({ premisesRecordId: openId, entry: sealed, reason: 'collected' })
    await api.premises.add({
      kind: 'waste-manifest',
      beginsOn: day,
      endsOn: null,
      attachmentId: null,
      details: {
        manifestNumber: `WM-${day.replaceAll('-', '')}`,
        carrier,
        containers: open.details.number,
        note: '',
      },
    })
    await openContainer(day)
  }

  return {
    /** On the first day. */
    begin: async (day: CalendarDate, practitionerId: PractitionerId): Promise<void> => {
      const entries: readonly PremisesEntry[] = [
        {
          kind: 'permit',
          beginsOn: day,
          endsOn: addDays(asOf, 75),
          attachmentId: null,
          details: {
            name: 'Body art premises permit',
            number: 'SL-BA-20881',
            authority: 'Salt Lake County',
          },
        },
        {
          kind: 'training',
          practitionerId,
          beginsOn: day,
          endsOn: addDays(asOf, 12),
          attachmentId: null,
          details: { subject: 'Bloodborne pathogens', provider: 'Safe Hands Training', note: '' },
        },
        {
          kind: 'hepatitis-b',
          practitionerId,
          beginsOn: day,
          endsOn: null,
          attachmentId: null,
          details: { status: 'immune', note: 'Titre seen.' },
        },
      ]
      for (const entry of entries) await api.premises.add(entry)
      await openContainer(day)
      clock.pass(1)
    },

    /** On the morning of a day with clients. */
    keepUp: async (day: CalendarDate, middle: CalendarDate): Promise<void> => {
      await changeContainer(day)
      if (injured || day < middle) return
      injured = true
      await api.premises.add({
        kind: 'sharps-injury',
        practitionerId: (await api.practice.get()).current.id,
        beginsOn: day,
        endsOn: null,
        attachmentId: null,
        details: {
          device: 'Meridian 12-pin cartridge (Halden Devices)',
          workArea: 'Treatment room',
          explanation: 'Pricked a finger while unpacking an unused cartridge.',
          contaminated: false,
          firstAid: 'Washed with soap and water, covered.',
          referredTo: '',
        },
      })
    },
  }
}
