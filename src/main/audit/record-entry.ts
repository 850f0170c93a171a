/** One entry of the change log, as a record’s history reads it. */
export interface Entry {
  readonly sequence: number
  readonly at: string
  readonly actorName: string
  readonly reason: string | null
  readonly table: string
  readonly rowId: string
  readonly operation: string
  readonly row: string | null
}
