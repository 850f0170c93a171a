import { Button, Menu, Modal, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFlag, IconPencil } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, query } from '#renderer/api.ts'
import { Failure, toast } from '#renderer/ui/index.ts'
import type { Client, ClientFlagKind } from '#shared/clients/index.ts'
import { type Item, itemsOf, kindNamed } from './items.ts'
import { texts } from './texts.ts'
import { useRules } from './useRules.ts'

const words = texts.flags

/** Notes an item of the screening, or something that the practice names itself. */
export const RaiseFlag = ({ client }: { client: Client }) => {
  const rules = useRules()
  const raise = useRaise(client)
  const [isNaming, naming] = useDisclosure(false)
  const free = (rules ? itemsOf(rules) : []).filter(
    ({ kind }) => !client.flags.some((flag) => flag.kind === kind),
  )
  return (
    <>
      <Menu position="bottom-end" width={320}>
        <Menu.Target>
          <Button
            variant="default"
            size="sm"
            loading={raise.isPending}
            leftSection={<IconFlag size={16} aria-hidden />}
          >
            {words.raise}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className="flag-menu">
          {free.map((item) => (
            <Choice key={item.kind} item={item} onRaise={() => raise.mutate(item)} />
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconPencil size={18} aria-hidden />} onClick={naming.open}>
            {words.own}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Failure error={isNaming ? null : raise.error} />
      <Modal opened={isNaming} onClose={naming.close} title={words.ownTitle} size={500}>
        <OwnFlag raise={raise} onClose={naming.close} />
      </Modal>
    </>
  )
}

const Choice = ({ item, onRaise }: { item: Item; onRaise: () => void }) => (
  <Menu.Item onClick={onRaise}>
    <span className="menu-choice">
      {item.label}
      <span>{words.demands[item.demand ?? 'clear']}</span>
    </span>
  </Menu.Item>
)

const useRaise = (client: Client) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ kind, label }: { kind: ClientFlagKind; label: string }) =>
      api.clients.raiseFlag({ clientId: client.id, kind, label }),
    onSuccess: (_client, { label }) => {
      void queries.invalidateQueries({ queryKey: query.clients.key() })
      toast.done(words.raised(label))
    },
  })
}

const OwnFlag = ({
  raise,
  onClose,
}: {
  raise: ReturnType<typeof useRaise>
  onClose: () => void
}) => {
  const [label, setLabel] = useState('')
  const kind = kindNamed(label)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (kind) raise.mutate({ kind, label: label.trim() }, { onSuccess: onClose })
      }}
    >
      <div className="form-stack">
        <p className="confirm-text">{words.ownText}</p>
        <TextInput
          label={words.ownLabel}
          description={words.ownHelp}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
          maxLength={60}
          required
          data-autofocus
        />
        <Failure error={raise.error} />
      </div>
      <div className="dialog-actions">
        <Button variant="default" onClick={onClose}>
          {texts.cancel}
        </Button>
        <Button type="submit" disabled={kind === null} loading={raise.isPending}>
          {words.raise}
        </Button>
      </div>
    </form>
  )
}
