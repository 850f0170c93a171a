import { z } from 'zod'
import { calendarDate, finding, type Problem } from '#shared/kernel/index.ts'

/** What a label says that was read without doubt. A fact that the label does not carry is null. */
export const label = z.object({
  issuer: z.enum(['GS1', 'HIBCC']),
  /** GTIN-14, or the HIBC labeller, product and unit-of-measure characters. */
  deviceIdentifier: z.string(),
  lot: z.string().nullable(),
  serial: z.string().nullable(),
  /** The last day on which it may be used. */
  expiresOn: calendarDate.nullable(),
  manufacturedOn: calendarDate.nullable(),
  bestBeforeOn: calendarDate.nullable(),
  /** Pieces in the package. */
  quantity: z.number().int().nullable(),
  /** The maker's own catalogue number, AI 240. */
  additionalId: z.string().nullable(),
  /** 0 is one unit of use; 1 to 8 are packages around it; 9 is a variable measure. */
  packagingLevel: z.number().int().min(0).max(9),
  /** The label as people read it: `(01)…(17)…` or `+A123…`. */
  text: z.string(),
  /** What a person should compare with the print before relying on it. */
  notes: z.array(finding),
})
export type Label = z.infer<typeof label>

export type LabelReading =
  | { ok: true; label: Label }
  | { ok: false; problems: readonly [Problem, ...Problem[]] }

/** Longer than any label: a full GS1 symbol carries fewer than 400 characters. */
export const longestLabelText = 1000

const scanAgain =
  'Scan the label again. If it stays so, type the product, lot and expiry from the print.'

export type LabelFault = {
  /** Follows `inventory.label-`. */
  code: string
  fact: string
  rule: string
  nextStep?: string
  source?: string
}

export const labelProblem = ({ code, nextStep = scanAgain, ...fault }: LabelFault): Problem => ({
  code: `inventory.label-${code}`,
  nextStep,
  ...fault,
})

export const refused = (first: Problem, ...others: Problem[]): LabelReading => ({
  ok: false,
  problems: [first, ...others],
})

/** A value in quotation marks, short enough for a message, with nothing that cannot be printed. */
export const quoted = (value: string): string => {
  const printable = value.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '□')
  return `“${printable.length > 40 ? `${printable.slice(0, 40)}…` : printable}”`
}
