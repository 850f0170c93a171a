import { type ScreeningMode, screeningAddress } from '#renderer/screening/index.ts'
import type { Step, StepState } from '#renderer/ui/index.ts'
import type { ConsentSummary } from '#shared/consent/index.ts'
import type { Finding } from '#shared/kernel/index.ts'
import {
  demandOf,
  evaluateScreening,
  type ItemCode,
  skinTypeItem,
} from '#shared/screening/index.ts'
import type { SessionBase } from '#shared/sessions/index.ts'
import { texts } from './texts.ts'

/** How far the client's screening carries this session; `stopped` ends it. */
export type ScreeningStanding =
  | 'missing'
  | 'begun'
  | 'expired'
  | 'invalid'
  | 'stopped'
  | 'clearance'
  | 'valid'

const patchTestCode = 'screening.patch-test-'

const stopCodes = (findings: readonly Finding[], room: 'screening' | 'consent') =>
  findings
    .filter(({ code, severity }) => severity === 'stop' && code.startsWith(`${room}.`))
    .map(({ code }) => code)

/** Read from what the gate finds, so that the step and the panel never say two things. */
export const screeningStanding = (
  base: SessionBase,
  findings: readonly Finding[],
): ScreeningStanding => {
  const codes = stopCodes(findings, 'screening').filter((code) => !code.startsWith(patchTestCode))
  if (base.screening === null) return base.screeningBegun ? 'begun' : 'missing'
  if (codes.includes('screening.invalid')) return 'invalid'
  if (codes.includes('screening.expired')) return base.screeningBegun ? 'begun' : 'expired'
  if (codes.includes('screening.stopped')) return 'stopped'
  if (codes.length === 0) return 'valid'
  return evaluate(base, base.screening).verdict === 'stop' ? 'stopped' : 'clearance'
}

const evaluate = (
  { screeningRules, client, today }: SessionBase,
  { answers }: NonNullable<SessionBase['screening']>,
) => evaluateScreening(screeningRules, { answers, client, today })

/** The address of what the step leads to: what holds is read, what does not is mended. */
export const screeningStep = (base: SessionBase, findings: readonly Finding[]): Step => {
  const standing = screeningStanding(base, findings)
  const { screening } = base
  const detail =
    standing === 'valid' && screening
      ? screening.day === base.today
        ? texts.screening.today
        : texts.screening.until(screening.validUntil)
      : standing === 'expired' && screening
        ? texts.screening.expired(screening.day)
        : texts.screening.states[standing === 'expired' ? 'missing' : standing]
  return {
    id: 'screening',
    label: texts.steps.screening,
    state: screeningStates[standing],
    detail,
    href:
      screening && standing === 'valid' ? `/screenings/${screening.id}` : screeningFor(base, 'ask'),
  }
}

const screeningStates = {
  missing: 'stop',
  begun: 'decision',
  expired: 'stop',
  invalid: 'stop',
  stopped: 'stop',
  clearance: 'decision',
  valid: 'done',
} satisfies Record<ScreeningStanding, StepState>

export const consentStep = (base: SessionBase, findings: readonly Finding[]): Step => {
  const { consent } = base
  const holds = stopCodes(findings, 'consent').length === 0
  const kind = texts.consent.kinds[base.consentKind]
  return {
    id: 'consent',
    label: texts.steps.consent,
    state: holds ? 'done' : 'stop',
    detail: consent ? consentDetail(kind, consent, holds) : texts.consent.none(kind),
    href: consent && holds ? `/consents/${consent.id}` : consentAddress(base),
  }
}

const consentDetail = (kind: string, consent: ConsentSummary, holds: boolean) => {
  const what = texts.consent.version(kind, consent.templateVersion)
  if (holds) return `${what}, ${texts.consent.until(consent.validUntil)}`
  return consent.state === 'valid'
    ? texts.consent.notForThis(what)
    : `${what}: ${texts.consent.states[consent.state]}`
}

/** Where this session's client is screened; the way leads back to the session. */
const screeningFor = ({ client, sessionId }: SessionBase, mode: ScreeningMode): string =>
  screeningAddress(client.id, { mode, from: sessionId })

export const consentAddress = ({ client, consentKind }: SessionBase): string =>
  `/clients/${client.id}/consent/${consentKind}`

export interface Place {
  readonly href: string
  readonly label: string
  /** Where the client answers herself; she, or who takes the device back, comes back here. */
  readonly toClient?: string
}

/** The page on which a finding is mended; null when that is done on the chart itself. */
export const placeOfFinding = ({ code }: Finding, base: SessionBase): Place | null => {
  if (code === 'consent.superseded') {
    return { href: consentAddress(base), label: texts.readiness.signChanges }
  }
  if (code.startsWith('consent.')) {
    return { href: consentAddress(base), label: texts.readiness.takeConsent }
  }
  if (code.startsWith('practice.')) return { href: '/settings', label: texts.readiness.settings }
  return code.startsWith('screening.') ? placeOfScreening(code, base) : null
}

/** The item whose clearance would answer the finding; null when none can. */
export const clearableItem = ({ code }: Finding, base: SessionBase): ItemCode | null => {
  const rule = ruleOf(code, base)
  if (rule?.verdict !== 'clearance') return null
  return demandOf(base.screeningRules, rule.item) === 'clearance' ? rule.item : null
}

const ruleOf = (code: string, { screeningRules }: SessionBase) =>
  screeningRules.rules.find((rule) => code === `screening.${rule.code}`)

const placeOfScreening = (code: string, base: SessionBase): Place => {
  const client = `/clients/${base.client.id}`
  if (code.startsWith(patchTestCode)) {
    return { href: client, label: texts.readiness.patchTests }
  }
  if (code === `screening.unknown-${skinTypeItem}`) {
    return { href: client, label: texts.readiness.skinType }
  }
  const toScreening = (label: string) => ({ href: screeningFor(base, 'ask'), label })
  if (code === 'screening.stopped') return toScreening(texts.readiness.askAgain)
  if (code.startsWith('screening.unknown-')) return toScreening(texts.readiness.answerIt)
  if (ruleOf(code, base)) return toScreening(texts.readiness.readScreening)
  return {
    ...toScreening(
      base.screeningBegun ? texts.readiness.goOnScreening : texts.readiness.askScreening,
    ),
    toClient: screeningFor(base, 'client'),
  }
}

/** Why a session that its screening stopped does not take place, without a name. */
export const stopReason = (base: SessionBase): string => {
  const stops = base.screening
    ? evaluate(base, base.screening).findings.filter(({ verdict }) => verdict === 'stop')
    : []
  return texts.drop.screeningReason(stops.map(({ fact }) => fact)).slice(0, 500)
}
