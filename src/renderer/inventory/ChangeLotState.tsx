import { Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { api, query } from '#renderer/api.ts'
import { ReasonDialog } from '#renderer/drafts/index.ts'
import { type Lot, lotState } from '#shared/inventory/index.ts'
import { texts } from './texts.ts'

/** A recall is opened by itself, with its worklist. */
const byHand = lotState.exclude(['recalled'])
type LotState = z.infer<typeof byHand>

/** Moves a lot to another state, with the reason. */
export const ChangeLotState = ({ lot }: { lot: Lot }) => {
  const queries = useQueryClient()
  const [isOpen, dialog] = useDisclosure(false)
  const [next, setNext] = useState<LotState>('quarantined')
  const words = texts.lot.changes[next]
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
            {texts.lot.changeState}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {byHand.options
            .filter((state) => state !== lot.state)
            // Recalled stays recalled; what is left of it can be thrown away.
            .filter((state) => lot.state !== 'recalled' || state === 'discarded')
            .map((state) => (
              <Menu.Item
                key={state}
                onClick={() => {
                  setNext(state)
                  dialog.open()
                }}
              >
                {texts.lot.changes[state].verb}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
      <ReasonDialog
        opened={isOpen}
        onClose={dialog.close}
        subject={`lot-${next}:${lot.id}`}
        title={words.title(lot.number)}
        confirmLabel={words.verb}
        irreversible={next === 'discarded'}
        write={async (reason) => {
          await api.inventory.changeLotState({ lotId: lot.id, state: next, reason })
          await queries.invalidateQueries({ queryKey: query.inventory.key() })
        }}
      >
        {words.text}
      </ReasonDialog>
    </>
  )
}
