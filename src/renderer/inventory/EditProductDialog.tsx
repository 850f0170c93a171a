import { Button, Modal, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { api, query } from '#renderer/api.ts'
import { DraftNotice, FormBar, useDraftForm } from '#renderer/drafts/index.ts'
import { Failure, Loading, toast } from '#renderer/ui/index.ts'
import type { Product } from '#shared/inventory/index.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
import { ProductFields } from './ProductFields.tsx'
import { productEditOn, typedOf, typedProductEdit } from './productForm.ts'
import { texts } from './texts.ts'

export interface EditProductDialogProps {
  product: Product | null
  today: CalendarDate
  onClose: () => void
}

export const EditProductDialog = ({ product, today, onClose }: EditProductDialogProps) => (
  <Modal opened={product !== null} onClose={onClose} title={texts.product.editTitle} size={760}>
    {product ? (
      <EditForm key={product.id} product={product} today={today} onClose={onClose} />
    ) : null}
  </Modal>
)

const EditForm = ({
  product,
  today,
  onClose,
}: {
  product: Product
  today: CalendarDate
  onClose: () => void
}) => {
  const queries = useQueryClient()
  const form = useDraftForm({
    kind: 'product',
    key: product.id,
    initial: { ...typedOf(product), reason: '' },
    typed: typedProductEdit,
    read: (values) => productEditOn(today).safeParse(values),
    write: (edit) => api.inventory.updateProduct({ productId: product.id, ...edit }),
    onWritten: (saved) => {
      void queries.invalidateQueries({ queryKey: query.inventory.key() })
      toast.done(texts.product.saved(saved.name))
      onClose()
    },
  })
  if (form.draft.isLoading) return <Loading lines={6} />
  return (
    <form {...form.form} className="form-sections">
      <DraftNotice draft={form.draft} />
      <ProductFields form={form} today={today} />
      <Textarea
        {...form.text('reason')}
        label={texts.product.reason}
        description={texts.product.reasonHelp}
        minRows={2}
        required
      />
      <Failure error={form.error} />
      <FormBar form={form} submitLabel={texts.product.save}>
        <Button variant="default" onClick={onClose}>
          {texts.cancel}
        </Button>
      </FormBar>
    </form>
  )
}
