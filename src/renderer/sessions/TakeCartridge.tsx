import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, query } from '#renderer/api.ts'
import { Failure, FindingList, ProblemList } from '#renderer/ui/index.ts'
import { judgeLot, type Lot, type Unit } from '#shared/inventory/index.ts'
import type { UnitId } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'
import type { SessionHandle } from './useSession.ts'

/** A lot, and its piece where the label named one. */
export interface Candidate {
  readonly lot: Lot
  readonly unit: Unit | null
}

interface TakeCartridgeProps {
  session: SessionHandle
  candidate: Candidate
  onDone: () => void
}

/** A cartridge is taken with the practitioner's word that she looked at it. Space, then Enter. */
export const TakeCartridge = ({ session, candidate, onDone }: TakeCartridgeProps) => {
  const { lot } = candidate
  const pieces = usePieces(candidate)
  const [chosen, setChosen] = useState<UnitId | null>(null)
  const [isAttested, setIsAttested] = useState(false)
  const piece = pieces?.find(({ id }) => id === chosen) ?? pieces?.[0]
  const claim = useTakeCartridge(session, onDone)
  const findings = judgeLot(lot, session.base.today)
  return (
    <form
      className="take-cartridge"
      aria-label={`${lot.product.name}, ${texts.devices.lot(lot.number)}`}
      onSubmit={(event) => {
        event.preventDefault()
        if (isAttested && piece) claim.mutate(piece.id)
      }}
    >
      <p className="take-cartridge-name">
        <strong>{lot.product.name}</strong>
        <span className="quiet">
          {texts.devices.lot(lot.number)} · {texts.devices.expires(lot.expiresOn)}
        </span>
      </p>
      <FindingList label={texts.readiness.findings} findings={findings} />
      {pieces?.length === 0 ? (
        <ProblemList problems={[{ code: 'sessions.no-piece', ...texts.devices.noPiece }]} />
      ) : null}
      {pieces && pieces.length > 1 ? (
        <NativeSelect
          size="sm"
          label={texts.devices.pieceLabel}
          value={piece?.id ?? ''}
          data={pieces.map(({ id, label, serial }) => ({
            value: id,
            label: texts.devices.piece(label, serial),
          }))}
          onChange={(event) =>
            setChosen(pieces.find(({ id }) => id === event.currentTarget.value)?.id ?? null)
          }
        />
      ) : null}
      <Checkbox
        autoFocus
        label={
          pieces?.length === 1 && piece
            ? `${capital(texts.devices.piece(piece.label, piece.serial))}: ${texts.devices.attest}`
            : texts.devices.attest
        }
        checked={isAttested}
        onChange={(event) => setIsAttested(event.currentTarget.checked)}
      />
      <Failure error={claim.error} />
      <div className="row-actions">
        <Button type="submit" size="sm" disabled={!isAttested || !piece} loading={claim.isPending}>
          {texts.devices.take}
        </Button>
        <Button size="sm" variant="subtle" color="gray" onClick={onDone}>
          {texts.devices.cancelTake}
        </Button>
      </div>
    </form>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** The pieces that can be taken: the scanned one, or every stored one of the lot. */
const usePieces = ({ lot, unit }: Candidate): readonly Unit[] | null => {
  const found = useQuery(
    query.inventory.lot.queryOptions({ input: { lotId: lot.id }, enabled: unit === null }),
  )
  if (unit) return [unit]
  return found.data ? found.data.units.filter(({ state }) => state === 'stored') : null
}

const useTakeCartridge = (session: SessionHandle, onDone: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (unitId: UnitId) =>
      api.sessions.takeCartridge({ sessionId: session.sessionId, unitId, attested: true }),
    onSuccess: (base) => {
      session.takeBase(base)
      onDone()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: query.inventory.key() }),
  })
}
