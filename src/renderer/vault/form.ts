import type { CalendarDate, Micrometres } from '#shared/kernel/index.ts'
import {
  type CreatePractice,
  createPractice,
  jurisdictionRules,
  newPractitioner,
  practiceDetails,
  type SterilityMode,
} from '#shared/practice/index.ts'
import { judgeNewPassphrase } from '#shared/vault/index.ts'
import { texts } from './texts.ts'

/** The first run as it is typed. */
export interface FirstRunForm {
  name: string
  address: string
  telephone: string
  timeZone: string
  sterilityMode: SterilityMode
  ownerName: string
  licenceClass: string
  licenceNumber: string
  licenceExpiresOn: CalendarDate | null
  /** A name of `jurisdictionRules`. */
  jurisdiction: string | null
  /** Where the list has no name for it. */
  otherJurisdiction: string
  maximumNeedleLength: Micrometres | null
  maximumNeedleLengthSource: string
  passphrase: string
  again: string
}

/** What is wrong, by field. */
export type FormProblems = Partial<Record<keyof FirstRunForm, string>>

/** What every step of the form is given. */
export interface StepFieldsProps {
  form: FirstRunForm
  problems: FormProblems
  change: (part: Partial<FirstRunForm>) => void
}

export const emptyForm = (timeZone: string): FirstRunForm => ({
  name: '',
  address: '',
  telephone: '',
  timeZone,
  sterilityMode: 'single-use-only',
  ownerName: '',
  licenceClass: '',
  licenceNumber: '',
  licenceExpiresOn: null,
  jurisdiction: null,
  otherJurisdiction: '',
  maximumNeedleLength: null,
  maximumNeedleLengthSource: '',
  passphrase: '',
  again: '',
})

/** The rule that a practitioner of this place starts from. */
export const ruleOf = (jurisdiction: string | null) =>
  jurisdictionRules.find(({ name }) => name === jurisdiction)

/** The last one of the list stands for every place that it does not name. */
export const isUnlisted = (jurisdiction: string | null) =>
  jurisdiction !== null && jurisdiction === jurisdictionRules.at(-1)?.name

const practiceOf = (form: FirstRunForm) => ({
  name: form.name,
  address: form.address,
  telephone: form.telephone,
  timeZone: form.timeZone,
  sterilityMode: form.sterilityMode,
})

const ownerOf = (form: FirstRunForm) => ({
  name: form.ownerName,
  licenceClass: form.licenceClass,
  licenceNumber: form.licenceNumber,
  licenceExpiresOn: form.licenceExpiresOn,
  jurisdiction: isUnlisted(form.jurisdiction) ? form.otherJurisdiction : (form.jurisdiction ?? ''),
  maximumNeedleLength: form.maximumNeedleLength,
  maximumNeedleLengthSource: form.maximumNeedleLengthSource,
  maximumNeedleLengthQuality: isStartingRule(form)
    ? (ruleOf(form.jurisdiction)?.quality ?? 'practice')
    : ('practice' as const),
  maximumNeedleLengthCheckOn: ruleOf(form.jurisdiction)?.checkAgainOn ?? null,
})

/** Whether the place's own limit stands as it was filled in: what the owner changed is her own word. */
const isStartingRule = (form: FirstRunForm): boolean => {
  const rule = ruleOf(form.jurisdiction)
  return (
    rule !== undefined &&
    rule.maximumNeedleLength === form.maximumNeedleLength &&
    rule.source === form.maximumNeedleLengthSource.trim()
  )
}

const firstOf = (issues: readonly { path: PropertyKey[]; message: string }[], field: string) =>
  issues.find(({ path }) => path[0] === field)?.message

const present = (problems: Partial<Record<keyof FirstRunForm, string | undefined>>): FormProblems =>
  Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== undefined))

export const problemsOfPractice = (form: FirstRunForm): FormProblems => {
  const issues = practiceDetails.safeParse(practiceOf(form)).error?.issues ?? []
  return present({
    name: firstOf(issues, 'name'),
    address: firstOf(issues, 'address'),
    telephone: firstOf(issues, 'telephone'),
    timeZone: firstOf(issues, 'timeZone'),
  })
}

export const problemsOfOwner = (form: FirstRunForm): FormProblems => {
  const issues = newPractitioner.safeParse(ownerOf(form)).error?.issues ?? []
  const place = firstOf(issues, 'jurisdiction')
  return present({
    ownerName: firstOf(issues, 'name'),
    licenceClass: firstOf(issues, 'licenceClass'),
    licenceNumber: firstOf(issues, 'licenceNumber'),
    licenceExpiresOn: form.licenceExpiresOn ? undefined : texts.owner.expiresMissing,
    jurisdiction: form.jurisdiction ? undefined : texts.owner.jurisdictionMissing,
    otherJurisdiction: isUnlisted(form.jurisdiction) ? place : undefined,
    maximumNeedleLength: form.maximumNeedleLength === null ? texts.owner.maximumMissing : undefined,
    maximumNeedleLengthSource: firstOf(issues, 'maximumNeedleLengthSource'),
  })
}

export const problemsOfPassphrase = (form: FirstRunForm): FormProblems => {
  const refused = judgeNewPassphrase(form.passphrase)
  return present({
    passphrase: refused ? `${refused.fact} ${refused.nextStep}` : undefined,
    again: form.again === form.passphrase ? undefined : texts.passphrase.different,
  })
}

/** What is sent. The steps have been judged before; a form that slipped through throws. */
export const toCreatePractice = (form: FirstRunForm): CreatePractice =>
  createPractice.parse({
    practice: practiceOf(form),
    owner: ownerOf(form),
    passphrase: form.passphrase,
  })
