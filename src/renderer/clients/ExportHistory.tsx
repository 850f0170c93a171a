import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconFileTypeCsv, IconFileTypePdf, IconHistory } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { api } from '#renderer/api.ts'
import { download, toast } from '#renderer/ui/index.ts'
import type { ClientId } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'

/** Makes the file in main and hands it to the place where she saves files. */
export const useExportHistory = (clientId: ClientId) =>
  useMutation({
    mutationFn: (format: 'pdf' | 'csv') => api.exports.history({ clientId, format }),
    onSuccess: (file) => {
      download(file, file.name)
      toast.done(texts.client.exported)
    },
  })

export interface ExportHistoryProps {
  history: ReturnType<typeof useExportHistory>
  /** Opens the record as it stood at any moment. */
  onLookBack: () => void
}

export const ExportHistory = ({ history, onLookBack }: ExportHistoryProps) => (
  <Menu position="bottom-end" width={260}>
    <Menu.Target>
      <Button
        variant="default"
        loading={history.isPending}
        rightSection={<IconChevronDown size={16} aria-hidden />}
      >
        {texts.client.exportHistory}
      </Button>
    </Menu.Target>
    <Menu.Dropdown>
      <Menu.Item
        leftSection={<IconFileTypePdf size={20} aria-hidden />}
        onClick={() => history.mutate('pdf')}
      >
        {texts.client.asPdf}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconFileTypeCsv size={20} aria-hidden />}
        onClick={() => history.mutate('csv')}
      >
        {texts.client.asCsv}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item leftSection={<IconHistory size={20} aria-hidden />} onClick={onLookBack}>
        {texts.client.asItStood}
      </Menu.Item>
    </Menu.Dropdown>
  </Menu>
)
