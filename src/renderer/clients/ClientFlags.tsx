import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { api, query } from '#renderer/api.ts'
import { AttachmentLink } from '#renderer/attachments/index.ts'
import { ReasonDialog } from '#renderer/drafts/index.ts'
import { formatDay, Section, StatusBadge } from '#renderer/ui/index.ts'
import type { Client, ClientFlag } from '#shared/clients/index.ts'
import { type CalendarDate, dayOf } from '#shared/kernel/index.ts'
import { demandOf, type ScreeningRulesBody } from '#shared/screening/index.ts'
import { ClearanceDialog } from './ClearanceDialog.tsx'
import { flagState } from './flagState.ts'
import { RaiseFlag } from './RaiseFlag.tsx'
import { texts } from './texts.ts'
import { useRules } from './useRules.ts'

export interface ClientFlagsProps {
  client: Client
  practice: { today: CalendarDate; details: { timeZone: string } }
}

/** The flags that stand, what the screening rules demand of each, and what can be done about it. */
export const ClientFlags = ({ client, practice }: ClientFlagsProps) => {
  const rules = useRules()
  return (
    <Section title={texts.flags.title} surface="flush" actions={<RaiseFlag client={client} />}>
      {client.flags.length === 0 ? <p className="client-quiet">{texts.flags.none}</p> : null}
      <ul className="record-list">
        {client.flags.map((flag) => (
          <FlagRow key={flag.id} flag={flag} client={client} practice={practice} rules={rules} />
        ))}
      </ul>
    </Section>
  )
}

interface FlagRowProps extends ClientFlagsProps {
  flag: ClientFlag
  rules: ScreeningRulesBody | null
}

const FlagRow = ({ flag, client, practice, rules }: FlagRowProps) => {
  const { label, clearance } = flag
  const state = flagState(flag, rules, practice.today)
  const canBeCleared = rules !== null && demandOf(rules, flag.kind) === 'clearance'
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
      {clearance?.attachmentId ? <AttachmentLink id={clearance.attachmentId} /> : null}
      <div className="flag-actions">
        {canBeCleared ? (
          <Button
            size="sm"
            variant="default"
            onClick={clearing.open}
            aria-label={texts.flags.clearanceOf(label)}
          >
            {clearance ? texts.flags.clearanceAgain : texts.flags.clearance}
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
      {isClearing ? (
        <ClearanceDialog
          client={client}
          item={flag}
          today={practice.today}
          onClose={clearing.close}
        />
      ) : null}
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
