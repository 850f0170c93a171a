import { micrometres, toCalendarDate } from '#shared/kernel/index.ts'
import type { SterilityMode } from '#shared/practice/index.ts'
import type { Api } from '../../support/host.ts'

export const passphrase = 'copper lantern orbit thistle'

/** A new practice, unlocked. */
export const openPractice = async (
  api: Api,
  sterilityMode: SterilityMode = 'reprocesses',
): Promise<void> => {
  await api.practice.create({
    practice: {
      name: 'Lantern Skin Studio',
      address: '12 Harbour Street',
      telephone: '555 0100',
      timeZone: 'America/Denver',
      sterilityMode,
    },
    owner: {
      name: 'Ada Petersen',
      licenceClass: 'Master esthetician',
      licenceNumber: 'ME-20417',
      licenceExpiresOn: toCalendarDate('2036-06-30'),
      jurisdiction: 'Utah',
      maximumNeedleLength: micrometres.parse(1500),
      maximumNeedleLengthSource: 'Utah master esthetician: up to 1.5 mm',
    },
    passphrase,
  })
}
