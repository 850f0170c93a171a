import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { texts } from './texts.ts'

/** `label` says what is edited, for whoever does not see what it stands beside. */
export const EditButton = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <Button
    variant="default"
    size="sm"
    leftSection={<IconPencil size={16} aria-hidden />}
    aria-label={label}
    onClick={onClick}
  >
    {texts.edit}
  </Button>
)
