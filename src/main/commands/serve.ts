import { createApplication } from '../practice.ts'
import { serve } from '../serve.ts'
import { Refusal } from '#shared/kernel/index.ts'
import { folderOf, type PracticeOptions } from './practice.ts'

interface Options extends PracticeOptions {
  readonly port?: number
  readonly open: boolean
}

export const serveFolder = async (options: Options): Promise<void> => {
  const application = createApplication({ folder: folderOf(options), checksDaily: true })
  const { port, open, json } = options
  const print = (line: string) =>
    process.stdout.write(`${json ? JSON.stringify({ address: line.split(' ').at(-1) }) : line}\n`)
  try {
    await serve({ application, port, open, print })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw portTaken(port)
    throw error
  }
}

const portTaken = (port: number | undefined): Refusal =>
  new Refusal({
    code: 'serve.port-taken',
    fact: `Port ${port} is taken by another program.`,
    rule: 'Stratum listens on a port of its own.',
    nextStep: 'Name another port, or leave --port out.',
  })
