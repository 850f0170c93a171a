import { ActionIcon, Button, Menu } from '@mantine/core'
import {
  IconDotsVertical,
  IconFileExport,
  IconFileTypeCsv,
  IconFileTypePdf,
  IconHistory,
  IconMessage2Plus,
} from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { api } from '#renderer/api.ts'
import { SignatureBlock } from '#renderer/signing/index.ts'
import {
  download,
  Failure,
  FindingCard,
  LinkButton,
  Page,
  Section,
  StatusBadge,
  toast,
} from '#renderer/ui/index.ts'
import type { ChartPart, SignedSession } from '#shared/sessions/index.ts'
import { ChartView } from './ChartView.tsx'
import { SignedDeviations } from './SignedDeviations.tsx'
import { ChartCountersignature } from './ChartCountersignature.tsx'
import { AddendumDialog, MarkErrorDialog } from './signedDialogs.tsx'
import { texts } from './texts.ts'
import { useMoment, useTimeZone } from './usePractice.ts'

/** A signed record: read, added to, marked, handed over; never changed. */
export const SignedSessionPage = ({ signed }: { signed: SignedSession }) => {
  const timeZone = useTimeZone()
  const history = useExportHistory(signed)
  const [dialog, setDialog] = useState<'addendum' | 'error' | null>(null)
  const { identity, snapshot } = signed
  return (
    <Page
      title={identity.name}
      back={{ href: `/clients/${snapshot.client.id}`, label: texts.back }}
      description={texts.born(identity.birthDate, identity.number)}
      status={<SignedStatus signed={signed} />}
      actions={
        <>
          <LinkButton
            variant="default"
            href={`/history/sessions/${signed.session.id}`}
            leftSection={<IconHistory size={18} aria-hidden />}
          >
            {texts.signed.asItStood}
          </LinkButton>
          <Button
            variant="default"
            leftSection={<IconMessage2Plus size={18} aria-hidden />}
            onClick={() => setDialog('addendum')}
          >
            {texts.signed.addAddendum}
          </Button>
          <SignedMenu
            onCsv={() => history.mutate('csv')}
            onPdf={() => history.mutate('pdf')}
            {...(signed.errorMark ? {} : { onMark: () => setDialog('error') })}
          />
        </>
      }
      primary={
        <Button
          loading={history.isPending}
          leftSection={<IconFileExport size={18} aria-hidden />}
          onClick={() => history.mutate('pdf')}
        >
          {texts.signed.exportHistory}
        </Button>
      }
    >
      <Failure error={history.error} />
      {signed.signatureState === 'invalid' ? <FindingCard finding={invalid} /> : null}
      <ErrorMark signed={signed} />
      <Section title={texts.signed.record}>
        <ChartView
          snapshot={snapshot}
          identity={identity}
          timeZone={timeZone}
          deviations={<SignedDeviations signed={signed} />}
          addenda={addendaByPart(signed, timeZone)}
        />
      </Section>
      <Section title={texts.signed.signatures}>
        <SignatureBlock
          signature={signed.signature}
          state={signed.signatureState}
          timeZone={timeZone}
        />
      </Section>
      <ChartCountersignature signed={signed} timeZone={timeZone} />
      {dialog === 'addendum' ? (
        <AddendumDialog sessionId={signed.session.id} onClose={() => setDialog(null)} />
      ) : null}
      {dialog === 'error' ? (
        <MarkErrorDialog sessionId={signed.session.id} onClose={() => setDialog(null)} />
      ) : null}
    </Page>
  )
}

const SignedStatus = ({ signed }: { signed: SignedSession }) => {
  if (signed.signatureState === 'invalid') {
    return <StatusBadge tone="stop">{texts.signed.invalid}</StatusBadge>
  }
  return (
    <>
      <StatusBadge tone="cleared">{texts.states.signed}</StatusBadge>
      {signed.snapshot.practitioner.standing === 'trainee' ? (
        <StatusBadge tone="information">{texts.signed.trainee}</StatusBadge>
      ) : null}
      {signed.session.awaitingSupervisor ? (
        <StatusBadge tone="decision">{texts.signed.awaitingSupervisor}</StatusBadge>
      ) : null}
      {signed.errorMark ? (
        <StatusBadge tone="stop">{texts.states['entered-in-error']}</StatusBadge>
      ) : null}
    </>
  )
}

const ErrorMark = ({ signed: { errorMark } }: { signed: SignedSession }) => {
  const moment = useMoment()
  return errorMark ? (
    <FindingCard
      finding={{
        code: 'sessions.entered-in-error',
        severity: 'stop',
        fact: texts.signed.errorFact(errorMark.by, moment(errorMark.at)),
        rule: texts.signed.errorRule,
        nextStep: errorMark.reason,
      }}
    />
  ) : null
}

const invalid = {
  code: 'sessions.signature-invalid',
  severity: 'stop' as const,
  fact: texts.signed.invalidFact,
  rule: texts.signed.invalidRule,
  nextStep: texts.signed.invalidNext,
}

/** The parts that something was added to, with what was added. */
const addendaByPart = (
  signed: SignedSession,
  timeZone: string,
): ReadonlyMap<ChartPart, ReactNode> =>
  new Map(
    signed.addenda.map(({ about }) => [
      about,
      <Addenda key={about} signed={signed} part={about} timeZone={timeZone} />,
    ]),
  )

interface AddendaProps {
  signed: SignedSession
  part: ChartPart
  timeZone: string
}

/** What was added afterwards, in the part it belongs to, each with its own signature. */
const Addenda = ({ signed, part, timeZone }: AddendaProps) => {
  const addenda = signed.addenda.filter(({ about }) => about === part)
  return (
    <section
      className="addenda-part"
      aria-label={`${texts.signed.addenda}: ${texts.signed.parts[part]}`}
    >
      <h4>{part === 'record' ? texts.signed.addenda : texts.chart.addendaHere}</h4>
      <ol className="addenda">
        {addenda.map((addendum) => (
          <li key={addendum.id}>
            <p className="prose">{addendum.text}</p>
            <p className="quiet">
              {texts.signed.addendumReason}: {addendum.reason}
            </p>
            <SignatureBlock
              signature={addendum.signature}
              state={addendum.signatureState}
              timeZone={timeZone}
            />
          </li>
        ))}
      </ol>
    </section>
  )
}

interface SignedMenuProps {
  onPdf: () => void
  onCsv: () => void
  onMark?: () => void
}

const SignedMenu = ({ onPdf, onCsv, onMark }: SignedMenuProps) => (
  <Menu position="bottom-end" withinPortal>
    <Menu.Target>
      <ActionIcon aria-label={texts.actions.options}>
        <IconDotsVertical size={20} aria-hidden />
      </ActionIcon>
    </Menu.Target>
    <Menu.Dropdown>
      <Menu.Item leftSection={<IconFileTypePdf size={18} aria-hidden />} onClick={onPdf}>
        {texts.signed.exportPdf}
      </Menu.Item>
      <Menu.Item leftSection={<IconFileTypeCsv size={18} aria-hidden />} onClick={onCsv}>
        {texts.signed.exportCsv}
      </Menu.Item>
      {onMark ? (
        <>
          <Menu.Divider />
          <Menu.Item onClick={onMark}>{texts.signed.markError}</Menu.Item>
        </>
      ) : null}
    </Menu.Dropdown>
  </Menu>
)

const useExportHistory = ({ session }: SignedSession) =>
  useMutation({
    mutationFn: (format: 'pdf' | 'csv') =>
      api.exports.history({ clientId: session.clientId, format }),
    onSuccess: (file) => {
      download(file, file.name)
      toast.done(texts.signed.exported)
    },
  })
