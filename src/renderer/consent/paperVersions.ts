import type { ConsentKind, ConsentTemplate } from '#shared/consent/index.ts'
import { type CalendarDate, dayOf } from '#shared/kernel/index.ts'

/**
 * The versions of a form that a paper signed on this day can be: those published by then, newest
 * first. Null: the day is not known yet, so any.
 */
export const paperVersions = <T extends Pick<ConsentTemplate, 'kind' | 'version' | 'publishedAt'>>(
  templates: readonly T[],
  kind: ConsentKind,
  signedOn: CalendarDate | null,
  timeZone: string,
): readonly T[] =>
  templates
    .filter(
      (template) =>
        template.kind === kind &&
        (signedOn === null || dayOf(template.publishedAt, timeZone) <= signedOn),
    )
    .toSorted((one, other) => other.version - one.version)
