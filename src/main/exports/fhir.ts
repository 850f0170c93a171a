import { v5 } from 'uuid'

/** Anything that JSON can say. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined }

/** A FHIR R4 resource; https://hl7.org/fhir/R4/ */
export type Resource = { resourceType: string; id: string } & { [key: string]: Json | undefined }

/** Makes the ids of resources that no row of ours names, always the same for the same record. */
const namespace = '6f3b0d0e-6b0e-5d6f-9c53-4d5f9d3a8c11'

/** A UUIDv5 for a part of a record: `sub('…session', 'zone forehead')`. */
export const partId = (id: string, part: string): string => v5(`${id} ${part}`, namespace)

export const referenceTo = (id: string) => ({ reference: `urn:uuid:${id}` })

export const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // XHTML is XML 1.0, which has no way to write these.
    .replace(/[\p{Cc}]/gu, (character) => (/[\t\n\r]/.test(character) ? character : ''))

/** The narrative that a person reads, one paragraph for each line. */
export const narrative = (...lines: readonly string[]) => ({
  status: 'generated',
  div: `<div xmlns="http://www.w3.org/1999/xhtml">${lines.map((line) => `<p>${escaped(line)}</p>`).join('')}</div>`,
})

/** FHIR has no empty strings, arrays or objects: what is not there is left out. */
export const withoutNothing = (value: Json | undefined): Json | undefined => {
  if (value === null || value === undefined || value === '') return undefined
  if (Array.isArray(value)) {
    const items = value.map(withoutNothing).filter((item) => item !== undefined)
    return items.length === 0 ? undefined : items
  }
  if (typeof value !== 'object') return value
  const entries = Object.entries(value)
    .map(([key, item]) => [key, withoutNothing(item)] as const)
    .filter(([, item]) => item !== undefined)
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

/** A `collection`: what the resources are, without saying that they are one signed document. */
export const collection = (id: string, timestamp: string, resources: readonly Resource[]) => ({
  resourceType: 'Bundle',
  id,
  type: 'collection',
  timestamp,
  entry: resources.map((resource) => ({
    fullUrl: `urn:uuid:${resource.id}`,
    resource: withoutNothing(resource),
  })),
})
