import { makeDemo } from './demo/index.ts'
import { toCalendarDate } from '#shared/kernel/index.ts'
import { rmSync } from 'node:fs'
const [clients, years] = process.argv.slice(2)
rmSync('/tmp/ste-demo-practice', { recursive: true, force: true })
const begin = Date.now()
try {
const report = await makeDemo('/tmp/ste-demo-practice', { clients: Number(clients), years: Number(years), seed: 'stratum', asOf: toCalendarDate('2026-11-22') }, 'amber harbour lantern maple', () => undefined)
console.log(JSON.stringify(report, null, 1), (Date.now() - begin) / 1000, 's')
} catch (error) { console.error(error, (error as { data?: unknown }).data ? JSON.stringify((error as { data: unknown }).data) : '') }
