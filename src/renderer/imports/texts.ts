import type { CycleOutcome } from '#shared/imports/index.ts'

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

export const texts = {
  title: 'Sterilization',
  cancel: 'Cancel',

  drop: {
    title: 'Read files of an autoclave',
    text: 'From its memory card, its USB stick or its computer: W&H Lisa, Tuttnauer Elara, DAC Universal, or a table of columns (CSV). The original is kept as it came.',
    here: 'Drop files here, or',
    choose: 'Choose files',
    input: 'Files of an autoclave',
    reading: (count: number) => `Reading ${plural(count, 'file', 'files')}…`,
    tooMany: 'At most 500 files are read at once; only the first 500 were taken.',
  },

  report: {
    title: 'What was read',
    read: (cycles: number, unlogged: number) =>
      cycles === 0
        ? 'No cycle was found.'
        : `${plural(cycles, 'cycle', 'cycles')} read${unlogged === 0 ? ', all of them in the log.' : `, ${unlogged} of them not in the log.`}`,
    unreadable: 'Files that could not be read',
    map: 'Say which column is which',
    mapOf: (file: string) => `Say which column of ${file} is which`,
    close: 'Done with this report',
  },

  cycles: {
    title: 'Kept cycles',
    text: 'Each joined with the log as it is now.',
    filter: 'Show',
    filters: { all: 'All', unlogged: 'Not in the log', odd: 'With findings' },
    empty: 'No file read yet',
    emptyText:
      'Read the machine’s files once a week: a cycle that nobody logged, a missing number and a copied log show up by themselves.',
    emptyFilter: 'No cycle like that',
    emptyFilterText: 'Choose another filter.',
    cycle: 'Cycle',
    machine: 'Machine',
    started: 'Started',
    programme: 'Programme',
    outcome: 'Outcome',
    log: 'Log',
    findings: 'Findings',
    outcomes: {
      passed: 'Passed',
      failed: 'Failed',
      aborted: 'Aborted',
    } satisfies Record<CycleOutcome, string>,
    logged: 'In the log',
    unlogged: 'Not in the log',
    count: (count: number) => plural(count, 'finding', 'findings'),
    open: (cycle: number) => `Cycle ${cycle}`,
    curve: 'Curve',
  },

  cycle: {
    title: (cycle: number) => `Cycle ${cycle}, as the machine wrote it`,
    back: 'Autoclave files',
    findings: 'What is odd about this cycle',
    log: 'Log this cycle',
    openLoad: 'Open it in the log',
    curve: 'Temperature and pressure',
    noCurve: 'The file holds no measured series.',
    facts: 'What the file says',
    machine: 'Machine',
    serial: 'Serial number',
    programme: 'Programme',
    started: 'Started',
    noTime: 'The file gives no time of day.',
    alarm: 'Alarm or error code',
    setTemperature: 'Set temperature',
    setHold: 'Set time',
    file: 'File',
    read: 'Read on',
    original: 'Original, as it came',
    unknownMachine: 'No sterilizer of the practice has this serial number.',
    unknown: 'This cycle is not here',
    unknownText: 'The address may be misspelt.',
  },

  folder: {
    title: 'Watched folder',
    text: 'Where the machine or its program puts its files on this computer. New ones are read by themselves; nothing in the folder is changed.',
    label: 'Folder',
    placeholder: 'Its whole path, such as D:\\Autoclave',
    save: 'Watch this folder',
    stop: 'Stop watching',
    none: 'No folder is watched.',
    lastLooked: (moment: string) => `Last looked on ${moment}.`,
    unreadable: 'Could not be read there',
    saved: 'The folder is watched.',
    stopped: 'No folder is watched any more.',
  },

  mapping: {
    title: (file: string) => `Columns of ${file}`,
    text: 'Say once which column holds which fact. Every file with the same headings is read by it from then on.',
    choose: 'Choose a column',
    none: 'Not in this file',
    machine: 'Machine',
    serialNumber: 'Serial number',
    cycleNumber: 'Cycle number',
    startedOn: 'Date, or date and time',
    startedTime: 'Time, where it has its own column',
    dateOrder: 'Order of the date',
    dateOrders: {
      'year-month-day': '2026-11-22 (year, month, day)',
      'day-month-year': '22.11.2026 (day, month, year)',
      'month-day-year': '11/22/2026 (month, day, year)',
    },
    outcome: 'Outcome',
    passedWord: 'The word there that means passed',
    abortedWord: 'The word that means aborted, if there is one',
    programme: 'Programme',
    temperature: 'Temperature',
    pressure: 'Pressure',
    save: 'Save, and read the file',
    required: 'Choose a column.',
  },
} as const
