import { z } from 'zod'
import { deciCelsius, parseDecimal } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'

/** Degrees Celsius as a person types them, `134` or `134,5`, to tenths. */
export const celsiusText = z.string().transform((typed, context) => {
  const tenths = parseDecimal(typed, 10)
  const read = deciCelsius.safeParse(tenths)
  if (read.success) return read.data
  context.addIssue({
    code: 'custom',
    message: tenths === null ? texts.load.temperatureUnreadable : texts.load.temperatureRange,
  })
  return z.NEVER
})

/** A whole number as a person types it, up to `most`; nothing typed counts as `empty`, where given. */
export const wholeText = (most: number, tooMuch: string, empty?: number) =>
  z.string().transform((typed, context) => {
    if (typed.trim() === '' && empty !== undefined) return empty
    const read = /^\s*\d{1,7}\s*$/.test(typed) ? Number(typed) : null
    if (read !== null && read <= most) return read
    context.addIssue({ code: 'custom', message: read === null ? texts.load.wholeNumber : tooMuch })
    return z.NEVER
  })

/** The same where nothing typed means that nothing was read. */
export const optional = <Value>(schema: z.ZodType<Value, string>) =>
  z.string().transform((typed, context): Value | null => {
    if (typed.trim() === '') return null
    const read = schema.safeParse(typed)
    if (read.success) return read.data
    for (const { message } of read.error.issues) context.addIssue({ code: 'custom', message })
    return z.NEVER
  })

export const minutesText = wholeText(120, texts.load.holdRange, 0)
export const secondsText = wholeText(59, texts.load.secondsRange, 0)

/** Tenths of a degree as text for a field: `134.5`. */
export const celsiusTyped = (tenths: number): string => String(tenths / 10)
