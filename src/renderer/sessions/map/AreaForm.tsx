import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { freeArea, freeAreaWords } from '#shared/practice/index.ts'
import { texts } from './texts.ts'

interface AreaFormProps {
  /** It lies where the face is drawn, and is not taken there. */
  isOnFace: boolean
  onAdd: (name: string) => void
  onCancel: () => void
}

/** The name of the area that lies on the drawing; without one it is nothing that a chart can say. */
export const AreaForm = ({ isOnFace, onAdd, onCancel }: AreaFormProps) => {
  const [name, setName] = useState('')
  const [isTried, setTried] = useState(false)
  const read = freeArea.shape.name.safeParse(name)
  const problem = isOnFace ? freeAreaWords : read.success ? null : texts.area.nameMissing
  const submit = () => {
    setTried(true)
    if (read.success && !isOnFace) onAdd(read.data)
  }
  return (
    <form
      className="map-area-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      noValidate
    >
      <p className="map-readout" role="status">
        {texts.area.hint}
      </p>
      <TextInput
        label={texts.area.name}
        placeholder={texts.area.placeholder}
        value={name}
        maxLength={60}
        required
        error={isTried ? problem : null}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel()
        }}
      />
      <div className="map-area-buttons">
        <Button type="submit">{texts.area.add}</Button>
        <Button variant="default" onClick={onCancel}>
          {texts.area.cancel}
        </Button>
      </div>
    </form>
  )
}
