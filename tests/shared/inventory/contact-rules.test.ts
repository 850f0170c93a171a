import { describe, expect, it } from 'vitest'
import {
  deviceLabels,
  judgeSkinContact,
  type ProductKind,
  productDetails,
  productKind,
} from '#shared/inventory/index.ts'

const details = (kind: ProductKind, facts: Record<string, unknown>) =>
  productDetails.parse({
    kind,
    name: 'A product',
    manufacturer: 'Lumen',
    deviceIdentifier: null,
    reprocessable: false,
    evaluatedNeedleLength: null,
    note: '',
    ...facts,
  })

const kindsThatHave = (facts: Record<string, unknown>) =>
  productKind.options.filter((kind) => judgeSkinContact(details(kind, facts)) === null)

describe('what a product is on needled skin', () => {
  it('is said of the kinds that it concerns only [INV-81]', () => {
    const applied = ['serum', 'anaesthetic', 'antiseptic']
    expect(kindsThatHave({})).toEqual(productKind.options)
    expect(kindsThatHave({ productClass: 'retinoid' })).toEqual(applied)
    expect(kindsThatHave({ sterileForNeedling: true })).toEqual(applied)
    expect(kindsThatHave({ prescriptionOnly: true })).toEqual(applied)
    expect(kindsThatHave({ longestDwellMinutes: 60 })).toEqual(['anaesthetic'])
    expect(kindsThatHave({ activeAgents: [{ agent: 'lidocaine', percent: 400 }] })).toEqual([
      'anaesthetic',
    ])
    expect(kindsThatHave({ pinCount: 12 })).toEqual(['cartridge', 'roller', 'stamp'])
  })

  it('names each agent once, and no more than the whole [INV-81]', () => {
    const agents = (...activeAgents: readonly (readonly [string, number])[]) =>
      judgeSkinContact(
        details('anaesthetic', {
          activeAgents: activeAgents.map(([agent, percent]) => ({ agent, percent })),
        }),
      )?.code ?? null
    expect(agents(['lidocaine', 250], ['prilocaine', 250])).toBeNull()
    expect(agents(['lidocaine', 250], ['lidocaine', 250])).toBe('inventory.agent-twice')
    expect(agents(['lidocaine', 5001], ['tetracaine', 5000])).toBe('inventory.agents-above-whole')
  })

  it('starts from labels that say where they are from and when to look again [INV-82]', () => {
    const known = deviceLabels.map(({ name, evaluatedNeedleLength, lengths, quality }) => [
      name,
      evaluatedNeedleLength,
      lengths.at(0) ?? null,
      lengths.at(-1) ?? null,
      quality,
    ])
    expect(known).toEqual([
      ['SkinPen', 1500, null, null, 'manufacturer'],
      ['SkinStylus SteriLock', 2500, null, null, 'law'],
      ['Dermapen 4', null, 200, 3000, 'secondary'],
    ])
    for (const { source, checkAgainOn } of deviceLabels) {
      expect(source.trim()).not.toBe('')
      expect(checkAgainOn > '2026-11-22').toBe(true)
    }
  })
})
