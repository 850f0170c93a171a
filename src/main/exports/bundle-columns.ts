/** What a column of an exported table holds. */
export interface BundleColumn {
  readonly says: string
  /** The database keeps JSON text; the file holds it parsed. */
  readonly json?: true
}

export interface BundleTable {
  readonly says: string
  readonly columns: Readonly<Record<string, BundleColumn>>
  /** Which rows belong to one client, as a condition with `:client` for her id; null: none are revealed. */
  readonly ofClient: string | null
}

export const of = (says: string): BundleColumn => ({ says })
export const json = (says: string): BundleColumn => ({ says, json: true })
export const id = of('UUID of the row')
export const micrometres = 'whole micrometres; 1500 is 1.5 mm'
export const instant = 'UTC, ISO 8601'
export const day = 'YYYY-MM-DD, without a time zone'
