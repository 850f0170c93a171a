import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus, IconRecycleOff, IconShieldCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { query } from '#renderer/api.ts'
import { EmptyState, Failure, LinkButton, Loading, Page } from '#renderer/ui/index.ts'
import { Loads } from './Loads.tsx'
import { RoomParts } from './RoomParts.tsx'
import { SterilizerDialog } from './SterilizerDialog.tsx'
import { Sterilizers } from './Sterilizers.tsx'
import { texts } from './texts.ts'
import './sterilization.css'

/** `/sterilization` */
export const SterilizationPage = () => {
  const practice = useQuery(query.practice.get.queryOptions())
  const sterilizers = useQuery(query.sterilization.sterilizers.queryOptions())
  const [isMaking, making] = useDisclosure(false)

  if (practice.data?.details.sterilityMode === 'single-use-only') return <SingleUseOnly />
  const hasSterilizer = (sterilizers.data?.length ?? 0) > 0
  const shown = practice.data && {
    today: practice.data.today,
    zone: practice.data.details.timeZone,
  }
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
              <Button variant="default" onClick={making.open}>
                {texts.newSterilizer}
              </Button>
            ),
          }
        : {})}
    >
      {sterilizers.data && shown ? (
        hasSterilizer ? (
          <>
            <RoomParts />
            <Sterilizers sterilizers={sterilizers.data} {...shown} />
            <Loads sterilizers={sterilizers.data} {...shown} />
          </>
        ) : (
          <FirstSterilizer onMake={making.open} />
        )
      ) : (
        <Loading lines={6} />
      )}
      <Failure error={practice.error ?? sterilizers.error} />
      <SterilizerDialog opened={isMaking} sterilizer={null} onClose={making.close} />
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
