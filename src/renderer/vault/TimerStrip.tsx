import { ActionIcon, Button } from '@mantine/core'
import { IconBellOff, IconBellRinging, IconClockHour4, IconVolume } from '@tabler/icons-react'
import { type ReactNode } from 'react'
import { useAlarm } from './alarm.ts'
import { texts } from './texts.ts'
import { clockTime, remaining, stateOf, timerKey, type TimerInstants } from './timers.ts'
import { useNow } from './useNow.ts'
import './timers.css'

export interface StripTimer extends TimerInstants {
  /** Whose it is, where somebody who may know it looks. */
  readonly whose?: ReactNode
}

export interface TimerStripProps {
  timers: readonly StripTimer[]
  /** The practice's; without one the computer's. */
  timeZone?: string
}

const tones = { running: 'information', nearly: 'decision', over: 'stop' } as const

/** The anaesthetics that are on, with the minutes left; sounds when one is over. */
export const TimerStrip = ({ timers, timeZone }: TimerStripProps) => {
  const now = useNow(timers.length > 0)
  const alarm = useAlarm(timers, now)
  if (timers.length === 0) return null
  return (
    <section
      className="timer-strip"
      aria-label={texts.timers.title}
      data-calling={alarm.isCalling || undefined}
    >
      <ul>
        {timers.map((timer) => (
          <li key={timerKey(timer)} data-tone={tones[stateOf(timer, now)]}>
            <IconClockHour4 size={20} stroke={1.8} aria-hidden />
            <span>
              {timer.whose === undefined ? null : (
                <span className="timer-whose">{timer.whose}</span>
              )}
              {texts.timers.onSince(clockTime(timer.onAt, timeZone))}
            </span>
            <strong>{remaining(timer, now)}</strong>
          </li>
        ))}
      </ul>
      <div className="timer-tools">
        {alarm.isCalling ? (
          <Button leftSection={<IconBellRinging size={18} aria-hidden />} onClick={alarm.silence}>
            {texts.timers.silence}
          </Button>
        ) : null}
        <ActionIcon
          aria-label={texts.timers.mute}
          aria-pressed={alarm.isMuted}
          title={alarm.isMuted ? texts.timers.muted : texts.timers.mute}
          onClick={() => alarm.setMuted(!alarm.isMuted)}
        >
          {alarm.isMuted ? (
            <IconBellOff size={19} aria-hidden />
          ) : (
            <IconVolume size={19} aria-hidden />
          )}
        </ActionIcon>
      </div>
      {/* Said once when it is time, not each second. */}
      <p className="visually-hidden" role="alert">
        {alarm.isCalling ? texts.timers.called : ''}
      </p>
    </section>
  )
}
