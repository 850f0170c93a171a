import type { Finding, Problem } from '#shared/kernel/index.ts'
import { judgeCycleFile, type JudgedLoad, type LoadSurroundings, stop } from './load-facts.ts'
import { judgeIndicators, judgeParameters, missingFields } from './parameter-rules.ts'
import type { LoadState, Programme } from './schema.ts'

/**
 * What stands against releasing a load: parameters, indicators, what its record must hold, the
 * sterilizer with its test of the day, and spore tests. A stop cannot be passed; an override needs
 * a reason. Reference 3.1.
 */
export const judgeLoad = (
  load: JudgedLoad,
  programme: Programme,
  around: LoadSurroundings,
): readonly Finding[] => [
  ...judgeParameters(load, programme, around.now),
  ...judgeIndicators(load, around),
  ...missingFields(load, programme, around.rules.requiredLoadFields),
  ...judgeSterilizerOfLoad(around),
  ...judgeCycleFile(around.fileOutcome),
  ...judgeSporeTests(around),
]

const judgeSterilizerOfLoad = (around: LoadSurroundings): readonly Finding[] => {
  const findings: Finding[] = []
  const { sterilizer, airRemovalResult, rules } = around
  if (sterilizer.stateAtCycle === 'out-of-service') {
    findings.push(
      stop(
        'sterilizer-out-of-service',
        'The sterilizer was out of service when this cycle ran.',
        'Only loads of a sterilizer in service are released.',
        { nextStep: 'Reject the load, and sterilize its packs in another sterilizer.' },
      ),
    )
  }
  const source = { source: rules.dailyAirRemovalTest.source }
  if (airRemovalResult === 'fail') {
    findings.push(
      stop(
        'air-removal-failed',
        'The air-removal test of the day failed.',
        'Steam reaches the inside of packs only when the air has left the chamber.',
        { ...source, nextStep: 'Reject the load. Run the test again before any other load.' },
      ),
    )
  } else if (
    airRemovalResult === null &&
    rules.dailyAirRemovalTest.value &&
    sterilizer.airRemoval === 'pre-vacuum'
  ) {
    findings.push(
      stop(
        'air-removal-missing',
        'No air-removal test is recorded before this load on its day.',
        'A pre-vacuum sterilizer passes its air-removal test before the first load of a day.',
        {
          ...source,
          nextStep: 'Record the test of that morning. If there was none, reject the load.',
        },
      ),
    )
  }
  return findings
}

const judgeSporeTests = ({ sporeTests, suspect, rules }: LoadSurroundings): readonly Finding[] => {
  const findings: Finding[] = []
  const source = { source: rules.loadAwaitingSporeTest.source }
  if (sporeTests.includes('fail')) {
    findings.push(
      stop(
        'spore-test-failed',
        'The spore test of this cycle failed.',
        'A load whose spore test failed is recalled and sterilized again.',
        { nextStep: 'Follow the recall.' },
      ),
    )
  } else if (suspect) {
    findings.push(
      stop(
        'load-suspect',
        'A failed spore test of this sterilizer reaches this cycle.',
        'Every load since the last passed spore test is sterilized again.',
        { nextStep: 'Follow the recall of the failed test.' },
      ),
    )
  }
  if (sporeTests.includes('pending')) {
    const hold = rules.loadAwaitingSporeTest.value === 'hold'
    findings.push(
      stop(
        'spore-test-pending',
        'The spore test of this cycle is not read yet.',
        hold
          ? 'The practice’s rules hold a load until its spore test is read.'
          : 'The practice’s rules ask for a reason when a load is released before its spore test is read.',
        {
          ...source,
          severity: hold ? 'stop' : 'override',
          nextStep: hold
            ? 'Wait for the reading.'
            : 'Wait for the reading, or release it and say why.',
        },
      ),
    )
  } else if (sporeTests.includes('invalid') && !sporeTests.includes('pass')) {
    findings.push(
      stop(
        'spore-test-invalid',
        'The spore test of this cycle is invalid: its control did not grow.',
        'An invalid test says nothing about the cycle.',
        { severity: 'override', nextStep: 'Repeat the test. Release the load only with a reason.' },
      ),
    )
  }
  return findings
}

/** Why a load cannot be released with these findings and this reason. Empty: it can. */
export const judgeLoadRelease = (
  findings: readonly Finding[],
  reason: string,
): readonly Problem[] => {
  const plain = ({ severity: _severity, ...problem }: Finding): Problem => problem
  const stops = findings.filter(({ severity }) => severity === 'stop')
  if (stops.length > 0) return stops.map(plain)
  const overrides = findings.filter(({ severity }) => severity === 'override')
  if (overrides.length === 0 || reason.trim() !== '') return []
  return [
    {
      code: 'sterilization.reason-missing',
      field: 'reason',
      fact: 'No reason is given for releasing this load.',
      rule: 'What stands against a release is passed only with a recorded reason.',
      nextStep: 'Write why it is released all the same, or leave it in quarantine.',
    },
    ...overrides.map(plain),
  ]
}

/**
 * Why a load cannot be rejected. Empty: it can, also after some of its packs were used: the rest must
 * leave the store at once, and the used ones stay on record for whoever tells the clients.
 */
export const judgeRejection = (load: { readonly state: LoadState }): readonly Problem[] => {
  switch (load.state) {
    case 'rejected':
      return [
        {
          code: 'sterilization.already-rejected',
          fact: 'This load is rejected already.',
          rule: 'A rejected load keeps its record.',
          nextStep: 'Sterilize its contents again and record that as a new load.',
        },
      ]
    case 'recalled':
      return [
        {
          code: 'sterilization.load-recalled',
          fact: 'This load is recalled.',
          rule: 'A recalled load is out of use for good.',
          nextStep: 'Send its unused packs back to be sterilized again.',
        },
      ]
    case 'recorded':
      return [
        {
          code: 'sterilization.not-for-release',
          fact: 'This cycle is a test, a service, or one that broke off.',
          rule: 'Only a load for clients is released or rejected.',
          nextStep: 'Sterilize what was in it with another cycle.',
        },
      ]
    default:
      return []
  }
}
