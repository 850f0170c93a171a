export { Root } from './Root.tsx'
