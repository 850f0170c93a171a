import { z } from 'zod'

declare const unit: unique symbol

/** A length in whole micrometres: 1.5 mm is 1500. */
export type Micrometres = number & { readonly [unit]: 'µm' }
/** A volume in whole microlitres: 2 ml is 2000. */
export type Microlitres = number & { readonly [unit]: 'µl' }
/** A mass in whole milligrams: 2 g is 2000. */
export type Milligrams = number & { readonly [unit]: 'mg' }
/** A temperature in tenths of a degree Celsius: 134 °C is 1340. */
export type DeciCelsius = number & { readonly [unit]: 'd°C' }

const whole = <T extends number>(minimum: number, maximum: number) =>
  z.number().int().min(minimum).max(maximum).pipe(z.custom<T>())

/** What a needle can be at all; the practice's recordable range is narrower and is a rule. */
export const micrometres = whole<Micrometres>(0, 10_000)
export const microlitres = whole<Microlitres>(0, 1_000_000)
export const milligrams = whole<Milligrams>(0, 1_000_000)
export const deciCelsius = whole<DeciCelsius>(0, 3_000)

/**
 * Reads a decimal a person typed, with a point or a comma, as a whole number of a smaller unit.
 * Answers null for anything that is not a plain decimal (`NaN`, `1e309`, words, nothing) and for a
 * value finer than the unit, which must not be rounded silently.
 */
export const parseDecimal = (typed: string, unitsPerWhole: 10 | 1000): number | null => {
  const digits = Math.log10(unitsPerWhole)
  const match = /^\s*(\d{1,6})(?:[.,](\d+))?\s*$/.exec(typed)
  if (!match?.[1]) return null
  const fraction = (match[2] ?? '').replace(/0+$/, '')
  if (fraction.length > digits) return null
  return Number(match[1]) * unitsPerWhole + Number(fraction.padEnd(digits, '0') || 0)
}

/** `parseMillimetres('0.5')` is 500. */
export const parseMillimetres = (typed: string): Micrometres | null =>
  micrometres.nullable().catch(null).parse(parseDecimal(typed, 1000))

const trimmed = (value: number, digits: number, least: number) =>
  value
    .toFixed(digits)
    .replace(new RegExp(`(\\.\\d{${least}}\\d*?)0+$`), '$1')
    .replace(/\.$/, '')

/** `1.5 mm`; at least one decimal, never rounded. */
export const formatMillimetres = (length: Micrometres): string =>
  `${trimmed(length / 1000, 3, 1)} mm`
/** `134 °C` or `134.5 °C`. */
export const formatCelsius = (temperature: DeciCelsius): string =>
  `${trimmed(temperature / 10, 1, 0)} °C`
/** `2 ml`. */
export const formatMillilitres = (volume: Microlitres): string =>
  `${trimmed(volume / 1000, 3, 0)} ml`
/** `2 g`. */
export const formatGrams = (mass: Milligrams): string => `${trimmed(mass / 1000, 3, 0)} g`
