export { identityCommitment, signatureHolds } from './message.ts'
export { createSigning, type SignedRecord, type Signing } from './service.ts'
export { type SignaturesReport, verifySignatures } from './verify.ts'
export { signatureOf, strangersAmong, unsignedRecords } from './signed-records.ts'
