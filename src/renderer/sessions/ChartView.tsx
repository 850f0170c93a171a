import type { ReactNode } from 'react'
import {
  DefinitionList,
  FindingList,
  formatDay,
  formatMillimetres,
  formatMoment,
  TextLink,
} from '#renderer/ui/index.ts'
import { productKind, kindLabels } from '#shared/inventory/index.ts'
import { type SessionSnapshot, zoneLabel } from '#shared/sessions/index.ts'
import type { SealedIdentity } from '#shared/signing/index.ts'
import { formatAmountWithUnit } from './amounts.ts'
import { DeviationCard } from './DeviationList.tsx'
import { texts } from './texts.ts'

interface ChartViewProps {
  snapshot: SessionSnapshot
  identity: SealedIdentity
  timeZone: string
  /** The signed page shows them with their countersignatures instead. */
  deviations?: ReactNode
}

/** The record to be read: every fact of the snapshot, in the order of the work. */
export const ChartView = ({ snapshot, identity, timeZone, deviations }: ChartViewProps) => (
  <div className="chart">
    {deviations ??
      (snapshot.deviations.length > 0 ? (
        <Part title={texts.deviations.title}>
          {snapshot.deviations.map((deviation, index) => (
            <DeviationCard key={`${index} ${deviation.code}`} deviation={deviation} />
          ))}
        </Part>
      ) : null)}
    <Part title={texts.chart.people}>
      <People snapshot={snapshot} identity={identity} timeZone={timeZone} />
    </Part>
    <Part title={texts.chart.zones}>
      <ZoneRows snapshot={snapshot} />
    </Part>
    <Part title={texts.chart.devices}>
      <DeviceRows snapshot={snapshot} />
    </Part>
    {snapshot.products.length > 0 ? (
      <Part title={texts.chart.products}>
        <ProductRows snapshot={snapshot} />
      </Part>
    ) : null}
    <Part title={texts.chart.response}>
      <p>{snapshot.immediateResponse.map((each) => texts.responses[each]).join(', ')}</p>
      {snapshot.responseNote ? <p className="prose">{snapshot.responseNote}</p> : null}
    </Part>
    {snapshot.note ? (
      <Part title={texts.chart.note}>
        <p className="prose">{snapshot.note}</p>
      </Part>
    ) : null}
    {snapshot.findings.length > 0 ? (
      <Part title={texts.chart.findings}>
        <FindingList label={texts.chart.findings} findings={snapshot.findings} />
      </Part>
    ) : null}
    <p className="quiet">{texts.chart.rules(snapshot.ruleVersion)}</p>
  </div>
)

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="chart-part">
    <h3>{title}</h3>
    {children}
  </section>
)

const People = ({ snapshot, identity, timeZone }: Omit<ChartViewProps, 'deviations'>) => (
  <DefinitionList
    columns={3}
    items={[
      { term: texts.chart.client, value: identity.name },
      { term: texts.chart.birthDate, value: formatDay(identity.birthDate) },
      { term: texts.chart.number, value: identity.number },
      { term: texts.chart.practitioner, value: snapshot.practitioner.name },
      { term: texts.chart.licence, value: snapshot.practitioner.licence },
      { term: texts.chart.practice, value: snapshot.practice.name },
      { term: texts.chart.opened, value: formatMoment(snapshot.openedAt, timeZone) },
      {
        term: texts.chart.started,
        value: snapshot.startedAt
          ? formatMoment(snapshot.startedAt, timeZone)
          : texts.chart.notStarted,
      },
      { term: texts.chart.screening, value: <ScreeningOf snapshot={snapshot} /> },
      { term: texts.chart.consent, value: <ConsentOf snapshot={snapshot} timeZone={timeZone} /> },
      { term: texts.chart.fitzpatrick, value: snapshot.fitzpatrickType ?? texts.chart.none },
      { term: texts.chart.allergies, value: listed(snapshot.allergies) },
      { term: texts.chart.medication, value: listed(snapshot.medication) },
    ]}
  />
)

const ScreeningOf = ({ snapshot: { screening } }: Pick<ChartViewProps, 'snapshot'>) =>
  screening ? (
    <TextLink href={`/screenings/${screening.id}`}>
      {texts.chart.screeningOf(
        formatDay(screening.day),
        texts.chart.verdicts[screening.verdict],
        screening.rulesVersion,
      )}
    </TextLink>
  ) : (
    texts.chart.none
  )

const ConsentOf = ({
  snapshot: { consent },
  timeZone,
}: Pick<ChartViewProps, 'snapshot' | 'timeZone'>) =>
  consent ? (
    <TextLink href={`/consents/${consent.id}`}>
      {texts.chart.consentOf(consent.templateVersion, formatMoment(consent.signedAt, timeZone))}
    </TextLink>
  ) : (
    texts.chart.none
  )

const listed = (entries: readonly string[]) =>
  entries.length > 0 ? entries.join(', ') : texts.chart.none

interface SimpleTableProps {
  label: string
  heads: readonly string[]
  /** The first cell heads its row. */
  rows: readonly (readonly string[])[]
}

const SimpleTable = ({ label, heads, rows }: SimpleTableProps) => (
  <table className="chart-table" aria-label={label}>
    <thead>
      <tr>
        {heads.map((head) => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(([first, ...others], row) => (
        <tr key={`${row} ${first}`}>
          <th scope="row">{first}</th>
          {others.map((cell, column) => (
            <td key={heads[column + 1] ?? column}>{cell}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

const ZoneRows = ({ snapshot }: { snapshot: SessionSnapshot }) => (
  <SimpleTable
    label={texts.zones.table}
    heads={[
      texts.zones.zone,
      texts.zones.length,
      texts.zones.technique,
      texts.zones.passes,
      texts.zones.endpoint,
    ]}
    rows={snapshot.zones.map(({ zone, needleLength, technique, passes, endpoint }) => [
      zoneLabel(zone),
      formatMillimetres(needleLength),
      texts.technique[technique],
      String(passes),
      texts.endpoint[endpoint],
    ])}
  />
)

const DeviceRows = ({ snapshot }: { snapshot: SessionSnapshot }) => {
  const { cartridges, handpiece, packs } = snapshot
  return (
    <SimpleTable
      label={texts.chart.devices}
      heads={[
        texts.chart.kind,
        texts.chart.what,
        texts.chart.lot,
        texts.chart.piece,
        texts.chart.until,
      ]}
      rows={[
        ...cartridges.map((each) => [
          texts.chart.cartridge,
          each.product,
          each.lot,
          texts.devices.piece(each.piece, each.serial),
          formatDay(each.expiresOn),
        ]),
        ...(handpiece
          ? [[texts.chart.handpiece, handpiece.product, handpiece.lot, handpiece.piece, '–']]
          : []),
        ...packs.map((each) => [
          texts.chart.pack,
          each.label,
          texts.devices.pack(each.sterilizer, each.cycleNumber),
          '–',
          formatDay(each.sterileUntil),
        ]),
      ]}
    />
  )
}

const kindOf = (kind: string) => {
  const known = productKind.safeParse(kind)
  return known.success ? kindLabels[known.data] : kind
}

const ProductRows = ({ snapshot }: { snapshot: SessionSnapshot }) => (
  <SimpleTable
    label={texts.chart.products}
    heads={[
      texts.chart.what,
      texts.chart.kind,
      texts.chart.lot,
      texts.chart.until,
      texts.chart.amount,
    ]}
    rows={snapshot.products.map((each) => [
      each.product,
      kindOf(each.kind),
      each.lot,
      formatDay(each.expiresOn),
      formatAmountWithUnit(each.amount, each.unit),
    ])}
  />
)
