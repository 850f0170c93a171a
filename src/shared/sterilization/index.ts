export * from './contract.ts'
export * from './cycle-rules.ts'
export { judgeCycleFile, type LoadSurroundings } from './load-facts.ts'
export * from './new-load-rules.ts'
export * from './pack-rules.ts'
export { formatHold } from './parameter-rules.ts'
export * from './rules.ts'
export * from './schema.ts'
export * from './spore-rules.ts'
export {
  judgeMachine,
  judgeSterilizer,
  judgeSterilizerEvent,
  plainSerial,
  serviceAt,
  sporeTestDueOn,
} from './sterilizer-rules.ts'
