export { AttachmentField, type AttachmentFieldProps, typedAttachment } from './AttachmentField.tsx'
export { AttachmentLink } from './AttachmentLink.tsx'
