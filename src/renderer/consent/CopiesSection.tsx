import { Button, Modal, NativeSelect, TextInput } from '@mantine/core'
import { IconDownload, IconFileCheck } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#renderer/api.ts'
import { AttachmentLink } from '#renderer/attachments/index.ts'
import { DateField, Failure, Section, toast } from '#renderer/ui/index.ts'
import { type Consent, consentCopy } from '#shared/consent/index.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'
import { usePractice } from './usePractice.ts'
import { useSaveFile } from './useSaveFile.ts'

const howOf = consentCopy.shape.how

/** The sealed PDF or the scan, and which copies the client was given. */
export const CopiesSection = ({ consent }: { consent: Consent }) => {
  const [isRecording, setIsRecording] = useState(false)
  const pdf = useSaveFile(() => api.consent.document({ consentId: consent.id }))
  return (
    <Section
      title={texts.record.papers}
      actions={
        <Button size="sm" variant="default" onClick={() => setIsRecording(true)}>
          {texts.record.recordCopy}
        </Button>
      }
    >
      <div className="record-papers">
        {consent.medium === 'screen' ? (
          <Button
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
            loading={pdf.isPending}
            onClick={() => pdf.mutate()}
          >
            {consent.paper === 'missing' ? texts.record.makePdf : texts.record.savePdf}
          </Button>
        ) : consent.scanId ? (
          <div>
            <p className="consent-quiet">{texts.record.scan}</p>
            <AttachmentLink id={consent.scanId} />
          </div>
        ) : null}
        <Failure error={pdf.error} />
        {consent.copies.length === 0 ? (
          <p className="consent-quiet">{texts.record.noCopies}</p>
        ) : (
          <ul className="copies" aria-label={texts.record.copies}>
            {consent.copies.map((copy, index) => (
              <li key={index}>
                <IconFileCheck size={18} aria-hidden />
                {texts.record.copy(copy.how, copy.givenOn)}
                {copy.note ? ` · ${copy.note}` : ''}
              </li>
            ))}
          </ul>
        )}
      </div>
      {isRecording ? <CopyDialog consent={consent} onClose={() => setIsRecording(false)} /> : null}
    </Section>
  )
}

const CopyDialog = ({ consent, onClose }: { consent: Consent; onClose: () => void }) => {
  const practice = usePractice()
  const queries = useQueryClient()
  const [how, setHow] = useState<(typeof howOf.options)[number]>('paper')
  const [day, setDay] = useState<CalendarDate | null>(practice?.today ?? null)
  const [note, setNote] = useState('')
  const record = useMutation({
    mutationFn: (givenOn: CalendarDate) =>
      api.consent.recordCopy({ consentId: consent.id, givenOn, how, note }),
    onSuccess: async () => {
      toast.done(texts.record.copyDone)
      onClose()
      await queries.invalidateQueries()
    },
  })
  return (
    <Modal opened onClose={onClose} title={texts.record.recordCopy} size={460}>
      <form
        className="withdraw-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (day) record.mutate(day)
        }}
      >
        <NativeSelect
          label={texts.record.copyHow}
          value={how}
          onChange={(event) => setHow(howOf.parse(event.currentTarget.value))}
          data={howOf.options.map((value) => ({ value, label: texts.record.hows[value] }))}
        />
        <DateField
          required
          label={texts.record.copyDay}
          value={day}
          onChange={setDay}
          {...(practice ? { maximum: practice.today } : {})}
        />
        <TextInput
          label={texts.record.copyNote}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Failure error={record.error} />
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button type="submit" loading={record.isPending}>
            {texts.record.recordCopy}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
