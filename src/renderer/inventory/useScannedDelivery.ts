import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { api } from '#renderer/api.ts'
import type { DraftHandle } from '#renderer/drafts/index.ts'
import { type Label, readLabel } from '#shared/inventory/index.ts'
import type { CalendarDate, Finding, Problem } from '#shared/kernel/index.ts'
import { emptyLot, type Known, takeLabel, type TypedLot } from './lotForm.ts'
import { lookUpOf } from './ScanInventory.tsx'

/** Reads labels into the draft of a delivery, one after the other. */
export const useScannedDelivery = (
  draft: DraftHandle<TypedLot>,
  today: CalendarDate,
  handedOver: string | undefined,
) => {
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [findings, setFindings] = useState<readonly Finding[]>([])
  const [other, setOther] = useState<{ label: Label; known: Known } | null>(null)

  const take = (label: Label, known: Known, startsAgain = false) => {
    draft.change((now) => {
      const taken = takeLabel(startsAgain ? emptyLot : now, label, known)
      setFindings(taken.findings)
      setOther(taken.isOther ? { label, known } : null)
      return taken.values
    })
  }
  const lookUp = useMutation({
    mutationFn: (label: Label) => api.inventory.findByLabel(lookUpOf(label)),
    onSuccess: (known, label) => take(label, known),
  })
  const scan = (scanned: string) => {
    const reading = readLabel(scanned, today)
    setProblems(reading.ok ? [] : reading.problems)
    setFindings([])
    setOther(null)
    if (reading.ok) lookUp.mutate(reading.label)
  }

  const isTaken = useRef(false)
  const { isLoading } = draft
  useEffect(() => {
    if (isLoading || isTaken.current || handedOver === undefined) return
    isTaken.current = true
    scan(handedOver)
  })

  return {
    scan,
    problems,
    findings,
    error: lookUp.error,
    /** Gives up what is typed and begins with the label that did not belong to it. */
    startWithOther: other ? () => take(other.label, other.known, true) : null,
  }
}
