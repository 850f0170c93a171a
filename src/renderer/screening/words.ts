import type { Finding } from '#shared/kernel/index.ts'
import type { RecordOffer, ScreeningFinding, Verdict } from '#shared/screening/index.ts'
import { texts } from './texts.ts'

const severities = {
  stop: 'stop',
  clearance: 'override',
  caution: 'note',
  clear: 'note',
} satisfies Record<Verdict, Finding['severity']>

/** A finding as the cards show it: red for a stop, amber where a prescriber decides. */
export const asFinding = ({ verdict, ...words }: ScreeningFinding): Finding => ({
  code: words.code,
  fact: words.fact,
  rule: words.rule,
  nextStep: words.nextStep,
  source: words.source,
  severity: severities[verdict],
})

/** What an offer would do, in words. */
export const offerWords = (offer: RecordOffer): string => {
  switch (offer.change) {
    case 'raise-flag':
    case 'end-flag':
      return texts.offers[offer.change](offer.label)
    case 'add-allergy':
    case 'add-medication':
      return texts.offers[offer.change](offer.text)
  }
}

/** One offer among the others. */
export const offerKey = (offer: RecordOffer): string => `${offer.change} ${offer.item}`
