export { InventoryPage } from './InventoryPage.tsx'
export { LotPage } from './LotPage.tsx'
export { NewProductPage } from './NewProductPage.tsx'
export { ReceiveLotPage } from './ReceiveLotPage.tsx'
