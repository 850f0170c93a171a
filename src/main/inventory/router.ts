import { implement } from '@orpc/server'
import { inventoryContract } from '#shared/inventory/index.ts'
import type { Inventory } from './service.ts'

export const inventoryRouter = (room: () => Inventory) => {
  const os = implement(inventoryContract)
  return os.router({
    products: os.products.handler(({ input }) => room().products(input)),
    addProduct: os.addProduct.handler(({ input }) => room().addProduct(input)),
    updateProduct: os.updateProduct.handler(({ input }) => room().updateProduct(input)),
    lots: os.lots.handler(({ input }) => room().lots(input)),
    lot: os.lot.handler(({ input }) => room().lotWithUnits(input)),
    receiveLot: os.receiveLot.handler(({ input }) => room().receiveLot(input)),
    findByLabel: os.findByLabel.handler(({ input }) => room().findByLabel(input)),
    changeLotState: os.changeLotState.handler(({ input }) => room().changeLotState(input)),
    setLotOpened: os.setLotOpened.handler(({ input }) => room().setLotOpened(input)),
    devices: os.devices.handler(() => room().devices()),
    device: os.device.handler(({ input }) => room().device(input)),
    recordDeviceEvent: os.recordDeviceEvent.handler(({ input }) => room().recordDeviceEvent(input)),
    lowStock: os.lowStock.handler(() => room().lowStock()),
    lotLabels: os.lotLabels.handler(({ input }) => room().lotLabels(input)),
    discardUnit: os.discardUnit.handler(({ input }) => room().discardUnit(input)),
  })
}
