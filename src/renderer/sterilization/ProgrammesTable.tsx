import { type Column, DataTable, formatCelsius } from '#renderer/ui/index.ts'
import { formatHold, type Programme } from '#shared/sterilization/index.ts'
import { texts } from './texts.ts'

const words = texts.sterilizerPage

const columns: readonly Column<Programme>[] = [
  { id: 'name', header: words.programme, cell: ({ name }) => name },
  {
    id: 'temperature',
    header: words.temperature,
    align: 'number',
    cell: ({ minimumTemperature, maximumTemperature }) =>
      temperatureAsked(minimumTemperature, maximumTemperature),
  },
  {
    id: 'hold',
    header: words.hold,
    align: 'number',
    cell: ({ minimumHoldSeconds }) => words.atLeast(formatHold(minimumHoldSeconds)),
  },
  {
    id: 'pressure',
    header: words.pressure,
    align: 'number',
    cell: ({ minimumPressure }) =>
      minimumPressure === null ? '–' : words.atLeast(`${minimumPressure} ${texts.load.kPa}`),
  },
  {
    id: 'drying',
    header: words.drying,
    align: 'number',
    cell: ({ minimumDrySeconds }) =>
      minimumDrySeconds === null ? '–' : words.atLeast(formatHold(minimumDrySeconds)),
  },
]

/** `134 °C to 137 °C`, or `at least 134 °C`. */
export const temperatureAsked = (
  least: Programme['minimumTemperature'],
  most: Programme['maximumTemperature'],
): string =>
  most === null
    ? words.atLeast(formatCelsius(least))
    : words.between(formatCelsius(least), formatCelsius(most))

export const ProgrammesTable = ({ programmes }: { programmes: readonly Programme[] }) => (
  <DataTable
    label={words.programmes}
    columns={columns}
    rows={programmes}
    rowKey={({ name }) => name}
  />
)
