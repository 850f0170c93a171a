import { formatDay } from '#renderer/ui/index.ts'
import type { Practitioner } from '#shared/practice/index.ts'
import type { PremisesEntry } from '#shared/premises/index.ts'
import { texts } from './texts.ts'

const personName = (id: string | null, people: readonly Practitioner[]) =>
  people.find((person) => person.id === id)?.name ?? ''

/** What a record is called in its list. */
export const nameOf = (entry: PremisesEntry, people: readonly Practitioner[]): string => {
  switch (entry.kind) {
    case 'sharps-container':
      return entry.details.number
    case 'sharps-injury':
      return entry.details.device
    case 'waste-manifest':
      return entry.details.manifestNumber
    case 'training':
      return `${entry.details.subject}, ${personName(entry.practitionerId, people)}`
    case 'hepatitis-b':
      return personName(entry.practitionerId, people)
    case 'permit':
    case 'certificate':
      return entry.details.name
  }
}

/** The facts under its name. */
export const factsIn = (entry: PremisesEntry, people: readonly Practitioner[]): string => {
  const { fields } = texts
  const parts = ((): readonly string[] => {
    switch (entry.kind) {
      case 'sharps-container':
        return [
          entry.details.place,
          entry.details.collectedOn
            ? `${fields.collectedOn} ${formatDay(entry.details.collectedOn)}`
            : '',
          entry.details.carrier,
          entry.details.note,
        ]
      case 'sharps-injury':
        return [
          personName(entry.practitionerId, people),
          entry.details.workArea,
          entry.details.contaminated ? texts.contaminated : '',
          entry.details.explanation,
          entry.details.firstAid,
          entry.details.referredTo,
        ]
      case 'waste-manifest':
        return [entry.details.carrier, entry.details.containers, entry.details.note]
      case 'training':
        return [entry.details.provider, entry.details.note]
      case 'hepatitis-b':
        return [texts.statuses[entry.details.status], entry.details.note]
      case 'permit':
        return [entry.details.number, entry.details.authority]
      case 'certificate':
        return [entry.details.issuer, entry.details.note]
    }
  })()
  const { begins, ends } = texts.kinds[entry.kind]
  return [
    `${begins} ${formatDay(entry.beginsOn)}`,
    entry.endsOn === null ? '' : `${ends} ${formatDay(entry.endsOn)}`,
    ...parts,
  ]
    .filter((part) => part !== '')
    .join(' · ')
}
