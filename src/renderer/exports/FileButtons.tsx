import { Button, Loader } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { Failure } from '#renderer/ui/index.ts'
import { texts } from './texts.ts'
import { type MakeFile, useMakeFile } from './useMakeFile.ts'

export interface FileChoice {
  /** What stands on the button: `PDF`. */
  label: string
  /** The whole of it, for whoever does not see what it stands beside: `History as PDF`. */
  description: string
  icon: Icon
  /** Null while what it needs is not chosen yet. */
  make: MakeFile | null
}

export interface FileButtonsProps {
  files: readonly FileChoice[]
}

/** One button for each format. While a file is made the others wait, and it can be given up. */
export const FileButtons = ({ files }: FileButtonsProps) => {
  const { making, error, make, cancel } = useMakeFile()
  return (
    <div className="file-buttons">
      <div className="file-buttons-row">
        {files.map((file) => (
          <Button
            key={file.label}
            variant="default"
            aria-label={file.description}
            leftSection={<file.icon size={18} aria-hidden />}
            disabled={file.make === null || making !== null}
            onClick={() => file.make && make(file.label, file.make)}
          >
            {file.label}
          </Button>
        ))}
      </div>
      {making === null ? null : <Making onCancel={cancel} />}
      <Failure error={error} />
    </div>
  )
}

/** Most files are there before anybody could read this. */
const quietFor = 250

const Making = ({ onCancel }: { onCancel: () => void }) => {
  const [isLate, setIsLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), quietFor)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="file-making" role="status">
      {isLate ? (
        <>
          <Loader size={18} aria-hidden />
          <span>{texts.making}</span>
          <Button variant="subtle" size="sm" onClick={onCancel}>
            {texts.cancel}
          </Button>
        </>
      ) : null}
    </div>
  )
}
