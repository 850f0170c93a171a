import { Button } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { api, query } from '#renderer/api.ts'
import { download, Failure } from '#renderer/ui/index.ts'
import type { AttachmentId } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'
import './attachments.css'

/** A kept file by its name; it is handed out as it came. */
export const AttachmentLink = ({ id }: { id: AttachmentId }) => {
  const found = useQuery(query.attachments.get.queryOptions({ input: { attachmentId: id } }))
  const open = useMutation({
    mutationFn: () => api.attachments.read({ attachmentId: id }),
    onSuccess: (file) => download(file, found.data?.name ?? file.name),
  })
  return (
    <div className="attachment">
      {found.data ? (
        <Button
          variant="default"
          className="attachment-button"
          leftSection={<IconPaperclip size={16} aria-hidden />}
          aria-label={texts.open(found.data.name)}
          loading={open.isPending}
          onClick={() => open.mutate()}
        >
          {found.data.name}
        </Button>
      ) : null}
      <Failure error={found.error ?? open.error} />
    </div>
  )
}
