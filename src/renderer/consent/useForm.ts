import { skipToken, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { query } from '#renderer/api.ts'
import { type DraftHandle, useDraft } from '#renderer/drafts/index.ts'
import type { Client } from '#shared/clients/index.ts'
import {
  type ConsentKind,
  type ConsentTemplate,
  type ConsentText,
  consentDraftKey,
  type NeededForm,
} from '#shared/consent/index.ts'
import type { ClientId } from '#shared/kernel/index.ts'
import { type ConsentForm, consentForm, emptyForm } from './consentForm.ts'

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
    basisText: basisId && basis.data ? basis.data.snapshot.template.text : null,
  }
}

/**
 * The form as a draft, from its preparation to its signature. One of an older text, or of a consent
 * that counts no longer, starts again; who takes part stays.
 */
export const useConsentDraft = ({
  client,
  needed,
  template,
}: FormFacts): DraftHandle<ConsentForm> => {
  const fresh = emptyForm(template, needed.basisId)
  const draft = useDraft('consent', consentDraftKey(client.id, template.kind), fresh, consentForm)
  const { isLoading, value, change } = draft
  const isOfAnother =
    !isLoading &&
    (value.templateId !== template.id ||
      (value.basisId !== null && value.basisId !== needed.basisId))
  useEffect(() => {
    if (isOfAnother) change((now) => emptyForm(template, needed.basisId, now.people))
  }, [isOfAnother, change, template, needed.basisId])
  return { ...draft, isLoading: isLoading || isOfAnother }
}
