import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import { api, query } from '#renderer/api.ts'
import {
  Failure,
  LinkButton,
  ProblemList,
  ScanBox,
  type Tone,
  ToneIcon,
} from '#renderer/ui/index.ts'
import {
  type Label,
  readLabel,
  readStratumCode,
  type StratumCode,
} from '#shared/inventory/index.ts'
import type { CalendarDate, Problem } from '#shared/kernel/index.ts'
import type { HandedOver } from './handOver.ts'
import { ExpiryOf } from './LotBadges.tsx'
import { texts } from './texts.ts'

/** Scans one label and says what is known of it, with the one thing to do next. */
export const ScanInventory = ({ today }: { today: CalendarDate }) => {
  const [scan, setScan] = useState<{ text: string; label: Label } | null>(null)
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const openOwn = useOpenOwnCode()
  const onScan = (text: string) => {
    const own = readStratumCode(text)
    if (own) {
      setProblems([])
      setScan(null)
      openOwn.mutate(own)
      return
    }
    const reading = readLabel(text, today)
    setProblems(reading.ok ? [] : reading.problems)
    setScan(reading.ok ? { text, label: reading.label } : null)
  }
  return (
    <div className="inventory-scan">
      <ScanBox label={texts.scan.label} description={texts.scan.description} onScan={onScan} />
      <ProblemList problems={problems} />
      <Failure error={openOwn.error} />
      <div aria-live="polite">
        {scan ? <Found scan={scan} today={today} onClose={() => setScan(null)} /> : null}
      </div>
    </div>
  )
}

/** A label that Stratum printed leads to its lot, or to the load of its pack. */
const useOpenOwnCode = () => {
  const [, goTo] = useLocation()
  return useMutation({
    mutationFn: async (code: StratumCode) =>
      code.kind === 'lot'
        ? `/inventory/lots/${code.lotId}`
        : `/sterilization/loads/${(await api.sterilization.pack({ packId: code.packId })).loadId}`,
    onSuccess: (address) => goTo(address),
  })
}

interface FoundProps {
  scan: { text: string; label: Label }
  today: CalendarDate
  onClose: () => void
}

const Found = ({ scan: { text, label }, today, onClose }: FoundProps) => {
  const [, goTo] = useLocation()
  const found = useQuery(query.inventory.findByLabel.queryOptions({ input: lookUpOf(label) }))
  const goWith = (to: string, state: HandedOver) => goTo(to, { state })
  if (!found.data) return <Failure error={found.error} />
  const { product, lot, unit } = found.data

  if (!product) {
    return (
      <ScanCard
        tone="decision"
        title={texts.scan.unknownProduct}
        text={texts.scan.unknownProductText(label.deviceIdentifier)}
        onClose={onClose}
        action={
          <Button
            onClick={() =>
              goWith('/inventory/products/new', {
                scanned: text,
                deviceIdentifier: label.deviceIdentifier,
                thenReceive: label.lot !== null,
              })
            }
          >
            {texts.scan.makeProduct}
          </Button>
        }
      />
    )
  }
  if (lot) {
    return (
      <ScanCard
        tone="cleared"
        title={texts.scan.foundLot(product.name, lot.number)}
        text={
          <>
            {unit
              ? `${texts.scan.foundUnit(unit.label)}: ${texts.lot.unitStates[unit.state]}. `
              : ''}
            {texts.lot.pieces(lot.left)} {texts.lot.left.toLowerCase()}.{' '}
            <ExpiryOf lot={lot} today={today} />
          </>
        }
        onClose={onClose}
        action={<LinkButton href={`/inventory/lots/${lot.id}`}>{texts.scan.open}</LinkButton>}
      />
    )
  }
  if (label.lot === null) {
    return (
      <ScanCard
        tone="information"
        title={texts.scan.noLot(product.name)}
        text={texts.scan.noLotText}
        onClose={onClose}
      />
    )
  }
  return (
    <ScanCard
      tone="decision"
      title={texts.scan.unknownLot(product.name, label.lot)}
      text={texts.scan.unknownLotText}
      onClose={onClose}
      action={
        <Button onClick={() => goWith('/inventory/lots/new', { scanned: text })}>
          {texts.scan.receive}
        </Button>
      }
    />
  )
}

/** What main is asked about a label. */
export const lookUpOf = (label: Label) => ({
  deviceIdentifier: label.deviceIdentifier,
  lotNumber: label.lot,
  serial: label.serial,
})

interface ScanCardProps {
  tone: Tone
  title: string
  text: ReactNode
  action?: ReactNode
  onClose: () => void
}

const ScanCard = ({ tone, title, text, action, onClose }: ScanCardProps) => (
  <div className="finding" data-tone={tone}>
    <ToneIcon tone={tone} size={20} />
    <div className="finding-text inventory-found">
      <p className="finding-fact">{title}</p>
      <p className="finding-rule">{text}</p>
    </div>
    <div className="inventory-found-actions">
      <Button variant="subtle" color="gray" onClick={onClose}>
        {texts.scan.close}
      </Button>
      {action}
    </div>
  </div>
)
