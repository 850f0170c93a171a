import { ActionIcon, Loader, TextInput, type TextInputProps } from '@mantine/core'
import { IconCamera, IconScan } from '@tabler/icons-react'
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { texts } from './texts.ts'

export interface ScanBoxProps extends Omit<TextInputProps, 'value' | 'onChange' | 'onSubmit'> {
  label: string
  /** What was scanned, with real GS characters (U+001D) where the label had them. */
  onScan: (scanned: string) => void
  /** Keeps the text after a scan, so that it can be corrected. */
  keepsText?: boolean
}

/** GS1's separator has no shape of its own; this is its picture. */
const groupSeparator = '\u001d'
const picture = '\u241d'

const toPicture = (text: string) =>
  text.replaceAll(groupSeparator, picture).replace(/<GS>|\{GS\}/gi, picture)
const fromPicture = (text: string) => text.replaceAll(picture, groupSeparator)

/**
 * Where a USB scanner types. A scanner sends GS as Ctrl+] (ASCII 29), which a browser's field drops
 * without a word: two elements of a label would run together and the lot would be read wrongly. It
 * is caught here and shown as ␝. Enter, which scanners send at the end, hands the text over. A photo
 * of the label, chosen, taken or pasted, is read on this machine and handed over in the same way.
 */
export const ScanBox = ({ onScan, keepsText = false, ...rest }: ScanBoxProps) => {
  const [text, setText] = useState('')
  const photo = usePhoto(onScan)

  const insert = (field: HTMLInputElement, piece: string) => {
    const from = field.selectionStart ?? text.length
    const to = field.selectionEnd ?? from
    const next = field.value.slice(0, from) + piece + field.value.slice(to)
    // Now, not in the next frame: a scanner has typed the next characters by then, and the caret
    // would go back before them.
    flushSync(() => setText(next))
    const caret = from + piece.length
    field.setSelectionRange(caret, caret)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isGroupSeparator(event)) {
      event.preventDefault()
      insert(event.currentTarget, picture)
      return
    }
    if (event.key !== 'Enter') return
    event.preventDefault()
    const scanned = fromPicture(event.currentTarget.value).trim()
    if (scanned === '') return
    onScan(scanned)
    if (!keepsText) setText('')
  }

  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const [picture] = event.clipboardData.files
    if (picture) {
      event.preventDefault()
      photo.read(picture)
      return
    }
    const pasted = event.clipboardData.getData('text')
    if (toPicture(pasted) === pasted) return
    event.preventDefault()
    insert(event.currentTarget, toPicture(pasted.replace(/[\r\n]+$/, '')))
  }

  return (
    <div className="scan-box-frame">
      <TextInput
        leftSection={<IconScan size={20} aria-hidden />}
        rightSection={<PhotoButton label={rest.label} photo={photo} />}
        rightSectionWidth={48}
        placeholder={texts.scanPlaceholder}
        autoComplete="off"
        spellCheck={false}
        {...rest}
        className="scan-box"
        value={text}
        onChange={(event) => setText(toPicture(event.currentTarget.value))}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <p className="scan-box-photo" role="status">
        {photo.says}
      </p>
    </div>
  )
}

type Photo = ReturnType<typeof usePhoto>

/** Without `capture`, a telephone offers its camera and its pictures both. */
const PhotoButton = ({ label, photo }: { label: string; photo: Photo }) => {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <ActionIcon
        variant="subtle"
        aria-label={texts.photo.read(label)}
        title={texts.photo.read(label)}
        disabled={photo.isReading}
        onClick={() => input.current?.click()}
      >
        {photo.isReading ? <Loader size={18} aria-hidden /> : <IconCamera size={20} aria-hidden />}
      </ActionIcon>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        aria-label={texts.photo.file(label)}
        onChange={({ currentTarget }) => {
          const [picture] = currentTarget.files ?? []
          // The same picture may be chosen again.
          currentTarget.value = ''
          if (picture) photo.read(picture)
        }}
      />
    </>
  )
}

/** The reader is a megabyte, so it is fetched with the first photo. */
const usePhoto = (onScan: (scanned: string) => void) => {
  const [state, setState] = useState<'idle' | 'reading' | 'none' | 'unreadable'>('idle')
  const read = async (picture: File) => {
    setState('reading')
    try {
      const { readPhoto } = await import('./readPhoto.ts')
      const scanned = await readPhoto(picture)
      setState(scanned === '' ? 'none' : 'idle')
      if (scanned !== '') onScan(scanned)
    } catch {
      setState('unreadable')
    }
  }
  return {
    isReading: state === 'reading',
    says: state === 'idle' ? '' : texts.photo[state],
    read: (picture: File) => void read(picture),
  }
}

const isGroupSeparator = (event: KeyboardEvent) =>
  event.key === groupSeparator ||
  (event.ctrlKey && !event.metaKey && (event.key === ']' || event.code === 'BracketRight'))
