import {
  Button,
  Checkbox,
  SegmentedControl,
  Select,
  Switch,
  Textarea,
  TextInput,
} from '@mantine/core'
import { IconPackage, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import {
  type Column,
  ConfirmDialog,
  DataTable,
  DateField,
  DefinitionList,
  EmptyState,
  FindingList,
  MillimetreField,
  Page,
  PassphraseField,
  SafetyBanner,
  SaveState,
  ScanBox,
  SearchField,
  Section,
  SignaturePad,
  type SignatureStrokes,
  StatusBadge,
  Steps,
  toast,
  useCommands,
} from '#renderer/ui/index.ts'
import {
  type CalendarDate,
  type Finding,
  micrometres,
  toCalendarDate,
} from '#shared/kernel/index.ts'
import { GalleryMap } from './GalleryMap.tsx'

interface Sample {
  id: string
  lot: string
  product: string
  left: number
  expires: string
}

const rowsOf = (count: number): Sample[] =>
  Array.from({ length: count }, (_, index) => ({
    id: String(index),
    lot: `B${2231 + index}`,
    product: index % 3 === 0 ? 'Hyaluronic serum 2 %' : 'Pen cartridge, 12 pins',
    left: (index * 7) % 120,
    expires: '3 Nov 2027',
  }))

const columns: readonly Column<Sample>[] = [
  { id: 'product', header: 'Product', cell: (row) => row.product },
  { id: 'lot', header: 'Lot', cell: (row) => row.lot },
  { id: 'expires', header: 'Expires', cell: (row) => row.expires },
  {
    id: 'state',
    header: 'State',
    cell: (row) => (
      <StatusBadge tone={row.left > 9 ? 'cleared' : 'decision'}>
        {row.left > 9 ? 'In store' : 'Running low'}
      </StatusBadge>
    ),
  },
  { id: 'left', header: 'Left', align: 'number', cell: (row) => row.left },
]

const findings: readonly Finding[] = [
  {
    code: 'a',
    severity: 'note',
    fact: 'The last session was 31 days ago.',
    rule: 'Sessions are 4 to 6 weeks apart.',
    nextStep: 'Nothing to do.',
  },
  {
    code: 'b',
    severity: 'override',
    fact: 'The client takes an anticoagulant.',
    rule: 'It needs a recorded clearance.',
    source: 'Reference 2.6',
    nextStep: 'Record who cleared it, and when.',
  },
  {
    code: 'c',
    severity: 'stop',
    fact: 'Lot B2231 expired on 3 Nov 2026.',
    rule: 'An expired lot is not used.',
    source: '21 CFR 801',
    nextStep: 'Choose another lot, or discard this one.',
  },
]

const actionOf = (finding: Finding) =>
  finding.severity === 'stop' ? (
    <Button size="sm" variant="default">
      Choose another lot
    </Button>
  ) : null

/** Every part of the design system on one page, for looking at it. Development only. */
export const Gallery = () => {
  useCommands([{ id: 'gallery-toast', label: 'Show a toast', run: () => toast.done('It works.') }])
  return (
    <Page
      title="Design system"
      description="Every part of it, with made-up values."
      back={{ href: '/', label: 'Today' }}
      status={<StatusBadge tone="neutral">Draft</StatusBadge>}
      actions={<Button variant="default">Export</Button>}
      primary={<Button leftSection={<IconPlus size={18} aria-hidden />}>New client</Button>}
      banner={
        <SafetyBanner
          label="Safety of this client"
          facts={[
            { id: '1', tone: 'stop', label: 'Isotretinoin', value: 'Current' },
            { id: '2', tone: 'decision', label: 'Cold sores', value: 'Needs clearance' },
            { id: '3', tone: 'information', label: 'Allergies', value: 'Lidocaine, latex' },
            { id: '4', tone: 'neutral', label: 'Fitzpatrick', value: 'III' },
          ]}
        />
      }
    >
      <Badges />
      <Fields />
      <Section title="Face map">
        <GalleryMap />
      </Section>
      <div style={{ display: 'grid', gridTemplateColumns: '240px minmax(0, 1fr)', gap: 24 }}>
        <SessionSteps />
        <Section title="Ready to needle" description="Live, while you chart.">
          <FindingList label="Findings" findings={findings} actionOf={actionOf} />
        </Section>
      </div>
      <Tables />
      <Dialogs />
    </Page>
  )
}

const Badges = () => (
  <Section title="States">
    <div style={{ display: 'flex', gap: 10, flexWrap: 'wrap', alignItems: 'center' }}>
      <StatusBadge tone="stop">Expired 3 Nov 2026</StatusBadge>
      <StatusBadge tone="decision">Awaiting release</StatusBadge>
      <StatusBadge tone="cleared">Released</StatusBadge>
      <StatusBadge tone="information">Addendum</StatusBadge>
      <StatusBadge tone="neutral">Draft</StatusBadge>
      <SaveState status={{ kind: 'saved' }} />
      <SaveState status={{ kind: 'saving' }} />
      <SaveState status={{ kind: 'unsaved', reason: 'The disk is full.' }} />
    </div>
    <div style={{ marginTop: 20 }}>
      <DefinitionList
        columns={3}
        items={[
          { term: 'Born', value: '4 May 1988 (38)' },
          { term: 'Telephone', value: '+1 602 555 0148' },
          { term: 'E-mail', value: null },
        ]}
      />
    </div>
  </Section>
)

const Fields = () => {
  const [date, setDate] = useState<CalendarDate | null>(toCalendarDate('2026-11-22'))
  const [length, setLength] = useState<ReturnType<typeof micrometres.parse> | null>(null)
  const [secret, setSecret] = useState('')
  const [text, setText] = useState('')
  const [signature, setSignature] = useState<SignatureStrokes | null>(null)
  const [scanned, setScanned] = useState('')
  return (
    <Section title="Fields" description="What somebody types into.">
      <div
        style={{
          display: 'grid',
          gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
          gap: 16,
          alignItems: 'start',
        }}
      >
        <TextInput
          label="Name"
          description="As on the identity card"
          placeholder="Maria Silva"
          required
        />
        <TextInput label="E-mail" error="This is not an e-mail address." defaultValue="maria@" />
        <DateField label="Birth date" value={date} onChange={setDate} />
        <MillimetreField
          label="Needle length"
          value={length}
          onChange={setLength}
          minimum={micrometres.parse(500)}
          maximum={micrometres.parse(2500)}
        />
        <Select label="Technique" data={['Pen', 'Roller', 'Stamp']} defaultValue="Pen" />
        <PassphraseField
          label="New passphrase"
          value={secret}
          onChange={setSecret}
          meterFrom={15}
        />
        <ScanBox
          label="Scan"
          onScan={setScanned}
          description={`Read: ${JSON.stringify(scanned)}`}
        />
        <SearchField label="Search clients" value={text} onChange={setText} />
        <Textarea label="Notes" defaultValue="Even erythema on both cheeks." />
        <div>
          <Checkbox label="I have read it and had time to ask questions" />
          <Switch label="Single-use only" defaultChecked />
          <SegmentedControl
            aria-label="Side"
            data={['Left', 'Both', 'Right']}
            defaultValue="Both"
          />
        </div>
        <TextInput label="Locked" value="Cannot be changed" disabled />
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 10, alignItems: 'end' }}>
          <Button>Primary</Button>
          <Button variant="default">Default</Button>
          <Button variant="subtle">Subtle</Button>
          <Button disabled>Disabled</Button>
          <Button color="red">Discard</Button>
        </div>
      </div>
      <div style={{ marginTop: 16, maxWidth: 640 }}>
        <SignaturePad label="Client’s signature" value={signature} onChange={setSignature} />
      </div>
    </Section>
  )
}

const SessionSteps = () => {
  const [current, setCurrent] = useState('zones')
  return (
    <Section>
      <Steps
        label="Steps"
        current={current}
        onSelect={setCurrent}
        steps={[
          { id: 'screening', label: 'Screening', state: 'done', detail: 'Nothing new' },
          { id: 'consent', label: 'Consent', state: 'done', detail: 'Signed 22 Nov 2026' },
          { id: 'devices', label: 'Devices & sterility', state: 'stop', detail: '1 stop' },
          { id: 'zones', label: 'Zones', state: 'open', detail: '4 zones' },
          { id: 'products', label: 'Products', state: 'decision', detail: 'A lot is missing' },
          { id: 'sign', label: 'Sign', state: 'locked' },
        ]}
      />
    </Section>
  )
}

const Tables = () => (
  <>
    <Section
      title="Lots"
      surface="flush"
      actions={
        <Button size="sm" variant="default">
          Receive a lot
        </Button>
      }
    >
      <DataTable
        label="Lots"
        columns={columns}
        rows={rowsOf(5)}
        rowKey={(row) => row.id}
        onActivate={(row) => toast.information(row.lot)}
      />
    </Section>
    <DataTable
      label="Many lots"
      columns={columns}
      rows={rowsOf(2000)}
      rowKey={(row) => row.id}
      onActivate={(row) => toast.done(row.lot)}
      maximumHeight="420px"
    />
    <Section>
      <EmptyState
        compact
        icon={IconPackage}
        title="No lots yet"
        action={<Button>Receive a lot</Button>}
      >
        A lot is what came in one delivery. Scan its label, and its number and expiry are filled in.
      </EmptyState>
    </Section>
  </>
)

const Dialogs = () => {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Section title="Dialogs">
      <div style={{ display: 'flex', gap: 10 }}>
        <Button variant="default" onClick={() => setIsOpen(true)}>
          Ask
        </Button>
        <Button variant="default" onClick={() => toast.done('The client was saved.')}>
          Toast
        </Button>
      </div>
      <ConfirmDialog
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        onConfirm={() => setIsOpen(false)}
        title="Discard lot B2231?"
        confirmLabel="Discard the lot"
        irreversible
      >
        Its 12 cartridges leave the stock and cannot be used any more. The record of who received
        this lot stays.
      </ConfirmDialog>
    </Section>
  )
}
