import { IconAlertTriangleFilled, IconCheck, IconDeviceFloppy } from '@tabler/icons-react'
import { texts } from './texts.ts'

/** Where the typed text is. `reason` is a sentence: `The disk is full.` */
export type SaveStatus =
  | { kind: 'untouched' }
  | { kind: 'saving' }
  | { kind: 'saved' }
  | { kind: 'unsaved'; reason: string }

/** Says quietly whether what was typed is safe: `<SaveState status={draft.status} />`. */
export const SaveState = ({ status }: { status: SaveStatus }) => (
  <span role="status" className="save-state" data-kind={status.kind}>
    <SaveStateContent status={status} />
  </span>
)

const SaveStateContent = ({ status }: { status: SaveStatus }) => {
  switch (status.kind) {
    case 'untouched':
      return null
    case 'saving':
      return (
        <>
          <IconDeviceFloppy size={16} aria-hidden />
          {texts.saving}
        </>
      )
    case 'saved':
      return (
        <>
          <IconCheck size={16} aria-hidden />
          {texts.saved}
        </>
      )
    case 'unsaved':
      return (
        <>
          <IconAlertTriangleFilled size={16} aria-hidden />
          {texts.notSaved(status.reason)}
        </>
      )
  }
}
