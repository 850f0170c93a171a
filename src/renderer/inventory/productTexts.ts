import type { DeviceLabel } from '#shared/inventory/index.ts'

/** What a product is on the skin, and the needles of a cartridge. */
export const productSkinTexts = {
  skin: 'On needled skin',
  skinText: 'Sessions hold what is put on before, during and right after needling against this.',
  class: 'What it is',
  classHelp: 'Empty: it is judged like anything that is not sterile.',
  classPlaceholder: 'Choose what it is',
  classClear: 'Clear what it is',
  sterile: 'Sterile, and labelled for needled skin',
  sterileHelp: 'Only when the label says both',
  prescription: 'Prescription only',
  agents: 'Anaesthetic agents; leave empty what is not in it',
  percentRange: 'Write per cent from 0.01 to 100, such as 2.5.',
  dwell: { label: 'Longest time on the skin', help: 'As the label says', unit: 'minutes' },
  dwellRange: 'Whole minutes, from 1 to 1440.',
  pins: { label: 'Pins', help: 'How many needles it has', unit: 'pins' },
  pinsRange: 'Between 1 and 1000 pins.',
  sheet: 'About this product',
  agentsShort: 'Agents',
  supply: 'Supply',
  notSaid: 'Not said',
  notSterile: 'Not sterile and labelled for it',
  sterileShort: 'Sterile, labelled for it',
  percent: (agent: string, percent: string) => `${agent} ${percent} %`,
  minutes: (count: number) => `${count} ${count === 1 ? 'minute' : 'minutes'}`,
} as const

/** Labels that are known, each with how far its source can be leaned on. */
export const knownLabelTexts = {
  knownLabel: 'Fill from a known label',
  knownLabelHelp: 'Compare every field with the package afterwards.',
  knownLabelPlaceholder: 'None',
  qualities: {
    law: 'law or authority',
    manufacturer: 'manufacturer’s text',
    secondary: 'at second hand',
  } satisfies Record<DeviceLabel['quality'], string>,
  knownFact: (name: string, quality: string) => `Filled from what is known of ${name}: ${quality}.`,
  knownRule: (source: string) => `${source}.`,
  knownNext: (day: string) => `Compare it with the package in hand. Look it up again on ${day}.`,
  knownNote: (source: string, quality: string, day: string) =>
    `Label taken from: ${source} (${quality}; look it up again on ${day}).`,
} as const
