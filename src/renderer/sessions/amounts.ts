import type { Instant } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'

/** Thousandths of a unit as people write them: 500 is `0.5`. */
export const formatAmount = (thousandths: number): string => String(thousandths / 1000)

/** `0.5 ml` */
export const formatAmountWithUnit = (thousandths: number, unit: 'ml' | 'g'): string =>
  `${formatAmount(thousandths)} ${texts.products.units[unit]}`

/** `Lidocaine 4 %`; per cent are kept in hundredths. */
export const formatAgent = ({
  agent,
  percent,
}: {
  readonly agent: keyof typeof texts.anaesthetic.agents
  readonly percent: number
}): string => texts.anaesthetic.percent(texts.anaesthetic.agents[agent], String(percent / 100))

/** `0.012 g/cm²` from mg per cm², at most four decimals. */
export const formatDose = (milligrams: number): string =>
  texts.anaesthetic.dose(String(Number((milligrams / 1000).toFixed(4))))

/** `09:30` on the practice's wall. */
export const wallTime = (moment: Instant, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(new Date(moment))
