import { copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { z } from 'zod'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of this run: where the first test that needs a practice leaves one for the others. */
    readonly preparations: string
  }
}

/** For the whole run, as vitest.config.ts has it. */
export function setup({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'stratum-prepared-'))
  provide('preparations', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}

const prepared = z.object({
  recoveryCode: z.string(),
  /** What its clock would show next. */
  moment: z.iso.datetime(),
})

/** What is known of a practice whose files lie ready to be copied. */
export type Prepared = z.infer<typeof prepared>

const files = ['records.db', 'vault.json']

/**
 * Copies a closed practice into the folder. The first of all processes makes it, in a place of its
 * own, and the last step gives it its name: nobody sees a half-made one.
 */
export const copyPrepared = async (
  preparations: string,
  folder: string,
  make: (folder: string) => Promise<Prepared>,
): Promise<Prepared> => {
  const ready = join(preparations, 'practice')
  const known = read(ready)
  if (known === null) {
    const making = mkdtempSync(join(preparations, 'making-'))
    writeFileSync(join(making, 'prepared.json'), JSON.stringify(await make(making)))
    keep(making, ready)
  }
  for (const file of files) copyFileSync(join(ready, file), join(folder, file))
  return known ?? copyOf(ready)
}

const read = (ready: string): Prepared | null => {
  try {
    return copyOf(ready)
  } catch {
    return null
  }
}

const copyOf = (ready: string): Prepared =>
  prepared.parse(JSON.parse(readFileSync(join(ready, 'prepared.json'), 'utf8')))

/** Another process may have been quicker; then its practice is everyone's. */
const keep = (making: string, ready: string): void => {
  try {
    renameSync(making, ready)
  } catch {
    rmSync(making, { recursive: true, force: true })
  }
}
