// As much of PouchDB as is asked of it; its own packages bring no types.

interface PouchRow {
  readonly id: string
  readonly key: unknown
  readonly value: unknown
  readonly doc?: { readonly value: unknown }
}

interface PouchRange {
  readonly key?: string
  readonly startkey?: string
  readonly endkey?: string
  readonly descending?: boolean
  readonly include_docs?: boolean
  readonly limit?: number
}

interface PouchDatabase {
  readonly bulkDocs: (documents: readonly object[]) => Promise<unknown>
  readonly put: (document: object) => Promise<unknown>
  readonly get: (id: string) => Promise<{ readonly value: unknown }>
  readonly allDocs: (range: PouchRange) => Promise<{ readonly rows: readonly PouchRow[] }>
  readonly query: (
    view: string,
    range: PouchRange,
  ) => Promise<{ readonly rows: readonly PouchRow[] }>
  readonly destroy: () => Promise<unknown>
}

interface PouchConstructor {
  new (name: string, options: { readonly adapter: string }): PouchDatabase
  readonly plugin: (plugin: unknown) => PouchConstructor
}

declare module 'pouchdb-core' {
  const PouchDB: PouchConstructor
  export default PouchDB
}
declare module 'pouchdb-adapter-memory' {
  const plugin: unknown
  export default plugin
}
declare module 'pouchdb-mapreduce' {
  const plugin: unknown
  export default plugin
}
