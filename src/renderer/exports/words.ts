import type { ChangeLogEntry } from '#shared/audit/index.ts'
import type { Practitioner } from '#shared/practice/index.ts'
import { texts } from './texts.ts'

/** What a table's rows are called. */
export const recordOf = (table: string): string =>
  new Map<string, string>(Object.entries(texts.records)).get(table) ?? table.replaceAll('_', ' ')

/** `New: client`, `Changed: sterilizer load`. */
export const operationOf = ({
  operation,
  table,
}: Pick<ChangeLogEntry, 'operation' | 'table'>): string =>
  operation === 'insert' ? texts.log.inserted(recordOf(table)) : texts.log.updated(recordOf(table))

/** Who wrote it; what Stratum does by itself, it does in its own name. */
export const actorOf = ({ actor }: ChangeLogEntry, people: readonly Practitioner[]): string =>
  people.find(({ id }) => id === actor)?.name ?? (actor === 'system' ? texts.log.system : actor)
