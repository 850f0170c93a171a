import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCycleFile } from '#main/imports/index.ts'
import type { ColumnMapping } from '#shared/imports/index.ts'
import { certain } from '#shared/kernel/index.ts'
import {
  dacFile,
  elaraFile,
  latin1,
  lisaName,
  realSample,
  realSamples,
  utf8,
} from '../support/cycle-files.ts'

const read = (content: string | Uint8Array, name = 'card.txt', mappings: ColumnMapping[] = []) =>
  readCycleFile(
    { name, content: typeof content === 'string' ? latin1(content) : content },
    mappings,
  )

const shortly = (content: string | Uint8Array, name?: string) => {
  const { cycles, unreadable } = read(content, name)
  return {
    cycles: cycles.map(({ reading }) => `${reading.cycleNumber} ${reading.outcome}`),
    unreadable,
  }
}

const onlyCycle = (content: string | Uint8Array, name?: string) => {
  const { cycles, unreadable } = read(content, name)
  expect(unreadable).toEqual([])
  expect(cycles).toHaveLength(1)
  return certain(cycles[0], 'A cycle').reading
}

if (!realSamples) {
  process.stderr.write(
    'SKIPPED: ../shared/samples/autoclave is not beside this checkout, so no file of a real machine was read.\n',
  )
}

describe.skipIf(!realSamples)('files that machines really wrote', () => {
  it('are read as what they are [IMP-1, IMP-2, IMP-3]', () => {
    expect(onlyCycle(realSample('dac-universal-passed.txt'))).toMatchObject({
      machine: 'DAC Universal',
      serialNumber: '601362',
      cycleNumber: 13,
      startedOn: '2016-03-16',
      startedTime: '00:53:20',
      outcome: 'passed',
      setTemperature: 1340,
      setHoldSeconds: 180,
      alarm: null,
    })
    expect(onlyCycle(realSample('dac-universal-failed.txt'))).toMatchObject({
      cycleNumber: 456,
      startedOn: '2017-03-26',
      outcome: 'failed',
      alarm: '93',
    })
    expect(onlyCycle(realSample('dac-universal-aborted.txt'))).toMatchObject({
      cycleNumber: 1015,
      startedOn: '2018-08-09',
      outcome: 'aborted',
      alarm: '92',
    })
    const elara = onlyCycle(realSample('tuttnauer-elara11.txt'))
    expect(elara).toMatchObject({
      machine: 'Tuttnauer BEST-MODEL',
      serialNumber: '88888888',
      cycleNumber: 2,
      startedOn: '2018-01-01',
      outcome: 'passed',
      setTemperature: 1340,
      setHoldSeconds: 300,
    })
    expect(elara.measurements).toHaveLength(37)
  })
})

describe('a DAC Universal', () => {
  it('says each reading with its unit, and its day as day, month, year [IMP-2]', () => {
    const cycle = onlyCycle(dacFile())
    expect(cycle).toMatchObject({ startedOn: '2026-05-14', startedTime: '09:12:05' })
    expect(cycle.measurements).toMatchObject([
      { second: 725, phase: 'sterilization', temperature: 1352, pressure: 3160 },
      { temperature: 1354, pressure: 3190 },
      { temperature: 1353, pressure: 3180 },
    ])
  })

  it('failed where a phase before its end says so, and was aborted where it just stops [IMP-5]', () => {
    expect(onlyCycle(dacFile({ end: 'FEHL' }))).toMatchObject({ outcome: 'failed', alarm: '93' })
    expect(onlyCycle(dacFile({ end: 'stops' }))).toMatchObject({ outcome: 'aborted', alarm: '92' })
    const odd = onlyCycle(dacFile().replace('09:31:02 Ok', '09:31:02 Gut'))
    expect(odd.outcome).toBe('failed')
    expect(odd.findings.map(({ code }) => code)).toEqual(['imports.status-unknown'])
  })
})

describe('a Tuttnauer Elara', () => {
  it('is read in Fahrenheit and in Celsius, in psi and inches of mercury, by phase [IMP-3]', () => {
    const { measurements, ...cycle } = onlyCycle(elaraFile())
    expect(cycle).toMatchObject({
      cycleNumber: 417,
      startedOn: '2026-02-03',
      programme: 'WRAPPED INSTU',
      setTemperature: 1340,
      setHoldSeconds: 300,
    })
    expect(measurements.map(({ phase }) => phase)).toEqual([
      'air removal',
      'heating',
      'sterilization',
      'sterilization',
      'exhaust',
      'drying',
    ])
    expect(measurements[0]).toMatchObject({ second: 10, temperature: 356, pressure: -186 })
    expect(measurements[2]).toMatchObject({ second: 540, temperature: 1341, pressure: 1972 })

    const celsius = onlyCycle(
      elaraFile({ unit: 'C', rows: ['S 00:09:00 134.4 28.60', 'S 00:12:00 134.6 28.80'] }),
    )
    expect(celsius.setTemperature).toBe(1340)
    expect(celsius.measurements[0]?.temperature).toBe(1344)
  })

  it('passed, failed or was aborted as its status says; without one it was aborted [IMP-5]', () => {
    const outcomes = [
      ['Cycle Ended', 'passed'],
      ['Cycle Failed', 'failed'],
      ['FAILED - E12', 'failed'],
      ['Cycle Aborted', 'aborted'],
      ['Stopped by operator', 'aborted'],
      [null, 'aborted'],
    ] as const
    for (const [status, outcome] of outcomes)
      expect(onlyCycle(elaraFile({ status })).outcome, String(status)).toBe(outcome)
    expect(onlyCycle(elaraFile({ status: 'Finis' }))).toMatchObject({
      outcome: 'failed',
      findings: [{ code: 'imports.status-unknown' }],
    })
  })
})

describe('a W&H Lisa', () => {
  it('says everything in the name of its file [IMP-4]', () => {
    const named = '040128 28-01-04 08_41_22 A99 22E02-0095 01898 B&D _ HELIX TEST .txt'
    expect(onlyCycle('control 77A1', named)).toMatchObject({
      machine: 'W&H Lisa 22',
      serialNumber: '02-0095',
      cycleNumber: 1898,
      startedOn: '2004-01-28',
      startedTime: '08:41:22',
      programme: 'B&D _ HELIX TEST',
      outcome: 'aborted',
      alarm: 'A99',
      findings: [],
    })
    expect(onlyCycle('control', `folder/of a card/${lisaName}`).outcome).toBe('passed')
  })

  it('orders its second date by its version, and a day that differs is a finding [IMP-4]', () => {
    for (const [second, machine] of [
      ['28-01-04', '22E1'],
      ['01-28-04', '22U1'],
      ['04-01-28', '17J1'],
    ] as const) {
      const codes = (version: string) =>
        onlyCycle('x', `040128 ${second} 08_41_22 ${version} 00007 X.txt`).findings.map(
          ({ code }) => code,
        )
      expect(codes(machine)).toEqual([])
      const others = ['22E1', '22U1', '17J1'].filter((one) => one !== machine)
      for (const other of others) expect(codes(other)).toEqual(['imports.dates-disagree'])
    }
  })

  it('is unreadable with its reason when its name lacks or garbles a fact [IMP-6]', () => {
    for (const [name, reason] of [
      ['040231 31-02-04 08_41_22 22E02-0095 01898 X.txt', 'day of the calendar'],
      ['040128 28-01-04 28_41_22 22E02-0095 01898 X.txt', 'time of day'],
      ['040128 28-01-04 08_41_22 22E02-0095.txt', 'no cycle number'],
      ['040128 28-01-04 08_41_22 22E02-0095 HELIX TEST.txt', 'not a cycle number'],
    ] as const) {
      const { cycles, unreadable } = read('x', name)
      expect(cycles).toEqual([])
      expect(unreadable.join()).toContain(reason)
    }
  })
})

describe('one file with many cycles', () => {
  const mixed = [
    'From: the practice\r\nDate: Mon, 4 Jun 2026\r\nSubject: Zyklus: see below\r\n\r\n',
    dacFile({ cycle: 1 }).replaceAll('\n', '\r\n'),
    'Backup 10:00:00 Ok\nDate: 4/6/2026\nZyklus: der naechste\n',
    dacFile({ cycle: 2, end: 'stops', time: '10:00:00' }),
    elaraFile({ cycle: '000003' }),
    'Time: 09:00:00 coffee\n\n',
    dacFile({ cycle: 4, end: 'FEHL' }),
    elaraFile({ cycle: '000005', status: null, time: '15:00:00' }),
  ].join('')

  it('yields each, between other text and with mixed line ends [IMP-7]', () => {
    expect(shortly(mixed)).toEqual({
      cycles: ['1 passed', '2 aborted', '3 passed', '4 failed', '5 aborted'],
      unreadable: [],
    })
  })

  it('is read in every encoding, with a mark or without [IMP-8]', () => {
    const wide = Buffer.from(mixed, 'utf16le')
    const expected = shortly(mixed).cycles
    for (const content of [
      latin1(mixed),
      utf8(mixed),
      utf8(`\ufeff${mixed}`),
      new Uint8Array(wide),
      new Uint8Array(Buffer.from(`\ufeff${mixed}`, 'utf16le')),
      new Uint8Array(Buffer.from(`\ufeff${mixed}`, 'utf16le').swap16()),
      new Uint8Array(Buffer.from(wide).swap16()),
      // How a degree sign looks after two wrong turns.
      utf8(mixed.replaceAll('°', '\ufffd')),
    ])
      expect(shortly(content).cycles).toEqual(expected)
  })

  it('lists the good cycles and the broken one with its line and reason [IMP-6]', () => {
    const broken = dacFile({ cycle: 2 }).replace(/Zyklus:.*\n/, '')
    const { cycles, unreadable } = shortly(dacFile({ cycle: 1 }) + broken + dacFile({ cycle: 3 }))
    expect(cycles).toEqual(['1 passed', '3 passed'])
    expect(unreadable).toEqual([
      expect.stringMatching(/begins on line 24 cannot be read: it has no cycle number/),
    ])
    for (const date of ['31-02-2026', '00-01-2026', '14-13-2026', '14-05-2']) {
      expect(shortly(dacFile() + dacFile({ cycle: 9, date }))).toEqual({
        cycles: ['88 passed'],
        unreadable: [expect.stringContaining('is not a day of the calendar')],
      })
    }
    expect(
      shortly(elaraFile() + elaraFile({ date: '31/FEB/2026', cycle: '000418' })).unreadable,
    ).toHaveLength(1)
    expect(shortly(elaraFile({ date: '03/04/2026' })).unreadable.join()).toContain('two ways')
  })

  it('takes a header that is printed again for the same cycle [IMP-9]', () => {
    const [header = '', body = ''] = dacFile().split(/(?<=Zeit.*\n)/)
    const [start = '', end = ''] = body.split(/(?<=09:24:11.*\n)/)
    expect(shortly(`DAC Universal\n\n${header}${header}${body}`)).toEqual({
      cycles: ['88 passed'],
      unreadable: [],
    })
    const paged = onlyCycle(header + start + header + end)
    expect(paged).toEqual(onlyCycle(dacFile()))
    const elaraHeader = elaraFile().split(/(?=A 00)/)[0] ?? ''
    expect(shortly(elaraHeader + elaraFile() + elaraHeader).cycles).toEqual(['417 passed'])
  })

  it('names a header that breaks off, however soon [IMP-6, IMP-9]', () => {
    const lines = dacFile({ cycle: 2, time: '12:00:00' }).split('\n')
    for (let kept = 1; kept < 7; kept += 1) {
      const { cycles, unreadable } = shortly(
        `${dacFile({ cycle: 1 })}${lines.slice(0, kept).join('\n')}\n`,
      )
      expect(cycles.length + unreadable.length, `${kept} lines`).toBe(2)
      const between = shortly(
        `${dacFile({ cycle: 1 })}${lines.slice(0, kept).join('\n')}\n${dacFile({ cycle: 3 })}`,
      )
      expect(between.cycles).toContain('3 passed')
      if (kept > 1) expect(between.cycles.length + between.unreadable.length).toBe(3)
    }
  })

  it('never fails, and never tells of more cycles, wherever it is cut off [IMP-10]', () => {
    fc.assert(
      fc.property(fc.nat(mixed.length), fc.nat(mixed.length), (from, length) => {
        const { cycles, unreadable } = read(mixed.slice(from, from + length))
        expect(cycles.length).toBeLessThanOrEqual(5)
        expect(cycles.length + unreadable.length).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  })
})

describe('what is no file of a cycle', () => {
  it('is listed with a plain reason [IMP-6]', () => {
    for (const [content, reason] of [
      [new Uint8Array(), 'It is empty.'],
      ['  \r\n\n', 'It is empty.'],
      [new Uint8Array(5000).map((_, at) => (at * 7919) % 256), 'It is not text'],
      ['Dear colleague,\nthe files follow.', 'No cycle of a known machine'],
      ['Date: 4/6/2026', 'No cycle of a known machine'],
    ] as const) {
      const { cycles, unreadable } = read(content)
      expect(cycles).toEqual([])
      expect(unreadable).toEqual([expect.stringContaining(reason)])
    }
  })

  it('never fails on any bytes, under any name [IMP-10]', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 600 }),
        fc.oneof(fc.string(), fc.constant(lisaName)),
        (content, name) => {
          const { cycles, unreadable } = readCycleFile({ name, content }, [])
          expect(cycles.length + unreadable.length).toBeGreaterThan(0)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('takes a time that grows with its length, not with its square [IMP-10]', () => {
    const size = 400_000
    for (const unit of [
      'Programm: ',
      'a',
      'Start ',
      '0',
      ' \t',
      '00:00:01 1.0 ',
      'Serial,Cycle,Date,',
      '"',
      'Lorem ipsum 12:00:00 1.0 2.0 x\n',
      'Serien Nr: 1\nZyklus: 1\n',
    ]) {
      const began = performance.now()
      read(latin1(unit.repeat(size / unit.length)))
      expect(performance.now() - began, unit).toBeLessThan(10_000)
    }
    expect(read(new Uint8Array(26 * 1024 * 1024)).unreadable.join()).toContain('more than 25 MB')
  }, 60_000)
})

describe('a file of columns', () => {
  const well = [
    'Machine;Serial No.;Cycle No;Date;Time;Result;Temp (°C);Pressure (bar)',
    'Vela 9;V-1;17;2026-05-01;08:00:00;Passed;134,1;3,10',
    'Vela 9;V-1;17;2026-05-01;08:00:30;Passed;134,3;3,12',
    'Vela 9;V-1;18;2026-05-01;10:00:00;Aborted;;',
    'Vela 9;V-1;;2026-05-01;11:00:00;Passed;;',
    'Vela 9;V-1;20;2026-02-30;11:00:00;Passed;;',
    'Vela 9;"V-1";21;2026-05-02T09:15:00;;Fnord;;',
  ].join('\r\n')

  it('is read by headings that say what they are, row by row [IMP-11]', () => {
    const { cycles, unreadable } = read(utf8(well))
    expect(cycles.map(({ reading }) => reading)).toMatchObject([
      {
        machine: 'Vela 9',
        serialNumber: 'V-1',
        cycleNumber: 17,
        outcome: 'passed',
        measurements: [
          { second: 0, temperature: 1341, pressure: 3100 },
          { second: 30, temperature: 1343, pressure: 3120 },
        ],
      },
      { cycleNumber: 18, outcome: 'aborted' },
      { cycleNumber: 21, startedOn: '2026-05-02', outcome: 'failed' },
    ])
    expect(unreadable).toEqual([
      expect.stringContaining('line 5 cannot be read: it has no cycle number'),
      expect.stringContaining('line 6 cannot be read'),
    ])
  })

  it('is read by a mapping that was saved for its heading line [IMP-12]', () => {
    const strange =
      'Gerät,Fabrik,Lauf,Wann,Wie\nX,77,5,04/06/2026 09:30,gut\nX,77,6,05/06/2026 09:30,halt\nX,77,7,06/06/2026 09:30,schlecht\n'
    expect(read(utf8(strange)).unreadable.join()).toContain('mapping')
    const mapping: ColumnMapping = {
      heading: 'Gerät,Fabrik,Lauf,Wann,Wie',
      machine: 'Gerät',
      serialNumber: 'Fabrik',
      cycleNumber: 'Lauf',
      startedOn: 'Wann',
      startedTime: null,
      dateOrder: 'day-month-year',
      outcome: 'Wie',
      passedWord: 'gut',
      abortedWord: 'halt',
      programme: null,
      temperature: null,
      pressure: null,
    }
    const { cycles } = read(utf8(strange), 'a.csv', [mapping])
    expect(
      cycles.map(({ reading }) => [reading.startedOn, reading.startedTime, reading.outcome]),
    ).toEqual([
      ['2026-06-04', '09:30:00', 'passed'],
      ['2026-06-05', '09:30:00', 'aborted'],
      ['2026-06-06', '09:30:00', 'failed'],
    ])
  })

  it('is not read where a date could be two days [IMP-11]', () => {
    const either = 'Serial,Cycle,Date,Result\nA,1,04/06/2026,ok\nA,2,14/06/2026,ok\n'
    expect(shortly(either)).toEqual({
      cycles: ['2 passed'],
      unreadable: [expect.stringContaining('two ways')],
    })
  })
})
