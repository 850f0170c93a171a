export * from './contract.ts'
export * from './record.ts'
export * from './schema.ts'
