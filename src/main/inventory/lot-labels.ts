import { type Environment, instantNow } from '#main/database/index.ts'
import type { LabelSheetDescription } from '#main/documents/index.ts'
import { type LabelSheet, type Lot, lotCode } from '#shared/inventory/index.ts'
import { formatDay } from '#shared/kernel/index.ts'

/** What the labels of a lot say: the code, and in words what it is and until when it may be used. */
export const lotLabelSheet = (
  environment: Environment,
  lot: Lot,
  { sheet, copies }: { readonly sheet: LabelSheet; readonly copies: number },
): LabelSheetDescription => {
  const { product } = lot
  const label = {
    code: lotCode(lot.id),
    title: product.name,
    lines: [
      `Lot ${lot.number}`,
      `Use by ${formatDay(lot.expiresOn)}`,
      ...(lot.openedOn === null ? [] : [`Opened ${formatDay(lot.openedOn)}`]),
      product.manufacturer,
    ],
  }
  return {
    sheet,
    title: `Labels of lot ${lot.number}`,
    printedAt: instantNow(environment),
    labels: Array.from({ length: copies }, () => label),
  }
}
