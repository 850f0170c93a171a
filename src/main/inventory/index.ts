export type { Piece } from './pieces.ts'
export { inventoryRouter } from './router.ts'
export { createInventory, type Inventory } from './service.ts'
