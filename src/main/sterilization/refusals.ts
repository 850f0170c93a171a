import { type Problem, Refusal } from '#shared/kernel/index.ts'
import type { SterilityMode } from '#shared/practice/index.ts'

/** @throws Refusal when anything stands against it. */
export const refuseAny = ([first, ...others]: readonly Problem[]): void => {
  if (first) throw new Refusal(first, ...others)
}

export const refuseSingleUse = (mode: SterilityMode): void => {
  if (mode === 'reprocesses') return
  throw new Refusal({
    code: 'sterilization.single-use-only',
    fact: 'This practice uses single-use items only.',
    rule: 'Only a practice that sterilizes items again keeps sterilizers, loads and packs.',
    nextStep: 'If you do sterilize items again, change this in Settings.',
  })
}

/** @throws Refusal when there is none. */
export const known = <T>(
  record: T | null,
  what: 'sterilizer' | 'load' | 'pack' | 'spore-test',
): T => {
  if (record !== null) return record
  const name = what.replace('-', ' ')
  throw new Refusal({
    code: `sterilization.unknown-${what}`,
    fact: `There is no such ${name} in this practice.`,
    rule: `Only a recorded ${name} can be used.`,
    nextStep: `Choose a ${name} from the list.`,
  })
}

export const unknownAttachment: Problem = {
  code: 'sterilization.unknown-attachment',
  field: 'attachmentId',
  fact: 'The file is not kept in this practice.',
  rule: 'A record points only at a file that is kept.',
  nextStep: 'Add the file again.',
}

export const notForRelease: Problem = {
  code: 'sterilization.not-for-release',
  fact: 'This cycle is a test, a service, or one that broke off.',
  rule: 'Only a load for clients is released or rejected.',
  nextStep: 'Sterilize what was in it with another cycle.',
}

export const loadRecalled: Problem = {
  code: 'sterilization.load-recalled',
  fact: 'This load is recalled.',
  rule: 'A recalled load is out of use for good.',
  nextStep: 'Send its unused packs back to be sterilized again.',
}

export const nothingToLabel: Problem = {
  code: 'sterilization.nothing-to-label',
  fact: 'There is no pack in this cycle that needs a label.',
  rule: 'A label belongs to one pack.',
  nextStep: 'Choose a load with packs.',
}

export const alreadyDecided: Problem = {
  code: 'sterilization.already-decided',
  fact: 'This load is released or rejected already.',
  rule: 'Only a load that waits in quarantine is released, and only once.',
  nextStep: 'Open the load to see who decided and when.',
}

export const releaseAltered: Problem = {
  code: 'sterilization.release-altered',
  fact: 'The stored load no longer matches the signature of its release.',
  rule: 'A pack is used only while its load is the one that a named person released.',
  nextStep: 'Use none of its packs, and verify the practice’s records.',
}

export const packNotClaimed: Problem = {
  code: 'sterilization.pack-not-claimed',
  fact: 'This pack is not held by this session.',
  rule: 'A session puts back only a pack that it holds.',
  nextStep: 'Open the session again to see its packs.',
}

export const packStaysUsed: Problem = {
  code: 'sterilization.pack-stays-used',
  fact: 'This pack belongs to a signed session.',
  rule: 'A used pack is never put back into the store.',
  nextStep: 'Sterilize its contents again and record that as a new load.',
}
