import type { MapView } from '#shared/practice/index.ts'
import type { MarkKind } from '#shared/sessions/index.ts'
import type { DrawingEnd } from './drawing.ts'

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`)
const times = (count: number, one: string) => (count === 1 ? `1 ${one}` : `${count} ${one}s`)

/** The words of the map, its marks and the course. */
export const texts = {
  panelId: 'zone-map-panel',
  tabs: 'Drawings',
  views: {
    'face-front': 'Face',
    'face-left': 'Left profile',
    'face-right': 'Right profile',
    neck: 'Neck and décolleté',
    'body-front': 'Body, front',
    'body-back': 'Body, back',
  } satisfies Record<MapView, string>,
  shortViews: {
    'face-front': 'Face',
    'face-left': 'Left',
    'face-right': 'Right',
    neck: 'Neck',
    'body-front': 'Front',
    'body-back': 'Back',
  } satisfies Record<MapView, string>,
  map: {
    'face-front': 'Face map',
    'face-left': 'Map of the left profile',
    'face-right': 'Map of the right profile',
    neck: 'Map of neck and décolleté',
    'body-front': 'Map of the body from the front',
    'body-back': 'Map of the body from the back',
  } satisfies Record<MapView, string>,
  tab: (view: string, charted: number) =>
    charted === 0 ? view : `${view}, ${times(charted, 'zone')} charted`,
  ends: {
    left: 'Client’s left',
    right: 'Client’s right',
    front: 'Front',
    back: 'Back',
  } satisfies Record<DrawingEnd, string>,
  hint: 'Tap a zone to choose it. With keys: arrows walk, Space chooses.',
  hintReadOnly: 'Point at a zone to read it. With keys: arrows walk.',
  untreated: 'not treated',
  unknownLength: 'needle length still to be written',
  chosen: 'chosen',
  neverTreated: 'never treated',
  neverTreatedWhy:
    'Inside the orbital rim is never treated: the device must not be used there, the eyelids included (SkinPen label). Choose the zone outside the rim.',
  legend: 'Depth scale',
  unit: 'mm',
  upTo: (value: string) => `≤ ${value}`,
  above: (value: string) => `> ${value}`,
  legendChosen: 'chosen',
  legendNever: 'never treated',
  tools: {
    label: 'Tools of the map',
    choose: 'Choose zones',
    area: 'Add area',
    mark: (kind: string) => `Mark a ${kind.toLowerCase()}`,
  },
  kinds: {
    scar: 'Scar',
    lesion: 'Lesion',
    mole: 'Mole',
    reaction: 'Reaction',
    note: 'Note',
  } satisfies Record<MarkKind, string>,
  marks: {
    title: 'Marks',
    hint: (kind: string) =>
      `${kind}: tap for a spot, draw for a line. With keys: walk to a zone, Enter puts it there.`,
    put: (zone: string) => `Put it on ${zone}`,
    spot: 'spot',
    line: 'line',
    of: (kind: string, number: number) => `${kind} ${number}`,
    note: (kind: string, number: number) => `Note of ${kind.toLowerCase()} ${number}`,
    notePlaceholder: 'Note (optional)',
    remove: (kind: string, number: number) => `Delete ${kind.toLowerCase()} ${number}`,
    show: (view: string) => `Show on ${view}`,
    noNote: 'No note',
  },
  area: {
    hint: 'Drag an ellipse, or tap to move it. With keys: arrows move it, + and − size it, Enter goes on to its name.',
    shape: (x: number, y: number) => `New area, ${x} % from the left, ${y} % from the top`,
    name: 'Name of the area',
    placeholder: 'Scar below the left knee',
    nameMissing: 'Give the area a name: it stands in the chart and in every list.',
    add: 'Add this area',
    cancel: 'Cancel',
  },
  course: {
    title: 'Course',
    description: (client: string) => `What was done where, over the signed sessions of ${client}.`,
    back: 'Client',
    loading: 'Reading the signed sessions …',
    measure: 'Painted by',
    measures: { load: 'Passes × length', days: 'Days since' },
    legends: { load: 'Passes × length over the series', days: 'Days since last treated' },
    units: { load: 'mm', days: 'days' },
    words: (load: string, passes: number, sessions: number, since: number) =>
      `${load} (${passes} ${passes === 1 ? 'pass' : 'passes'} in ${times(sessions, 'session')}), ${
        since === 0 ? 'today' : `${days(since)} ago`
      }`,
    table: 'What was done per zone',
    zone: 'Zone',
    sessions: 'Sessions',
    passes: 'Passes',
    load: 'Passes × length',
    longest: 'Longest needle',
    last: 'Last treated',
    since: 'Days since',
    series: 'Series',
    all: 'All signed sessions',
    noSeries: 'Sessions of no series',
    progress: (done: number, planned: number) => `${done} of ${planned} sessions`,
    next: (from: string, until: string) => `Next from ${from} to ${until}`,
    states: {
      'not-started': 'Not started',
      waiting: 'Too early for the next',
      due: 'Next is due',
      overdue: 'Overdue',
      complete: 'Complete',
      stopped: 'Stopped',
    },
    empty: 'No signed session yet',
    emptyText:
      'The course is painted from signed sessions. Sign the first one, and it stands here.',
    today: 'Today',
    switch: 'What the map shows',
  },
} as const
