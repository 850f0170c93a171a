export { asItStood, momentsOf, type RecordKey } from './record.ts'
export { auditRouter } from './router.ts'
export { type Audit, createAudit } from './service.ts'
export { type ChainReport, type LogReport, verifyChain, verifyLog } from './verify.ts'
