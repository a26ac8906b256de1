import type { Bilingual } from '../../src/contract/texts.ts'

/** What of a table goes by its age, and when. */
export interface GoesByAge {
  readonly table: string
  /** What it is, for whoever reads the list. */
  readonly what: Bilingual
  readonly days: number
  /** From which moment the days count. */
  readonly since: Bilingual
  /** Whole rows go, or what leads to a person is taken out of them. */
  readonly ends: 'deleted' | 'emptied'
  /** Why it is kept so long, and no longer. */
  readonly why: Bilingual
  readonly by:
    | {
        /** A sweep of the same room does it, by this name; nothing is done here a second time. */
        readonly sweep: string
      }
    | {
        /** Which rows: a condition over the table, with `$1` as the moment before which it is over. What is owed or under way is none of them. */
        readonly where: string
        /** Of what is emptied: the columns, as in an update; a row that is empty already fulfils `where` no more. */
        readonly set?: string
      }
}

/** What no age takes away. */
export interface StaysByRule {
  readonly table: string
  readonly what: Bilingual
  readonly why: Bilingual
  /** A rule in words: what then becomes of it must be true. */
  readonly until: Bilingual
}

/** How long a room keeps what it has of people, and what it logs. */
export type RetentionRule = GoesByAge | StaysByRule

export const goesByAge = (rule: RetentionRule): rule is GoesByAge => 'days' in rule
