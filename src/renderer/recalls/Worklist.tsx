import { ActionIcon, Button } from '@mantine/core'
import { IconFileText, IconMail, IconUsersGroup } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#renderer/api.ts'
import {
  type Column,
  DataTable,
  download,
  EmptyState,
  Failure,
  formatDay,
  formatMoment,
  Section,
  StatusBadge,
  TextLink,
  type Tone,
} from '#renderer/ui/index.ts'
import { type ClientId, dayOf, type RecallId } from '#shared/kernel/index.ts'
import { isToBeTold, isWrittenTo, type Recall, type WorklistEntry } from '#shared/recalls/index.ts'
import { ContactDialog } from './ContactDialog.tsx'
import { texts } from './texts.ts'

/** Everybody who was reached: whom to call, what was said, and the letters. */
export const Worklist = ({ recall, zone }: { recall: Recall; zone: string }) => {
  const { worklist, recall: about } = recall
  const [contacted, setContacted] = useState<WorklistEntry | null>(null)
  const letters = useLetters(about.id)
  // A load that is recorded late may reach somebody after all.
  const isOpen = about.closed === null || about.open > 0
  const isDecided = recall.steps.some(({ kind }) => kind === 'decision')
  const settled = worklist.filter((entry) => !isToBeTold(entry)).length
  return (
    <div id="recall-worklist">
      <Section
        title={
          <>
            {texts.worklist.title}{' '}
            {worklist.length > 0 ? (
              <span className="recall-quiet">
                {texts.worklist.progress(settled, worklist.length)}
              </span>
            ) : null}
          </>
        }
        description={texts.worklist.text}
        surface="flush"
        actions={
          worklist.length > 0 ? (
            <Button
              variant="default"
              leftSection={<IconMail size={18} aria-hidden />}
              loading={letters.isPending}
              onClick={() => letters.mutate(null)}
            >
              {texts.worklist.letters}
            </Button>
          ) : null
        }
      >
        {worklist.length > 0 && !isDecided ? (
          <p className="recall-draft-note">{texts.worklist.letterDraft}</p>
        ) : null}
        <Failure error={letters.error} />
        <DataTable
          label={texts.worklist.label}
          columns={columnsOf({ zone, isOpen, onRecord: setContacted, onLetter: letters.mutate })}
          rows={worklist}
          rowKey={({ clientId }) => clientId}
          maximumHeight="40rem"
          empty={
            <EmptyState icon={IconUsersGroup} title={texts.worklist.empty} compact>
              {texts.worklist.emptyText}
            </EmptyState>
          }
        />
      </Section>
      {contacted ? (
        <ContactDialog
          recallId={about.id}
          entry={contacted}
          zone={zone}
          onClose={() => setContacted(null)}
        />
      ) : null}
    </div>
  )
}

const useLetters = (recallId: RecallId) =>
  useMutation({
    mutationFn: (clientId: ClientId | null) => api.recalls.letters({ recallId, clientId }),
    onSuccess: (file) => download(file, file.name),
  })

const tones = {
  open: 'stop',
  tried: 'decision',
  done: 'cleared',
  'not-treated': 'neutral',
  proven: 'cleared',
} satisfies Record<WorklistEntry['state'], Tone>

interface ColumnOptions {
  zone: string
  isOpen: boolean
  onRecord: (entry: WorklistEntry) => void
  onLetter: (clientId: ClientId) => void
}

const columnsOf = ({
  zone,
  isOpen,
  onRecord,
  onLetter,
}: ColumnOptions): readonly Column<WorklistEntry>[] => [
  {
    id: 'client',
    header: texts.worklist.columns.client,
    cell: ({ clientId, clientName, clientBirthDate, clientNumber }) => (
      <span className="recall-what">
        <TextLink href={`/clients/${clientId}`}>{clientName}</TextLink>
        <span>{texts.worklist.born(formatDay(clientBirthDate), clientNumber)}</span>
      </span>
    ),
  },
  {
    id: 'telephone',
    header: texts.worklist.columns.telephone,
    cell: ({ telephone, email }) => (
      <span className="recall-what">
        <span className="recall-number">{telephone || texts.worklist.noTelephone}</span>
        {email ? <span>{email}</span> : null}
      </span>
    ),
  },
  {
    id: 'sessions',
    header: texts.worklist.columns.sessions,
    cell: ({ sessions }) => (
      <span className="recall-sessions">
        {sessions.map(({ sessionId, at, state }) => (
          <span key={sessionId}>
            <TextLink href={`/sessions/${sessionId}`}>{formatDay(dayOf(at, zone))}</TextLink>
            {state === 'signed' ? null : (
              <span className="recall-quiet"> {texts.sessionStates[state]}</span>
            )}
          </span>
        ))}
      </span>
    ),
  },
  {
    id: 'contacts',
    header: texts.worklist.columns.contacts,
    cell: ({ state, contacts }) => (
      <span className="recall-contacts">
        <StatusBadge tone={tones[state]}>
          {state === 'done' && !contacts.some(({ outcome }) => outcome === 'told')
            ? texts.worklist.doneUntold
            : texts.worklist.states[state]}
        </StatusBadge>
        <Contacts contacts={contacts} zone={zone} />
      </span>
    ),
  },
  {
    id: 'action',
    header: texts.worklist.columns.action,
    width: '12.5rem',
    cell: (entry) => (
      <span className="recall-actions">
        {isOpen ? (
          <Button
            size="sm"
            variant="default"
            aria-label={texts.worklist.recordOf(entry.clientName)}
            onClick={() => onRecord(entry)}
          >
            {texts.worklist.record}
          </Button>
        ) : null}
        {isWrittenTo(entry) ? (
          <ActionIcon
            aria-label={texts.worklist.letterOf(entry.clientName)}
            title={texts.worklist.letterOf(entry.clientName)}
            onClick={() => onLetter(entry.clientId)}
          >
            <IconFileText size={20} aria-hidden />
          </ActionIcon>
        ) : null}
      </span>
    ),
  },
]

/** The latest in words, and how many there were before. */
const Contacts = ({ contacts, zone }: { contacts: WorklistEntry['contacts']; zone: string }) => {
  const sorted = [...contacts].sort((one, other) => (one.contactedAt < other.contactedAt ? 1 : -1))
  const [latest, ...earlier] = sorted
  if (!latest) return null
  return (
    <span className="recall-what">
      <span className="recall-contact">
        {texts.worklist.contact(
          texts.contact.ways[latest.how],
          texts.contact.outcomes[latest.outcome].toLowerCase(),
          formatMoment(latest.contactedAt, zone),
        )}
      </span>
      {latest.note ? <span>{latest.note}</span> : null}
      {earlier.length > 0 ? <span>{texts.worklist.earlier(earlier.length)}</span> : null}
    </span>
  )
}
