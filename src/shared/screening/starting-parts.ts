import type { SourceQuality } from '#shared/practice/index.ts'
import type {
  Condition,
  ItemCode,
  QuestionGroup,
  ScreeningQuestion,
  ScreeningRule,
} from './schema.ts'

/** Questions of some groups with the rules that look at them. */
export interface StartingPart {
  readonly questions: readonly ScreeningQuestion[]
  readonly rules: readonly ScreeningRule[]
}

interface Source {
  readonly source: string
  readonly quality: SourceQuality
}

/** Where the starting rules come from: the field reference, 1.1 and 2.5 to 2.10. */
export const sources = {
  guide: {
    source: 'Microneedling guide, “Who should avoid microneedling?”',
    quality: 'secondary',
  },
  skinPen: { source: 'SkinPen label: contraindications', quality: 'manufacturer' },
  skinPenNotEvaluated: {
    source: 'SkinPen instructions for use (older edition): not evaluated in these clients',
    quality: 'manufacturer',
  },
  dermapen: {
    source: 'Dermapen 4 instructions for use: contraindications',
    quality: 'manufacturer',
  },
  dermapenAnaesthetic: {
    source: 'Dermapen 4 instructions for use: no topical anaesthetic',
    quality: 'manufacturer',
  },
  leaflets: { source: 'Clinic leaflets on contraindications', quality: 'secondary' },
  review: {
    source: 'Chu 2021, systematic review of 85 articles: risk factors for adverse effects',
    quality: 'peer-reviewed',
  },
} as const satisfies Record<string, Source>

export const yes = (question: ItemCode): Condition => ({ on: 'answer', question, is: ['yes'] })
export const no = (question: ItemCode): Condition => ({ on: 'answer', question, is: ['no'] })
export const recorded = (item: ItemCode): Condition => ({ on: 'record', item })
export const any = (...of: Condition[]): Condition => ({ on: 'any', of })
export const all = (...of: Condition[]): Condition => ({ on: 'all', of })
export const within = (question: ItemCode, days: number): Condition => ({
  on: 'within',
  question,
  days,
})

/** Answered with yes today, or standing in the client’s record. */
export const yesOrRecorded = (item: ItemCode): Condition => any(yes(item), recorded(item))

/** A question for yes or no, always put and not kept beyond the visit, unless it says otherwise. */
export const asks = (
  group: QuestionGroup,
  code: ItemCode,
  label: string,
  text: string,
  more: Partial<Pick<ScreeningQuestion, 'help' | 'kind' | 'detail' | 'askedWhen' | 'record'>> = {},
): ScreeningQuestion => ({
  code,
  label,
  group,
  text,
  help: '',
  kind: 'yes-no',
  detail: '',
  askedWhen: null,
  record: null,
  ...more,
})

type RuleWords = Pick<ScreeningRule, 'fact' | 'rule' | 'nextStep' | 'source' | 'quality'>

/** A rule about one item, met by a yes or by the client’s record unless `when` says otherwise. */
const ruleOf =
  (verdict: ScreeningRule['verdict']) =>
  (
    code: ItemCode,
    words: RuleWords,
    { item = code, when = yesOrRecorded(item) }: { item?: ItemCode; when?: Condition } = {},
  ): ScreeningRule => ({ code, item, when, verdict, ...words })

export const stops = ruleOf('stop')
export const needsClearance = ruleOf('clearance')
export const cautions = ruleOf('caution')

export const untilOver =
  'Do not treat. When it no longer applies, screen again and end the caution in the client’s record.'
export const askPrescriber = 'Do not treat yet. Record a prescriber’s clearance, with the document.'
