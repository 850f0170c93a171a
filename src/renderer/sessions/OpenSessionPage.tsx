import { ActionIcon, Menu } from '@mantine/core'
import { IconCalendarX, IconDotsVertical } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { ClientBanner } from '#renderer/clients/index.ts'
import { Loading, Page, SaveState, StatusBadge, Steps } from '#renderer/ui/index.ts'
import { type OpenSession, readyToNeedle } from '#shared/sessions/index.ts'
import { CarryBar } from './CarryBar.tsx'
import { ConflictDialog } from './ConflictDialog.tsx'
import { DevicesSection } from './DevicesSection.tsx'
import { DropDialog } from './DropDialog.tsx'
import { ProductsSection } from './ProductsSection.tsx'
import { ReadinessPanel } from './ReadinessPanel.tsx'
import { ResponseSection } from './ResponseSection.tsx'
import { sessionSteps } from './sessionSteps.ts'
import { showSection } from './showField.ts'
import { TimesSection } from './TimesSection.tsx'
import { texts } from './texts.ts'
import { factsOf, type Stock, useStock } from './useFacts.ts'
import { type SessionHandle, useSession } from './useSession.ts'
import { ZonesSection } from './ZonesSection.tsx'

/** The chart of a session that is not signed yet: steps, the work, and the gate. */
export const OpenSessionPage = ({ open }: { open: OpenSession }) => {
  const session = useSession(open)
  const stock = useStock(session.document.products.map(({ lotId }) => lotId))
  const { client } = session.base
  return (
    <div className="session-screen">
      <Page
        width="full"
        title={client.name}
        back={{ href: `/clients/${client.id}`, label: texts.back }}
        description={texts.born(client.birthDate, client.number)}
        actions={
          <>
            <SessionStatus session={session} />
            <SessionMenu session={session} />
          </>
        }
        banner={<ClientBanner client={client} today={session.base.today} />}
      >
        {session.draft.isLoading || !stock ? (
          <Loading label={texts.loading} lines={8} />
        ) : (
          <Chart session={session} stock={stock} />
        )}
      </Page>
      <ConflictDialog session={session} />
    </div>
  )
}

const Chart = ({ session, stock }: { session: SessionHandle; stock: Stock }) => {
  const { base, document } = session
  const facts = useMemo(() => factsOf(base, document, stock), [base, document, stock])
  const findings = useMemo(() => readyToNeedle(facts), [facts])
  const [step, setStep] = useState<string>('zones')
  const [, leaveFor] = useLocation()
  const steps = sessionSteps(facts, findings)
  const goTo = (id: string) => {
    const page = steps.find((each) => each.id === id)?.href
    if (page !== undefined) return leaveFor(page)
    setStep(id)
    showSection(id)
  }
  return (
    <div className="session-grid">
      <div className="session-steps">
        <Steps label={texts.steps.label} steps={steps} current={step} onSelect={goTo} />
      </div>
      <div className="session-work">
        <CarryBar session={session} stock={stock} />
        <ZonesSection session={session} stock={stock} />
        <DevicesSection session={session} stock={stock} />
        <ProductsSection session={session} stock={stock} findings={findings} />
        <TimesSection session={session} />
        <ResponseSection session={session} />
      </div>
      <ReadinessPanel session={session} facts={facts} findings={findings} onGoTo={goTo} />
    </div>
  )
}

const SessionStatus = ({ session }: { session: SessionHandle }) => (
  <>
    <SaveState status={session.draft.status} />
    <StatusBadge tone={session.base.startedAt ? 'information' : 'neutral'}>
      {session.base.startedAt ? texts.states.started : texts.states.open}
    </StatusBadge>
  </>
)

const SessionMenu = ({ session }: { session: SessionHandle }) => {
  const [isDropping, setIsDropping] = useState(false)
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon aria-label={texts.actions.options}>
            <IconDotsVertical size={20} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconCalendarX size={18} aria-hidden />}
            onClick={() => setIsDropping(true)}
          >
            {texts.drop.label}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isDropping ? <DropDialog session={session} onClose={() => setIsDropping(false)} /> : null}
    </>
  )
}
