import type { Lot } from '#shared/inventory/index.ts'
import type { Finding } from '#shared/kernel/index.ts'
import type { ScreeningFacts, ScreeningRulesBody } from './schema.ts'

/**
 * An anaesthetic in a session whose screening was told that none is planned: the questions that
 * decide about it were not put. Without a screening the gate stops anyway.
 * @param productLots null where a lot is not known
 */
export const judgeAnaesthetics = (
  screening: Pick<ScreeningFacts, 'answers'> | null,
  { questions }: Pick<ScreeningRulesBody, 'questions'>,
  productLots: readonly ({ readonly product: Pick<Lot['product'], 'kind' | 'name'> } | null)[],
): readonly Finding[] => {
  const used = productLots.find((lot) => lot?.product.kind === 'anaesthetic')
  if (!used || screening === null) return []
  const deciding = questions.filter(
    ({ group, askedWhen }) => group === 'anaesthetic' && askedWhen !== null,
  )
  const answered = new Set(screening.answers.map(({ code }) => code))
  if (deciding.length === 0 || deciding.some(({ code }) => answered.has(code))) return []
  return [
    {
      code: 'screening.anaesthetic-not-asked',
      severity: 'stop',
      fact: `${used.product.name} is an anaesthetic, and the screening’s questions about one were not asked.`,
      rule: 'An anaesthetic is used only after its own contraindications were asked about.',
      nextStep: 'Screen again with numbing cream planned, or remove the product.',
      source: 'Dermapen 4 instructions for use: no topical anaesthetic',
    },
  ]
}
