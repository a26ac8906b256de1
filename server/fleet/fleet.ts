/** What other rooms may ask of the fleet: nothing but through its tables yet. */
export interface Fleet {
  /** Looks at silence and tells of what is to be told; for tests. */
  readonly watch: () => Promise<void>
}
