import { expect, it } from 'vitest'
import { orderableIn } from '../../src/renderer/sessions/orders.ts'
import { detailWords } from '../../src/renderer/sessions/zoneWords.ts'
import { emptyZone } from '#shared/sessions/index.ts'

const rule = (value: ('device-label' | 'zone-cap' | 'licence')[]) => ({
  orderMayExceed: { value, source: 'Own', quality: 'practice' as const },
})
const stop = (code: string) => ({ code, severity: 'stop' as const })

it('offers an order only for a limit that the practice lets one exceed', () => {
  const rules = rule(['zone-cap'])
  expect(orderableIn(stop('sessions.length-above-cap:forehead'), rules)).toEqual({
    limit: 'zone-cap',
    zone: 'forehead',
  })
  expect(orderableIn(stop('sessions.length-above-licence:forehead'), rules)).toBeNull()
  expect(orderableIn(stop('sessions.length-above-range:forehead'), rule(['licence']))).toBeNull()
})

it('offers no order where one stands already, nor for what is no stop', () => {
  const rules = rule(['licence', 'device-label', 'zone-cap'])
  expect(
    orderableIn({ code: 'sessions.length-above-licence-ordered:chin', severity: 'stop' }, rules),
  ).toBeNull()
  expect(
    orderableIn({ code: 'sessions.length-above-licence:chin', severity: 'override' }, rules),
  ).toBeNull()
  expect(orderableIn(stop('sessions.length-above-label:free-0a1b2c3d'), rules)).toEqual({
    limit: 'device-label',
    zone: 'free-0a1b2c3d',
  })
})

it('says what else was recorded of a zone, and nothing of what was not', () => {
  expect(detailWords(emptyZone('chin'))).toEqual([])
  expect(
    detailWords({
      ...emptyZone('chin'),
      motion: 'glide',
      directions: ['horizontal', 'circular'],
      stoppedReason: 'Client asked to pause',
    }),
  ).toEqual(['Glide', 'horizontal, circular', 'stopped early: Client asked to pause'])
})
