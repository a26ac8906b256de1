import type { ReactNode } from 'react'
import type { PageOf } from '../../../src/contract/paging.ts'
import type { Result } from '../../../src/result.ts'
import type { Refusal } from '../../web/route-client.ts'
import type { Query } from '../shell/place.ts'

/** What a list asks with: what the address says of its search and filters, and where the part begins. */
export interface ListInput {
  readonly search?: string
  readonly after?: string
  readonly limit: number
  /** Only those that say something. */
  readonly filters: Query
}

export type AskList<Row> = (input: ListInput) => Promise<Result<PageOf<Row>, Refusal>>

/** A column. The first one names the row, and is its link where the row can be opened. */
export interface ListColumn<Row> {
  readonly key: string
  readonly title: string
  /** Of the whole width, roughly; 160 where nothing is said. */
  readonly widthPx?: number
  readonly align?: 'left' | 'right'
  readonly show: (row: Row) => ReactNode
  /** As it stands in a table that is saved; a column without one is left out of it. */
  readonly text?: (row: Row) => string
}

/** A filter; its value stands in the address under `key`. */
export type ListFilter = { readonly key: string; readonly label: string } & (
  | {
      readonly kind: 'choice'
      readonly options: readonly { readonly value: string; readonly label: string }[]
      /** What is listed where nothing is chosen, if that is not everything. */
      readonly unless?: string
    }
  | { readonly kind: 'day' }
  | { readonly kind: 'text' }
)

export interface ListProps<Row> {
  /** What the rows are, for whoever hears the page. */
  readonly label: string
  /** May be another function with every drawing. */
  readonly ask: AskList<Row>
  readonly columns: readonly ListColumn<Row>[]
  readonly rowKey: (row: Row) => string
  /** Where a row leads, below the console's own address. */
  readonly open?: (row: Row) => string
  /** What can be searched for, as the field says it; without it there is no search. */
  readonly search?: string
  readonly filters?: readonly ListFilter[]
  /** The name of the table that can be saved, without its ending. */
  readonly csvName?: string
  /** Said where there is nothing and nothing was asked for. */
  readonly empty?: string
  /** The list is asked for anew whenever it becomes another one. */
  readonly version?: string | number
  /** Acts at the right of the search. */
  readonly acts?: ReactNode
}
