import { Argument, Command, CommanderError, Option } from 'commander'
import { z } from 'zod'
import { calendarDate } from '#shared/kernel/index.ts'
import type { ChartOptions } from './commands/exports.ts'
import { exitCodeOf, sayRefusal, usageError } from './commands/outcome.ts'

// The command line: a thin client of the same router that the window uses.

/** Loads a command when it is called: reading a label needs a tenth of what a practice needs. */
const lazily =
  <Given extends readonly unknown[]>(
    load: () => Promise<(...given: Given) => void | Promise<void>>,
  ) =>
  async (...given: Given): Promise<void> =>
    (await load())(...given)

const chart = (kind: 'history' | 'sterilization' | 'evidence') =>
  lazily(async () => {
    const { exportChart } = await import('./commands/exports.ts')
    return (options: ChartOptions) => exportChart(options, kind)
  })

const day = (text: string) => {
  const read = calendarDate.safeParse(text)
  return read.success
    ? read.data
    : usageError(`${text} is not a day. Write it as year-month-day, such as 2026-11-22.`)
}

const whole = (text: string) => {
  const read = z.coerce.number().int().min(1).max(1_000_000).safeParse(text)
  return read.success ? read.data : usageError(`${text} is not a whole number from 1.`)
}

const port = (text: string) => {
  const read = z.coerce.number().int().min(0).max(65_535).safeParse(text)
  return read.success ? read.data : usageError(`${text} is not a port.`)
}

const practiceOption = () => new Option('--practice <dir>', 'the practice folder')
const passphraseOption = () =>
  new Option('--passphrase-file <file>', 'a file that holds the passphrase')
const forceOption = () => new Option('--force', 'replace a file that is there').default(false)
const jsonOption = () => new Option('--json', 'print one JSON document').default(false)

const command = (parent: Command, name: string, description: string): Command =>
  parent
    .command(name)
    .description(description)
    .addOption(practiceOption())
    .addOption(passphraseOption())
    .addOption(jsonOption())
    .exitOverride()
    .configureOutput(output)

const output = {
  writeOut: (text: string) => process.stdout.write(text),
  writeErr: (text: string) => process.stderr.write(text),
}

const program = new Command('stratum')
  .description(
    'Offline treatment records for microneedling. The passphrase is read from STRATUM_PASSPHRASE or --passphrase-file.',
  )
  .exitOverride()
  .configureOutput(output)

command(program, 'demo', 'make a practice with believable data')
  .option('--clients <n>', 'how many clients', whole, 120)
  .option('--sessions <n>', 'how many sessions; otherwise three to six a course', whole)
  .option(
    '--years <y>',
    'how many years',
    (text) =>
      z.coerce
        .number()
        .min(0.1)
        .max(20)
        .catch(() => usageError(`${text} is not a number of years.`))
        .parse(text),
    1,
  )
  .option('--seed <s>', 'the same seed gives the same practice', 'stratum')
  .option('--as-of <date>', 'the day on which somebody looks at it', day)
  .action(lazily(async () => (await import('./commands/demo.ts')).makeDemonstration))

command(program, 'serve', 'open the practice in a browser on this machine')
  .option('--port <n>', 'the port; the system chooses one otherwise', port)
  .option('--no-open', 'only print the address')
  .action(lazily(async () => (await import('./commands/serve.ts')).serveFolder))

const exporting = program
  .command('export')
  .description('hand records over')
  .exitOverride()
  .configureOutput(output)

command(exporting, 'history', 'one client’s treatment history')
  .requiredOption('--client <id>', 'the client')
  .addOption(
    new Option('--format <format>', 'the form')
      .choices(['pdf', 'csv', 'json', 'fhir'])
      .makeOptionMandatory(),
  )
  .requiredOption('--out <file>', 'where to write it')
  .addOption(forceOption())
  .action(chart('history'))

command(exporting, 'sterilization', 'the sterilization log for an inspector')
  .requiredOption('--from <date>', 'the first day', day)
  .requiredOption('--to <date>', 'the last day', day)
  .addOption(
    new Option('--format <format>', 'the form').choices(['pdf', 'csv']).makeOptionMandatory(),
  )
  .option('--names-clients', 'name the clients on whom packs were used', false)
  .requiredOption('--out <file>', 'where to write it')
  .addOption(forceOption())
  .action(chart('sterilization'))

command(exporting, 'evidence', 'a client’s signed records with their proof')
  .requiredOption('--client <id>', 'the client')
  .requiredOption('--out <file>', 'where to write the zip')
  .addOption(forceOption())
  .action(chart('evidence'))

command(exporting, 'practice', 'everything, in open formats')
  .requiredOption('--out <folder>', 'an empty or new folder')
  .action(lazily(async () => (await import('./commands/exports.ts')).exportPractice))

command(program, 'trace', 'everyone and everything that a thing or a person touched')
  .addArgument(
    new Argument('<kind>', 'where it starts').choices([
      'lot',
      'load',
      'pack',
      'device',
      'product',
      'client',
      'sterilizer',
      'session',
    ]),
  )
  .argument('<id>', 'the id of that record')
  .action(lazily(async () => (await import('./commands/trace.ts')).traceThing))

const importing = program
  .command('import')
  .description('take records over from files')
  .exitOverride()
  .configureOutput(output)

command(importing, 'sterilizer', 'read what sterilizers wrote about their cycles')
  .argument('<file...>', 'files from the machine’s card or folder')
  .option('--dry-run', 'keep nothing', false)
  .action(lazily(async () => (await import('./commands/imports.ts')).importSterilizerFiles))

command(program, 'verify', 'check the change log, every row and every signature')
  .argument('[bundle]', 'a folder or zip that was exported; needs no practice')
  .option('--fingerprint <text...>', 'keys to trust, from the recovery sheet')
  .option(
    '--since <head>',
    'a head of the change log from paper, of which the log must be the continuation',
  )
  .action(lazily(async () => (await import('./commands/verify.ts')).verifyRecords))

command(program, 'udi', 'read a scanned label')
  .argument('<text>', 'what the scanner typed')
  .action(lazily(async () => (await import('./commands/udi.ts')).readLabelText))

try {
  await program.parseAsync(process.argv)
} catch (error) {
  if (!(error instanceof CommanderError)) sayRefusal(error, process.argv.includes('--json'))
  process.exitCode = exitCodeOf(error)
}
