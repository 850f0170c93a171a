import { NativeSelect } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#renderer/api.ts'
import { Failure, LinkButton, ProblemList, ScanBox, Section } from '#renderer/ui/index.ts'
import { readLabel } from '#shared/inventory/index.ts'
import { type CalendarDate, Refusal, type UnitId } from '#shared/kernel/index.ts'
import { CartridgeList } from './CartridgeList.tsx'
import { PackList } from './PackList.tsx'
import { newProduct } from './ProductsSection.tsx'
import { type Candidate, TakeCartridge } from './TakeCartridge.tsx'
import { texts } from './texts.ts'
import type { HandpieceChoice, Stock } from './useFacts.ts'
import type { SessionHandle } from './useSession.ts'

interface DevicesSectionProps {
  session: SessionHandle
  stock: Stock
}

/** What touches the client: cartridges, handpiece and packs. One box reads any label. */
export const DevicesSection = ({ session, stock }: DevicesSectionProps) => {
  const { base } = session
  const [candidate, setCandidate] = useState<Candidate | null>(null)
  const scan = useMutation({
    mutationFn: (text: string) => findScanned(text, base.today),
    onSuccess: (found) => take(found),
  })

  /** A label says what it is, and goes where it belongs. */
  const take = ({ lot, unit }: Candidate) => {
    switch (lot.product.kind) {
      case 'cartridge':
        return setCandidate({ lot, unit })
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
              scan.mutate(text)
            }}
          />
          <ScanFailure error={scan.error} />
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

/** @throws Refusal when the label cannot be read, or names what was not received */
const findScanned = async (text: string, today: CalendarDate): Promise<Candidate> => {
  const reading = readLabel(text, today)
  if (!reading.ok) throw new Refusal(...reading.problems)
  const { deviceIdentifier, lot: lotNumber, serial } = reading.label
  const found = await api.inventory.findByLabel({ deviceIdentifier, lotNumber, serial })
  if (!found.product) {
    throw new Refusal({ code: 'sessions.unknown-label', ...texts.devices.unknownLabel })
  }
  if (!found.lot) {
    const unknown = texts.devices.unknownLot(found.product.name)
    throw new Refusal({ code: 'sessions.unknown-label-lot', ...unknown })
  }
  const { unit } = found
  if (unit && unit.state !== 'stored' && found.product.kind === 'cartridge') {
    const piece = texts.devices.piece(unit.label, unit.serial)
    throw new Refusal({ code: 'sessions.used-piece', ...texts.devices.usedPiece(piece) })
  }
  return { lot: found.lot, unit }
}

const ScanFailure = ({ error }: { error: unknown }) => {
  if (!(error instanceof Refusal)) return <Failure error={error} />
  const isUnknown = error.problems.some(({ code }) => code.startsWith('sessions.unknown-label'))
  return (
    <div className="scan-failure">
      <ProblemList problems={error.problems} />
      {isUnknown ? (
        <LinkButton href="/inventory/lots/new" variant="default" size="sm">
          {texts.devices.receive}
        </LinkButton>
      ) : null}
    </div>
  )
}

interface HandpieceFieldProps {
  session: SessionHandle
  handpieces: readonly HandpieceChoice[]
}

const HandpieceField = ({ session, handpieces }: HandpieceFieldProps) => (
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
)

const chosenHandpiece = (handpieces: readonly HandpieceChoice[], value: string): UnitId | null =>
  handpieces.find(({ unit }) => unit.id === value)?.unit.id ?? null
