import { Button } from '@mantine/core'
import { useState } from 'react'
import { ClearanceDialog } from '#renderer/clients/index.ts'
import { LinkButton } from '#renderer/ui/index.ts'
import type { Finding } from '#shared/kernel/index.ts'
import { itemLabel } from '#shared/screening/index.ts'
import { clearableItem, placeOfFinding } from './agreement.ts'
import { CleanHandpiece, isAboutCleaning } from './CleanHandpiece.tsx'
import { texts } from './texts.ts'
import type { SessionHandle } from './useSession.ts'

interface MendProps {
  finding: Finding
  session: SessionHandle
  /** To the part of the chart that the finding is about. */
  onGoTo: () => void
}

/** The way to where a stop is mended: right here, on another page, or in a part of the chart. */
export const Mend = ({ finding, session, onGoTo }: MendProps) => {
  if (isAboutCleaning(finding)) return <CleanChosen session={session} />
  const item = clearableItem(finding, session.base)
  if (item !== null) return <ClearHere session={session} item={item} />
  const place = placeOfFinding(finding, session.base)
  if (place) {
    return (
      <>
        {place.toClient ? (
          <LinkButton size="xs" href={place.toClient}>
            {texts.readiness.handToClient}
          </LinkButton>
        ) : null}
        <LinkButton size="xs" variant="default" href={place.href}>
          {place.label}
        </LinkButton>
      </>
    )
  }
  return /^(?:sessions|inventory)\./.test(finding.code) ? (
    <Button size="xs" variant="default" onClick={onGoTo}>
      {texts.readiness.goTo}
    </Button>
  ) : null
}

const ClearHere = ({
  session: { base },
  item,
}: {
  session: SessionHandle
  item: NonNullable<ReturnType<typeof clearableItem>>
}) => {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setIsOpen(true)}>
        {texts.readiness.clearance}
      </Button>
      {isOpen ? (
        <ClearanceDialog
          client={base.client}
          item={{ kind: item, label: itemLabel(base.screeningRules, item) }}
          today={base.today}
          onClose={() => setIsOpen(false)}
        />
      ) : null}
    </>
  )
}

const CleanChosen = ({ session }: { session: SessionHandle }) => {
  const { handpieceUnitId } = session.document
  const device = session.base.devices.find(({ unit }) => unit.id === handpieceUnitId)
  return device ? <CleanHandpiece session={session} device={device} size="xs" /> : null
}
