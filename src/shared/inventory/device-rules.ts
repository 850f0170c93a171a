import {
  type CalendarDate,
  type Finding,
  formatDay,
  type Instant,
  type Problem,
} from '#shared/kernel/index.ts'
import { pieceOf } from './piece-rules.ts'
import { judgeLot } from './rules.ts'
import type { Device, DeviceEvent, Lot, RecordDeviceEvent, Unit } from './schema.ts'

/** Whether a device may touch the next client on this day, beside its lot and its piece. */
export const judgeDevice = (device: Device, today: CalendarDate): readonly Finding[] => [
  ...judgeCleanliness(device),
  ...judgeDue(device, today, 'service'),
  ...judgeDue(device, today, 'calibration'),
]

/** The first use needs no cleaning; a device that is sterilized comes from its pack instead. */
const judgeCleanliness = ({ unit, lot, lastUsedAt, lastCleaning }: Device): readonly Finding[] => {
  if (lot.product.reprocessable || lastUsedAt === null) return []
  if (lastCleaning === null || lastCleaning.happenedAt <= lastUsedAt) {
    return [
      {
        code: 'inventory.device-not-cleaned',
        severity: 'stop',
        fact: `${lot.product.name} ${unit.label} has not been cleaned since its last client.`,
        rule: 'A device is cleaned and disinfected between clients.',
        nextStep: 'Clean it and record the cleaning, or choose another handpiece.',
      },
    ]
  }
  return lastCleaning.findings
}

const judgeDue = (
  { unit, lot, serviceDueOn, calibrationDueOn }: Device,
  today: CalendarDate,
  what: 'service' | 'calibration',
): readonly Finding[] => {
  const dueOn = what === 'service' ? serviceDueOn : calibrationDueOn
  return dueOn === null || dueOn >= today
    ? []
    : [
        {
          code: `inventory.device-${what}-overdue`,
          severity: 'stop',
          fact: `The ${what} of ${lot.product.name} ${unit.label} was due on ${formatDay(dueOn)}.`,
          rule: `A device past its ${what} touches nobody.`,
          nextStep: `Have the ${what} done and record it, or choose another handpiece.`,
        },
      ]
}

/**
 * Why a cleaning does not count as one. `disinfectant`: its lot as it is now, where it is in the
 * inventory; that it was used up and discarded afterwards takes nothing back, a recall does.
 */
export const judgeCleaning = (
  cleaning: Pick<DeviceEvent, 'contactSeconds' | 'disinfectant'>,
  disinfectant: Lot | null,
  day: CalendarDate,
): readonly Finding[] => {
  if (!disinfectant) return []
  const state = disinfectant.state === 'discarded' ? 'available' : disinfectant.state
  const findings: Finding[] = judgeLot({ ...disinfectant, state }, day).map((finding) => ({
    ...finding,
    code: finding.code.replace('inventory.lot-', 'inventory.disinfectant-'),
    rule: 'A device is cleaned with a disinfectant that is in date and in order.',
    nextStep: 'Clean the device again with another lot, and record it.',
  }))
  const asked = disinfectant.product.contactSeconds
  if (asked !== null && (cleaning.contactSeconds ?? 0) < asked) {
    findings.push({
      code: 'inventory.contact-too-short',
      severity: 'stop',
      fact: `${cleaning.disinfectant} stayed on for ${cleaning.contactSeconds ?? 0} s.`,
      rule: `Its label asks for at least ${asked} s.`,
      nextStep: 'Clean the device again for as long as the label says, and record it.',
      source: `Label of ${disinfectant.product.name}`,
    })
  }
  return findings
}

/** Why an event of a device cannot be recorded, or null. */
export const judgeDeviceEvent = (
  event: RecordDeviceEvent,
  known: {
    readonly unit: Unit
    readonly lot: Lot
    readonly lastUsedAt: Instant | null
    readonly disinfectant: Lot | null
    readonly now: Instant
    /** The day of the event in the practice. */
    readonly day: CalendarDate
  },
): Problem | null => {
  const { unit, lot } = known
  const problem = (code: string, field: string, fact: string, rule: string, nextStep: string) => ({
    code: `inventory.${code}`,
    field,
    fact,
    rule,
    nextStep,
  })
  if (lot.product.kind !== 'handpiece') {
    return problem(
      'not-a-device',
      'unitId',
      `${lot.product.name} is not a handpiece.`,
      'Handpieces are cleaned between clients, serviced and calibrated; the rest is single-use.',
      'Choose the handpiece.',
    )
  }
  if (unit.state === 'discarded') {
    return problem(
      'unit-discarded',
      'unitId',
      `${pieceOf(unit, lot)} was discarded.`,
      'A discarded piece never comes back.',
      'Choose the handpiece that is in use.',
    )
  }
  if (event.happenedAt > known.now) {
    return problem(
      'event-in-future',
      'happenedAt',
      'This moment has not come yet.',
      'What was done to a device is recorded once it has happened.',
      'Correct the date and time.',
    )
  }
  if (event.dueOn !== null && event.dueOn <= known.day) {
    return problem(
      'due-before-event',
      'dueOn',
      `${formatDay(event.dueOn)} is not after the day on which it was done.`,
      'The next service or calibration lies after this one.',
      'Enter the day on which the next one is due, or leave it empty.',
    )
  }
  return event.kind === 'cleaning' ? judgeCleaningEntry(event, known) : null
}

const judgeCleaningEntry = (
  event: RecordDeviceEvent,
  known: { readonly lastUsedAt: Instant | null; readonly disinfectant: Lot | null },
): Problem | null => {
  const rule = 'A cleaning names its disinfectant and how long it stayed on.'
  if (known.disinfectant && known.disinfectant.product.kind !== 'disinfectant') {
    return {
      code: 'inventory.not-a-disinfectant',
      field: 'disinfectantLotId',
      fact: `${known.disinfectant.product.name} is not a disinfectant.`,
      rule,
      nextStep: 'Choose the disinfectant’s lot, or type its name.',
    }
  }
  if (event.disinfectant.trim() === '' && !known.disinfectant) {
    return {
      code: 'inventory.disinfectant-missing',
      field: 'disinfectant',
      fact: 'No disinfectant is named.',
      rule,
      nextStep: 'Choose the disinfectant’s lot, or type its name.',
    }
  }
  if (event.contactSeconds === null) {
    return {
      code: 'inventory.contact-time-missing',
      field: 'contactSeconds',
      fact: 'The contact time is missing.',
      rule,
      nextStep: 'Enter for how many seconds the surface stayed wet.',
    }
  }
  if (event.dueOn !== null) {
    return {
      code: 'inventory.cleaning-not-due',
      field: 'dueOn',
      fact: 'A cleaning has a date on which the next one is due.',
      rule: 'A device is cleaned after each client, not by the calendar.',
      nextStep: 'Leave the date empty.',
    }
  }
  return known.lastUsedAt !== null && event.happenedAt <= known.lastUsedAt
    ? {
        code: 'inventory.cleaning-before-use',
        field: 'happenedAt',
        fact: 'The device has been used since this moment.',
        rule: 'A cleaning counts for the next client when it comes after the last one.',
        nextStep: 'Clean the device now and record that.',
      }
    : null
}

/** Those due first; devices without a date last, by name. */
export const compareDevices = (one: Device, other: Device): number =>
  compare(firstDue(one), firstDue(other)) ||
  compare(one.lot.product.name, other.lot.product.name) ||
  compare(one.unit.label, other.unit.label)

const firstDue = ({ serviceDueOn, calibrationDueOn }: Device): string =>
  [serviceDueOn, calibrationDueOn].filter((day) => day !== null).sort()[0] ?? '9999'

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
