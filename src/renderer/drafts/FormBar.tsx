import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { SaveState } from '#renderer/ui/index.ts'
import type { DraftForm } from './useDraftForm.ts'
import './form-bar.css'

export interface FormBarProps<Values extends object> {
  form: DraftForm<Values>
  /** The verb: `Save the client`. */
  submitLabel: string
  /** Quieter actions beside it. */
  children?: ReactNode
}

/** The foot of a form, always in sight: whether it is safe, and the one button that hands it in. */
export const FormBar = <Values extends object>({
  form,
  submitLabel,
  children,
}: FormBarProps<Values>) => (
  <div className="form-bar">
    <SaveState status={form.draft.status} />
    <div className="form-bar-actions">
      {children}
      <Button type="submit" loading={form.isWriting}>
        {submitLabel}
      </Button>
    </div>
  </div>
)
