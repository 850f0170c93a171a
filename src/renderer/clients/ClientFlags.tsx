import { Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFlag } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, query } from '#renderer/api.ts'
import { ReasonDialog } from '#renderer/drafts/index.ts'
import { Failure, formatDay, Section, StatusBadge, toast } from '#renderer/ui/index.ts'
import {
  type Client,
  type ClientFlag,
  type ClientFlagKind,
  flagRules,
} from '#shared/clients/index.ts'
import { type CalendarDate, dayOf } from '#shared/kernel/index.ts'
import { ClearanceDialog } from './ClearanceDialog.tsx'
import { flagState } from './ClientBanner.tsx'
import { flagOrder, texts } from './texts.ts'

export interface ClientFlagsProps {
  client: Client
  practice: { today: CalendarDate; details: { timeZone: string } }
}

/** The flags that stand, and what can be done about each. */
export const ClientFlags = ({ client, practice }: ClientFlagsProps) => {
  const raise = useRaiseFlag(client)
  const free = flagOrder.filter((kind) => !client.flags.some((flag) => flag.kind === kind))
  return (
    <Section
      title={texts.flags.title}
      surface="flush"
      actions={<RaiseFlag free={free} isBusy={raise.isPending} onRaise={raise.mutate} />}
    >
      {client.flags.length === 0 ? <p className="client-quiet">{texts.flags.none}</p> : null}
      <ul className="record-list">
        {client.flags.map((flag) => (
          <FlagRow key={flag.id} flag={flag} client={client} practice={practice} />
        ))}
      </ul>
      <Failure error={raise.error} />
    </Section>
  )
}

const useRaiseFlag = (client: Client) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (kind: ClientFlagKind) => api.clients.raiseFlag({ clientId: client.id, kind }),
    onSuccess: (_client, kind) => {
      void queries.invalidateQueries({ queryKey: query.clients.key() })
      toast.done(texts.flags.raised(flagRules[kind].label))
    },
  })
}

const RaiseFlag = ({
  free,
  isBusy,
  onRaise,
}: {
  free: readonly ClientFlagKind[]
  isBusy: boolean
  onRaise: (kind: ClientFlagKind) => void
}) =>
  free.length === 0 ? null : (
    <Menu position="bottom-end" width={300}>
      <Menu.Target>
        <Button
          variant="default"
          size="sm"
          loading={isBusy}
          leftSection={<IconFlag size={16} aria-hidden />}
        >
          {texts.flags.raise}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {free.map((kind) => (
          <Menu.Item key={kind} onClick={() => onRaise(kind)}>
            <span className="menu-choice">
              {flagRules[kind].label}
              <span>{texts.flags.demands[flagRules[kind].demands]}</span>
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )

const FlagRow = ({ flag, client, practice }: ClientFlagsProps & { flag: ClientFlag }) => {
  const { label, demands } = flagRules[flag.kind]
  const state = flagState(flag, practice.today)
  const queries = useQueryClient()
  const [isEnding, ending] = useDisclosure(false)
  const [isClearing, clearing] = useDisclosure(false)
  return (
    <li className="flag-row">
      <div className="flag-head">
        <span className="record-list-title">{label}</span>
        <StatusBadge tone={state.tone}>{state.value}</StatusBadge>
      </div>
      <span className="record-list-detail">{detailOf(flag, practice.details.timeZone)}</span>
      <div className="flag-actions">
        {demands === 'clearance' ? (
          <Button
            size="sm"
            variant="default"
            onClick={clearing.open}
            aria-label={texts.flags.clearanceOf(label)}
          >
            {flag.clearance ? texts.flags.clearanceAgain : texts.flags.clearance}
          </Button>
        ) : null}
        <Button
          size="sm"
          variant="subtle"
          onClick={ending.open}
          aria-label={texts.flags.endOf(label)}
        >
          {texts.flags.end}
        </Button>
      </div>
      <ReasonDialog
        opened={isEnding}
        onClose={ending.close}
        subject={`flag-end:${flag.id}`}
        title={texts.flags.endTitle(label)}
        label={texts.flags.endLabel}
        confirmLabel={texts.flags.endConfirm}
        write={async (reason) => {
          await api.clients.endFlag({ clientId: client.id, kind: flag.kind, reason })
          await queries.invalidateQueries({ queryKey: query.clients.key() })
        }}
      >
        {texts.flags.endText}
      </ReasonDialog>
      <ClearanceDialog
        opened={isClearing}
        onClose={clearing.close}
        client={client}
        flag={flag}
        today={practice.today}
      />
    </li>
  )
}

const detailOf = ({ notedAt, clearance }: ClientFlag, zone: string) =>
  [
    texts.flags.noted(formatDay(dayOf(notedAt, zone))),
    ...(clearance
      ? [
          texts.flags.clearanceBy(clearance.prescriberName, clearance.prescriberLicence),
          clearance.validUntil
            ? texts.flags.clearanceUntil(formatDay(clearance.validUntil))
            : texts.flags.clearanceNoEnd,
          clearance.note,
        ]
      : []),
  ]
    .filter((part) => part !== '')
    .join(' · ')
