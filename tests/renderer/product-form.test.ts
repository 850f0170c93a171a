import { describe, expect, it } from 'vitest'
import { filledFrom, knownLabelOf, withKind } from '#renderer/inventory/knownLabels.ts'
import {
  emptyProduct,
  productOn,
  type TypedProduct,
  typedOf,
  typedProduct,
} from '#renderer/inventory/productForm.ts'
import { deviceLabels, product } from '#shared/inventory/index.ts'
import { certain, toCalendarDate } from '#shared/kernel/index.ts'

const today = toCalendarDate('2026-11-22')
const named: TypedProduct = { ...emptyProduct, name: 'A product', manufacturer: 'Lumen' }
const cream: TypedProduct = {
  ...named,
  kind: 'anaesthetic',
  agents: { ...emptyProduct.agents, lidocaine: '2.5', prilocaine: '2,5' },
  prescriptionOnly: true,
  longestDwellMinutes: '60',
  pinCount: '12',
}
const pathsOf = (typed: TypedProduct) =>
  productOn(today)
    .safeParse(typed)
    .error?.issues.map(({ path }) => path.join('.')) ?? []

describe('a product that is typed', () => {
  it('is sent with its agents to hundredths, without what its kind hides [INV-83]', () => {
    expect(productOn(today).parse(cream)).toMatchObject({
      activeAgents: [
        { agent: 'lidocaine', percent: 250 },
        { agent: 'prilocaine', percent: 250 },
      ],
      prescriptionOnly: true,
      longestDwellMinutes: 60,
      pinCount: null,
    })
    expect(productOn(today).parse({ ...cream, kind: 'cartridge' })).toMatchObject({
      activeAgents: [],
      prescriptionOnly: false,
      longestDwellMinutes: null,
      pinCount: 12,
      productClass: null,
    })
  })

  it('is read back as it was kept [INV-83]', () => {
    const kept = product.parse({
      ...productOn(today).parse(cream),
      id: '0190a0b0-0000-7000-8000-000000000001',
    })
    expect(productOn(today).parse(typedOf(kept))).toEqual(productOn(today).parse(cream))
  })

  it.each(['0', '0.001', '100.01', 'four', '1e1', '-4'])(
    'refuses %j as the per cent of an agent, under that agent [INV-83]',
    (lidocaine) => {
      expect(pathsOf({ ...cream, agents: { ...cream.agents, lidocaine } })).toEqual([
        'agents.lidocaine',
      ])
    },
  )

  it('is still read where it was typed before these facts were asked for [INV-83]', () => {
    const { agents, productClass, pinCount, longestDwellMinutes, ...older } = named
    expect([agents, productClass, pinCount, longestDwellMinutes]).toHaveLength(4)
    expect(typedProduct.parse(older)).toEqual(named)
  })
})

describe('a known label', () => {
  it('fills the fields, and leaves the name and the note that she typed [INV-82]', () => {
    for (const label of deviceLabels) {
      const filled = filledFrom(label, { ...named, kind: 'handpiece', note: 'Room two' })
      expect(filled.name).toBe('A product')
      expect(filled.note).toContain('Room two')
      expect(filled.note).toContain(label.source)
      expect(knownLabelOf(filled)).toBe(label)
      expect(productOn(today).parse(filled)).toMatchObject({
        evaluatedNeedleLength: label.evaluatedNeedleLength,
        labelledLengths: label.lengths,
        clearanceNumber: label.clearanceNumber,
      })
    }
  })

  it('gives way to another one that is chosen after it [INV-82]', () => {
    const [skinPen, , dermapen] = deviceLabels
    const first = filledFrom(certain(skinPen, 'The label'), { ...emptyProduct, kind: 'handpiece' })
    const second = filledFrom(certain(dermapen, 'The label'), first)
    expect([first.name, first.evaluatedNeedleLength]).toEqual(['SkinPen', '1.5'])
    expect([second.name, second.evaluatedNeedleLength]).toEqual(['Dermapen 4', ''])
    expect(second.note).not.toContain('SkinPen')
  })

  it('goes with the kind of product that it is about, and what she typed stays [INV-82]', () => {
    const label = certain(deviceLabels[0], 'The label')
    const filled = filledFrom(label, { ...emptyProduct, kind: 'handpiece', note: 'Room two' })
    expect(knownLabelOf(withKind('cartridge', filled))).toBe(label)
    expect(withKind('anaesthetic', filled)).toMatchObject({
      kind: 'anaesthetic',
      name: '',
      labelledUses: '',
      note: 'Room two',
    })
  })
})
