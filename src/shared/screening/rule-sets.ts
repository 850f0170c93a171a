import { assertNever, type Problem } from '#shared/kernel/index.ts'
import type {
  Condition,
  ItemCode,
  ScreeningQuestion,
  ScreeningRule,
  ScreeningRulesBody,
} from './schema.ts'

/** Codes that the gate and the findings use for something else. */
const isReserved = (code: ItemCode): boolean =>
  ['missing', 'expired', 'invalid', 'stopped', 'anaesthetic-not-asked'].includes(code) ||
  code.startsWith('unknown-') ||
  code.startsWith('patch-test-') ||
  code.endsWith('-cleared')

/** Deeper than anybody reads. */
const deepestCondition = 6

/** Why an edited set of questions and rules cannot be published; none: it can. */
export const judgeRules = (
  body: ScreeningRulesBody,
  { sameAsCurrent }: { readonly sameAsCurrent: boolean },
): readonly Problem[] => [
  ...(sameAsCurrent ? [unchanged] : []),
  ...repeated(body.questions).map((at) => twice(`questions.${at}.code`, body.questions[at]?.code)),
  ...repeated(body.rules).map((at) => twice(`rules.${at}.code`, body.rules[at]?.code)),
  ...body.questions.flatMap((question, at) =>
    question.askedWhen === null
      ? []
      : judgeCondition(
          question.askedWhen,
          body.questions.slice(0, at),
          `questions.${at}.askedWhen`,
          `The question “${question.label}”`,
        ),
  ),
  ...body.rules.flatMap((rule, at) => judgeOneRule(rule, body.questions, at)),
]

const judgeOneRule = (
  rule: ScreeningRule,
  questions: readonly ScreeningQuestion[],
  at: number,
): readonly Problem[] => [
  ...(isReserved(rule.code) ? [reserved(`rules.${at}.code`, rule.code)] : []),
  ...judgeCondition(rule.when, questions, `rules.${at}.when`, `The rule “${rule.code}”`),
]

/** Indexes of entries whose code was there before. */
const repeated = (entries: readonly { readonly code: ItemCode }[]): readonly number[] =>
  entries.flatMap(({ code }, at) =>
    entries.findIndex((entry) => entry.code === code) < at ? [at] : [],
  )

const judgeCondition = (
  condition: Condition,
  /** What it may look at. */
  questions: readonly ScreeningQuestion[],
  field: string,
  who: string,
  depth = 1,
): readonly Problem[] => {
  switch (condition.on) {
    case 'answer':
    case 'within': {
      const question = questions.find(({ code }) => code === condition.question)
      if (!question) return [notAskedBefore(field, who, condition.question)]
      return fits(condition, question) ? [] : [wrongKind(field, who, question)]
    }
    case 'all':
    case 'any':
      return depth === deepestCondition
        ? [tooDeep(field, who)]
        : condition.of.flatMap((part) => judgeCondition(part, questions, field, who, depth + 1))
    case 'age':
    case 'fitzpatrick':
    case 'record':
      return []
    default:
      return assertNever(condition)
  }
}

/** A day is compared, or not known; yes and no are answers to the other kind. */
const fits = (
  condition: Extract<Condition, { on: 'answer' | 'within' }>,
  { kind }: ScreeningQuestion,
): boolean =>
  kind === 'yes-no'
    ? condition.on === 'answer'
    : condition.on === 'within' || condition.is.every((word) => word === 'unknown')

const unchanged: Problem = {
  code: 'screening.rules-unchanged',
  fact: 'Nothing differs from the version in use.',
  rule: 'A new version is published only when something changed.',
  nextStep: 'Change a question or a rule, or close the editor.',
}

const twice = (field: string, code: string | undefined): Problem => ({
  code: 'screening.code-twice',
  field,
  fact: `The code “${code ?? ''}” is there twice.`,
  rule: 'Each question and each rule has a code of its own, so that a finding names one.',
  nextStep: 'Give one of them another code.',
})

const reserved = (field: string, code: string): Problem => ({
  code: 'screening.code-reserved',
  field,
  fact: `The code “${code}” means something else in the gate.`,
  rule: 'A finding’s code says what it is about.',
  nextStep: 'Choose another code for the rule.',
})

const notAskedBefore = (field: string, who: string, code: string): Problem => ({
  code: 'screening.refers-to-nothing',
  field,
  fact: `${who} looks at the answer to “${code}”, which is not asked before it.`,
  rule: 'A rule looks at questions of its version; a conditional question at those before it.',
  nextStep: 'Choose a question that is asked, or move it further up.',
})

const wrongKind = (field: string, who: string, { label, kind }: ScreeningQuestion): Problem => ({
  code: 'screening.refers-to-other-kind',
  field,
  fact: `${who} asks “${label}” for ${kind === 'date' ? 'yes or no' : 'a day'}.`,
  rule:
    kind === 'date'
      ? 'A question for a day is looked at by how long ago it was.'
      : 'A question for yes or no is looked at by its answer.',
  nextStep: 'Choose the condition that fits the question.',
})

const tooDeep = (field: string, who: string): Problem => ({
  code: 'screening.condition-too-deep',
  field,
  fact: `${who} nests more than ${deepestCondition} conditions in each other.`,
  rule: 'A rule is read and understood by a person.',
  nextStep: 'Make two rules of it.',
})
