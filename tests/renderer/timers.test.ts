import fc from 'fast-check'
import { expect, it } from 'vitest'
import { alarmOf, clockTime, remaining, stateOf, timerKey } from '#renderer/vault/timers.ts'
import { type Instant, toInstant } from '#shared/kernel/index.ts'

const at = (text: string): Instant => toInstant(new Date(text))
const now = (text: string): number => Date.parse(text)

const timer = { onAt: at('2026-11-22T14:05:00.000Z'), dueAt: at('2026-11-22T14:35:00.000Z') }

it.each([
  ['2026-11-22T14:05:00.000Z', 'running', '30 min left'],
  ['2026-11-22T14:22:30.000Z', 'running', '13 min left'],
  ['2026-11-22T14:30:00.000Z', 'nearly', '5 min left'],
  ['2026-11-22T14:34:59.000Z', 'nearly', '1 min left'],
  ['2026-11-22T14:35:00.000Z', 'over', 'Time is up'],
  ['2026-11-22T14:36:00.000Z', 'over', '1 min over'],
  ['2026-11-22T14:38:59.000Z', 'over', '3 min over'],
] as const)('says at %s that an anaesthetic is %s: %s', (moment, state, words) => {
  expect([stateOf(timer, now(moment)), remaining(timer, now(moment))]).toEqual([state, words])
})

it('never calls for an anaesthetic whose label names no longest time', () => {
  const open = { ...timer, dueAt: null }
  expect(remaining(open, now('2026-11-22T14:28:00.000Z'))).toBe('23 min, no time on its label')
  fc.assert(
    fc.property(fc.integer({ min: -600, max: 6_000 }), (minutes) => {
      expect(stateOf(open, Date.parse(timer.onAt) + minutes * 60_000)).toBe('running')
    }),
  )
})

it('mutes the timers that run, and no later one [VLT-40]', () => {
  const moment = now('2026-11-22T15:40:00.000Z')
  const heard = { silenced: [], muted: [timerKey(timer)] }
  expect(alarmOf([timer], moment, heard)).toMatchObject({
    isCalling: true,
    isMuted: true,
    isSounding: false,
  })
  const later = { onAt: at('2026-11-22T15:05:00.000Z'), dueAt: at('2026-11-22T15:35:00.000Z') }
  expect(alarmOf([timer, later], moment, heard)).toMatchObject({ isMuted: false, isSounding: true })
  const silenced = { ...heard, silenced: [timerKey(later)] }
  expect(alarmOf([timer, later], moment, silenced)).toMatchObject({ isSounding: false })
})

it('shows the time of the practice where it is known', () => {
  expect(clockTime(timer.onAt, 'America/Denver')).toBe('07:05')
})
