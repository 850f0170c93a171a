import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { api, query } from '#renderer/api.ts'
import { type DraftForm, DraftNotice, FormBar, useDraftForm } from '#renderer/drafts/index.ts'
import { Failure, Loading, Page, Section, toast } from '#renderer/ui/index.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
import { type HandedOver, useHandedOver } from './handOver.ts'
import { ProductFields } from './ProductFields.tsx'
import { emptyProduct, productOn, type TypedProduct, typedProduct } from './productForm.ts'
import { texts } from './texts.ts'
import './inventory.css'

/** `/inventory/products/new`; a scanned label can be handed over to it. */
export const NewProductPage = () => {
  const practice = useQuery(query.practice.get.queryOptions())
  const handedOver = useHandedOver()
  return (
    <Page
      title={texts.product.newTitle}
      description={texts.product.newDescription}
      back={
        handedOver.thenReceive
          ? { href: '/inventory/lots/new', label: texts.receive.title }
          : { href: '/inventory', label: texts.title }
      }
      width="reading"
    >
      {practice.data ? (
        <NewProductForm today={practice.data.today} handedOver={handedOver} />
      ) : (
        <Loading lines={6} />
      )}
      <Failure error={practice.error} />
    </Page>
  )
}

interface NewProductFormProps {
  today: CalendarDate
  handedOver: HandedOver
}

const NewProductForm = ({ today, handedOver }: NewProductFormProps) => {
  const [, goTo] = useLocation()
  const queries = useQueryClient()
  const form = useDraftForm({
    kind: 'product',
    key: 'new',
    initial: emptyProduct,
    typed: typedProduct,
    read: (values) => productOn(today).safeParse(values),
    write: (details) => api.inventory.addProduct(details),
    onWritten: (product) => {
      void queries.invalidateQueries({ queryKey: query.inventory.key() })
      toast.done(texts.product.saved(product.name))
      if (!handedOver.thenReceive) goTo('/inventory')
      else goTo('/inventory/lots/new', { state: { scanned: handedOver.scanned } })
    },
  })
  useGivenIdentifier(form, handedOver.deviceIdentifier)

  if (form.draft.isLoading) return <Loading lines={6} />
  return (
    <form {...form.form} className="form-sections">
      <DraftNotice draft={form.draft} />
      <Section>
        <ProductFields form={form} today={today} />
      </Section>
      <Failure error={form.error} />
      <FormBar form={form} submitLabel={texts.product.save} />
    </form>
  )
}

/** The label that was scanned elsewhere names the device; a draft of another device gives way. */
const useGivenIdentifier = (
  form: DraftForm<TypedProduct>,
  deviceIdentifier: string | undefined,
) => {
  const isTaken = useRef(false)
  const { isLoading, change } = form.draft
  useEffect(() => {
    if (isLoading || isTaken.current || deviceIdentifier === undefined) return
    isTaken.current = true
    change((now) =>
      now.deviceIdentifier === deviceIdentifier ? now : { ...emptyProduct, deviceIdentifier },
    )
  }, [isLoading, change, deviceIdentifier])
}
