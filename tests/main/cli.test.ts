import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { dataKey, openConnection, systemEnvironment } from '#main/database/index.ts'
import { createVault, deriveKeys, holdFolder } from '#main/vault/index.ts'
import { certain } from '#shared/kernel/index.ts'
import { buildCli, codesOf, documentOf, runCli, startCli } from '../support/cli.ts'
import { testPassphrase } from '../support/constants.ts'
import { traceFromFiles } from '../support/trace-from-files.ts'
import { dacFile, elaraFile, latin1 } from '../support/cycle-files.ts'

// A process for each command, and full-strength keys: seconds, on a machine that has other work.
const patience = 120_000
const strangersPassphrase = 'marble thunder compass violet'

const demoReport = z.object({
  practice: z.string(),
  counts: z.record(z.string(), z.number().int().positive()),
  client: z.uuid(),
  session: z.uuid(),
})

let place: string
let practice: string
let client: string
/** A folder of `export practice`. */
let exported: string
/** A zip of `export evidence` for the client. */
let evidence: string

const inPlace = (...parts: readonly string[]): string => join(place, ...parts)
const at = (...args: readonly string[]): readonly string[] => [...args, '--practice', practice]

beforeAll(async () => {
  await buildCli()
  place = mkdtempSync(join(tmpdir(), 'stratum-cli-'))
  practice = inPlace('practice')
  exported = inPlace('exported')
  evidence = inPlace('evidence.zip')
  const size = ['--clients', '4', '--years', '0.5', '--seed', 'cli', '--as-of', '2026-11-22']
  const made = await runCli(at('demo', ...size, '--json'))
  expect(made.stderr).not.toMatch(/went wrong/)
  client = documentOf(made, demoReport).client
  const written = await runCli(at('export', 'practice', '--out', exported))
  expect(written).toMatchObject({ code: 0, stdout: '' })
  expect(await runCli(evidenceOf(client, evidence))).toMatchObject({ code: 0, stdout: '' })
}, 2 * patience)

afterAll(() => rmSync(place, { recursive: true, force: true }))

const history = (format: string, out: string): readonly string[] =>
  at('export', 'history', '--client', client, '--format', format, '--out', out)

const evidenceOf = (id: string, out: string): readonly string[] =>
  at('export', 'evidence', '--client', id, '--out', out)

const rowsOf = (table: string): readonly Record<string, unknown>[] =>
  readFileSync(join(exported, `${table}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)))

const verification = z.object({
  holds: z.boolean(),
  entries: z.number(),
  rows: z.number(),
  signatures: z.number(),
  findings: z.array(z.object({ code: z.string(), subject: z.string() })),
  signers: z.array(z.object({ fingerprint: z.string() })),
})

describe('every command', { timeout: patience }, () => {
  it('ends with 2 when it was called wrongly, and prints nothing [CMD-1, CMD-2]', async () => {
    const calls = [
      ['unknown'],
      ['udi'],
      ['udi', 'text', '--unknown'],
      at('export', 'history', '--client', client, '--out', inPlace('x.pdf')),
      at('export', 'sterilization', '--from', '2026-13-01', '--to', '2026-11-01'),
      at('demo', '--clients', 'many'),
      at('serve', '--port', '70000'),
    ]
    for (const call of calls) {
      const ended = await runCli([...call, '--json'])
      expect(ended, call.join(' ')).toMatchObject({ code: 2, stdout: '' })
      expect(ended.stderr).not.toBe('')
    }
  })

  it('ends with 0 when it only explains itself [CMD-1]', async () => {
    const { code, stdout } = await runCli(['--help'])
    expect(code).toBe(0)
    expect(stdout).toContain('STRATUM_PASSPHRASE')
  })

  it('takes no passphrase as an argument, and asks for one [CMD-3]', async () => {
    for (const argument of ['--passphrase', '--passphrase-file-content']) {
      const { code, stderr } = await runCli(at('verify', argument, testPassphrase))
      expect(code).toBe(2)
      expect(stderr).not.toContain(testPassphrase)
    }
    const silent = await runCli(at('verify', '--json'), {})
    expect(silent).toMatchObject({ code: 2, stdout: '' })
    expect(silent.stderr).toContain('--passphrase-file')
  })

  it('reads the passphrase from a file, with or without a line break [CMD-3]', async () => {
    const file = inPlace('passphrase.txt')
    writeFileSync(file, `${testPassphrase}\n`)
    const out = inPlace('with-file.json')
    const ended = await runCli([...history('json', out), '--passphrase-file', file], {})
    expect(ended.code).toBe(0)
    expect(existsSync(out)).toBe(true)

    const missing = inPlace('nowhere.txt')
    const refused = await runCli(at('verify', '--json', '--passphrase-file', missing), {})
    expect(refused.code).toBe(3)
    expect(codesOf(refused)).toEqual(['files.cannot-be-read'])
  })

  it('refuses a wrong passphrase, and says why in one document [CMD-1, CMD-2, CMD-4]', async () => {
    const refused = await runCli(at('verify', '--json'), {
      STRATUM_PASSPHRASE: strangersPassphrase,
    })
    expect(refused.code).toBe(1)
    expect(codesOf(refused)).toEqual(['vault.wrong-secret'])
    expect(refused.stderr).toContain('does not open this practice')
    expect(refused.stdout + refused.stderr).not.toMatch(/Ada Petersen|violet/)
  })

  it('ends with 3 where there is no practice, and makes none [CMD-1, CMD-5]', async () => {
    const nowhere = inPlace('nowhere')
    const call = ['export', 'practice', '--out', inPlace('nothing'), '--practice', nowhere]
    const refused = await runCli([...call, '--json'])
    expect(refused.code).toBe(3)
    expect(codesOf(refused)).toEqual(['vault.no-practice'])
    expect(existsSync(nowhere)).toBe(false)
    expect(existsSync(inPlace('nothing'))).toBe(false)
  })

  it('ends with 3 when a file cannot be written, and leaves no part of it [CMD-1, CMD-7]', async () => {
    const refused = await runCli([...history('json', inPlace('no-folder', 'a.json')), '--json'])
    expect(refused.code).toBe(3)
    expect(codesOf(refused)).toEqual(['files.cannot-be-written'])
    expect(existsSync(inPlace('no-folder'))).toBe(false)

    const taken = inPlace('a-folder.json')
    mkdirSync(taken)
    expect((await runCli(history('json', taken))).code).toBe(3)
    expect(readdirSync(place).filter((name) => name.includes('.part'))).toEqual([])
  })

  it('refuses a folder that another process has open, which goes on [CMD-1, CMD-6]', async () => {
    const letGo = holdFolder(practice)
    try {
      const refused = await runCli(at('verify', '--json'))
      expect(refused.code).toBe(1)
      expect(codesOf(refused)).toEqual(['vault.folder-in-use'])
    } finally {
      letGo()
    }
  })
})

describe('udi', { timeout: patience }, () => {
  const read = (text: string) => runCli(['udi', text, '--json'], {})

  it('says what a label holds, without practice or passphrase [CMD-10, CMD-2]', async () => {
    const ended = await read('(01)09506000134352(17)281231(10)ABC123(21)SN9')
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(JSON.parse(ended.stdout)).toMatchObject({
      issuer: 'GS1',
      deviceIdentifier: '09506000134352',
      lot: 'ABC123',
      serial: 'SN9',
      expiresOn: '2028-12-31',
      manufacturedOn: null,
    })
  })

  it('refuses a wrong check digit and a thirteenth month [CMD-11, CMD-2]', async () => {
    const digit = await read('(01)09506000134353(17)281231(10)ABC123')
    expect(digit.code).toBe(1)
    expect(codesOf(digit)).toEqual(['inventory.label-check-digit'])
    const month = await read('(01)09506000134352(17)281301(10)ABC123')
    expect(month.code).toBe(1)
    expect(month.stdout).toContain('281301')
    expect(codesOf(month)).toHaveLength(1)
  })
})

describe('export', { timeout: patience }, () => {
  it('writes a history as PDF, CSV, JSON and FHIR [CMD-20, CMD-2]', async () => {
    const begins = { pdf: /^%PDF-/, csv: /^(\ufeff)?[\w",]/, json: /^\{/, fhir: /^\{/ }
    for (const [format, beginning] of Object.entries(begins)) {
      const out = inPlace(`history.${format}`)
      const ended = await runCli([...history(format, out), '--json'])
      expect(ended).toMatchObject({ code: 0, stderr: '' })
      expect(JSON.parse(ended.stdout)).toEqual({ file: out, bytes: readFileSync(out).byteLength })
      expect(readFileSync(out, 'utf8')).toMatch(beginning)
    }
    const { name } = certain(
      rowsOf('clients').find(({ id }) => id === client),
      'The client',
    )
    for (const format of ['csv', 'json', 'fhir']) {
      expect(readFileSync(inPlace(`history.${format}`), 'utf8')).toContain(
        String(name).split(' ').at(-1),
      )
    }
    expect(JSON.parse(readFileSync(inPlace('history.fhir'), 'utf8'))).toMatchObject({
      resourceType: 'Bundle',
    })
  })

  it('replaces a file only with --force [CMD-8]', async () => {
    const out = inPlace('mine.json')
    writeFileSync(out, 'mine')
    const refused = await runCli([...history('json', out), '--json'])
    expect(codesOf(refused)).toEqual(['exports.file-exists'])
    expect(refused.code).toBe(1)
    expect(readFileSync(out, 'utf8')).toBe('mine')
    expect(await runCli([...history('json', out), '--force'])).toMatchObject({ code: 0 })
    expect(readFileSync(out, 'utf8')).not.toBe('mine')
  })

  it('writes the sterilization log as PDF and CSV, of days in their order [CMD-21]', async () => {
    const log = (from: string, to: string, format: string) => {
      const span = at('export', 'sterilization', '--from', from, '--to', to)
      const out = ['--out', inPlace(`log.${format}`), '--force']
      return runCli([...span, '--format', format, ...out, '--json'])
    }
    for (const format of ['pdf', 'csv']) {
      expect((await log('2026-05-01', '2026-11-22', format)).code).toBe(0)
    }
    expect(readFileSync(inPlace('log.pdf'), 'utf8')).toMatch(/^%PDF-/)
    const csv = readFileSync(inPlace('log.csv'), 'utf8')
    for (const { cycle_number } of rowsOf('loads')) expect(csv).toContain(String(cycle_number))

    const days = ['--from', '2026-05-01', '--to', '2026-11-22', '--format', 'csv']
    const named = ['--names-clients', '--out', inPlace('named.csv')]
    expect((await runCli(at('export', 'sterilization', ...days, ...named))).code).toBe(0)
    const used = rowsOf('packs').find(({ session_id: session }) => session !== null)
    const treated = rowsOf('sessions').find(({ id }) => id === used?.['session_id'])
    const her = rowsOf('clients').find(({ id }) => id === treated?.['client_id'])
    expect(readFileSync(inPlace('named.csv'), 'utf8')).toContain(String(her?.['name']))
    expect(csv).not.toContain(String(her?.['name']))

    const reversed = await log('2026-11-22', '2026-06-01', 'csv')
    expect(reversed.code).toBe(1)
    expect(codesOf(reversed)).toEqual(['exports.span-reversed'])
  })

  it('writes the whole practice into a new folder, and never into a used one [CMD-22]', async () => {
    const names = readdirSync(exported)
    expect(names).toEqual(
      expect.arrayContaining(['README.md', 'change-log.jsonl', 'clients.jsonl', 'sessions.jsonl']),
    )
    expect(rowsOf('clients')).toHaveLength(4)

    const used = inPlace('used')
    mkdirSync(used)
    writeFileSync(join(used, 'mine.txt'), 'mine')
    const refused = await runCli(at('export', 'practice', '--out', used, '--json'))
    expect(refused.code).toBe(1)
    expect(codesOf(refused)).toEqual(['exports.folder-not-empty'])
    expect(readdirSync(used)).toEqual(['mine.txt'])
  })

  it('writes a client’s evidence, and refuses a client who is not there [CMD-23]', async () => {
    const nobody = '01890000-0000-7000-8000-000000000000'
    const out = inPlace('nobody.zip')
    const refused = await runCli([...evidenceOf(nobody, out), '--json'])
    expect(refused.code).toBe(1)
    expect(codesOf(refused)[0]).toMatch(/^clients\./)
    expect(existsSync(out)).toBe(false)
    const files = unzipSync(readFileSync(evidence))
    expect(new TextDecoder().decode(files['clients.jsonl']).trimEnd().split('\n')).toHaveLength(1)
  })
})

describe('trace', { timeout: patience }, () => {
  const trace = (...args: readonly string[]) => runCli(at('trace', ...args, '--json'))
  const answer = z.object({
    clients: z.array(z.string()),
    sessions: z.array(z.string()),
    lots: z.array(z.string()),
    shared: z.array(z.object({ kind: z.string(), id: z.string(), clients: z.array(z.string()) })),
  })

  it('answers what the exported files say, forward and backward [CMD-25]', async () => {
    const { lots, loads } = traceFromFiles((name) => readFileSync(join(exported, name), 'utf8'))
    for (const [kind, all] of [
      ['lot', lots],
      ['load', loads],
    ] as const) {
      const [id, expected] = certain(
        [...all].find(([, { clients }]) => clients.length > 1),
        `A ${kind} of several clients`,
      )
      const ended = await trace(kind, id)
      expect(ended).toMatchObject({ code: 0, stderr: '' })
      expect(documentOf(ended, answer)).toMatchObject(expected)
    }
    const ofClient = documentOf(await trace('client', client), answer)
    expect(ofClient.clients).toEqual([client])
    const [shared] = ofClient.shared.filter(({ kind, clients }) => kind === 'lot' && clients.length)
    expect(lots.get(certain(shared, 'A shared lot').id)?.clients).toContain(client)
    const read = await runCli(at('trace', 'client', client))
    expect(read.stdout).toContain(`1 clients, ${ofClient.sessions.length} sessions`)
  })

  it('refuses what is not there; what is no id, and another kind, is a wrong call [CMD-26, CMD-1]', async () => {
    const nobody = '01890000-0000-7000-8000-000000000000'
    const unknown = await trace('lot', nobody)
    expect(unknown.code).toBe(1)
    expect(codesOf(unknown)).toEqual(['recalls.unknown-lot'])
    const misread = await trace('pack', 'P1')
    expect(misread.code).toBe(2)
    expect(misread.stdout).toBe('')
    expect(misread.stderr).toContain('not the id of a')
    expect(await trace('needle', nobody)).toMatchObject({ code: 2, stdout: '' })
    expect(await trace('lot')).toMatchObject({ code: 2, stdout: '' })
  })
})

describe('verify', { timeout: patience }, () => {
  it('says that a practice holds, what it looked at and whose keys signed [CMD-30]', async () => {
    const report = documentOf(await runCli(at('verify', '--json')), verification)
    expect(report).toMatchObject({ holds: true, findings: [] })
    expect(report.signatures).toBe(rowsOf('signatures').length)
    expect(report.signers).toHaveLength(1)
    const { code, stdout } = await runCli(at('verify'))
    expect(code).toBe(0)
    expect(stdout).toContain(`Holds: ${report.entries} change-log entries`)
    expect(stdout).toContain(certain(report.signers[0], 'A signer').fingerprint)
  })

  it('checks a folder and a zip without practice or passphrase [CMD-31, CMD-34]', async () => {
    const verify = (bundle: string, ...keys: readonly string[]) =>
      runCli(['verify', bundle, '--json', ...keys], {})
    const reports = [await verify(exported), await verify(evidence)].map((ended) => {
      expect(ended.code).toBe(0)
      return documentOf(ended, verification)
    })
    expect(reports.map(({ holds }) => holds)).toEqual([true, true])

    const { fingerprint } = certain(reports[0]?.signers[0], 'A signer')
    expect((await verify(evidence, '--fingerprint', fingerprint)).code).toBe(0)
    const foreign = await verify(evidence, '--fingerprint', '0000 '.repeat(16).trim())
    expect(foreign.code).toBe(1)
    expect(documentOf(foreign, verification).holds).toBe(false)
  })

  it('ends with 3 when there is nothing to check [CMD-1]', async () => {
    const refused = await runCli(['verify', inPlace('no-such-bundle'), '--json'], {})
    expect(refused.code).toBe(3)
    expect(codesOf(refused)).toEqual(['exports.bundle-missing'])
  })

  it('names a row that was changed behind the application’s back [CMD-32, CMD-1]', async () => {
    const copy = inPlace('changed')
    cpSync(practice, copy, { recursive: true })
    await changeBehindTheBack(copy, client)
    const ended = await runCli(['verify', '--practice', copy, '--json'])
    expect(ended.code).toBe(1)
    const { holds, findings } = documentOf(ended, verification)
    expect(holds).toBe(false)
    expect(findings[0]).toMatchObject({ code: 'row-differs', subject: `clients ${client}` })
  })

  it('names a line of a bundle that was altered [CMD-33]', async () => {
    const altered = inPlace('altered')
    cpSync(exported, altered, { recursive: true })
    const file = join(altered, 'session_zones.jsonl')
    const lines = readFileSync(file, 'utf8').split('\n')
    const zone = z.object({ id: z.string() }).parse(JSON.parse(certain(lines[1], 'A line')))
    lines[1] = certain(lines[1], 'A line').replace(/"passes":\d+/, '"passes":9')
    writeFileSync(file, lines.join('\n'))
    const ended = await runCli(['verify', altered, '--json'], {})
    expect(ended.code).toBe(1)
    const { findings } = documentOf(ended, verification)
    expect(findings.map(({ subject }) => subject)).toContain(`session_zones ${zone.id}`)
  })
})

/** Somebody with the key and SQLite, who switches the guards off and on again. */
const changeBehindTheBack = async (folder: string, id: string): Promise<void> => {
  const vault = createVault({
    folder,
    random: systemEnvironment.random,
    strength: 'production',
    derive: deriveKeys,
  })
  const { dataKey: key } = await vault.unlock(testPassphrase, undefined)
  const connection = openConnection(join(folder, 'records.db'), dataKey(key), 'write')
  const guards = connection
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'clients'",
    )
    .all()
  for (const { name } of guards) connection.exec(`DROP TRIGGER "${name}"`)
  connection.prepare("UPDATE clients SET telephone = '555 6666' WHERE id = ?").run(id)
  for (const { sql } of guards) connection.exec(sql)
  connection.close()
}

describe('serve', { timeout: patience }, () => {
  it('prints its address, answers only with the token, and ends when asked [CMD-40]', async () => {
    const child = startCli(at('serve', '--no-open'), {})
    const printed: string[] = []
    const ended = new Promise<number | null>((done) => {
      child.once('close', done)
    })
    const lines = createInterface(child.stdout)
    try {
      const address = await new Promise<URL>((found, failed) => {
        lines.on('line', (line) => {
          printed.push(line)
          found(new URL(certain(/\S+$/.exec(line), 'An address')[0]))
        })
        child.once('close', () => failed(new Error('It ended before it served.')))
      })
      expect(address.hostname).toBe('127.0.0.1')
      expect((await fetch(new URL('/rpc/vault/status', address), { method: 'POST' })).status).toBe(
        401,
      )
      const held = await runCli(at('verify', '--json'))
      expect(codesOf(held)).toEqual(['vault.folder-in-use'])
    } finally {
      child.kill('SIGTERM')
    }
    expect(await ended).toBe(0)
    expect(printed).toHaveLength(1)
    holdFolder(practice)()
  })
})

describe('import sterilizer', { timeout: patience }, () => {
  const report = z.strictObject({
    cycles: z.array(
      z.strictObject({
        file: z.string(),
        machine: z.string(),
        serialNumber: z.string(),
        cycleNumber: z.number(),
        startedOn: z.string(),
        startedAt: z.string(),
        outcome: z.enum(['passed', 'failed', 'aborted']),
        match: z.enum(['logged', 'unlogged']),
        findings: z.array(z.object({ code: z.string() })),
      }),
    ),
    unreadable: z.array(z.strictObject({ file: z.string(), because: z.string() })),
  })
  const reading = (...args: readonly string[]) =>
    runCli(at('import', 'sterilizer', ...args, '--json'))

  it('tells of every cycle and of what it could not read, and keeps nothing in a dry run [CMD-70, CMD-71]', async () => {
    mkdirSync(inPlace('card', 'more'), { recursive: true })
    const good = inPlace('card', 'cycles.txt')
    const same = inPlace('card', 'more', 'cycles.txt')
    const letter = inPlace('card', 'letter.txt')
    writeFileSync(good, latin1(`${dacFile({ cycle: 3 })}\r\nA note.\r\n${elaraFile()}`))
    writeFileSync(same, latin1(dacFile({ cycle: 4, end: 'stops', time: '10:00:00' })))
    writeFileSync(letter, 'Dear colleague')

    const dry = await reading(good, '--dry-run')
    expect(dry).toMatchObject({
      code: 0,
      stderr: '2 cycles would be kept, 0 were already there.\n',
    })
    const kept = await reading(good)
    expect(kept).toMatchObject({ code: 0, stderr: '2 cycles kept, 0 were already there.\n' })
    expect(documentOf(kept, report)).toEqual(documentOf(dry, report))
    expect(documentOf(kept, report).cycles).toMatchObject([
      { file: 'cycles.txt', cycleNumber: 3, outcome: 'passed', match: 'unlogged' },
      { file: 'cycles.txt', cycleNumber: 417, startedOn: '2026-02-03' },
    ])

    const mixed = await reading(good, same, letter)
    expect(mixed).toMatchObject({ code: 1, stderr: '1 cycles kept, 2 were already there.\n' })
    expect(documentOf(mixed, report)).toMatchObject({
      cycles: [{ file: good }, { file: good }, { file: same, outcome: 'aborted' }],
      unreadable: [{ file: 'letter.txt' }],
    })

    const closed = await reading(inPlace('nowhere.txt'), inPlace('card', 'more'), good)
    expect(closed.code).toBe(3)
    expect(documentOf(closed, report)).toMatchObject({
      cycles: [{ cycleNumber: 3 }, { cycleNumber: 417 }],
      unreadable: [
        { file: 'nowhere.txt', because: 'It cannot be opened on the disk.' },
        { file: 'more', because: 'It is a folder. Name the files in it.' },
      ],
    })
    const plain = await runCli(at('import', 'sterilizer', letter))
    expect(plain.code).toBe(1)
    expect(plain.stdout).toMatch(/^letter\.txt: No cycle of a known machine/)
  })
})

describe('the practice folder', { timeout: patience }, () => {
  it('holds no name and no word of a note in plain text [CMD-60]', () => {
    const notes = rowsOf('sessions').flatMap(({ note }) =>
      typeof note === 'string' && note !== '' ? [note] : [],
    )
    const names = rowsOf('clients').map(({ name }) => z.string().parse(name))
    const written = [...notes, ...names, ...names.flatMap((name) => name.split(' '))]
    expect(notes.length).toBeGreaterThan(0)
    const files = globSync('**/*', { cwd: practice })
      .map((name) => join(practice, name))
      .filter((path) => statSync(path).isFile())
    expect(files.map((file) => file.slice(practice.length + 1))).toContain('records.db')
    // What finds it in the open export finds nothing here.
    expect(filesWith(written, [join(exported, 'clients.jsonl')])).toHaveLength(1)
    expect(filesWith(written, files)).toEqual([])
  })
})

/** Of at least five characters: shorter ones stand in any random bytes by chance. */
const filesWith = (texts: readonly string[], files: readonly string[]): readonly string[] => {
  const searched = texts
    .filter((text) => text.length >= 5)
    .flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')])
  return files.filter((file) => {
    const bytes = readFileSync(file)
    return searched.some((text) => bytes.includes(text))
  })
}
