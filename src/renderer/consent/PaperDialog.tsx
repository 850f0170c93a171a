import { Checkbox, Modal, Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { z } from 'zod'
import { api, query } from '#renderer/api.ts'
import { AttachmentField, typedAttachment } from '#renderer/attachments/index.ts'
import { type DraftHandle, DraftNotice, useDraft } from '#renderer/drafts/index.ts'
import { SecretForm } from '#renderer/signing/index.ts'
import { DateField, Failure, formatDay, Loading, toast } from '#renderer/ui/index.ts'
import {
  type ConsentTemplate,
  mergeText,
  type SignOnPaper,
  signOnPaper,
} from '#shared/consent/index.ts'
import { calendarDate, consentTemplateId, dayOf } from '#shared/kernel/index.ts'
import type { TypedPeople } from './consentForm.ts'
import { paperVersions } from './paperVersions.ts'
import { texts } from './texts.ts'
import type { FormFacts } from './useForm.ts'
import { useMergeValues, usePractice } from './usePractice.ts'
import { YesNo } from './YesNo.tsx'

const paperDraft = z.object({
  /** The version that stands on the paper; the newest one may have been published since. */
  templateId: consentTemplateId,
  scan: typedAttachment,
  signedOn: calendarDate.nullable(),
  allInitialled: z.boolean(),
  choices: z.array(z.object({ id: z.string(), answer: z.enum(['yes', 'no']) })),
})
type PaperDraft = z.infer<typeof paperDraft>

const emptyPaper = ({ id }: ConsentTemplate): PaperDraft => ({
  templateId: id,
  scan: null,
  signedOn: null,
  allInitialled: false,
  choices: [],
})

interface PaperDialogProps {
  facts: FormFacts
  people: TypedPeople
  onClose: () => void
}

/** What stands on the signed paper, and its scan; the practitioner's passphrase says that it is so. */
export const PaperDialog = ({ facts, people, onClose }: PaperDialogProps) => {
  const { client, template } = facts
  const draft = useDraft(
    'consent-paper',
    `${client.id}:${template.kind}`,
    emptyPaper(template),
    paperDraft,
  )
  const sign = useSignOnPaper(draft, onClose)
  const versions = useVersions(facts, draft.value)
  const paper = readPaper(draft.value, versions.chosen, facts, people)
  return (
    <Modal opened onClose={onClose} title={texts.prepare.paper.title} size={620}>
      {draft.isLoading ? (
        <Loading />
      ) : (
        <SecretForm
          submitLabel={texts.prepare.paper.sign}
          busy={sign.isPending}
          error={sign.error}
          ready={paper !== null}
          startsAtSecret={false}
          onSubmit={(secret) => {
            if (paper) sign.mutate({ consent: paper, secret })
          }}
          onCancel={onClose}
        >
          <p className="consent-quiet">{texts.prepare.paper.text}</p>
          <DraftNotice draft={draft} />
          <PaperFields draft={draft} facts={facts} versions={versions} />
          <Failure error={versions.error} />
        </SecretForm>
      )}
    </Modal>
  )
}

/** What the paper can be, and what it was said to be; null while that is not among them. */
const useVersions = ({ template }: FormFacts, { signedOn, templateId }: PaperDraft) => {
  const practice = usePractice()
  const all = useQuery(query.consent.templates.queryOptions())
  const offered =
    practice && all.data
      ? paperVersions(all.data, template.kind, signedOn, practice.details.timeZone)
      : []
  return {
    offered,
    chosen: offered.find(({ id }) => id === templateId) ?? null,
    isLoading: !practice || all.isPending,
    error: all.error,
  }
}

interface PaperFieldsProps {
  draft: DraftHandle<PaperDraft>
  facts: FormFacts
  versions: ReturnType<typeof useVersions>
}

const PaperFields = ({ draft, facts, versions }: PaperFieldsProps) => {
  const practice = usePractice()
  const values = useMergeValues(facts.client)
  const { scan, signedOn, allInitialled, choices } = draft.value
  const change = (part: Partial<PaperDraft>) => draft.change((now) => ({ ...now, ...part }))
  const asked = versions.chosen ? mergeText(versions.chosen.text, values ?? {}).choices : []
  const zone = practice?.details.timeZone
  return (
    <>
      <AttachmentField
        label={texts.prepare.paper.scan}
        value={scan}
        onChange={(next) => change({ scan: next })}
      />
      <DateField
        required
        label={texts.prepare.paper.signedOn}
        value={signedOn}
        onChange={(day) => change({ signedOn: day })}
        {...(practice ? { maximum: practice.today } : {})}
      />
      <Select
        required
        allowDeselect={false}
        label={texts.prepare.paper.version}
        description={texts.prepare.paper.versionHelp}
        data={versions.offered.map(({ id, version, publishedAt }) => ({
          value: id,
          label: texts.prepare.paper.versionOf(
            version,
            zone ? formatDay(dayOf(publishedAt, zone)) : '',
          ),
        }))}
        value={versions.chosen?.id ?? null}
        error={
          versions.offered.length === 0 && !versions.isLoading
            ? texts.prepare.paper.noVersion
            : undefined
        }
        onChange={(id) => {
          const chosen = versions.offered.find((version) => version.id === id)
          // Another version may ask other questions under the same names.
          if (chosen && chosen.id !== versions.chosen?.id) {
            change({ templateId: chosen.id, choices: [] })
          }
        }}
      />
      {asked.length > 0 ? <h3>{texts.prepare.paper.choices}</h3> : null}
      {asked.map(({ id, text }) => (
        <YesNo
          key={id}
          legend={text}
          value={choices.find((choice) => choice.id === id)?.answer ?? null}
          onChange={(answer) =>
            change({ choices: [...choices.filter((choice) => choice.id !== id), { id, answer }] })
          }
        />
      ))}
      <Checkbox
        label={texts.prepare.paper.allInitialled}
        checked={allInitialled}
        onChange={(event) => change({ allInitialled: event.currentTarget.checked })}
      />
    </>
  )
}

/** Null while something is missing. */
const readPaper = (
  { scan, signedOn, allInitialled, choices }: PaperDraft,
  chosen: ConsentTemplate | null,
  { client }: FormFacts,
  people: TypedPeople,
): SignOnPaper | null => {
  if (!chosen) return null
  const read = signOnPaper.safeParse({
    clientId: client.id,
    templateId: chosen.id,
    signedOn,
    allInitialled,
    choices,
    people,
    scanId: scan?.id,
  })
  const isAnswered = chosen.text.choices.every(({ id }) =>
    choices.some((choice) => choice.id === id),
  )
  return read.success && isAnswered ? read.data : null
}

const useSignOnPaper = (draft: DraftHandle<PaperDraft>, onClose: () => void) => {
  const queries = useQueryClient()
  const [, goTo] = useLocation()
  return useMutation({
    mutationFn: (input: { consent: SignOnPaper; secret: string }) => api.consent.signOnPaper(input),
    onSuccess: async ({ id }) => {
      await draft.finish().catch(() => undefined)
      toast.done(texts.prepare.paper.done)
      onClose()
      goTo(`/consents/${id}/copy`)
      await queries.invalidateQueries()
    },
  })
}
