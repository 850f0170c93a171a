import { ActionIcon, Button, FileButton } from '@mantine/core'
import { IconPaperclip, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useId, useRef } from 'react'
import { z } from 'zod'
import { api } from '#renderer/api.ts'
import { Failure, ProblemList } from '#renderer/ui/index.ts'
import { largestAttachment } from '#shared/attachments/index.ts'
import { attachmentId } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'
import './attachments.css'

/** A file of a form while it is filled in: kept already, named by its id. */
export const typedAttachment = z.object({ id: attachmentId, name: z.string() }).nullable()

type TypedAttachment = z.infer<typeof typedAttachment>

export interface AttachmentFieldProps {
  label: string
  description?: string
  value: TypedAttachment
  onChange: (value: TypedAttachment) => void
}

/** A scan or a photo: it is kept as soon as it is chosen, so that a draft brings it back. */
export const AttachmentField = ({
  label,
  description = texts.limits,
  value,
  onChange,
}: AttachmentFieldProps) => {
  const labelId = useId()
  const reset = useRef<() => void>(null)
  const keep = useMutation({
    mutationFn: async (file: File) => {
      if (file.size > largestAttachment) return null
      return api.attachments.add({ file })
    },
    onSuccess: (kept) => {
      if (kept) onChange({ id: kept.id, name: kept.name })
    },
    onSettled: () => reset.current?.(),
  })
  const chooser = useRef<HTMLButtonElement>(null)
  // The button cannot hold the focus while the file is being kept, and the cross goes with the file.
  const isResting = !keep.isIdle && !keep.isPending
  useEffect(() => {
    if (isResting) focusUnlessElsewhere(chooser.current)
  }, [isResting])
  const isTooLarge = keep.isSuccess && keep.data === null
  return (
    <div className="attachment-field" role="group" aria-labelledby={labelId}>
      <p id={labelId} className="mantine-InputWrapper-label">
        {label}
      </p>
      <p className="mantine-InputWrapper-description">{description}</p>
      <div className="attachment-row">
        {value ? (
          <span className="attachment-name">
            <IconPaperclip size={17} aria-hidden />
            {value.name}
          </span>
        ) : null}
        <FileButton
          resetRef={reset}
          onChange={(file) => file && keep.mutate(file)}
          accept="image/*,application/pdf,text/plain,text/csv"
          inputProps={{ 'aria-label': label }}
        >
          {(props) => (
            <Button ref={chooser} variant="default" loading={keep.isPending} {...props}>
              {value ? texts.another : texts.choose}
            </Button>
          )}
        </FileButton>
        {value ? (
          <ActionIcon
            aria-label={texts.remove}
            onClick={() => {
              chooser.current?.focus()
              onChange(null)
            }}
          >
            <IconX size={18} aria-hidden />
          </ActionIcon>
        ) : null}
      </div>
      {isTooLarge ? (
        <ProblemList
          problems={[
            {
              code: 'attachments.too-large',
              fact: texts.tooLarge,
              rule: texts.tooLargeRule,
              nextStep: texts.tooLargeNext,
            },
          ]}
        />
      ) : null}
      <Failure error={keep.error} />
    </div>
  )
}

/** Whoever has gone on to another field meanwhile stays there. */
const focusUnlessElsewhere = (button: HTMLButtonElement | null) => {
  const at = document.activeElement
  if (at === null || at === document.body || at === button) button?.focus()
}
