import { Button, Chip, Modal, TextInput } from '@mantine/core'
import { useId } from 'react'
import { z } from 'zod'
import { DraftNotice, useDraft } from '#renderer/drafts/index.ts'
import { DateField, Loading, MillimetreField } from '#renderer/ui/index.ts'
import { calendarDate, micrometres } from '#shared/kernel/index.ts'
import { labelOfZone, orderableLimit, treatedZoneId } from '#shared/practice/index.ts'
import { type SupervisingOrder, supervisingOrder } from '#shared/sessions/index.ts'
import type { ExceededLimit } from './orders.ts'
import { texts } from './texts.ts'
import type { SessionHandle } from './useSession.ts'

const words = texts.orders

/** An order while it is typed. */
const typedOrder = z.object({
  clinician: z.string(),
  licence: z.string(),
  orderedOn: calendarDate.nullable(),
  zones: z.array(treatedZoneId),
  maximumNeedleLength: micrometres.nullable(),
  exceeds: z.array(orderableLimit),
})
type TypedOrder = z.infer<typeof typedOrder>

interface OrderDialogProps {
  session: SessionHandle
  /** The stop that it answers, or the place of the order that is changed. */
  subject: ExceededLimit | number
  onClose: () => void
}

/** A supervising clinician's written order: who, with which licence, when, for what. */
export const OrderDialog = (props: OrderDialogProps) => (
  <Modal opened onClose={props.onClose} title={words.dialog} size={600}>
    <OrderForm {...props} />
  </Modal>
)

const OrderForm = ({ session, subject, onClose }: OrderDialogProps) => {
  const draft = useDraft(
    'supervising-order',
    `${session.sessionId}:${typeof subject === 'number' ? subject : 'new'}`,
    begin(session, subject),
    typedOrder,
  )
  const order = draft.value
  const read = supervisingOrder.safeParse(order)
  const change = (part: Partial<TypedOrder>) => draft.change({ ...order, ...part })
  const { base, document } = session
  if (draft.isLoading) return <Loading />
  const save = () => {
    if (!read.success) return
    session.change((now) => ({ ...now, orders: placed(now.orders, read.data, subject) }))
    void draft.finish()
    onClose()
  }
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <p className="quiet">{words.text}</p>
      <DraftNotice draft={draft} saysRestored={false} />
      <div className="order-fields">
        <TextInput
          required
          data-autofocus
          label={words.clinician}
          maxLength={200}
          value={order.clinician}
          onChange={(event) => change({ clinician: event.currentTarget.value })}
        />
        <TextInput
          required
          label={words.licence}
          placeholder={words.licenceHelp}
          maxLength={100}
          value={order.licence}
          onChange={(event) => change({ licence: event.currentTarget.value })}
        />
        <DateField
          required
          label={words.orderedOn}
          maximum={base.today}
          value={order.orderedOn}
          onChange={(orderedOn) => change({ orderedOn })}
        />
        <MillimetreField
          required
          label={words.maximum}
          value={order.maximumNeedleLength}
          onChange={(maximumNeedleLength) => change({ maximumNeedleLength })}
        />
      </div>
      <Choices
        label={words.zones}
        options={document.zones.map((zone) => ({ value: zone.zone, label: labelOfZone(zone) }))}
        chosen={order.zones}
        onChange={(values) =>
          change({
            zones: document.zones.map(({ zone }) => zone).filter((zone) => values.includes(zone)),
          })
        }
      />
      <Choices
        label={words.exceeds}
        options={base.rules.orderMayExceed.value.map((value) => ({
          value,
          label: words.limits[value],
        }))}
        chosen={order.exceeds}
        onChange={(values) =>
          change({ exceeds: orderableLimit.options.filter((each) => values.includes(each)) })
        }
      />
      <div className="dialog-actions">
        <Button variant="default" onClick={onClose}>
          {texts.actions.cancel}
        </Button>
        <Button type="submit" disabled={!read.success}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}

const begin = ({ document }: SessionHandle, subject: ExceededLimit | number): TypedOrder => {
  const recorded = typeof subject === 'number' ? document.orders[subject] : undefined
  if (recorded) return recorded
  const about = typeof subject === 'number' ? null : subject
  return {
    clinician: '',
    licence: '',
    orderedOn: null,
    zones: about ? [about.zone] : [],
    // What the order says is read from the paper, not taken from the chart.
    maximumNeedleLength: null,
    exceeds: about ? [about.limit] : [],
  }
}

const placed = (
  orders: readonly SupervisingOrder[],
  order: SupervisingOrder,
  subject: ExceededLimit | number,
): SupervisingOrder[] =>
  typeof subject === 'number'
    ? orders.map((each, index) => (index === subject ? order : each))
    : [...orders, order]

interface ChoicesProps {
  label: string
  options: readonly { value: string; label: string }[]
  chosen: readonly string[]
  onChange: (values: string[]) => void
}

const Choices = ({ label, options, chosen, onChange }: ChoicesProps) => {
  const labelId = useId()
  return (
    <div className="response-part">
      <p id={labelId} className="small-label">
        {label}
      </p>
      <Chip.Group multiple value={[...chosen]} onChange={onChange}>
        <div role="group" aria-labelledby={labelId} className="chips">
          {options.map((option) => (
            <Chip key={option.value} value={option.value} variant="outline" size="md">
              {option.label}
            </Chip>
          ))}
        </div>
      </Chip.Group>
    </div>
  )
}
