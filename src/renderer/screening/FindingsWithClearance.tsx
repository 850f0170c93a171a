import { Button } from '@mantine/core'
import { useState } from 'react'
import { ClearanceDialog } from '#renderer/clients/index.ts'
import { FindingList } from '#renderer/ui/index.ts'
import type { Client } from '#shared/clients/index.ts'
import type { CalendarDate, Finding } from '#shared/kernel/index.ts'
import {
  demandOf,
  itemLabel,
  type ScreeningFinding,
  type ScreeningRulesBody,
} from '#shared/screening/index.ts'
import { texts } from './texts.ts'
import { asFinding } from './words.ts'

interface FindingsWithClearanceProps {
  findings: readonly ScreeningFinding[]
  rules: ScreeningRulesBody
  client: Pick<Client, 'id'>
  today: CalendarDate
  empty: string
  /** False for what waits for no clearance any more; in a record of the past, most do not. */
  isWaiting?: (finding: ScreeningFinding) => boolean
}

const always = () => true

/** Findings; where a prescriber's document decides, it is recorded from here. */
export const FindingsWithClearance = ({
  findings,
  rules,
  client,
  today,
  empty,
  isWaiting = always,
}: FindingsWithClearanceProps) => {
  const [clearing, setClearing] = useState<string | null>(null)
  const canBeCleared = ({ verdict, item }: ScreeningFinding) =>
    verdict === 'clearance' && demandOf(rules, item) === 'clearance'
  const actionOf = ({ code }: Finding) => {
    const found = findings.find((one) => one.code === code)
    return found && canBeCleared(found) && isWaiting(found) ? (
      <Button size="sm" variant="default" onClick={() => setClearing(found.item)}>
        {texts.panel.clearance}
      </Button>
    ) : null
  }
  return (
    <>
      <FindingList
        label={texts.panel.findings}
        findings={findings.map(asFinding)}
        empty={<p className="screening-quiet">{empty}</p>}
        actionOf={actionOf}
      />
      {clearing === null ? null : (
        <ClearanceDialog
          client={client}
          item={{ kind: clearing, label: itemLabel(rules, clearing) }}
          today={today}
          onClose={() => setClearing(null)}
        />
      )}
    </>
  )
}
