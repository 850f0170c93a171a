import { Button } from '@mantine/core'
import { IconPlus, IconRecycleOff, IconShieldCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'wouter'
import { query } from '#renderer/api.ts'
import { EmptyState, Failure, LinkButton, Loading, Page } from '#renderer/ui/index.ts'
import type { Sterilizer } from '#shared/sterilization/index.ts'
import { Loads } from './Loads.tsx'
import { SterilizerDialog } from './SterilizerDialog.tsx'
import { Sterilizers } from './Sterilizers.tsx'
import { texts } from './texts.ts'
import './sterilization.css'

/** `/sterilization`, and `/sterilization/loads/:id` with that load's release open. */
export const SterilizationPage = () => {
  const practice = useQuery(query.practice.get.queryOptions())
  const sterilizers = useQuery(query.sterilization.sterilizers.queryOptions())
  const params = useParams<{ id?: string }>()
  const [edited, setEdited] = useState<Sterilizer | null>(null)
  const [isOpen, setIsOpen] = useState(false)
  const open = (sterilizer: Sterilizer | null) => {
    setEdited(sterilizer)
    setIsOpen(true)
  }

  if (practice.data?.details.sterilityMode === 'single-use-only') return <SingleUseOnly />
  const hasSterilizer = (sterilizers.data?.length ?? 0) > 0
  return (
    <Page
      title={texts.title}
      {...(hasSterilizer
        ? {
            primary: (
              <LinkButton
                href="/sterilization/loads/new"
                leftSection={<IconPlus size={18} aria-hidden />}
              >
                {texts.newLoad}
              </LinkButton>
            ),
            actions: (
              <Button variant="default" onClick={() => open(null)}>
                {texts.newSterilizer}
              </Button>
            ),
          }
        : {})}
    >
      {sterilizers.data && practice.data ? (
        hasSterilizer ? (
          <>
            <Sterilizers sterilizers={sterilizers.data} onEdit={open} />
            <Loads
              sterilizers={sterilizers.data}
              today={practice.data.today}
              zone={practice.data.details.timeZone}
              asked={params.id ?? null}
            />
          </>
        ) : (
          <FirstSterilizer onMake={() => open(null)} />
        )
      ) : (
        <Loading lines={6} />
      )}
      <Failure error={practice.error ?? sterilizers.error} />
      <SterilizerDialog opened={isOpen} sterilizer={edited} onClose={() => setIsOpen(false)} />
    </Page>
  )
}

const FirstSterilizer = ({ onMake }: { onMake: () => void }) => (
  <EmptyState
    icon={IconShieldCheck}
    title={texts.sterilizers.empty}
    action={<Button onClick={onMake}>{texts.newSterilizer}</Button>}
  >
    {texts.sterilizers.emptyText}
  </EmptyState>
)

const SingleUseOnly = () => (
  <Page title={texts.title}>
    <EmptyState
      icon={IconRecycleOff}
      title={texts.singleUse.title}
      action={
        <LinkButton href="/settings" variant="default">
          {texts.singleUse.settings}
        </LinkButton>
      }
    >
      {texts.singleUse.text}
    </EmptyState>
  </Page>
)
