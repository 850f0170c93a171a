import { Button } from '@mantine/core'
import { useState } from 'react'
import { ClearanceDialog } from '#renderer/clients/index.ts'
import { FindingList } from '#renderer/ui/index.ts'
import type { Client } from '#shared/clients/index.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
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
}

/** Findings; where a prescriber's document decides, it is recorded from here. */
export const FindingsWithClearance = ({
  findings,
  rules,
  client,
  today,
  empty,
}: FindingsWithClearanceProps) => {
  const [clearing, setClearing] = useState<string | null>(null)
  const canBeCleared = ({ verdict, item }: ScreeningFinding) =>
    verdict === 'clearance' && demandOf(rules, item) === 'clearance'
  return (
    <>
      <FindingList
        label={texts.panel.findings}
        findings={findings.map(asFinding)}
        empty={<p className="screening-quiet">{empty}</p>}
        actionOf={({ code }) => {
          const found = findings.find((one) => one.code === code)
          return found && canBeCleared(found) ? (
            <Button size="sm" variant="default" onClick={() => setClearing(found.item)}>
              {texts.panel.clearance}
            </Button>
          ) : null
        }}
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
