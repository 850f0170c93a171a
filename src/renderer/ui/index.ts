/**
 * The design system. It knows no room: rooms hand it words and values. Mantine's own components may
 * be used beside these, with their defaults; colours come from `StatusBadge` and the tones, never
 * from `color=`, except `color="red"` for a button that cannot be undone.
 */
export {
  formatCelsius,
  formatDay,
  formatMillimetres,
  formatMoment,
} from '#shared/kernel/index.ts'
export { type Command, useCommands, useOfferedCommands } from './commands.ts'
export { ConfirmDialog, type ConfirmDialogProps } from './ConfirmDialog.tsx'
export { type Column, DataTable, type DataTableProps } from './DataTable.tsx'
export { DateField, type DateFieldProps } from './DateField.tsx'
export { type Definition, DefinitionList, type DefinitionListProps } from './DefinitionList.tsx'
export { download } from './download.ts'
export { EmptyState, type EmptyStateProps } from './EmptyState.tsx'
export { Failure } from './Failure.tsx'
export {
  FindingCard,
  type FindingCardProps,
  FindingList,
  type FindingListProps,
  ProblemList,
  type ProblemListProps,
  problemOfField,
} from './Findings.tsx'
export { FullSurface, fullSurfaceMark } from './FullSurface.tsx'
export { KeyboardHint } from './KeyboardHint.tsx'
export { later } from './later.tsx'
export { Loading, LoadingScreen } from './Loading.tsx'
export {
  LinkButton,
  type LinkButtonProps,
  TextLink,
  traceAddress,
  type TraceKind,
  TraceLink,
  type TraceLinkProps,
} from './links.tsx'
export { Mark } from './Mark.tsx'
export { MillimetreField, type MillimetreFieldProps } from './MillimetreField.tsx'
export {
  MomentField,
  type MomentFieldProps,
  momentOf,
  type TypedMoment,
  typedMoment,
} from './MomentField.tsx'
export { Page, type PageProps } from './Page.tsx'
export { PassphraseField, type PassphraseFieldProps } from './PassphraseField.tsx'
export { SafetyBanner, type SafetyBannerProps, type SafetyFact } from './SafetyBanner.tsx'
export { SaveState, type SaveStatus } from './SaveState.tsx'
export { ScanBox, type ScanBoxProps } from './ScanBox.tsx'
export { SearchField, type SearchFieldProps } from './SearchField.tsx'
export { Section, type SectionProps } from './Section.tsx'
export { SignaturePad, type SignaturePadProps, type SignatureStrokes } from './SignaturePad.tsx'
export { StatusBadge, type StatusBadgeProps } from './StatusBadge.tsx'
export { type Step, type StepState, Steps, type StepsProps } from './Steps.tsx'
export { cssVariablesResolver, theme } from './theme.ts'
export { toast } from './toast.tsx'
export { type Tone, ToneIcon } from './tone.tsx'
