export { DraftNotice, type DraftNoticeProps } from './DraftNotice.tsx'
export { FormBar, type FormBarProps } from './FormBar.tsx'
export { ReasonDialog, type ReasonDialogProps } from './ReasonDialog.tsx'
export { draftProcedures, flushDrafts } from './registry.ts'
export type { DraftProcedures } from './store.ts'
export { type DraftHandle, useDraft } from './useDraft.ts'
export {
  type DraftForm,
  type DraftFormOptions,
  type FormFields,
  useDraftForm,
} from './useDraftForm.ts'
