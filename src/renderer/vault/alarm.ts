import { useEffect, useSyncExternalStore } from 'react'
import { alarmOf, timerKey, type TimerInstants, type TimersHeard } from './timers.ts'

/** A call, a pause: one sound every four seconds until a person answers it. */
const soundEvery = 4_000

/** Outlives the lock screen: what was silenced stays silent behind it. */
let memory: TimersHeard = { silenced: [], muted: [] }
const listeners = new Set<() => void>()

const remembered = (): TimersHeard => memory

const remember = (next: Partial<TimersHeard>): void => {
  memory = { ...memory, ...next }
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

let context: AudioContext | null = null

/** Two short tones; a browser that has not been touched yet keeps silent until it is. */
const sound = async (): Promise<void> => {
  context ??= new AudioContext()
  if (context.state === 'suspended') await context.resume()
  tone(context, 880, 0)
  tone(context, 660, 0.28)
}

const tone = (on: AudioContext, frequency: number, after: number): void => {
  const start = on.currentTime + after
  const volume = on.createGain()
  // Without the ramps the speaker clicks.
  volume.gain.setValueAtTime(0.0001, start)
  volume.gain.exponentialRampToValueAtTime(0.35, start + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.24)
  const voice = on.createOscillator()
  voice.frequency.value = frequency
  voice.connect(volume).connect(on.destination)
  voice.start(start)
  voice.stop(start + 0.25)
}

export interface Alarm {
  /** A timer is over and nobody has silenced it; it is shown so, muted or not. */
  readonly isCalling: boolean
  readonly isMuted: boolean
  readonly silence: () => void
  readonly setMuted: (isMuted: boolean) => void
}

/** Sounds while one of these is over, until a person silences it. */
export const useAlarm = (timers: readonly TimerInstants[], now: number): Alarm => {
  const heard = useSyncExternalStore(subscribe, remembered)
  const { over, isCalling, isMuted, isSounding } = alarmOf(timers, now, heard)
  useEffect(() => {
    if (!isSounding) return
    // A computer without a loudspeaker still shows it.
    const call = () => void sound().catch(() => undefined)
    call()
    const clock = setInterval(call, soundEvery)
    return () => clearInterval(clock)
  }, [isSounding])
  return {
    isCalling,
    isMuted,
    silence: () => remember({ silenced: over }),
    setMuted: (next) => remember({ muted: next ? timers.map(timerKey) : [] }),
  }
}
