export { afterClient, LeaveDialog, type LeaveDialogProps } from './LeaveDialog.tsx'
export { SecretForm, type SecretFormProps } from './SecretForm.tsx'
export { SignatureBlock, type SignatureBlockProps } from './SignatureBlock.tsx'
export { useGuard } from './useGuard.ts'
