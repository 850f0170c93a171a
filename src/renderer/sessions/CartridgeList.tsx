import { ActionIcon, Button, Menu, NativeSelect } from '@mantine/core'
import { IconDots, IconNeedle } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, query } from '#renderer/api.ts'
import { Failure, toast } from '#renderer/ui/index.ts'
import { isNeedleBearing } from '#shared/inventory/index.ts'
import type { UnitId } from '#shared/kernel/index.ts'
import type { ClaimedUnit, SessionBase } from '#shared/sessions/index.ts'
import type { Candidate } from './TakeCartridge.tsx'
import { texts } from './texts.ts'
import type { Stock } from './useFacts.ts'
import type { SessionHandle } from './useSession.ts'

interface CartridgeListProps {
  session: SessionHandle
  stock: Stock
  onChoose: (candidate: Candidate) => void
}

/** The cartridges of this session. A dropped one is one action. */
export const CartridgeList = ({ session, stock, onChoose }: CartridgeListProps) => {
  const { cartridges, today } = session.base
  const changes = useCartridgeChanges(session)
  const usable = stock.lots.filter(
    (lot) =>
      isNeedleBearing(lot.product.kind) &&
      lot.state === 'available' &&
      lot.expiresOn >= today &&
      lot.left > 0,
  )
  return (
    <div className="device-group">
      <h3>{texts.devices.cartridges}</h3>
      {cartridges.length === 0 ? <p className="quiet">{texts.devices.noCartridge}</p> : null}
      <ul className="device-list" aria-label={texts.devices.cartridges}>
        {cartridges.map((claimed) => (
          <CartridgeRow key={claimed.unit.id} claimed={claimed} changes={changes} />
        ))}
      </ul>
      <Failure error={changes.error} />
      <NativeSelect
        size="sm"
        aria-label={texts.devices.fromStock}
        value=""
        data={[
          { value: '', label: texts.devices.fromStock },
          ...usable.map((lot) => ({
            value: lot.id,
            label: `${lot.product.name} · ${texts.devices.lot(lot.number)} · ${texts.devices.expires(lot.expiresOn)} · ${texts.devices.left(lot.left)}`,
          })),
        ]}
        onChange={(event) => {
          const lot = usable.find(({ id }) => id === event.currentTarget.value)
          if (lot) onChoose({ lot, unit: null })
        }}
      />
    </div>
  )
}

type Changes = ReturnType<typeof useCartridgeChanges>

const CartridgeRow = ({ claimed, changes }: { claimed: ClaimedUnit; changes: Changes }) => {
  const { unit, lot } = claimed
  const piece = texts.devices.piece(unit.label, unit.serial)
  return (
    <li className="device-row">
      <IconNeedle size={20} aria-hidden />
      <span className="device-row-text">
        <strong>{lot.product.name}</strong>
        <span className="quiet">
          {piece} · {texts.devices.lot(lot.number)} · {texts.devices.expires(lot.expiresOn)}
        </span>
      </span>
      <Button
        size="sm"
        variant="default"
        disabled={changes.isPending}
        onClick={() => changes.discard(unit.id, texts.devices.discardReason)}
      >
        {texts.devices.discard}
      </Button>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon size="sm" aria-label={texts.devices.more(piece)}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => changes.putBack(unit.id)}>{texts.devices.return}</Menu.Item>
          <Menu.Label>{texts.devices.discardOther}</Menu.Label>
          {texts.devices.discardReasons.map((reason) => (
            <Menu.Item key={reason} onClick={() => changes.discard(unit.id, reason)}>
              {reason}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </li>
  )
}

const useCartridgeChanges = (session: SessionHandle) => {
  const queries = useQueryClient()
  const { sessionId } = session
  const common = {
    onSettled: () => queries.invalidateQueries({ queryKey: query.inventory.key() }),
  }
  const discard = useMutation({
    ...common,
    mutationFn: (input: { unitId: UnitId; reason: string }) =>
      api.sessions.discardCartridge({ sessionId, ...input }),
    onSuccess: (base: SessionBase) => {
      session.takeBase(base)
      toast.done(texts.devices.discarded)
    },
  })
  const putBack = useMutation({
    ...common,
    mutationFn: (unitId: UnitId) => api.sessions.returnCartridge({ sessionId, unitId }),
    onSuccess: session.takeBase,
  })
  return {
    isPending: discard.isPending || putBack.isPending,
    error: discard.error ?? putBack.error,
    discard: (unitId: UnitId, reason: string) => discard.mutate({ unitId, reason }),
    putBack: (unitId: UnitId) => putBack.mutate(unitId),
  }
}
