import {
  type CalendarDate,
  type Micrometres,
  micrometres,
  toCalendarDate,
} from '#shared/kernel/index.ts'

/** What is known of a device’s label, to start a product from; the package in hand is the truth. Reference 2.1. */
export interface DeviceLabel {
  readonly name: string
  readonly clearanceNumber: string
  /** The longest length that was evaluated, µm; null: no source says. */
  readonly evaluatedNeedleLength: Micrometres | null
  /** The lengths that it can be set to or comes with, µm; empty where no source names them. */
  readonly lengths: readonly Micrometres[]
  readonly uses: string
  readonly source: string
  /** One of the words of a rule’s source. */
  readonly quality: 'law' | 'manufacturer' | 'secondary'
  readonly checkAgainOn: CalendarDate
}

const length = (value: number): Micrometres => micrometres.parse(value)

/** A year after the field reference was written. */
const aYearOn = toCalendarDate('2027-07-27')

export const deviceLabels: readonly DeviceLabel[] = [
  {
    name: 'SkinPen',
    clearanceNumber: 'K202243',
    evaluatedNeedleLength: length(1500),
    lengths: [],
    uses: 'Facial acne scars, all Fitzpatrick types, and wrinkles of the neck, Fitzpatrick II–IV, from 22 years. Not within the orbital rim. Not for transdermal delivery.',
    source:
      'SkinPen instructions, as a clinic reproduces them: safety and effectiveness above 1.5 mm has not been evaluated; FDA K202243',
    quality: 'manufacturer',
    checkAgainOn: aYearOn,
  },
  {
    name: 'SkinStylus SteriLock',
    clearanceNumber: 'K200044',
    evaluatedNeedleLength: length(2500),
    lengths: [],
    uses: 'Hypertrophic scars of the abdomen, from 22 years, three treatments.',
    source: 'FDA K200044: needles up to 2.5 mm',
    quality: 'law',
    checkAgainOn: aYearOn,
  },
  {
    name: 'Dermapen 4',
    clearanceNumber: '',
    // What it can be set to, from a clinic; nobody names a length that was evaluated.
    evaluatedNeedleLength: null,
    lengths: Array.from({ length: 29 }, (_, step) => length(200 + step * 100)),
    uses: '',
    source: 'A clinic’s page: 0.2–3.0 mm in steps of 0.1 mm',
    quality: 'secondary',
    checkAgainOn: aYearOn,
  },
]
