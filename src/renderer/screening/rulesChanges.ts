import type { ItemCode, ScreeningQuestion, ScreeningRule } from '#shared/screening/index.ts'
import { conditionWords } from './conditions.ts'
import { rulesTexts } from './rulesTexts.ts'

interface Body {
  readonly questions: readonly ScreeningQuestion[]
  readonly rules: readonly ScreeningRule[]
}

export interface FieldChange {
  readonly name: string
  readonly before: string
  readonly after: string
}

export interface RulesChange {
  readonly code: ItemCode
  readonly kind: 'added' | 'removed' | 'changed'
  readonly what: 'question' | 'rule'
  readonly name: string
  /** Of what changed; empty for what is new or gone. */
  readonly fields: readonly FieldChange[]
}

/** What differs between two versions: questions first, then rules, in the order of the newer one. */
export const rulesChanges = (before: Body, after: Body): readonly RulesChange[] => [
  ...compared('question', before.questions, after.questions, (one, isNow) =>
    questionFields(one, isNow ? after : before),
  ),
  ...compared('rule', before.rules, after.rules, (one, isNow) =>
    ruleFields(one, isNow ? after : before),
  ),
]

type Fields = readonly (readonly [name: string, value: string])[]

const compared = <Part extends ScreeningQuestion | ScreeningRule>(
  what: RulesChange['what'],
  before: readonly Part[],
  after: readonly Part[],
  read: (part: Part, isNow: boolean) => Fields,
): readonly RulesChange[] => {
  const earlier = new Map(before.map((part) => [part.code, part]))
  const now = new Set(after.map(({ code }) => code))
  const named = (part: Part, kind: RulesChange['kind'], fields: readonly FieldChange[]) => ({
    code: part.code,
    kind,
    what,
    name: 'label' in part ? part.label : part.fact,
    fields,
  })
  return [
    ...after.flatMap((part) => {
      const old = earlier.get(part.code)
      if (!old) return [named(part, 'added', [])]
      const fields = differing(read(old, false), read(part, true))
      return fields.length === 0 ? [] : [named(part, 'changed', fields)]
    }),
    ...before.filter(({ code }) => !now.has(code)).map((part) => named(part, 'removed', [])),
  ]
}

const differing = (before: Fields, after: Fields): readonly FieldChange[] =>
  after.flatMap(([name, value], at) => {
    const old = before[at]?.[1] ?? ''
    return old === value ? [] : [{ name, before: old, after: value }]
  })

const names = rulesTexts.fields

const questionFields = (question: ScreeningQuestion, { questions }: Body): Fields => [
  [names.text, question.text],
  [names.label, question.label],
  [names.help, question.help],
  [names.group, rulesTexts.groupOf(question.group)],
  [names.kind, rulesTexts.kinds[question.kind]],
  [names.detail, question.detail],
  [
    names.askedWhen,
    question.askedWhen ? conditionWords(question.askedWhen, questions) : rulesTexts.always,
  ],
  [names.record, rulesTexts.records[question.record ?? 'visit']],
]

const ruleFields = (rule: ScreeningRule, { questions }: Body): Fields => [
  [names.when, conditionWords(rule.when, questions)],
  [names.verdict, rulesTexts.verdictOf(rule.verdict)],
  [names.fact, rule.fact],
  [names.rule, rule.rule],
  [names.nextStep, rule.nextStep],
  [names.source, rule.source],
  [names.quality, rulesTexts.qualities[rule.quality]],
]
