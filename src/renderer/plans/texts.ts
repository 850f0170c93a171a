import { type CalendarDate, daysBetween, formatDay } from '#shared/kernel/index.ts'
import type { PlanState } from '#shared/plans/index.ts'
import type { GapState } from './seriesSteps.ts'

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`
const days = (count: number) => plural(count, 'day', 'days')
const range = (least: number, most: number, unit: string) =>
  least === most ? `${least} ${unit}` : `${least} to ${most} ${unit}`

/** A day that is not broken over two lines. */
const unbroken = (day: CalendarDate) => formatDay(day).replaceAll(' ', '\u00a0')

export const texts = {
  title: 'Series',
  course: 'Course on the map',
  begin: 'Plan a series',
  empty: 'No series is planned',
  emptyText:
    'A series says what is treated, how often and how far apart. From then on each next session is shown here and on Today when it is due.',
  ended: (count: number) => plural(count, 'ended series', 'ended series'),
  progress: (done: number, planned: number) => `${done} of ${planned} sessions`,
  goal: (goal: string) => `Goal: ${goal}`,
  zones: (labels: readonly string[]) =>
    labels.length > 5
      ? `${labels.slice(0, 4).join(', ')} and ${labels.length - 4} more zones`
      : labels.join(', '),
  timeline: (name: string) => `Sessions of the series ${name}`,
  states: {
    'not-started': (from: CalendarDate) => `Starts ${formatDay(from)}`,
    waiting: (from: CalendarDate) => `Next from ${formatDay(from)}`,
    due: (until: CalendarDate) => `Due until ${formatDay(until)}`,
    overdue: (until: CalendarDate) => `Overdue since ${formatDay(until)}`,
    complete: 'Complete',
    allDone: 'All sessions done',
    stopped: 'Stopped',
  },
  says: {
    'not-started': (from: CalendarDate) => `The first session is planned for ${formatDay(from)}.`,
    waiting: (from: CalendarDate, today: CalendarDate) =>
      `A session today would come ${days(daysBetween(today, from))} early.`,
    firstDue: (from: CalendarDate) => `The first session was planned from ${formatDay(from)}.`,
    due: (until: CalendarDate, today: CalendarDate) =>
      today === until
        ? 'Today is the last day for the next session.'
        : `The next session has ${days(daysBetween(today, until))} left.`,
    overdue: (until: CalendarDate, today: CalendarDate) =>
      `The next session is ${days(daysBetween(until, today))} late.`,
    allDone:
      'Every planned session is done. Complete the series, or change the plan when more are needed.',
  },
  rule: (least: number, most: number) =>
    `This plan leaves ${range(least, most, 'days')} between two sessions.`,
  withinRule: (source: string) => `Within the practice’s rule (${source}).`,
  outsideRule: (least: number, most: number, source: string) =>
    `The practice’s rule is ${range(least, most, 'days')} (${source}).`,
  step: {
    number: (number: number) => `Session ${number}`,
    done: 'done',
    gap: (count: number, state: GapState) =>
      state === 'in-time' ? days(count) : `${days(count)}, ${state}`,
    next: 'next',
    day: unbroken,
    /** The year stands once where it is the same. */
    window: (from: CalendarDate, until: CalendarDate) => {
      const year = until.slice(0, 4)
      const first = unbroken(from)
      const short = from.startsWith(year) ? first.replace(`\u00a0${year}`, '') : first
      return `${short}\u00a0– ${unbroken(until)}`
    },
    planned: 'planned',
  },
  actions: {
    change: 'Change',
    changeOf: (name: string) => `Change the series ${name}`,
    more: 'More',
    moreOf: (name: string) => `More about the series ${name}`,
    complete: 'Complete the series…',
    stop: 'Stop the series…',
    takeUp: 'Take the series up again…',
  },
  state: {
    completed: {
      title: (name: string) => `Complete the series “${name}”?`,
      text: 'No further session is due. What was planned and done stays as it is.',
      confirm: 'Complete the series',
    },
    stopped: {
      title: (name: string) => `Stop the series “${name}”?`,
      text: 'No further session is due. The plan stays in the record with the reason.',
      confirm: 'Stop the series',
    },
    active: {
      title: (name: string) => `Take the series “${name}” up again?`,
      text: 'Its next session is due again by its interval.',
      confirm: 'Take it up again',
    },
    reasonHelp: 'The plan keeps it.',
  } satisfies Record<
    PlanState,
    { title: (name: string) => string; text: string; confirm: string }
  > & {
    reasonHelp: string
  },
  history: {
    show: (changes: number) =>
      changes === 0 ? 'Why it is planned so' : plural(changes, 'change', 'changes'),
    list: 'Changes of this plan, newest first',
    planned: 'Planned',
    by: (name: string, when: string) => `${when} · ${name}`,
    became: (what: string, before: string, after: string) => `${what}: ${before} → ${after}`,
    states: { active: 'goes on', completed: 'completed', stopped: 'stopped' } satisfies Record<
      PlanState,
      string
    >,
    fields: {
      state: 'State',
      indication: 'Indication',
      zones: 'Zones',
      sessions: 'Sessions',
      interval: 'Interval',
      startsOn: 'Start',
      goal: 'Goal',
    },
    none: 'none',
  },
  days,
  range,
  form: {
    createTitle: 'Plan a series',
    changeTitle: (name: string) => `Change the series “${name}”`,
    indication: 'Indication',
    zones: 'Zones',
    zonesPlaceholder: 'Type the name of a zone',
    noZone: 'No zone is called that.',
    sessionsPlanned: 'Sessions planned',
    minimumInterval: 'Days between two sessions, from',
    maximumInterval: 'to',
    maximumIntervalLong: 'Days between two sessions, to',
    sessionsRule: (least: number, most: number) =>
      `Practice’s rule: ${range(least, most, 'sessions')}`,
    intervalRule: (least: number, most: number) => `Practice’s rule: ${range(least, most, 'days')}`,
    source: (source: string, quality: string) => `${source} · ${quality}`,
    startsOn: 'Start',
    goal: 'Goal',
    goalHelp: 'What the client hopes for, in her words.',
    outside: 'Outside the practice’s rule',
    reason: 'Reason for the change',
    reasonHelp:
      'Such as “healed slowly after the second session”. The plan keeps it beside what it was before.',
    reasonOutside: 'Why this client needs it',
    reasonOutsideHelp: 'The plan keeps it.',
    create: 'Plan the series',
    save: 'Save the change',
    created: 'The series is planned.',
    changed: 'The plan is changed.',
    cancel: 'Cancel',
  },
} as const
