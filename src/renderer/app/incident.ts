import { incidentOf } from '#renderer/api.ts'

/**
 * What can be told of an error without a word of anybody's data: its kind and the names of the
 * functions it came through. Its message is left out, because it may quote what was typed.
 */
export const describeIncident = (error: unknown): string => {
  const incident = incidentOf(error)
  if (incident) return incident
  if (!(error instanceof Error)) return 'Unknown'
  const frames = (error.stack ?? '').split('\n').flatMap((line) => {
    const name = /^\s*at (?:async )?([\w$.]+) \(/.exec(line)?.[1] ?? /^([\w$.]+)@/.exec(line)?.[1]
    return name ? [name] : []
  })
  return [error.name, ...frames.slice(0, 4)].join(' · ')
}
