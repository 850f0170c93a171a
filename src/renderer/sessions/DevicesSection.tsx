import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { api, query } from '#renderer/api.ts'
import { Failure, ProblemList, ScanBox, Section, StatusBadge } from '#renderer/ui/index.ts'
import {
  isApplied,
  isNeedleBearing,
  judgeDevice,
  judgeLot,
  keepsPieces,
  readLabel,
  readStratumCode,
  type Unit,
} from '#shared/inventory/index.ts'
import { type CalendarDate, Refusal, type UnitId } from '#shared/kernel/index.ts'
import { CartridgeList } from './CartridgeList.tsx'
import { CleanHandpiece, isAboutCleaning } from './CleanHandpiece.tsx'
import { PackList } from './PackList.tsx'
import { newProduct } from './ProductsSection.tsx'
import { type Candidate, TakeCartridge } from './TakeCartridge.tsx'
import { texts } from './texts.ts'
import type { HandpieceChoice, Stock } from './useFacts.ts'
import { useMoment } from './usePractice.ts'
import type { SessionHandle } from './useSession.ts'

interface DevicesSectionProps {
  session: SessionHandle
  stock: Stock
}

/** What touches the client: cartridges, handpiece and packs. One box reads any label. */
export const DevicesSection = ({ session, stock }: DevicesSectionProps) => {
  const { base } = session
  const queries = useQueryClient()
  const [candidate, setCandidate] = useState<Candidate | null>(null)
  const [taken, setTaken] = useState('')
  const scan = useMutation({
    mutationFn: (text: string) => findScanned(text, session),
    onSuccess: (found) => (found ? take(found) : undefined),
  })

  /**
   * Scanning the label of what is in her hand is her word that it is sealed, in date and opened for
   * this client; the words stand beside the box. What the rules stop is shown before it is taken.
   */
  const takeAtOnce = async (candidate: Candidate) => {
    const isStopped = judgeLot(candidate.lot, base.today).some(
      ({ severity }) => severity === 'stop',
    )
    const piece = isStopped ? null : await pieceOf(candidate)
    if (!piece) return setCandidate(candidate)
    session.takeBase(
      await api.sessions.takeCartridge({
        sessionId: session.sessionId,
        unitId: piece.id,
        attested: true,
      }),
    )
    setTaken(
      texts.devices.taken(texts.devices.piece(piece.label, piece.serial), candidate.lot.number),
    )
    await queries.invalidateQueries({ queryKey: query.inventory.key() })
  }

  /** A label says what it is, and goes where it belongs. */
  const take = ({ lot, unit }: Candidate) => {
    switch (lot.product.kind) {
      case 'cartridge':
      case 'roller':
      case 'stamp':
        return takeAtOnce({ lot, unit })
      case 'handpiece': {
        const piece = unit ?? stock.handpieces.find((choice) => choice.lot.id === lot.id)?.unit
        return piece ? session.change((now) => ({ ...now, handpieceUnitId: piece.id })) : undefined
      }
      case 'serum':
      case 'anaesthetic':
      case 'antiseptic':
        return session.change((now) => ({
          ...now,
          products: now.products.some(({ lotId }) => lotId === lot.id)
            ? now.products
            : [...now.products, newProduct(lot)],
        }))
      // findScanned has refused what is not for a client.
      case 'disinfectant':
      case 'barrier-sleeve':
      case 'indicator':
        return undefined
    }
  }

  return (
    <div id="session-devices">
      <Section title={texts.devices.title}>
        <div className="devices">
          <ScanBox
            label={texts.devices.scan}
            description={texts.devices.scanHelp}
            onScan={(text) => {
              setCandidate(null)
              setTaken('')
              scan.mutate(text)
            }}
          />
          <p className="taken" role="status">
            {taken}
          </p>
          <ScanFailure error={scan.error} scanned={scan.variables ?? ''} today={base.today} />
          {candidate ? (
            <TakeCartridge
              key={`${candidate.lot.id} ${candidate.unit?.id ?? ''}`}
              session={session}
              candidate={candidate}
              onDone={() => setCandidate(null)}
            />
          ) : null}
          <CartridgeList session={session} stock={stock} onChoose={setCandidate} />
          <HandpieceField session={session} handpieces={stock.handpieces} />
          {base.sterilityMode === 'reprocesses' ? <PackList session={session} /> : null}
        </div>
      </Section>
    </div>
  )
}

/** The scanned piece; of a label that names only its lot, the next one in stock. */
const pieceOf = async ({ lot, unit }: Candidate): Promise<Unit | null> =>
  unit ??
  (await api.inventory.lot({ lotId: lot.id })).units.find(({ state }) => state === 'stored') ??
  null

/**
 * What a label names; null where it was a pack, which is taken at once.
 * @throws Refusal when the label cannot be read, names what was not received, or nothing for a client
 */
const findScanned = async (text: string, session: SessionHandle): Promise<Candidate | null> => {
  const own = readStratumCode(text)
  if (own?.kind === 'pack') {
    const { sessionId } = session
    session.takeBase(await api.sessions.takePack({ sessionId, packId: own.packId }))
    return null
  }
  const found = own
    ? { lot: (await api.inventory.lot({ lotId: own.lotId })).lot, unit: null }
    : await findLabel(text, session.base.today)
  const { kind, name } = found.lot.product
  if (!keepsPieces(kind) && !isApplied(kind)) {
    throw new Refusal({ code: 'sessions.not-for-a-client', ...texts.devices.notForClient(name) })
  }
  const { unit } = found
  if (unit && unit.state !== 'stored' && isNeedleBearing(kind)) {
    const piece = texts.devices.piece(unit.label, unit.serial)
    throw new Refusal({ code: 'sessions.used-piece', ...texts.devices.usedPiece(piece) })
  }
  return found
}

const findLabel = async (text: string, today: CalendarDate): Promise<Candidate> => {
  const reading = readLabel(text, today)
  if (!reading.ok) throw new Refusal(...reading.problems)
  const { deviceIdentifier, lot: lotNumber, serial } = reading.label
  const found = await api.inventory.findByLabel({ deviceIdentifier, lotNumber, serial })
  if (!found.product) {
    throw new Refusal({ code: unknownProduct, ...texts.devices.unknownLabel })
  }
  if (!found.lot) {
    throw new Refusal({ code: unknownLot, ...texts.devices.unknownLot(found.product.name) })
  }
  return { lot: found.lot, unit: found.unit }
}

const unknownProduct = 'sessions.unknown-label'
const unknownLot = 'sessions.unknown-label-lot'

interface ScanFailureProps {
  error: unknown
  scanned: string
  today: CalendarDate
}

/** What is not here yet can be made from the label; the session waits as it is. */
const ScanFailure = ({ error, scanned, today }: ScanFailureProps) => {
  const [, goTo] = useLocation()
  if (!(error instanceof Refusal)) return <Failure error={error} />
  const isMissing = (code: string) => error.problems.some((problem) => problem.code === code)
  const reading = readLabel(scanned, today)
  return (
    <div className="scan-failure">
      <ProblemList problems={error.problems} />
      {isMissing(unknownProduct) && reading.ok ? (
        <Button
          variant="default"
          size="sm"
          onClick={() =>
            goTo('/inventory/products/new', {
              state: {
                scanned,
                deviceIdentifier: reading.label.deviceIdentifier,
                thenReceive: reading.label.lot !== null,
              },
            })
          }
        >
          {texts.devices.makeProduct}
        </Button>
      ) : null}
      {isMissing(unknownLot) ? (
        <Button
          variant="default"
          size="sm"
          onClick={() => goTo('/inventory/lots/new', { state: { scanned } })}
        >
          {texts.devices.receive}
        </Button>
      ) : null}
    </div>
  )
}

interface HandpieceFieldProps {
  session: SessionHandle
  handpieces: readonly HandpieceChoice[]
}

const HandpieceField = ({ session, handpieces }: HandpieceFieldProps) => (
  <div className="device-group" data-field="handpieceUnitId">
    <NativeSelect
      size="sm"
      label={texts.devices.handpiece}
      value={session.document.handpieceUnitId ?? ''}
      {...(handpieces.length === 0 ? { description: texts.devices.noHandpieces } : {})}
      data={[
        { value: '', label: texts.devices.noHandpiece },
        ...handpieces.map(({ unit, lot }) => ({
          value: unit.id,
          label: `${lot.product.name} · ${texts.devices.piece(unit.label, unit.serial)} · ${texts.devices.lot(lot.number)}`,
        })),
      ]}
      onChange={(event) => {
        const chosen = chosenHandpiece(handpieces, event.currentTarget.value)
        session.change((now) => ({ ...now, handpieceUnitId: chosen }))
      }}
    />
    <Cleanliness session={session} />
  </div>
)

/** When the chosen handpiece was cleaned; where it was not, the way to say that it is. */
const Cleanliness = ({ session }: { session: SessionHandle }) => {
  const { base, document } = session
  const moment = useMoment()
  const device = base.devices.find(({ unit }) => unit.id === document.handpieceUnitId)
  if (!device || device.lot.product.reprocessable) return null
  const isUnclean = judgeDevice(device, base.today).some(isAboutCleaning)
  if (!isUnclean) {
    return device.lastCleaning ? (
      <p className="quiet">{texts.devices.cleaned(moment(device.lastCleaning.happenedAt))}</p>
    ) : null
  }
  return (
    <div className="device-row">
      <StatusBadge tone="stop">{texts.devices.notCleaned}</StatusBadge>
      <span className="device-row-text" />
      <CleanHandpiece session={session} device={device} size="sm" />
    </div>
  )
}

const chosenHandpiece = (handpieces: readonly HandpieceChoice[], value: string): UnitId | null =>
  handpieces.find(({ unit }) => unit.id === value)?.unit.id ?? null
