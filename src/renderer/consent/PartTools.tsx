import { ActionIcon, Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { texts } from './texts.ts'

interface PartToolsProps {
  /** `Section 3`. */
  name: string
  removeLabel: string
  isFirst: boolean
  isLast: boolean
  /** A text has at least one section and one statement. */
  mayRemove: boolean
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

/** Moves one part of a text among its like, or takes it out. */
export const PartTools = ({
  name,
  removeLabel,
  isFirst,
  isLast,
  mayRemove,
  onMove,
  onRemove,
}: PartToolsProps) => (
  <div className="part-tools">
    <ActionIcon
      aria-label={texts.editor.moveUp(name)}
      disabled={isFirst}
      onClick={() => onMove(-1)}
    >
      <IconArrowUp size={18} aria-hidden />
    </ActionIcon>
    <ActionIcon
      aria-label={texts.editor.moveDown(name)}
      disabled={isLast}
      onClick={() => onMove(1)}
    >
      <IconArrowDown size={18} aria-hidden />
    </ActionIcon>
    <ActionIcon aria-label={removeLabel} disabled={!mayRemove} onClick={onRemove}>
      <IconTrash size={18} aria-hidden />
    </ActionIcon>
  </div>
)

export const AddButton = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <div>
    <Button
      size="sm"
      variant="subtle"
      leftSection={<IconPlus size={17} aria-hidden />}
      onClick={onClick}
    >
      {label}
    </Button>
  </div>
)
