import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { api, query } from '#renderer/api.ts'
import { ReasonDialog } from '#renderer/drafts/index.ts'
import { type Column, DataTable, StatusBadge, TextLink, type Tone } from '#renderer/ui/index.ts'
import type { unit, unitState } from '#shared/inventory/index.ts'
import { texts } from './texts.ts'

type Unit = z.infer<typeof unit>

const tones = {
  stored: 'cleared',
  claimed: 'information',
  used: 'neutral',
  discarded: 'neutral',
} satisfies Record<z.infer<typeof unitState>, Tone>

/** Every piece of a lot and what became of it. */
export const UnitsTable = ({ units }: { units: readonly Unit[] }) => (
  <DataTable
    label={texts.lot.unitsList}
    columns={columns}
    rows={units}
    rowKey={(piece) => piece.id}
    maximumHeight="30rem"
  />
)

const nameOf = (piece: Unit) =>
  piece.serial ? texts.lot.serial(piece.label) : texts.lot.numbered(piece.label)

const columns: readonly Column<Unit>[] = [
  {
    id: 'label',
    header: texts.lot.unitColumns.label,
    cell: (piece) => <span className="inventory-code">{nameOf(piece)}</span>,
  },
  {
    id: 'state',
    header: texts.lot.unitColumns.state,
    width: '14rem',
    cell: (piece) => (
      <>
        <StatusBadge tone={tones[piece.state]}>{texts.lot.unitStates[piece.state]}</StatusBadge>{' '}
        {piece.recalled ? (
          <StatusBadge tone="stop">{texts.lots.states.recalled}</StatusBadge>
        ) : null}
      </>
    ),
  },
  {
    id: 'session',
    header: texts.lot.unitColumns.session,
    width: '12rem',
    cell: ({ sessionId }) =>
      sessionId ? (
        <TextLink href={`/sessions/${sessionId}`}>{texts.lot.openSession}</TextLink>
      ) : (
        '–'
      ),
  },
  {
    id: 'action',
    header: texts.lot.unitColumns.action,
    width: '9rem',
    cell: (piece) => (piece.state === 'stored' ? <DiscardUnit piece={piece} /> : null),
  },
]

const DiscardUnit = ({ piece }: { piece: Unit }) => {
  const queries = useQueryClient()
  const [isOpen, dialog] = useDisclosure(false)
  return (
    <>
      <Button
        size="sm"
        variant="subtle"
        onClick={dialog.open}
        aria-label={texts.lot.discardOf(nameOf(piece))}
      >
        {texts.lot.discard}
      </Button>
      <ReasonDialog
        opened={isOpen}
        onClose={dialog.close}
        subject={`unit-discard:${piece.id}`}
        title={texts.lot.discardTitle(nameOf(piece))}
        confirmLabel={texts.lot.discardConfirm}
        irreversible
        write={async (reason) => {
          await api.inventory.discardUnit({ unitId: piece.id, reason })
          await queries.invalidateQueries({ queryKey: query.inventory.key() })
        }}
      >
        {texts.lot.discardText}
      </ReasonDialog>
    </>
  )
}
