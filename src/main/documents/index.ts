export type { Block, Cell, DocumentDescription, Drawing, Fact, Tone } from './description.ts'
export { renderDocument } from './render.ts'
export { renderLabels } from './labels.ts'
export type { LabelDescription, LabelSheetDescription } from './labels.ts'
