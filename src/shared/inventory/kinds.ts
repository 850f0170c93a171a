import type { ActiveAgent, ProductClass, ProductKind } from './schema.ts'

export const kindLabels = {
  handpiece: 'Handpiece',
  cartridge: 'Cartridge',
  roller: 'Roller',
  stamp: 'Stamp',
  serum: 'Serum',
  anaesthetic: 'Anaesthetic',
  antiseptic: 'Antiseptic',
  disinfectant: 'Disinfectant',
  'barrier-sleeve': 'Barrier sleeve',
  indicator: 'Indicator',
} as const satisfies Record<ProductKind, string>

export const productClassLabels = {
  'glide-gel': 'Glide gel',
  'hyaluronic-acid': 'Hyaluronic acid',
  'platelet-rich-plasma': 'Platelet-rich plasma',
  'growth-factor': 'Growth factors',
  'vitamin-c': 'Vitamin C',
  'tranexamic-acid': 'Tranexamic acid',
  retinoid: 'Retinoid',
  acid: 'Acid or exfoliant',
  fragranced: 'Fragranced product',
  sunscreen: 'Sunscreen',
  'make-up': 'Make-up',
  cleanser: 'Cleanser',
  moisturiser: 'Moisturiser',
  other: 'Something else',
} as const satisfies Record<ProductClass, string>

export const agentLabels = {
  lidocaine: 'Lidocaine',
  prilocaine: 'Prilocaine',
  tetracaine: 'Tetracaine',
  benzocaine: 'Benzocaine',
} as const satisfies Record<ActiveAgent['agent'], string>

/** Single-use without exception; a session takes each piece and attests it. */
export const isNeedleBearing = (kind: ProductKind): boolean =>
  kind === 'cartridge' || kind === 'roller' || kind === 'stamp'

/** Kinds whose pieces are kept one by one, each with a serial or a number. */
export const keepsPieces = (kind: ProductKind): boolean =>
  isNeedleBearing(kind) || kind === 'handpiece'

/** What is put on a client's skin, by amount. */
export const isApplied = (kind: ProductKind): boolean =>
  kind === 'serum' || kind === 'anaesthetic' || kind === 'antiseptic'
