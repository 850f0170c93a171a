import { skipToken, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { query } from '#renderer/api.ts'
import { type DraftHandle, useDraft } from '#renderer/drafts/index.ts'
import type { Client } from '#shared/clients/index.ts'
import {
  type ConsentKind,
  type ConsentTemplate,
  asSigned,
  type ConsentText,
  consentDraftKey,
  type NeededForm,
  practiceValues,
} from '#shared/consent/index.ts'
import type { ClientId } from '#shared/kernel/index.ts'
import { type ConsentForm, consentForm, emptyForm } from './consentForm.ts'
import { type PracticeFacts, usePractice } from './usePractice.ts'

const valuesNow = ({ details, current, today }: PracticeFacts) =>
  practiceValues({ practice: details, practitioner: current, today })

/** The day is one of the values: what was read on another day is read again. */
const saysOtherwise = ({ values }: ConsentForm, now: Readonly<Record<string, string>>): boolean =>
  values !== null && Object.entries(now).some(([field, value]) => values[field] !== value)

export interface FormFacts {
  readonly client: Client
  readonly needed: NeededForm
  readonly template: ConsentTemplate
  /** Of the consent whose unchanged parts stand; null: only the whole form can be signed. */
  readonly basisText: ConsentText | null
}

export type FoundForm =
  | { readonly found: 'loading'; readonly error: unknown }
  | { readonly found: 'other-kind'; readonly required: ConsentKind | null }
  | { readonly found: 'no-template' }
  | ({ readonly found: 'form' } & FormFacts)

/** What one kind of form asks of this client now. */
export const useFormFacts = (clientId: ClientId, kind: ConsentKind): FoundForm => {
  const client = useQuery(query.clients.get.queryOptions({ input: { clientId } }))
  const all = useQuery(query.consent.needed.queryOptions({ input: { clientId } }))
  const needed = all.data?.find((form) => form.kind === kind)
  const basisId = needed?.basisId ?? null
  const basis = useQuery(
    query.consent.get.queryOptions({ input: basisId ? { consentId: basisId } : skipToken }),
  )
  if (!client.data || !all.data || (basisId && !basis.data)) {
    return { found: 'loading', error: client.error ?? all.error ?? basis.error }
  }
  if (!needed) {
    return { found: 'other-kind', required: all.data.find((form) => form.required)?.kind ?? null }
  }
  if (!needed.template) return { found: 'no-template' }
  return {
    found: 'form',
    client: client.data,
    needed,
    template: needed.template,
    basisText: basisId && basis.data ? asSigned(basis.data.snapshot) : null,
  }
}

/**
 * The form as a draft, from its preparation to its signature. One of an older text, of a consent that
 * counts no longer, of another day, or with other words than were handed over starts again; who takes
 * part stays.
 */
export const useConsentDraft = ({
  client,
  needed,
  template,
}: FormFacts): DraftHandle<ConsentForm> => {
  const fresh = emptyForm(template, needed.basisId)
  const draft = useDraft('consent', consentDraftKey(client.id, template.kind), fresh, consentForm)
  const { isLoading, value, change } = draft
  const practice = usePractice()
  const isHandedOver = !isLoading && value.presentedAt !== null
  const isOfAnother =
    !isLoading &&
    (value.templateId !== template.id ||
      (value.basisId !== null && value.basisId !== needed.basisId) ||
      (isHandedOver && practice !== null && saysOtherwise(value, valuesNow(practice))))
  const isUnnoted = isHandedOver && value.values === null && practice !== null
  useEffect(() => {
    if (isOfAnother) change((now) => emptyForm(template, needed.basisId, now.people))
    else if (isUnnoted) change((now) => ({ ...now, values: valuesNow(practice) }))
  }, [isOfAnother, isUnnoted, change, template, needed.basisId, practice])
  return { ...draft, isLoading: isLoading || isOfAnother }
}
