import { Button, FileButton, Loader } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { type DragEvent, useRef, useState } from 'react'
import { Section, ToneIcon } from '#renderer/ui/index.ts'
import { texts } from './texts.ts'

const words = texts.drop

/** The contract's own limit for one call. */
const mostFiles = 500

export interface DropFilesProps {
  busy: boolean
  onFiles: (files: File[]) => void
}

/** Files are dropped on it or chosen; the button is there for whoever does not drag. */
export const DropFiles = ({ busy, onFiles }: DropFilesProps) => {
  const [isOver, setIsOver] = useState(false)
  const [given, setGiven] = useState(0)
  const reset = useRef<() => void>(null)
  const take = (files: readonly File[]) => {
    if (busy || files.length === 0) return
    setGiven(files.length)
    onFiles(files.slice(0, mostFiles))
    reset.current?.()
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    take([...event.dataTransfer.files])
  }
  return (
    <Section title={words.title} description={words.text}>
      <div
        className="drop-files"
        data-over={isOver}
        onDragOver={(event) => {
          event.preventDefault()
          setIsOver(true)
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={onDrop}
      >
        {busy ? (
          <p role="status" className="drop-files-busy">
            <Loader size={18} aria-hidden />
            {words.reading(Math.min(given, mostFiles))}
          </p>
        ) : (
          <>
            <IconFileUpload size={28} stroke={1.6} aria-hidden />
            <p>{words.here}</p>
            <FileButton
              resetRef={reset}
              multiple
              onChange={take}
              inputProps={{ 'aria-label': words.input }}
            >
              {(props) => <Button {...props}>{words.choose}</Button>}
            </FileButton>
          </>
        )}
      </div>
      {given > mostFiles ? (
        <p className="drop-files-note" data-tone="decision">
          <ToneIcon tone="decision" /> {words.tooMany}
        </p>
      ) : null}
    </Section>
  )
}
