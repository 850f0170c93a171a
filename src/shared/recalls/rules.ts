import type { Instant, Problem } from '#shared/kernel/index.ts'
import type { LoadKind, SporeTestPurpose, SporeTestResult } from '#shared/sterilization/index.ts'
import { type RecallStepKind, type RecallTask, recallTask, type WorklistEntry } from './schema.ts'

/** One cycle of the sterilizer after the one that failed, in order. */
export interface CycleAfter {
  readonly cycleNumber: number
  readonly startedAt: Instant
  readonly kind: LoadKind
  readonly programmeName: string
  /** That went through it; more than one indicator may have. */
  readonly sporeTests: readonly {
    readonly purpose: SporeTestPurpose
    readonly result: SporeTestResult
  }[]
}

/** What the guided way is judged by. */
export interface RecallFacts {
  readonly closed: boolean
  /** Oldest first. */
  readonly steps: readonly {
    readonly kind: RecallStepKind
    readonly happenedAt: Instant
    readonly informsClients: boolean | null
  }[]
  readonly reportDue: { readonly says: string } | null
  readonly loads: number
  readonly packs: { readonly recalled: number; readonly used: number }
  readonly clients: { readonly all: number; readonly open: number }
  /** Of a sterilizer's recall; null for every other. */
  readonly sterilizer: {
    /** The programme of the failed test; null: any programme repeats it. */
    readonly programmeName: string | null
    readonly cyclesAfter: readonly CycleAfter[]
  } | null
}

/** Whether somebody still has to tell this client. */
export const isToBeTold = ({ state }: Pick<WorklistEntry, 'state'>): boolean =>
  state === 'open' || state === 'tried'

/** Whether a letter is for her: she was treated with something that is suspect still. */
export const isWrittenTo = ({ state }: Pick<WorklistEntry, 'state'>): boolean =>
  state !== 'not-treated' && state !== 'proven'

/** Passed tests in an empty chamber after a repair. MMWR 2003: three consecutive. */
export const testsAfterRepair = 3

type Kind = RecallTask['kind']

const asks: Readonly<Record<Kind, string>> = {
  'out-of-service': 'the sterilizer is taken out of service',
  'loads-quarantined': 'what is suspect is taken out of use',
  'monitors-reviewed':
    'the mechanical and chemical records since the last passed test are reviewed',
  'procedure-reviewed': 'packaging, loading and operation are reviewed',
  decision: 'the decision is recorded, with who was consulted',
  'authority-informed': 'the authority is informed',
  'clients-told': 'every client on the worklist is told',
  'repeat-test': 'the spore test is repeated in the same programme',
  repaired: 'the sterilizer is inspected and repaired',
  'return-tests': `${testsAfterRepair} spore tests in a row pass in an empty chamber`,
  'returned-to-service': 'the sterilizer is returned to service',
  closed: 'the recall is closed',
}

const order: readonly Kind[] = recallTask.shape.kind.options

/** States found so far, by which later steps wait. */
const createWay = () => {
  const tasks = new Map<Kind, RecallTask>()
  const put = (kind: Kind, state: RecallTask['state'], says = ''): void => {
    tasks.set(kind, { kind, state, says })
  }
  const isSettled = (kind: Kind): boolean => {
    const state = tasks.get(kind)?.state
    return state === 'done' || state === 'not-needed'
  }
  return {
    put,
    unneeded: (says: string, ...kinds: readonly Kind[]): void => {
      for (const kind of kinds) put(kind, 'not-needed', says)
    },
    /** Done, or next, or waiting for the first of `after` that is not settled. */
    step: (kind: Kind, done: boolean, after: readonly Kind[], says = ''): void => {
      const missing = after.find((each) => !isSettled(each))
      if (done) put(kind, 'done', says)
      else if (missing === undefined) put(kind, 'next', says)
      else put(kind, 'waiting', `Waits until ${asks[missing]}.`)
    },
    tasks: (): readonly RecallTask[] => order.flatMap((kind) => tasks.get(kind) ?? []),
  }
}
type Way = ReturnType<typeof createWay>

/**
 * The guided way of a recall in its order, each step with its state and what it waits for. Reference
 * 3.4: MMWR 2003;52(RR-17) for a failed spore test; the other causes have no sterilizer's part.
 */
export const recallTasks = (facts: RecallFacts): readonly RecallTask[] => {
  const way = createWay()
  way.put('loads-quarantined', 'done', outOfUse(facts))
  if (facts.sterilizer) reviewSteps(facts, way)
  else way.unneeded(noMachine, ...machineSteps)
  way.step('decision', has(facts, 'decision'), ['procedure-reviewed'], decisionSays(facts))
  informSteps(facts, way)
  if (facts.sterilizer) returnSteps(facts, facts.sterilizer, way)
  way.step('closed', facts.closed, closesAfter)
  return way.tasks()
}

const noMachine = 'No sterilizer is in question.'
const machineSteps: readonly Kind[] = [
  'out-of-service',
  'monitors-reviewed',
  'procedure-reviewed',
  'repeat-test',
  'repaired',
  'return-tests',
  'returned-to-service',
]
const closesAfter: readonly Kind[] = [
  'decision',
  'authority-informed',
  'clients-told',
  'returned-to-service',
]

const has = ({ steps }: Pick<RecallFacts, 'steps'>, kind: RecallStepKind): boolean =>
  steps.some((step) => step.kind === kind)

const outOfUse = ({ loads, packs }: RecallFacts): string =>
  loads === 0 && packs.recalled + packs.used === 0
    ? 'Out of use since the recall was opened.'
    : `${counted(loads, 'load')}; ${counted(packs.recalled, 'pack')} recalled, ${packs.used} used.`

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

const reviewSteps = (facts: RecallFacts, { put, step }: Way): void => {
  put('out-of-service', 'done', 'Since the recall was opened.')
  step('monitors-reviewed', has(facts, 'monitors-reviewed'), [])
  step('procedure-reviewed', has(facts, 'procedure-reviewed'), ['monitors-reviewed'])
}

/** The last word on whether the clients are told; null: none yet. */
export const decidedToInform = ({ steps }: Pick<RecallFacts, 'steps'>): boolean | null =>
  steps.findLast(({ kind }) => kind === 'decision')?.informsClients ?? null

const decisionSays = (facts: RecallFacts): string => {
  const informs = decidedToInform(facts)
  if (informs === null) return 'Consult a physician or the health department first.'
  return informs ? 'The clients are told.' : 'The clients are not told.'
}

const informSteps = (facts: RecallFacts, { put, step, unneeded }: Way): void => {
  const informed = has(facts, 'authority-informed')
  if (facts.reportDue) step('authority-informed', informed, [], facts.reportDue.says)
  else if (informed) put('authority-informed', 'done')
  else unneeded('The practice’s rules name no deadline.', 'authority-informed')

  const { all, open } = facts.clients
  const told = `${all - open} of ${counted(all, 'client')}`
  if (decidedToInform(facts) === false) unneeded('It was decided not to tell them.', 'clients-told')
  else if (all === 0) unneeded('It reached nobody.', 'clients-told')
  else step('clients-told', has(facts, 'decision') && open === 0, ['decision'], told)
}

type Machine = NonNullable<RecallFacts['sterilizer']>

const returnSteps = (facts: RecallFacts, machine: Machine, { step, unneeded }: Way): void => {
  const cycles = cyclesUntilReturn(facts, machine)
  const repair = facts.steps.findLast(({ kind }) => kind === 'repaired')
  const failed = cycles.some(hasFailed)
  const repeated = failed || cycles.some((cycle) => isRepeat(cycle, machine, 'pass'))
  if (repair && !repeated) {
    unneeded('It was repaired before the test was repeated.', 'repeat-test')
  } else {
    const says = failed
      ? 'A test has failed again.'
      : repeated
        ? 'The repeated test has passed.'
        : cycles.some((cycle) => isRepeat(cycle, machine, 'pending'))
          ? 'The repeated test is not read yet.'
          : machine.programmeName === null
            ? ''
            : `In programme ${machine.programmeName}.`
    step('repeat-test', repeated, ['procedure-reviewed'], says)
  }
  if (repair || failed) {
    const since = repair ? cycles.filter(({ startedAt }) => startedAt > repair.happenedAt) : []
    const failedAgain = since.some(hasFailed)
    const passed = passedInARow(since)
    const whyRepair = failedAgain ? 'A test has failed since the repair.' : ''
    step('repaired', repair !== undefined && !failedAgain, ['procedure-reviewed'], whyRepair)
    const found = `${Math.min(passed, testsAfterRepair)} of ${testsAfterRepair} passed tests`
    const proven = repair !== undefined && !failedAgain && passed >= testsAfterRepair
    step('return-tests', proven, ['repaired'], found)
  } else {
    unneeded('Only when the repeated test fails.', 'repaired', 'return-tests')
  }
  step('returned-to-service', has(facts, 'returned-to-service'), [
    'monitors-reviewed',
    'procedure-reviewed',
    'repeat-test',
    'repaired',
    'return-tests',
  ])
}

/** What ran after its return is the next recall’s affair. */
const cyclesUntilReturn = ({ steps }: RecallFacts, { cyclesAfter }: Machine) => {
  const returned = steps.find(({ kind }) => kind === 'returned-to-service')
  return returned
    ? cyclesAfter.filter(({ startedAt }) => startedAt <= returned.happenedAt)
    : cyclesAfter
}

const hasFailed = ({ sporeTests }: CycleAfter): boolean =>
  sporeTests.some(({ result }) => result === 'fail')

const isRepeat = (
  { sporeTests, programmeName }: CycleAfter,
  machine: Machine,
  result: SporeTestResult,
): boolean =>
  (machine.programmeName === null || machine.programmeName === programmeName) &&
  sporeTests.some((test) => test.purpose === 'repeat' && test.result === result)

/**
 * How many tests in an empty chamber have passed, one after another, up to now. An air-removal test
 * between them changes nothing; a load, an aborted cycle or a test that did not pass begins anew.
 */
export const passedInARow = (cycles: readonly CycleAfter[]): number =>
  cycles.reduce((passed, cycle) => {
    const proofs = cycle.sporeTests.filter(({ purpose }) => purpose === 'after-repair')
    if (hasFailed(cycle)) return 0
    if (cycle.kind === 'test' && proofs.length > 0) {
      return proofs.every(({ result }) => result === 'pass') ? passed + 1 : 0
    }
    return cycle.kind === 'test' || cycle.kind === 'service' ? passed : 0
  }, 0)

/** The steps that a person records, and the task that says whether one is possible. */
export type RecordedStepKind = Exclude<RecallStepKind, 'opened'>

/** Why a step cannot be recorded now. Empty: it can; what was recorded before stays beside it. */
export const judgeStep = (
  step: {
    readonly kind: RecordedStepKind
    readonly happenedAt: Instant
    readonly consulted: string | null
    readonly informsClients: boolean | null
  },
  facts: RecallFacts,
  now: Instant,
): readonly Problem[] => {
  if (facts.closed) return [closedAlready]
  const task = recallTasks(facts).find(({ kind }) => kind === step.kind)
  const problems: Problem[] = []
  if (task?.state === 'waiting') problems.push(notYet(task.says))
  // Nobody is kept from informing an authority, or from repairing at once.
  const isFree =
    step.kind === 'authority-informed' || (step.kind === 'repaired' && facts.sterilizer)
  if (task?.state === 'not-needed' && !isFree) problems.push(notPartOf(task.says))
  if (task?.state === 'done' && step.kind === 'returned-to-service') problems.push(returnedAlready)
  if (step.happenedAt > now) problems.push(inFuture)
  if (step.kind === 'decision') problems.push(...judgeDecision(step))
  return problems
}

const judgeDecision = (step: {
  readonly consulted: string | null
  readonly informsClients: boolean | null
}): readonly Problem[] => {
  const nextStep = 'Say who was consulted, and whether the clients are told.'
  const rule = 'A decision names who was consulted and what was decided.'
  return [
    ...(step.consulted === null || step.consulted.trim() === ''
      ? [
          {
            code: 'recalls.nobody-consulted',
            field: 'consulted',
            fact: 'Nobody is named as consulted.',
            rule,
            nextStep,
          },
        ]
      : []),
    ...(step.informsClients === null
      ? [
          {
            code: 'recalls.nothing-decided',
            field: 'informsClients',
            fact: 'It is not said whether the clients are told.',
            rule,
            nextStep,
          },
        ]
      : []),
  ]
}

const notYet = (says: string): Problem => ({
  code: 'recalls.step-waits',
  fact: says,
  rule: 'The steps of a recall are taken in their order.',
  nextStep: 'Do and record what it waits for first.',
})

const notPartOf = (says: string): Problem => ({
  code: 'recalls.step-not-needed',
  fact: says,
  rule: 'A recall holds only the steps that its cause asks for.',
  nextStep: 'Record it where it belongs, or in the note of another step.',
})

const closedAlready: Problem = {
  code: 'recalls.closed',
  fact: 'This recall is closed.',
  rule: 'A closed recall keeps its record.',
  nextStep: 'Open another recall when there is a new reason.',
}

const returnedAlready: Problem = {
  code: 'recalls.returned-already',
  fact: 'The sterilizer was returned to service already.',
  rule: 'A sterilizer returns once for each recall.',
  nextStep: 'Look at its record in Sterilization.',
}

const inFuture: Problem = {
  code: 'recalls.in-future',
  field: 'happenedAt',
  fact: 'This moment is in the future.',
  rule: 'What has happened is recorded.',
  nextStep: 'Correct the day and time.',
}
