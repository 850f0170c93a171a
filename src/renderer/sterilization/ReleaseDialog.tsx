import { Modal, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { api, query } from '#renderer/api.ts'
import { useDraft } from '#renderer/drafts/index.ts'
import { SecretForm } from '#renderer/signing/index.ts'
import { Failure, FindingList, Loading, toast, ToneIcon } from '#renderer/ui/index.ts'
import type { Load } from '#shared/sterilization/index.ts'
import { texts } from './texts.ts'

const words = texts.release

export interface ReleaseDialogProps {
  opened: boolean
  load: Load
  onClose: () => void
}

/** The first step: what stands against a load, and the signature that releases it when nothing does. */
export const ReleaseDialog = (props: ReleaseDialogProps) => (
  <Modal
    opened={props.opened}
    onClose={props.onClose}
    title={words.title(props.load.cycleNumber)}
    size={600}
  >
    <ReleaseForm {...props} />
  </Modal>
)

const typedReason = z.object({ reason: z.string() })

const ReleaseForm = ({ load, onClose }: ReleaseDialogProps) => {
  const judged = useQuery(
    query.sterilization.load.queryOptions({ input: { loadId: load.id }, staleTime: 0 }),
  )
  const draft = useDraft('load-release', load.id, { reason: '' }, typedReason)
  const release = useRelease(load, async () => {
    await draft.finish().catch(() => undefined)
    onClose()
  })
  if (!judged.data || draft.isLoading) {
    return judged.error ? <Failure error={judged.error} /> : <Loading lines={3} />
  }
  const { findings } = judged.data
  const isStopped = findings.some(({ severity }) => severity === 'stop')
  const needsReason = findings.some(({ severity }) => severity === 'override')
  const { reason } = draft.value
  return (
    <SecretForm
      submitLabel={words.confirm}
      busy={release.isPending}
      error={release.error}
      ready={!isStopped && (!needsReason || reason.trim() !== '')}
      startsAtSecret={!needsReason}
      onSubmit={(secret) => release.mutate({ secret, reason: needsReason ? reason : '' })}
      onCancel={onClose}
    >
      <FindingList label={words.findings} findings={findings} empty={<Nothing />} />
      <p className="confirm-text">{words.text}</p>
      {needsReason ? (
        <Textarea
          label={words.reason}
          description={words.reasonText}
          value={reason}
          onChange={({ currentTarget: { value } }) => draft.change({ reason: value })}
          minRows={2}
          maxLength={500}
          required
          data-autofocus
        />
      ) : null}
    </SecretForm>
  )
}

const useRelease = (load: Load, onReleased: () => Promise<void>) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (signed: { secret: string; reason: string }) =>
      api.sterilization.release({ loadId: load.id, ...signed }),
    onSuccess: async () => {
      void queries.invalidateQueries({ queryKey: query.sterilization.key() })
      toast.done(words.released(load.cycleNumber))
      await onReleased()
    },
  })
}

const Nothing = () => (
  <div className="finding" data-tone="cleared">
    <ToneIcon tone="cleared" size={20} />
    <div className="finding-text">
      <p className="finding-fact">{words.nothing}</p>
      <p className="finding-rule">{words.nothingText}</p>
    </div>
  </div>
)
