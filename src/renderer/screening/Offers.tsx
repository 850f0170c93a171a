import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, query } from '#renderer/api.ts'
import { Failure, Section, StatusBadge } from '#renderer/ui/index.ts'
import { type RecordOffer, recordOffers } from '#shared/screening/index.ts'
import { isStillConfirmed, withConfirmation } from './answers.ts'
import { texts } from './texts.ts'
import type { ScreeningHandle } from './useScreening.ts'
import { offerKey, offerWords } from './words.ts'

const words = texts.review

/** What today's answers would change in the client's record: accepted or left one by one. */
export const Offers = ({ screening }: { screening: ScreeningHandle }) => {
  const { client, rules, practice } = screening.facts
  const [left, setLeft] = useState<readonly string[]>([])
  const [taken, setTaken] = useState<readonly RecordOffer[]>([])
  const accept = useAccept(screening, (offer) => setTaken((now) => [...now, offer]))
  const offers = recordOffers(rules.body, screening.answers, client, practice.today)
  return (
    <Section
      title={words.offers}
      description={offers.length > 0 ? words.offersText : words.noOffers}
      surface="flush"
    >
      <ul className="offers">
        {taken.map((offer) => (
          <li key={`taken ${offerKey(offer)}`}>
            <span>{offerWords(offer)}</span>
            <StatusBadge tone="cleared">{words.taken}</StatusBadge>
          </li>
        ))}
        {offers.map((offer) => (
          <OfferRow
            key={offerKey(offer)}
            offer={offer}
            isLeft={left.includes(offerKey(offer))}
            isBusy={accept.isPending}
            onAccept={() => accept.mutate(offer)}
            onLeave={() => setLeft((now) => [...now, offerKey(offer)])}
            onUndo={() => setLeft((now) => now.filter((key) => key !== offerKey(offer)))}
          />
        ))}
      </ul>
      <Failure error={accept.error} />
    </Section>
  )
}

const useAccept = (
  { facts: { client }, draft }: ScreeningHandle,
  onTaken: (offer: RecordOffer) => void,
) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (offer: RecordOffer) => api.screening.updateRecord({ clientId: client.id, offer }),
    onSuccess: async (changed, offer) => {
      onTaken(offer)
      // What she has just said is no reason to read the record out again.
      draft.change((now) =>
        isStillConfirmed(now, client) ? withConfirmation(now, changed, true) : now,
      )
      await queries.invalidateQueries({ queryKey: query.clients.key() })
    },
  })
}

interface OfferRowProps {
  offer: RecordOffer
  isLeft: boolean
  isBusy: boolean
  onAccept: () => void
  onLeave: () => void
  onUndo: () => void
}

const OfferRow = ({ offer, isLeft, isBusy, onAccept, onLeave, onUndo }: OfferRowProps) => {
  const what = offerWords(offer)
  return (
    <li>
      <span>{what}</span>
      {isLeft ? (
        <span className="offer-actions">
          <StatusBadge tone="neutral">{words.left}</StatusBadge>
          <Button size="sm" variant="subtle" onClick={onUndo}>
            {words.undo}
          </Button>
        </span>
      ) : (
        <span className="offer-actions">
          <Button
            size="sm"
            variant="default"
            onClick={onAccept}
            loading={isBusy}
            aria-label={words.acceptOf(what)}
          >
            {words.accept}
          </Button>
          <Button size="sm" variant="subtle" onClick={onLeave} aria-label={words.leaveOf(what)}>
            {words.leave}
          </Button>
        </span>
      )}
    </li>
  )
}
