import {
  DefinitionList,
  formatCelsius,
  formatDay,
  formatMoment,
  StatusBadge,
} from '#renderer/ui/index.ts'
import { formatHold, type IndicatorResult, type Load } from '#shared/sterilization/index.ts'
import { temperatureAsked } from './ProgrammesTable.tsx'
import { texts } from './texts.ts'
import { kindOf } from './tones.ts'

const words = texts.loadPage

interface Parameter {
  readonly name: string
  readonly set: string | null
  readonly read: string | null
  /** Null: nothing was asked, or nothing was read. */
  readonly isMet: boolean | null
}

const kPa = (pressure: number) => `${pressure} ${texts.load.kPa}`

/** What the programme asked for beside what was read. */
const parametersOf = (load: Load): readonly Parameter[] => {
  const programme = load.sterilizer.programmes.find(({ name }) => name === load.programmeName)
  const { pressure, drySeconds } = load
  const least = programme?.minimumPressure ?? null
  const drying = programme?.minimumDrySeconds ?? null
  return [
    {
      name: words.temperature,
      set: programme
        ? temperatureAsked(programme.minimumTemperature, programme.maximumTemperature)
        : null,
      read: formatCelsius(load.temperature),
      isMet: programme
        ? load.temperature >= programme.minimumTemperature &&
          (programme.maximumTemperature === null ||
            load.temperature <= programme.maximumTemperature)
        : null,
    },
    {
      name: words.hold,
      set: programme
        ? texts.sterilizerPage.atLeast(formatHold(programme.minimumHoldSeconds))
        : null,
      read: formatHold(load.holdSeconds),
      isMet: programme ? load.holdSeconds >= programme.minimumHoldSeconds : null,
    },
    {
      name: words.pressure,
      set: least === null ? null : texts.sterilizerPage.atLeast(kPa(least)),
      read: pressure === null ? null : kPa(pressure),
      isMet: least === null || pressure === null ? null : pressure >= least,
    },
    {
      name: words.drying,
      set: drying === null ? null : texts.sterilizerPage.atLeast(formatHold(drying)),
      read: drySeconds === null ? null : formatHold(drySeconds),
      isMet: drying === null || drySeconds === null ? null : drySeconds >= drying,
    },
  ]
}

export const ReadValues = ({ load }: { load: Load }) => (
  <table className="read-values">
    <thead>
      <tr>
        <th scope="col">{words.parameter}</th>
        <th scope="col">{words.set}</th>
        <th scope="col">{words.read}</th>
        <th scope="col">{words.verdict}</th>
      </tr>
    </thead>
    <tbody>
      {parametersOf(load).map(({ name, set, read, isMet }) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          <td>{set ?? <span className="load-quiet">{words.notAsked}</span>}</td>
          <td>{read ?? <span className="load-quiet">{words.notRead}</span>}</td>
          <td>
            {isMet === null ? null : (
              <StatusBadge tone={isMet ? 'cleared' : 'stop'}>
                {isMet ? words.met : words.notMet}
              </StatusBadge>
            )}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

const resultTones = { pass: 'cleared', fail: 'stop', 'not-read': 'decision' } as const

const Indicator = ({ load, result }: { load: Load; result: IndicatorResult }) => (
  <StatusBadge tone={resultTones[result]}>
    {words.indicator(
      words.editions[load.indicatorEdition],
      load.indicatorType,
      words.results[result],
    )}
  </StatusBadge>
)

export const LoadFacts = ({ load, zone }: { load: Load; zone: string }) => {
  const hasIndicator = load.kind === 'load' || load.kind === 'test'
  return (
    <DefinitionList
      columns={3}
      items={[
        { term: words.kind, value: kindOf(load) },
        ...(load.airRemovalTest === null || load.airRemovalResult === null
          ? []
          : [
              {
                term: words.airTest,
                value: (
                  <StatusBadge tone={resultTones[load.airRemovalResult]}>
                    {texts.loads.testResults[load.airRemovalResult]}
                  </StatusBadge>
                ),
              },
            ]),
        { term: words.programme, value: load.programmeName },
        { term: words.started, value: formatMoment(load.startedAt, zone) },
        {
          term: words.ended,
          value: load.endedAt === null ? null : formatMoment(load.endedAt, zone),
        },
        {
          term: words.logged,
          value: words.loggedBy(formatMoment(load.recordedAt, zone), load.operatorName),
        },
        ...(hasIndicator
          ? [
              {
                term: words.inside,
                value: <Indicator load={load} result={load.indicatorResult} />,
              },
              ...(load.kind === 'load'
                ? [
                    {
                      term: words.outside,
                      value:
                        load.externalIndicatorResult === null
                          ? words.notUsed
                          : words.results[load.externalIndicatorResult],
                    },
                  ]
                : []),
              {
                term: words.indicatorLot,
                value:
                  load.indicatorExpiresOn === null
                    ? load.indicatorLot
                    : words.lotExpires(load.indicatorLot, formatDay(load.indicatorExpiresOn)),
              },
            ]
          : []),
        ...(load.note ? [{ term: words.note, value: load.note }] : []),
      ]}
    />
  )
}
