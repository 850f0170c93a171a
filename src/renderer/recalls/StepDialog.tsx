import { Modal, Radio, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { api, query } from '#renderer/api.ts'
import { DraftNotice, useDraft } from '#renderer/drafts/index.ts'
import { SecretForm } from '#renderer/signing/index.ts'
import {
  Loading,
  MomentField,
  momentOf,
  SaveState,
  toast,
  typedMoment,
} from '#renderer/ui/index.ts'
import { certain, type RecallId } from '#shared/kernel/index.ts'
import type { RecordedStep } from './recordedStep.ts'
import { texts } from './texts.ts'

interface StepDialogProps {
  recallId: RecallId
  kind: RecordedStep
  zone: string
  onClose: () => void
}

const typedStep = z.object({
  note: z.string(),
  consulted: z.string(),
  informs: z.enum(['', 'yes', 'no']),
  when: typedMoment,
})
type TypedStep = z.infer<typeof typedStep>
const emptyStep: TypedStep = { note: '', consulted: '', informs: '', when: null }

/** One step: its facts, and the passphrase that signs them. What is typed is a draft. */
export const StepDialog = (props: StepDialogProps) => (
  <Modal opened onClose={props.onClose} title={texts.steps[props.kind].title} size={620}>
    <StepForm {...props} />
  </Modal>
)

const StepForm = ({ recallId, kind, zone, onClose }: StepDialogProps) => {
  const words = texts.steps[kind]
  const queries = useQueryClient()
  const draft = useDraft('recall-step', `${recallId}:${kind}`, emptyStep, typedStep)
  const { note, consulted, informs, when } = draft.value
  const isDecision = kind === 'decision'
  const happenedAt = momentOf(when, zone)
  const change = (next: Partial<TypedStep>) => draft.change((now) => ({ ...now, ...next }))
  const record = useMutation({
    mutationFn: async (secret: string) => {
      const saved = await api.recalls.recordStep({
        recallId,
        kind,
        happenedAt: certain(momentOf(when, zone), 'The moment of a step'),
        note,
        consulted: isDecision ? consulted : null,
        informsClients: isDecision ? informs === 'yes' : null,
        secret,
      })
      await draft.finish().catch(() => undefined)
      return saved
    },
    onSuccess: async () => {
      // What a step changes reaches beyond the recall: a machine's state, what Today lists.
      await queries.invalidateQueries({ queryKey: query.recalls.key() })
      void queries.invalidateQueries({ queryKey: query.sterilization.key() })
      toast.done(texts.step.recorded(texts.stepNames[kind]))
      onClose()
    },
  })
  if (draft.isLoading) return <Loading lines={4} />
  const isReady =
    note.trim() !== '' &&
    happenedAt !== null &&
    (!isDecision || (consulted.trim() !== '' && informs !== ''))
  return (
    <SecretForm
      startsAtSecret={false}
      submitLabel={words.submit}
      ready={isReady}
      busy={record.isPending}
      error={record.error}
      irreversible={kind === 'closed'}
      onSubmit={(secret) => record.mutate(secret)}
      onCancel={onClose}
    >
      <p className="recall-quiet">{words.text}</p>
      <DraftNotice draft={draft} />
      {isDecision ? (
        <>
          <TextInput
            label={texts.step.consulted}
            description={texts.step.consultedHelp}
            value={consulted}
            maxLength={500}
            onChange={(event) => change({ consulted: event.currentTarget.value })}
            required
            autoFocus
          />
          <Radio.Group
            label={texts.step.informs}
            value={informs}
            onChange={(value) => change({ informs: value === 'yes' ? 'yes' : 'no' })}
            required
          >
            <Radio
              value="yes"
              label={texts.step.informsYes}
              description={texts.step.informsYesText}
            />
            <Radio value="no" label={texts.step.informsNo} description={texts.step.informsNoText} />
          </Radio.Group>
        </>
      ) : null}
      <Textarea
        label={words.label}
        value={note}
        minRows={3}
        autosize
        maxRows={10}
        maxLength={4000}
        onChange={(event) => change({ note: event.currentTarget.value })}
        required
        autoFocus={!isDecision}
      />
      <MomentField
        label={texts.step.when}
        value={when}
        onChange={(next) => change({ when: next })}
        zone={zone}
        error={happenedAt === null ? texts.step.whenIncomplete : null}
      />
      <SaveState status={draft.status} />
    </SecretForm>
  )
}
