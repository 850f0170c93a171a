import { Button, Modal, NativeSelect, SimpleGrid, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api, query } from '#renderer/api.ts'
import { type DraftForm, DraftNotice, FormBar, useDraftForm } from '#renderer/drafts/index.ts'
import { Failure, Loading } from '#renderer/ui/index.ts'
import { cellsOf, draftKeyOf, headingOf } from './heading.ts'
import {
  emptyMapping,
  type MappingColumn,
  neededColumns,
  optionalColumns,
  readMapping,
  type TypedMapping,
  typedMapping,
} from './mappingForm.ts'
import { texts } from './texts.ts'

const words = texts.mapping

export interface MappingDialogProps {
  /** The file whose columns are named; null: none. */
  file: File | null
  onClose: () => void
  onSaved: (file: File) => void
}

/** Which column of a table holds which fact; asked once for each form of table. */
export const MappingDialog = ({ file, onClose, onSaved }: MappingDialogProps) => (
  <Modal
    opened={file !== null}
    onClose={onClose}
    title={file ? words.title(file.name) : ''}
    size={680}
  >
    {file ? <HeadingOf file={file} onClose={onClose} onSaved={onSaved} /> : null}
  </Modal>
)

const HeadingOf = ({ file, ...rest }: MappingDialogProps & { file: File }) => {
  const heading = useQuery({
    queryKey: ['imports-heading', file.name, file.size, file.lastModified],
    queryFn: () => headingOf(file),
  })
  if (heading.data === undefined) {
    return heading.error ? <Failure error={heading.error} /> : <Loading lines={4} />
  }
  return <MappingForm file={file} heading={heading.data} {...rest} />
}

const MappingForm = ({
  file,
  heading,
  onClose,
  onSaved,
}: MappingDialogProps & { file: File; heading: string }) => {
  const queries = useQueryClient()
  const cells = cellsOf(heading)
  const form = useDraftForm({
    kind: 'column-mapping',
    key: draftKeyOf(heading),
    initial: emptyMapping,
    typed: typedMapping,
    read: (values) => readMapping(values, heading),
    write: (mapping) => api.imports.saveMapping({ mapping }),
    onWritten: () => {
      void queries.invalidateQueries({ queryKey: query.imports.key() })
      onSaved(file)
      onClose()
    },
  })
  if (form.draft.isLoading) return <Loading lines={4} />
  return (
    <form {...form.form} className="form-sections">
      <DraftNotice draft={form.draft} />
      <p className="confirm-text">{words.text}</p>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
        {neededColumns.map((name) => (
          <ColumnSelect key={name} form={form} name={name} cells={cells} isNeeded />
        ))}
        <NativeSelect
          label={words.dateOrder}
          value={form.values.dateOrder}
          onChange={({ currentTarget: { value } }) =>
            form.set('dateOrder', typedMapping.shape.dateOrder.parse(value))
          }
          data={typedMapping.shape.dateOrder.options.map((value) => ({
            value,
            label: words.dateOrders[value],
          }))}
        />
        <TextInput {...form.text('passedWord')} label={words.passedWord} maxLength={80} required />
        <TextInput {...form.text('abortedWord')} label={words.abortedWord} maxLength={80} />
        {optionalColumns.map((name) => (
          <ColumnSelect key={name} form={form} name={name} cells={cells} />
        ))}
      </SimpleGrid>
      <Failure error={form.error} />
      <FormBar form={form} submitLabel={words.save}>
        <Button variant="default" onClick={onClose}>
          {texts.cancel}
        </Button>
      </FormBar>
    </form>
  )
}

const ColumnSelect = ({
  form,
  name,
  cells,
  isNeeded = false,
}: {
  form: DraftForm<TypedMapping>
  name: MappingColumn
  cells: readonly string[]
  isNeeded?: boolean
}) => (
  <NativeSelect
    label={words[name]}
    value={form.values[name]}
    error={form.errorOf(name)}
    onChange={({ currentTarget: { value } }) => form.set(name, value)}
    data={[{ value: '', label: isNeeded ? words.choose : words.none }, ...cells]}
    required={isNeeded}
  />
)
