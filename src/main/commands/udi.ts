import { readLabel } from '#shared/inventory/index.ts'
import { dayOf, toInstant } from '#shared/kernel/index.ts'
import { exitCodes, print, say } from './outcome.ts'

/** What a scanned label says, or why it is refused. Needs no practice. */
export const readLabelText = (text: string, { json }: { readonly json: boolean }): void => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const reading = readLabel(text, dayOf(toInstant(new Date()), zone))
  if (reading.ok) {
    print(reading.label)
    return
  }
  process.exitCode = exitCodes.refused
  if (json) print({ problems: reading.problems })
  for (const { fact, rule, nextStep } of reading.problems) say(`${fact}\n${rule}\n${nextStep}`)
}
