import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { api, query } from '#renderer/api.ts'
import { DraftNotice, FormBar, useDraftForm } from '#renderer/drafts/index.ts'
import {
  Failure,
  FindingCard,
  FindingList,
  Loading,
  Page,
  ProblemList,
  ScanBox,
  Section,
  toast,
} from '#renderer/ui/index.ts'
import type { Product } from '#shared/inventory/index.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
import { type HandedOver, useHandedOver } from './handOver.ts'
import { LotFields } from './LotFields.tsx'
import { emptyLot, productOf, readDelivery, typedLot, unknownProduct } from './lotForm.ts'
import { texts } from './texts.ts'
import { useScannedDelivery } from './useScannedDelivery.ts'
import './inventory.css'

/** `/inventory/lots/new`; a scanned label can be handed over to it. */
export const ReceiveLotPage = () => {
  const practice = useQuery(query.practice.get.queryOptions())
  const products = useQuery(query.inventory.products.queryOptions({ input: {} }))
  const handedOver = useHandedOver()
  return (
    <Page
      title={texts.receive.title}
      description={texts.receive.description}
      back={{ href: '/inventory', label: texts.title }}
      width="reading"
    >
      {practice.data && products.data ? (
        <ReceiveLotForm
          today={practice.data.today}
          products={products.data}
          handedOver={handedOver}
        />
      ) : (
        <Loading lines={6} />
      )}
      <Failure error={practice.error ?? products.error} />
    </Page>
  )
}

interface ReceiveLotFormProps {
  today: CalendarDate
  products: readonly Product[]
  handedOver: HandedOver
}

const ReceiveLotForm = ({ today, products, handedOver }: ReceiveLotFormProps) => {
  const [, goTo] = useLocation()
  const queries = useQueryClient()
  const form = useDraftForm({
    kind: 'lot',
    key: 'new',
    initial: emptyLot,
    typed: typedLot,
    read: (values) => readDelivery(values, products),
    write: async (delivery) => ({ lot: await api.inventory.receiveLot(delivery), delivery }),
    onWritten: ({ lot, delivery }) => {
      void queries.invalidateQueries({ queryKey: query.inventory.key() })
      toast.done(texts.receive.saved(delivery.quantity, lot.number))
      goTo(`/inventory/lots/${lot.id}`)
    },
  })
  const { draft, values } = form
  const scanned = useScannedDelivery(draft, today, handedOver.scanned)
  const product = productOf(values, products)
  const makeProduct = () =>
    goTo('/inventory/products/new', {
      state: {
        thenReceive: true,
        ...(values.scannedIdentifier ? { deviceIdentifier: values.scannedIdentifier } : {}),
      } satisfies HandedOver,
    })

  if (draft.isLoading) return <Loading lines={6} />
  return (
    <form {...form.form} className="form-sections">
      <DraftNotice draft={draft} />
      <ScanBox
        label={texts.receive.scan}
        description={texts.receive.scanHelp}
        onScan={scanned.scan}
        data-autofocus
      />
      <ProblemList problems={scanned.problems} />
      <FindingList
        label={texts.receive.scanned}
        findings={scanned.findings}
        actionOf={offerOther(scanned.startWithOther)}
      />
      {values.scannedIdentifier !== '' && !product ? (
        <FindingCard
          finding={unknownProduct(values.scannedIdentifier)}
          action={
            <Button size="sm" variant="default" onClick={makeProduct}>
              {texts.scan.makeProduct}
            </Button>
          }
        />
      ) : null}
      <Section>
        <LotFields form={form} product={product} products={products} today={today} />
      </Section>
      <Failure error={form.error ?? scanned.error} />
      <FormBar form={form} submitLabel={texts.receive.save}>
        <Button variant="default" onClick={makeProduct}>
          {texts.newProduct}
        </Button>
      </FormBar>
    </form>
  )
}

const offerOther = (start: (() => void) | null) => () =>
  start ? (
    <Button size="sm" variant="default" onClick={start}>
      {texts.receive.otherLot.replace}
    </Button>
  ) : null
