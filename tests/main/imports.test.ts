import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { ImportedCycle } from '#shared/imports/index.ts'
import { calendarDate, certain, deciCelsius, instant, type LoadId } from '#shared/kernel/index.ts'
import { dacFile, elaraFile, latin1 } from '../support/cycle-files.ts'
import {
  openTestPractice,
  temporaryFolder,
  type TestPractice,
  testPassphrase,
} from '../support/practice.ts'
import { refusedWith } from '../support/refusals.ts'

const fileOf = (name: string, content: string) => new File([Buffer.from(latin1(content))], name)

const codesOf = ({ findings }: Pick<ImportedCycle, 'findings'>) => findings.map(({ code }) => code)

/** The log has cycle 88 of the machine that the files are from, at the time that its file says. */
const withLoggedCycle = async (
  practice: TestPractice,
  startedAt = '2026-05-14T15:12:00.000Z',
): Promise<LoadId> => {
  const { api } = practice
  const { id: sterilizerId } = await api.sterilization.addSterilizer({
    name: 'DAC',
    maker: 'Sirona',
    model: 'DAC Universal',
    serialNumber: '700 123',
    programmes: [
      {
        name: 'Universal 134',
        minimumTemperature: deciCelsius.parse(1340),
        minimumHoldSeconds: 180,
      },
    ],
  })
  const { id } = await api.sterilization.recordLoad({
    sterilizerId,
    cycleNumber: 88,
    programmeName: 'Universal 134',
    startedAt: instant.parse(startedAt),
    temperature: deciCelsius.parse(1353),
    holdSeconds: 190,
    indicatorType: 5,
    indicatorLot: 'CI-1',
    indicatorResult: 'pass',
    pressure: 210,
    externalIndicatorResult: 'pass',
    note: '',
    packs: [{ label: 'D1', contents: 'Handpiece' }],
  })
  return id
}

describe('files of a sterilizer', () => {
  it('are held against the log and against each other, and kept as they came [IMP-20, IMP-21, IMP-22, IMP-23, IMP-24, IMP-25, IMP-26]', async () => {
    const practice = await openTestPractice()
    const { api } = practice
    const loadId = await withLoggedCycle(practice)
    const clone = dacFile({ cycle: 92, date: '16-05-2026', time: '11:00:00' })
    const files = [
      fileOf('card/a.txt', dacFile({ cycle: 88 })),
      fileOf(
        'b.txt',
        dacFile({
          cycle: 91,
          date: '15-05-2026',
          values: [
            ['135.9', '3.3'],
            ['135.8', '3.2'],
          ],
        }) +
          clone.replace('Zyklus:     92', 'Zyklus:     ??') +
          dacFile({ cycle: 93, date: '17-05-2026', time: '08:00:00', end: 'stops' }),
      ),
      fileOf('c.txt', clone),
      fileOf('d.txt', elaraFile()),
      fileOf('e.txt', 'nothing'),
    ]
    const before = (await api.audit.list({})).total
    const dry = await api.imports.sterilizerFiles({ files, dryRun: true })
    expect((await api.audit.list({})).total).toBe(before)
    expect(await api.imports.cycles({})).toEqual([])

    const report = await api.imports.sterilizerFiles({ files })
    expect(dry).toEqual(report)
    expect(report.unreadable.map(({ file, because }) => `${file}: ${because}`)).toEqual([
      expect.stringMatching(/^b\.txt: .*“\?\?” is not a cycle number/),
      expect.stringMatching(/^e\.txt: No cycle of a known machine/),
    ])
    const byNumber = new Map(report.cycles.map((cycle) => [cycle.cycleNumber, cycle]))
    const found = (number: number) => certain(byNumber.get(number), `Cycle ${number}`)
    expect(found(88)).toMatchObject({
      file: 'card/a.txt',
      machine: 'DAC Universal',
      serialNumber: '700123',
      startedOn: '2026-05-14',
      // Denver, in summer.
      startedAt: '2026-05-14T15:12:05.000Z',
      outcome: 'passed',
      match: 'logged',
      kept: 'new',
    })
    expect(codesOf(found(88))).toEqual(['imports.series-identical'])
    expect(found(91).match).toBe('unlogged')
    expect(codesOf(found(91))).toEqual(['imports.not-logged', 'imports.numbers-missing'])
    expect(found(91).findings[1]?.fact).toBe('Cycles 89 to 90 of this machine are missing.')
    expect(codesOf(found(92))).toEqual(['imports.not-logged', 'imports.series-identical'])
    expect(codesOf(found(93))).toEqual(['imports.not-logged', 'imports.cycle-aborted'])
    expect(codesOf(found(417))).toEqual(['imports.not-logged'])
    expect(found(417).startedAt).toBe('2026-02-03T21:05:00.000Z')

    // The same files, and the same cycles in another file, are not kept again.
    const kept = await api.imports.cycles({})
    const again = await api.imports.sterilizerFiles({
      files: [...files, fileOf('all.txt', dacFile({ cycle: 88 }) + clone + clone)],
    })
    expect(again.cycles.map((cycle) => cycle.kept)).not.toContain('new')
    expect(again.cycles.map(codesOf)).toEqual(expect.arrayContaining(report.cycles.map(codesOf)))
    expect(await api.imports.cycles({})).toEqual(kept)

    const record = certain(await api.imports.cycleOfLoad({ loadId }), 'A cycle')
    expect(record).toMatchObject({ cycleNumber: 88, loadId, hasCurve: true, file: 'a.txt' })
    const original = await api.attachments.read({ attachmentId: record.attachmentId })
    expect(await original.text()).toBe(dacFile({ cycle: 88 }))
    const { reading, programme } = await api.imports.cycle({ cycleRecordId: record.id })
    expect(reading.measurements).toHaveLength(3)
    expect(programme).toMatchObject({ name: 'Universal 134', minimumTemperature: 1340 })
    const may = { from: calendarDate.parse('2026-05-15'), to: calendarDate.parse('2026-05-16') }
    expect((await api.imports.cycles(may)).map(({ cycleNumber }) => cycleNumber)).toEqual([92, 91])

    const verified = await api.audit.verify()
    expect(verified).toMatchObject({ holds: true, findings: [], attachments: 4 })
  }, 60_000)

  it('stop where a load was released that its machine says failed, and note a clock that differs [IMP-27, IMP-28]', async () => {
    const practice = await openTestPractice()
    const { api } = practice
    const loadId = await withLoggedCycle(practice, '2026-05-14T16:40:00.000Z')
    const failed = [fileOf('f.txt', dacFile({ cycle: 88, end: 'FEHL' }))]
    const codes = async (dryRun = false) => {
      const { cycles } = await api.imports.sterilizerFiles({ files: failed, dryRun })
      return cycles.flatMap(({ findings }) => findings.map((one) => `${one.severity} ${one.code}`))
    }
    // Once it is kept, the load is not released any more.
    expect(await codes(true)).toEqual([
      'override imports.cycle-failed',
      'note imports.time-differs',
    ])
    await api.sterilization.release({ loadId, secret: testPassphrase })
    expect(await codes()).toEqual([
      'stop imports.released-against-file',
      'override imports.cycle-failed',
      'note imports.time-differs',
    ])
    // Another file that tells of the same number otherwise.
    const otherwise = await api.imports.sterilizerFiles({
      files: [fileOf('g.txt', dacFile({ cycle: 88 }))],
    })
    expect(otherwise.cycles[0]).toMatchObject({ kept: 'new', outcome: 'passed' })
    expect(otherwise.cycles.flatMap(codesOf)).toContain('imports.number-twice')
    expect((await api.imports.cycles({})).map(codesOf)).toEqual([
      expect.arrayContaining(['imports.number-twice']),
      expect.arrayContaining(['imports.number-twice']),
    ])
  }, 60_000)

  it('are each kept once, at their place in it, and one of the same cycle that says something else is kept, too [IMP-29]', async () => {
    const practice = await openTestPractice()
    const { api } = practice
    // Each has too few values to compare; only their programmes differ.
    const values = [['135.2', '3.16']] as const
    const cycle = dacFile({ cycle: 5, values })
    const many = fileOf(
      'many.txt',
      dacFile({ cycle: 1, time: '07:00:00' }) +
        dacFile({ cycle: '??' }) +
        Array.from({ length: 200 }, (_, at) =>
          dacFile({ cycle: 100 + at, date: '15-05-2026', values }),
        ).join(''),
    )
    const report = await api.imports.sterilizerFiles({ files: [many] })
    expect(report.cycles).toHaveLength(201)
    const connection = await practice.behindTheBack()
    const positions = connection
      .prepare<[], number>('SELECT position FROM cycle_records ORDER BY cycle_number LIMIT 3')
      .pluck()
      .all()
    expect(positions).toEqual([0, 2, 3])

    const first = await api.imports.sterilizerFiles({ files: [fileOf('a.txt', cycle)] })
    expect(first.cycles.flatMap(codesOf)).not.toContain('imports.number-twice')
    const other = cycle.replace('Universal/134?C/3min', 'Universal/121?C/9min')
    const second = await api.imports.sterilizerFiles({ files: [fileOf('b.txt', other)] })
    expect(second.cycles).toMatchObject([{ cycleNumber: 5, kept: 'new' }])
    expect(second.cycles.flatMap(codesOf)).toContain('imports.number-twice')
    const listed = await api.imports.cycles({})
    expect(listed.filter(({ cycleNumber }) => cycleNumber === 5)).toMatchObject([
      { file: 'b.txt', hasCurve: false },
      { file: 'a.txt', hasCurve: false },
    ])
    expect(listed.find(({ cycleNumber }) => cycleNumber === 1)?.hasCurve).toBe(true)
  }, 60_000)
})

describe('a watched folder', () => {
  it('is read when it is named, when it changes and when the practice opens; what is unreadable is listed; locked, nothing is read [IMP-30, IMP-31]', async () => {
    const practice = await openTestPractice()
    const { api } = practice
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'below'))
    const write = (name: string, content: string) => {
      writeFileSync(join(folder, name), latin1(content))
      // As if it was written a while ago.
      utimesSync(join(folder, name), new Date('2026-05-14'), new Date('2026-05-14'))
    }
    const numbers = async (of: TestPractice) =>
      (await of.api.imports.cycles({})).map(({ cycleNumber }) => cycleNumber)
    write('one.txt', dacFile({ cycle: 1 }))
    write('letter.txt', 'Dear colleague')

    expect(await refusedWith(api.imports.watchFolder({ folder: join(folder, 'no') }))).toEqual([
      'imports.folder-missing',
    ])
    expect(await refusedWith(api.imports.watchFolder({ folder: practice.folder }))).toEqual([
      'imports.folder-of-practice',
    ])
    await api.imports.watchFolder({ folder })
    await vi.waitFor(async () => expect(await numbers(practice)).toEqual([1]), 20_000)
    await vi.waitFor(async () => {
      const { unreadable, lastLookedAt, ...settings } = await api.imports.settings()
      expect(settings.folder).toBe(folder)
      expect(unreadable.map(({ file, because }) => `${file}: ${because}`)).toEqual([
        expect.stringMatching(/^letter\.txt: No cycle/),
      ])
      expect(lastLookedAt).toMatch(/^2026-11-22T/)
    }, 20_000)
    // What can be opened and not be kept is told as that, and tried again.
    const connection = await practice.behindTheBack()
    connection.exec(
      "CREATE TRIGGER full BEFORE INSERT ON cycle_records BEGIN SELECT RAISE(ABORT, 'full'); END",
    )
    write('two.txt', dacFile({ cycle: 2, time: '13:00:00' }))
    await vi.waitFor(async () => {
      const { unreadable } = await api.imports.settings()
      expect(unreadable).toContainEqual({
        file: 'two.txt',
        because: 'It was read, but could not be kept.',
      })
    }, 20_000)
    connection.exec('DROP TRIGGER full')
    write('two.txt', dacFile({ cycle: 2, time: '13:00:00' }))
    await vi.waitFor(async () => expect(await numbers(practice)).toEqual([2, 1]), 20_000)

    await api.vault.lock()
    write('three.txt', dacFile({ cycle: 3, time: '14:00:00' }))
    const opened = await practice.reopen()
    await opened.api.vault.unlock({ secret: testPassphrase })
    await vi.waitFor(async () => expect(await numbers(opened)).toEqual([3, 2, 1]), 20_000)
    await opened.api.imports.watchFolder({ folder: null })
    expect(await opened.api.imports.settings()).toMatchObject({ folder: null, unreadable: [] })
  }, 90_000)

  it('keeps one mapping of columns for each heading line [IMP-12]', async () => {
    const { api } = await openTestPractice()
    const mapping = {
      heading: 'A;B;C;D',
      machine: '',
      serialNumber: 'A',
      cycleNumber: 'B',
      startedOn: 'C',
      startedTime: null,
      dateOrder: 'day-month-year' as const,
      outcome: 'D',
      passedWord: 'ja',
      abortedWord: null,
      programme: null,
      temperature: null,
      pressure: null,
    }
    const files = [fileOf('a.csv', 'A;B;C;D\nX1;7;03.04.2026;ja\nX1;8;04.04.2026;nein\n')]
    expect((await api.imports.sterilizerFiles({ files })).unreadable).toHaveLength(1)
    await api.imports.saveMapping({ mapping: { ...mapping, passedWord: 'nein' } })
    await api.imports.saveMapping({ mapping })
    expect((await api.imports.settings()).mappings).toEqual([mapping])
    const { cycles } = await api.imports.sterilizerFiles({ files })
    expect(cycles.map(({ cycleNumber, outcome }) => `${cycleNumber} ${outcome}`)).toEqual([
      '7 passed',
      '8 failed',
    ])
  }, 30_000)
})
