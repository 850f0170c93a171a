import { Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#renderer/api.ts'
import { ConfirmDialog, Failure, toast } from '#renderer/ui/index.ts'
import type { ConsentKind, ConsentText } from '#shared/consent/index.ts'
import { texts } from './texts.ts'

interface PublishDialogProps {
  kind: ConsentKind
  version: number
  text: ConsentText
  /** Nothing becomes superseded by it. */
  isFirst: boolean
  onPublished: () => void
  onClose: () => void
}

/** Says what becomes superseded and asks why, before a version is made that never changes. */
export const PublishDialog = ({
  kind,
  version,
  text,
  isFirst,
  onPublished,
  onClose,
}: PublishDialogProps) => {
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [isTried, setIsTried] = useState(false)
  const publish = useMutation({
    mutationFn: () => api.consent.publish({ kind, text, reason }),
    onSuccess: async (template) => {
      toast.done(texts.editor.published(template.version))
      onPublished()
      await queries.invalidateQueries()
    },
  })
  return (
    <ConfirmDialog
      opened
      title={texts.editor.publishTitle(version)}
      confirmLabel={texts.editor.publishConfirm}
      busy={publish.isPending}
      onConfirm={() => {
        setIsTried(true)
        if (reason.trim() !== '') publish.mutate()
      }}
      onClose={onClose}
    >
      <div className="withdraw-form">
        <p>{isFirst ? texts.editor.firstWarning : texts.editor.warning}</p>
        <Textarea
          required
          label={texts.editor.reason}
          minRows={2}
          maxLength={500}
          value={reason}
          error={isTried && reason.trim() === '' ? texts.prepare.fillIn : null}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Failure error={publish.error} />
      </div>
    </ConfirmDialog>
  )
}
