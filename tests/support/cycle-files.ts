import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// Files in the form that machines write them, made up by us.

interface Dac {
  readonly serial?: string
  readonly cycle?: number | string
  /** Day, month, year. */
  readonly date?: string
  readonly time?: string
  /** `stops`: an aborted cycle. */
  readonly end?: 'Ok' | 'FEHL' | 'stops'
  readonly values?: readonly (readonly [string, string])[]
}

const dacValues = [
  ['135.2', '3.16'],
  ['135.4', '3.19'],
  ['135.3', '3.18'],
] as const

/** A DAC Universal's cycle, as its card holds it; degree signs arrive as question marks. */
export const dacFile = ({
  serial = '700123',
  cycle = 88,
  date = '14-05-2026',
  time = '09:12:05',
  end = 'Ok',
  values = dacValues,
}: Dac = {}): string =>
  [
    'DAC Universal                   ',
    `Serien Nr:  ${serial}`,
    'Programm:   Universal/134?C/3min',
    'Deckel:     Standard            ',
    `Zyklus:     ${cycle}`,
    `Dat.(T-M-J) ${date}`,
    `Zeit(H-M-S) ${time}`,
    '--------------------------------',
    'Phase:             Uhrzeit: Erg:',
    ...(end === 'stops'
      ? [' Error code   92']
      : [
          'Start              09:12:40 Ok  ',
          'Beginn Haltezeit   09:24:10 Ok  ',
          '--------------------------------',
          'Uhrzeit:           ?C:      bar:',
          ...values.map(
            ([temperature, pressure], at) =>
              `09:24:${String(at + 10).padStart(2, '0')}           ${temperature}    ${pressure}`,
          ),
          `Maximum            ${values.at(-1)?.[0] ?? '0'}    3.20`,
          'Minimum            135.1    3.15',
          'Dauer (m-s)        03-11',
          '--------------------------------',
          `Sterilisation      09:27:40 ${end.padEnd(4)}`,
          ...(end === 'FEHL' ? ['Error code   93'] : []),
          'Ausblasen          Deaktiviert  ',
          `Zyklusende         09:31:02 ${end.padEnd(4)}`,
        ]),
    '',
  ].join('\n')

interface Elara {
  readonly serial?: string
  readonly cycle?: string
  readonly date?: string
  readonly time?: string
  readonly unit?: 'F' | 'C'
  /** Null: the cycle just stops. */
  readonly status?: string | null
  readonly rows?: readonly string[]
}

const elaraRows = [
  'A 00:00:10 096.1 05.50In',
  'H 00:06:00 250.2 15.10',
  'S 00:09:00 273.4 28.60',
  'S 00:12:00 274.1 29.00',
  'E 00:13:00 240.0 09.20',
  'D 00:20:00 180.0 11.00In',
]

/** A Tuttnauer Elara's cycle; its degree sign is one byte of Latin-1. */
export const elaraFile = ({
  serial = '20180077',
  cycle = '000417',
  date = '03/FEB/2026',
  time = '14:05:00',
  unit = 'F',
  status = 'Cycle Ended',
  rows = elaraRows,
}: Elara = {}): string =>
  [
    '------------------------',
    `Date: ${date}`,
    `Time: ${time}`,
    `Ser. Num: ${serial}`,
    'Model: ELARA 11',
    'Version: 1.0',
    'Software vers.: 1.0.0',
    `Cycle Num: ${cycle}`,
    'WRAPPED INSTU',
    `Ster. Temp. ${unit === 'F' ? '273.2' : '134.0'} °${unit}`,
    'Ster. Time 5.0 min*',
    'Dry Time 20 min',
    `End Temperature ${unit === 'F' ? '248' : '120'} °${unit}`,
    `  Time     °${unit}    Psig`,
    ...rows,
    ...(status === null ? [] : [`Status: ${status}`, 'Time: 14:40:00', 'Operator: ____________']),
    '------------------------',
    '',
  ].join('\n')

export const lisaName = '260314 14-03-26 08_41_22 22E02-0095 01898 UNIVERSAL 134 .txt'

const samples = fileURLToPath(new URL('../../../shared/samples/autoclave/', import.meta.url))

/** What machines really wrote, where this checkout lies beside it. */
export const realSamples = existsSync(samples)

export const realSample = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(`${samples}${name}`))

export const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))
export const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'))
