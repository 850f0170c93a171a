import { texts } from './texts.ts'

/** Thousandths of a unit as people write them: 500 is `0.5`. */
export const formatAmount = (thousandths: number): string => String(thousandths / 1000)

/** `0.5 ml` */
export const formatAmountWithUnit = (thousandths: number, unit: 'ml' | 'g'): string =>
  `${formatAmount(thousandths)} ${texts.products.units[unit]}`
