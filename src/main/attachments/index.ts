export { attachmentsRouter } from './router.ts'
export { type Attachments, createAttachments, type Keep, type NewAttachment } from './service.ts'
export { attachmentsFolder, openSealed, type Sealed, seal, writeSealed } from './store.ts'
export {
  type AttachmentsReport,
  fileHolders,
  keptFiles,
  subjectOfFile,
  verifyAttachments,
} from './verify.ts'
