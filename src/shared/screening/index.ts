export {
  askedQuestions,
  type GivenAnswer,
  type ScreenedClient,
  type ScreeningInput,
  skinTypeItem,
  type Truth,
} from './conditions.ts'
export * from './anaesthetics.ts'
export * from './changes.ts'
export * from './clearances.ts'
export * from './completeness.ts'
export * from './contract.ts'
export * from './evaluation.ts'
export * from './gate.ts'
export * from './patch-tests.ts'
export * from './record.ts'
export * from './rule-sets.ts'
export * from './schema.ts'
export { startingScreening } from './starting-rules.ts'
