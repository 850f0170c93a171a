import type { LabelSheetDescription } from '#main/documents/index.ts'
import { type LabelSheet, packCode } from '#shared/inventory/index.ts'
import { formatDay, type Instant } from '#shared/kernel/index.ts'
import type { LoggedLoad } from './record.ts'

/** A label for each pack of a load that has not ended yet. Reference 3.1: what, when, by whom. */
export const packLabelSheet = (
  load: LoggedLoad,
  sheet: LabelSheet,
  printed: { readonly on: string; readonly at: Instant },
): LabelSheetDescription => ({
  sheet,
  title: `Packs of cycle ${load.cycleNumber}`,
  printedAt: printed.at,
  labels: load.packs
    .filter(({ state }) => state !== 'reprocessed')
    .map((pack) => ({
      code: packCode(pack.id),
      title: pack.label,
      lines: [
        pack.contents,
        `${load.sterilizer.name}, cycle ${load.cycleNumber}`,
        `Sterilized ${printed.on}`,
        `Sterile until ${formatDay(pack.sterileUntil)}`,
        `By ${load.operatorName}`,
      ],
    })),
})
