import { Textarea } from '@mantine/core'
import type { DraftForm } from '#renderer/drafts/index.ts'
import { texts } from './texts.ts'

/** Why it is changed; the change log keeps it. */
export const ReasonField = ({
  field,
}: {
  field: ReturnType<DraftForm<{ reason: string }>['text']>
}) => (
  <Textarea
    {...field}
    label={texts.reason}
    description={texts.reasonHelp}
    minRows={2}
    maxLength={500}
    required
  />
)
