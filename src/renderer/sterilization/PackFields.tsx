import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { FormFields } from '#renderer/drafts/index.ts'
import type { Load } from '#shared/sterilization/index.ts'
import { packLabel, type TypedLoad } from './loadForm.ts'
import { texts } from './texts.ts'

type TypedPack = TypedLoad['packs'][number]

/** The packs of a load, line by line; Enter in the last one begins the next. */
export const PackFields = ({
  form,
  last,
}: {
  form: FormFields<TypedLoad>
  /** The load before, whose contents can be taken again. */
  last: Load | null
}) => {
  const { packs, cycleNumber } = form.values
  const rows = useRef<HTMLDivElement>(null)
  const wantsFocus = useRef(false)
  const change = (next: TypedPack[]) => form.set('packs', next)
  const add = () => {
    wantsFocus.current = true
    change([...packs, { label: packLabel(cycleNumber, packs.length + 1), contents: '' }])
  }

  useEffect(() => {
    if (!wantsFocus.current) return
    wantsFocus.current = false
    const fields = rows.current?.querySelectorAll<HTMLInputElement>('input') ?? []
    // The label is suggested, so the contents are what is typed next.
    fields[fields.length - 1]?.focus()
  }, [packs.length])

  const onKeyDown = (event: KeyboardEvent, index: number) => {
    if (event.key !== 'Enter' || index !== packs.length - 1) return
    event.preventDefault()
    if (packs[index]?.contents.trim()) add()
  }

  return (
    <div ref={rows} className="form-stack">
      {packs.map((pack, index) => (
        // A pack has no name of its own until it is typed: its place is what it is.
        <div key={`pack-${index + 1}`} className="pack-row">
          <TextInput
            label={texts.load.packLabel(index + 1)}
            value={pack.label}
            error={form.errorOf(`packs.${index}.label`)}
            maxLength={40}
            onChange={({ currentTarget: { value } }) =>
              change(packs.map((one, at) => (at === index ? { ...one, label: value } : one)))
            }
            required
          />
          <TextInput
            label={texts.load.packContents(index + 1)}
            placeholder={texts.load.contentsPlaceholder}
            value={pack.contents}
            error={form.errorOf(`packs.${index}.contents`)}
            maxLength={300}
            onChange={({ currentTarget: { value } }) =>
              change(packs.map((one, at) => (at === index ? { ...one, contents: value } : one)))
            }
            onKeyDown={(event) => onKeyDown(event, index)}
            required
          />
          {packs.length > 1 ? (
            <ActionIcon
              className="row-remove"
              aria-label={texts.load.removePack(index + 1)}
              onClick={() => change(packs.filter((_, at) => at !== index))}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          ) : (
            <span />
          )}
        </div>
      ))}
      <div className="row-add">
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
          {texts.load.addPack}
        </Button>
        {last && packs.every(({ contents }) => contents.trim() === '') ? (
          <Button
            variant="subtle"
            onClick={() =>
              change(
                last.packs.map(({ contents }, index) => ({
                  label: packLabel(cycleNumber, index + 1),
                  contents,
                })),
              )
            }
          >
            {texts.load.samePacks(last.cycleNumber)}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
