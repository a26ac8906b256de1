import type { Query } from './shell/place.ts'

/** What a page is given. */
export interface PageProps {
  /** By the names in its path. */
  readonly params: Query
}
