import type { ProductDetails } from '#shared/inventory/index.ts'
import { deciCelsius, micrometres } from '#shared/kernel/index.ts'
import type { SterilizerDetails } from '#shared/sterilization/index.ts'

const product = (
  details: Pick<ProductDetails, 'kind' | 'name' | 'manufacturer'> & Partial<ProductDetails>,
): ProductDetails => ({
  deviceIdentifier: null,
  reprocessable: false,
  evaluatedNeedleLength: null,
  note: '',
  ...details,
})

/** Invented makers; the device identifiers carry right check digits and belong to nobody. */
export const goods = {
  pen: product({
    kind: 'handpiece',
    name: 'Meridian pen',
    manufacturer: 'Halden Devices',
    deviceIdentifier: '09506000140018',
    evaluatedNeedleLength: micrometres.parse(1500),
    note: 'Used with a barrier sleeve; the body is wiped between clients.',
  }),
  steelPen: product({
    kind: 'handpiece',
    name: 'Meridian steel head',
    manufacturer: 'Halden Devices',
    deviceIdentifier: '09506000140025',
    reprocessable: true,
    evaluatedNeedleLength: micrometres.parse(1500),
  }),
  cartridge12: product({
    kind: 'cartridge',
    name: 'Meridian 12-pin cartridge',
    manufacturer: 'Halden Devices',
    deviceIdentifier: '09506000134352',
    evaluatedNeedleLength: micrometres.parse(2500),
  }),
  cartridge36: product({
    kind: 'cartridge',
    name: 'Meridian 36-pin cartridge',
    manufacturer: 'Halden Devices',
    deviceIdentifier: '09506000134369',
    evaluatedNeedleLength: micrometres.parse(2500),
  }),
  hyaluronic: product({
    kind: 'serum',
    name: 'Sterile hyaluronic glide gel',
    manufacturer: 'Clarafell',
    deviceIdentifier: '09506000150017',
  }),
  peptide: product({
    kind: 'serum',
    name: 'Ceramide recovery gel',
    manufacturer: 'Clarafell',
    deviceIdentifier: '09506000150024',
  }),
  anaesthetic: product({
    kind: 'anaesthetic',
    name: 'Lidocaine 4 % cream',
    manufacturer: 'Northgate Pharma',
    deviceIdentifier: '09506000160016',
  }),
  antiseptic: product({
    kind: 'antiseptic',
    name: 'Chlorhexidine 2 % solution',
    manufacturer: 'Northgate Pharma',
    deviceIdentifier: '09506000160023',
  }),
} as const satisfies Record<string, ProductDetails>

export const sterilizer: SterilizerDetails = {
  name: 'Autoclave by the window',
  maker: 'Tarn',
  model: 'B18',
  serialNumber: 'TB18-00417',
  programmes: [
    {
      name: 'Wrapped 134 °C',
      minimumTemperature: deciCelsius.parse(1340),
      minimumHoldSeconds: 240,
    },
    {
      name: 'Wrapped 121 °C',
      minimumTemperature: deciCelsius.parse(1210),
      minimumHoldSeconds: 1800,
    },
  ],
}
