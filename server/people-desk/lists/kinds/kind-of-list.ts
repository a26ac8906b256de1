import type { ListColumnName, ReportField, RowFault } from '../../../../src/contract/people-lists-api.ts'
import type { Result } from '../../../../src/result.ts'
import type { Documents } from '../../../documents/documents.ts'
import type { Orders } from '../../../orders/orders.ts'
import type { AboutPerson, ActedBy, LostCards, PeopleDb, WrittenDown } from '../../../people/people.ts'

export interface KindParts {
  readonly documents: Pick<Documents, 'kinds'>
  readonly orders: Pick<Orders, 'runningCount' | 'countsByKind'>
  readonly lostCards: LostCards
  /** The local date, YYYY-MM-DD. */
  readonly today: () => string
}

/** A cell of a row as it stands in the file; empty where there is no such column. */
export type Cells = (name: ListColumnName) => string

/** What is said of somebody or of a card, by the names of a report. */
export type Said = Readonly<Partial<Record<ReportField, string>>>

/** What a row asks for, before anybody was looked for. */
export interface RowWish {
  readonly whom: { readonly number: string } | { readonly card: string }
  /** By which another row of the same file speaks of the same thing. */
  readonly same: string
  readonly said: Said
  /** By which what stands is found: of a person, or of a card. */
  keyOf(whom: string): string
  /** Writes it down. */
  write(tx: PeopleDb, about: AboutPerson | null, former: Standing | null, by: ActedBy, now: Date): Promise<unknown>
}

/** What stands of it now. */
export interface Standing {
  readonly id: string
  readonly said: Said
  /** Of a waiver: with whose count it goes on. */
  readonly countsWith?: string
}

/** One kind of list: how its rows are read, what stands of them, and what they come to. */
export interface KindOfList {
  /** Whether it ends what stands, and writes nothing new. */
  readonly ends: boolean
  read(cells: Cells, parts: KindParts): Result<RowWish, RowFault>
  /** What counts today of these people, or of these cards, by key. */
  standing(db: PeopleDb, whom: readonly string[], parts: KindParts): Promise<ReadonlyMap<string, Standing>>
  /** Ends it by hand of a list; false where it does not stand. */
  end(tx: PeopleDb, id: string, by: ActedBy, now: Date, parts: KindParts): Promise<boolean>
  /** Where rows of it stand, for who takes a list back. */
  readonly table: {
    readonly name: 'house_hold' | 'house_approval' | 'granted_copies' | 'lost_card'
    readonly id: string
    readonly endedAt: 'ended_at' | 'found_at'
    readonly writtenDown: WrittenDown
  }
}
