import type { Instant } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'

/** An anaesthetic on somebody's skin: when it was put on, and when its label says that it comes off. */
export interface TimerInstants {
  readonly onAt: Instant
  readonly dueAt: Instant | null
}

export type TimerState = 'running' | 'nearly' | 'over'

/** Long enough to finish a sentence and fetch the gauze. */
const nearlyMinutes = 5

const minutesUntil = (moment: Instant, now: number): number => (Date.parse(moment) - now) / 60_000

export const stateOf = ({ dueAt }: TimerInstants, now: number): TimerState => {
  if (dueAt === null) return 'running'
  const left = minutesUntil(dueAt, now)
  if (left <= 0) return 'over'
  return left <= nearlyMinutes ? 'nearly' : 'running'
}

/** `12 min left`, `3 min over`; without a dwell on the label how long it has been on. */
export const remaining = ({ onAt, dueAt }: TimerInstants, now: number): string => {
  if (dueAt === null) return texts.timers.onFor(Math.max(0, Math.floor(-minutesUntil(onAt, now))))
  const left = minutesUntil(dueAt, now)
  // Never "0 min left" while some is left, and never "0 min over" once it is time.
  if (left > 0) return texts.timers.left(Math.ceil(left))
  return left > -1 ? texts.timers.now : texts.timers.over(Math.floor(-left))
}

/** What a timer is called in the memory of what was silenced: instants, and no name. */
export const timerKey = ({ onAt, dueAt }: TimerInstants): string => `${onAt} ${dueAt ?? ''}`

/** What a person has answered the timers with, by their keys. */
export interface TimersHeard {
  /** Those that were over when she silenced them. */
  readonly silenced: readonly string[]
  /** Those that ran when she muted them; a later one sounds again. */
  readonly muted: readonly string[]
}

/** Which timers are over and unanswered, and whether that is to be heard. */
export const alarmOf = (
  timers: readonly TimerInstants[],
  now: number,
  { silenced, muted }: TimersHeard,
): { over: readonly string[]; isCalling: boolean; isMuted: boolean; isSounding: boolean } => {
  const over = timers.filter((timer) => stateOf(timer, now) === 'over').map(timerKey)
  const calling = over.filter((key) => !silenced.includes(key))
  return {
    over,
    isCalling: calling.length > 0,
    isMuted: timers.every((timer) => muted.includes(timerKey(timer))),
    isSounding: calling.some((key) => !muted.includes(key)),
  }
}

/** As the clock on the wall shows it. @param timeZone the practice's; without one the computer's */
export const clockTime = (moment: Instant, timeZone?: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(new Date(moment))
