export type { Block, Cell, DocumentDescription, Drawing, Fact, Tone } from './description.ts'
export { renderDocument } from './render.ts'
