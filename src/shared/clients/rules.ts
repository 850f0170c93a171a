import { ageOn, type CalendarDate, type Problem } from '#shared/kernel/index.ts'
import type { ClientFlagKind } from './schema.ts'

/** Names for the cautions that the field always speaks of. */
const knownLabels: Readonly<Record<string, string>> = {
  pregnancy: 'Pregnant',
  breastfeeding: 'Breastfeeding',
  isotretinoin: 'Isotretinoin',
  keloid: 'Keloid-prone',
  'active-acne': 'Active acne',
  eczema: 'Eczema',
  rosacea: 'Rosacea flare',
  anticoagulants: 'Anticoagulants',
  'cold-sores': 'Cold sores',
}

/**
 * What people call a caution: as it was named when it was raised, or by its own name, or, for an
 * item of the practice's that nobody named, its code in words.
 * @param stored the label kept with the flag; empty when there is none
 */
export const flagLabel = (kind: ClientFlagKind, stored: string): string =>
  stored || knownLabels[kind] || inWords(kind)

const inWords = (code: string): string => {
  const words = code.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Why a birth date cannot be recorded, or null. */
export const judgeBirthDate = (birthDate: CalendarDate, today: CalendarDate): Problem | null => {
  if (birthDate > today) {
    return {
      code: 'clients.birth-date-in-future',
      field: 'birthDate',
      fact: 'The birth date lies in the future.',
      rule: 'A client was born before today.',
      nextStep: 'Check the year.',
    }
  }
  if (ageOn(birthDate, today) > 120) {
    return {
      code: 'clients.birth-date-too-early',
      field: 'birthDate',
      fact: 'The birth date is more than 120 years ago.',
      rule: 'A client is at most 120 years old.',
      nextStep: 'Check the year.',
    }
  }
  return null
}
