import { type ProductDetails, productDetails } from '#shared/inventory/index.ts'
import { addDays, type CalendarDate, deciCelsius, micrometres } from '#shared/kernel/index.ts'
import { type SterilizerDetails, sterilizerDetails } from '#shared/sterilization/index.ts'

const product = (
  details: Pick<ProductDetails, 'kind' | 'name' | 'manufacturer'> & Partial<ProductDetails>,
): ProductDetails =>
  productDetails.parse({
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
    model: 'MP-2',
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
    pinCount: 12,
    manufacturer: 'Halden Devices',
    labelledUses: 'Skin needling with a Meridian pen; single use.',
    unitsPerBox: 30,
    lowStockAt: 6,
    deviceIdentifier: '09506000134352',
    evaluatedNeedleLength: micrometres.parse(2500),
  }),
  cartridge36: product({
    kind: 'cartridge',
    name: 'Meridian 36-pin cartridge',
    pinCount: 36,
    manufacturer: 'Halden Devices',
    labelledUses: 'Skin needling with a Meridian pen; single use.',
    unitsPerBox: 30,
    lowStockAt: 6,
    deviceIdentifier: '09506000134369',
    evaluatedNeedleLength: micrometres.parse(2500),
  }),
  hyaluronic: product({
    kind: 'serum',
    name: 'Sterile hyaluronic glide gel',
    productClass: 'glide-gel',
    sterileForNeedling: true,
    contains: ['hyaluronic-acid'],
    manufacturer: 'Clarafell',
    deviceIdentifier: '09506000150017',
  }),
  peptide: product({
    kind: 'serum',
    name: 'Ceramide recovery gel',
    productClass: 'moisturiser',
    manufacturer: 'Clarafell',
    deviceIdentifier: '09506000150024',
  }),
  anaesthetic: product({
    kind: 'anaesthetic',
    name: 'Lidocaine 4 % cream',
    contains: ['lidocaine'],
    activeAgents: [{ agent: 'lidocaine', percent: 400 }],
    longestDwellMinutes: 60,
    manufacturer: 'Northgate Pharma',
    deviceIdentifier: '09506000160016',
  }),
  antiseptic: product({
    kind: 'antiseptic',
    name: 'Chlorhexidine 2 % solution',
    openedShelfLifeDays: 90,
    manufacturer: 'Northgate Pharma',
    deviceIdentifier: '09506000160023',
  }),
  disinfectant: product({
    kind: 'disinfectant',
    name: 'Surface disinfectant wipes',
    manufacturer: 'Northgate Pharma',
    deviceIdentifier: '09506000170015',
    contactSeconds: 60,
    lowStockAt: 1,
  }),
} as const satisfies Record<string, ProductDetails>

/** What the programme for packs asks for, and the one for the test of the day. */
export const programmes = { packs: 'Wrapped 134 °C', airRemoval: 'Helix 134 °C' } as const

export const sterilizer = (asOf: CalendarDate): SterilizerDetails =>
  sterilizerDetails.parse({
    name: 'Autoclave by the window',
    maker: 'Tarn',
    model: 'B18',
    serialNumber: 'TB18-00417',
    airRemoval: 'pre-vacuum',
    chamberMillilitres: 18_000,
    serviceDueOn: addDays(asOf, 45),
    requalificationDueOn: addDays(asOf, 210),
    programmes: [
      {
        name: programmes.packs,
        minimumTemperature: deciCelsius.parse(1340),
        maximumTemperature: deciCelsius.parse(1370),
        minimumHoldSeconds: 240,
        minimumPressure: 203,
        minimumDrySeconds: 900,
      },
      {
        name: programmes.airRemoval,
        minimumTemperature: deciCelsius.parse(1340),
        maximumTemperature: deciCelsius.parse(1370),
        minimumHoldSeconds: 210,
      },
      {
        name: 'Wrapped 121 °C',
        minimumTemperature: deciCelsius.parse(1210),
        minimumHoldSeconds: 1800,
      },
    ],
  })
