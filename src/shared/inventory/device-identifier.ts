import type { Problem } from '#shared/kernel/index.ts'
import { hasCheckDigit } from './gs1-rules.ts'

export type DeviceIdentifierReading =
  | { readonly ok: true; readonly identifier: string }
  | { readonly ok: false; readonly problem: Problem }

/**
 * A device identifier in the one form that is stored and compared: a GTIN of 8, 12, 13 or 14 digits
 * as GTIN-14 (GS1 General Specifications 3.3.2: filled with zeros from the left), an HIBC without its
 * `+`, in capitals. Spaces and `(01)` may stand in what was typed.
 */
export const readDeviceIdentifier = (typed: string): DeviceIdentifierReading => {
  const text = typed.replace(/\s+/g, '').replace(/^\(01\)/, '')
  const digits = text.replace(/-/g, '')
  if (/^\d+$/.test(digits)) return readGtin(digits)
  const hibc = text.replace(/^\*?\+/, '').toUpperCase()
  return hibcForm.test(hibc)
    ? { ok: true, identifier: hibc }
    : { ok: false, problem: notAnIdentifier }
}

/** ANSI/HIBC 2.6: a labeller of four characters, a product of 1 to 18, and a unit of measure. */
const hibcForm = /^[A-Z][A-Z0-9]{4,21}\d$/

const readGtin = (digits: string): DeviceIdentifierReading => {
  if (![8, 12, 13, 14].includes(digits.length))
    return { ok: false, problem: gtinLength(digits.length) }
  if (!hasCheckDigit(digits)) return { ok: false, problem: gtinCheckDigit }
  return { ok: true, identifier: digits.padStart(14, '0') }
}

const field = 'deviceIdentifier'

const gtinLength = (length: number): Problem => ({
  code: 'inventory.device-identifier-length',
  field,
  fact: `The device identifier has ${length} digits.`,
  rule: 'A GTIN has 8, 12, 13 or 14 digits.',
  nextStep: 'Scan the label, or type the digits after (01).',
})

const gtinCheckDigit: Problem = {
  code: 'inventory.device-identifier-check-digit',
  field,
  fact: 'The last digit of the device identifier does not fit the others.',
  rule: 'The last digit of a GTIN is computed from the others, so that a mistyped one shows.',
  nextStep: 'Compare it with the label, or scan the label.',
  source: 'GS1 General Specifications 7.9',
}

const notAnIdentifier: Problem = {
  code: 'inventory.device-identifier-form',
  field,
  fact: 'This is not a GTIN and not an HIBC device identifier.',
  rule: 'A device is known by its GTIN (digits) or by its HIBC labeller, product and unit characters.',
  nextStep: 'Scan the label, or leave the identifier empty when the label has none.',
}
