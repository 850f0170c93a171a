import type { ReactNode } from 'react'
import {
  DefinitionList,
  FindingList,
  formatDay,
  formatMoment,
  TextLink,
} from '#renderer/ui/index.ts'
import { indicationLabels } from '#shared/practice/index.ts'
import type { ChartPart, SessionSnapshot } from '#shared/sessions/index.ts'
import type { SealedIdentity } from '#shared/signing/index.ts'
import { ChartMap } from './ChartMap.tsx'
import {
  AnaestheticRows,
  DeviceRows,
  OrderRows,
  ProductRows,
  TimeRows,
  ZoneRows,
} from './chartTables.tsx'
import { DeviationCard } from './DeviationList.tsx'
import { texts } from './texts.ts'

interface ChartViewProps {
  snapshot: SessionSnapshot
  identity: SealedIdentity
  timeZone: string
  /** The signed page shows them with their countersignatures instead. */
  deviations?: ReactNode
  /** What was added afterwards, by the part it belongs to; an empty part is shown for its sake. */
  addenda?: ReadonlyMap<ChartPart, ReactNode>
}

/** The record to be read: every fact of the snapshot, in the order of the work. */
export const ChartView = (props: ChartViewProps) => {
  const { snapshot, identity, timeZone, deviations, addenda } = props
  const { products, orders } = snapshot
  const anaesthetics = products.filter(({ anaesthetic }) => anaesthetic !== null)
  return (
    <div className="chart">
      {deviations ?? <DraftDeviations snapshot={snapshot} />}
      <Part title={texts.chart.people} addenda={addenda?.get('people')}>
        <People snapshot={snapshot} identity={identity} timeZone={timeZone} />
      </Part>
      <Part title={texts.chart.zones} addenda={addenda?.get('zones')}>
        <ChartMap snapshot={snapshot} />
        <ZoneRows snapshot={snapshot} />
        {orders.length > 0 ? <OrderRows snapshot={snapshot} /> : null}
      </Part>
      <Part title={texts.chart.devices} addenda={addenda?.get('devices')}>
        <DeviceRows snapshot={snapshot} />
      </Part>
      <Part title={texts.chart.products} addenda={addenda?.get('products')}>
        {products.length > 0 ? <ProductRows snapshot={snapshot} /> : <p>{texts.chart.none}</p>}
        {anaesthetics.length > 0 ? (
          <AnaestheticRows products={anaesthetics} timeZone={timeZone} />
        ) : null}
      </Part>
      {snapshot.steps.length > 0 ? (
        <Part title={texts.chart.times}>
          <TimeRows snapshot={snapshot} timeZone={timeZone} />
        </Part>
      ) : null}
      <Part title={texts.chart.response} addenda={addenda?.get('response')}>
        <Response snapshot={snapshot} />
      </Part>
      {snapshot.note || addenda?.has('note') ? (
        <Part title={texts.chart.note} addenda={addenda?.get('note')}>
          <p className="prose">{snapshot.note || texts.chart.none}</p>
        </Part>
      ) : null}
      {snapshot.findings.length > 0 ? (
        <Part title={texts.chart.findings}>
          <FindingList label={texts.chart.findings} findings={snapshot.findings} />
        </Part>
      ) : null}
      {addenda?.get('record')}
      <p className="quiet">{texts.chart.rules(snapshot.ruleVersion)}</p>
    </div>
  )
}

interface PartProps {
  title: string
  addenda?: ReactNode
  children: ReactNode
}

const Part = ({ title, addenda = null, children }: PartProps) => (
  <section className="chart-part">
    <h3>{title}</h3>
    {children}
    {addenda}
  </section>
)

type Snapshot = Pick<ChartViewProps, 'snapshot'>

const DraftDeviations = ({ snapshot: { deviations } }: Snapshot) =>
  deviations.length === 0 ? null : (
    <Part title={texts.deviations.title}>
      {deviations.map((deviation, index) => (
        <DeviationCard key={`${index} ${deviation.code}`} deviation={deviation} />
      ))}
    </Part>
  )

const momentOr = (moment: SessionSnapshot['startedAt'], zone: string, otherwise: string) =>
  moment === null ? otherwise : formatMoment(moment, zone)

const People = ({ snapshot, identity, timeZone }: Omit<ChartViewProps, 'deviations'>) => {
  const { practitioner, plan, present } = snapshot
  const noneSaid = texts.chart.notStarted
  return (
    <DefinitionList
      columns={3}
      items={[
        { term: texts.chart.client, value: identity.name },
        { term: texts.chart.birthDate, value: formatDay(identity.birthDate) },
        { term: texts.chart.number, value: identity.number },
        { term: texts.chart.practitioner, value: practitioner.name },
        { term: texts.chart.licence, value: practitioner.licence },
        ...(practitioner.standing
          ? [{ term: texts.chart.standing, value: texts.chart[practitioner.standing] }]
          : []),
        { term: texts.chart.practice, value: snapshot.practice.name },
        { term: texts.chart.opened, value: formatMoment(snapshot.openedAt, timeZone) },
        { term: texts.chart.started, value: momentOr(snapshot.startedAt, timeZone, noneSaid) },
        { term: texts.chart.ended, value: momentOr(snapshot.endedAt, timeZone, noneSaid) },
        { term: texts.chart.screening, value: <ScreeningOf snapshot={snapshot} /> },
        { term: texts.chart.consent, value: <ConsentOf snapshot={snapshot} timeZone={timeZone} /> },
        {
          term: texts.chart.plan,
          value: plan
            ? texts.chart.planOf(indicationLabels[plan.indication], plan.version)
            : texts.chart.noPlan,
        },
        { term: texts.chart.fitzpatrick, value: snapshot.fitzpatrickType ?? texts.chart.none },
        { term: texts.chart.allergies, value: listed(snapshot.allergies) },
        { term: texts.chart.medication, value: listed(snapshot.medication) },
        ...(present.length > 0
          ? [
              {
                term: texts.chart.present,
                value: listed(present.map(({ name, role }) => (role ? `${name} (${role})` : name))),
              },
            ]
          : []),
        ...(snapshot.carried
          ? [{ term: texts.chart.carried, value: <CarriedOf carried={snapshot.carried} /> }]
          : []),
      ]}
    />
  )
}

const CarriedOf = ({ carried }: { carried: NonNullable<SessionSnapshot['carried']> }) => {
  const count = (state: 'confirmed' | 'changed' | 'dropped') =>
    carried.fields.filter((field) => field.state === state).length
  return (
    <>
      {texts.chart.carriedWords(count('confirmed'), count('changed'), count('dropped'))}{' '}
      <TextLink href={`/sessions/${carried.fromSessionId}`}>{texts.chart.openCarried}</TextLink>
    </>
  )
}

const Response = ({ snapshot }: Snapshot) => {
  const { comfort, said, prophylaxis } = snapshot
  return (
    <>
      <p>{snapshot.immediateResponse.map((each) => texts.responses[each]).join(', ')}</p>
      {snapshot.responseNote ? <p className="prose">{snapshot.responseNote}</p> : null}
      {comfort !== null || said || prophylaxis ? (
        <DefinitionList
          columns={3}
          items={[
            ...(comfort === null
              ? []
              : [{ term: texts.chart.comfort, value: texts.chart.comfortOf(comfort) }]),
            ...(said ? [{ term: texts.chart.said, value: said }] : []),
            ...(prophylaxis
              ? [
                  {
                    term: texts.chart.prophylaxis,
                    value: [texts.people.answers[prophylaxis.answer], prophylaxis.prescribedBy]
                      .filter((part) => part !== '')
                      .join(', '),
                  },
                ]
              : []),
          ]}
        />
      ) : null}
    </>
  )
}

const ScreeningOf = ({ snapshot: { screening } }: Snapshot) =>
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
