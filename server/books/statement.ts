import { type Kysely, sql } from 'kysely'
import type { Bilingual } from '../../src/contract/texts.ts'
import type { Tables } from '../ground/store/tables.ts'
import { balances } from './balances.ts'
import { monthBounds } from './month.ts'

/** What became of copies and money in a month. Amounts are in fen. */
export interface StatementFigures {
  readonly copiesFree: number
  readonly copiesPaid: number
  /** Again for nothing, since they had come out badly. */
  readonly copiesReprinted: number
  /** What nobody had decided about when the month began. */
  readonly heldAtStartFen: number
  /** What was to be paid back then and had not reached the payer. */
  readonly owedAtStartFen: number
  readonly receivedFen: number
  readonly chargedFen: number
  /** What has reached payers by the provider. */
  readonly refundedFen: number
  /** What persons have paid back in another way. */
  readonly refundedByHandFen: number
  /** What came back from the provider to the university's own account in place of a payer, who is owed it all the same. */
  readonly returnedFen: number
  /** What the provider has paid out and nobody owed, as persons have entered it. */
  readonly lostFen: number
  readonly heldAtEndFen: number
  readonly owedAtEndFen: number
}

/** One kiosk and one kind of document; without both, the payments that no order knows. */
export interface StatementLine extends StatementFigures {
  readonly terminalId: string | null
  readonly kiosk: Bilingual
  readonly place: Bilingual
  readonly kind: string | null
  /** What people call that kind, by all titles that its documents have; null where there is none. */
  readonly kindTitle: Bilingual | null
}

export interface Statement {
  /** YYYY-MM. */
  readonly month: string
  readonly lines: readonly StatementLine[]
  readonly total: StatementFigures
  /** Whether the lines make up what the books say of the house, and each of them makes up itself. */
  readonly ties: boolean
}

export const STATEMENT_FIGURES = [
  ...(['copiesFree', 'copiesPaid', 'copiesReprinted', 'heldAtStartFen', 'owedAtStartFen'] as const),
  ...(['receivedFen', 'chargedFen'] as const),
  ...(['refundedFen', 'refundedByHandFen', 'returnedFen', 'lostFen', 'heldAtEndFen', 'owedAtEndFen'] as const),
] as const satisfies readonly (keyof StatementFigures)[]

type Row = { readonly [Figure in (typeof STATEMENT_FIGURES)[number]]: string } & {
  readonly terminalId: string | null
  readonly kind: string | null
  readonly title_zh: string | null
  readonly title_en: string | null
  readonly name_zh: string | null
  readonly name_en: string | null
  readonly place_zh: string | null
  readonly place_en: string | null
}

/** What a month, YYYY-MM, has brought by kiosk and kind, from the books and from the copies that came out; all of it of one moment. */
export async function monthlyStatement(db: Kysely<Tables>, timeZone: string, month: string): Promise<Statement> {
  const { from, until } = monthBounds(timeZone, month)
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async tx => {
      // Years of books are read from their beginning, which takes longer than a visitor may wait.
      await sql`set local statement_timeout = '10min'`.execute(tx)
      const { rows } = await sql<Row>`
        with moved as (
          select o.terminal_id, d.kind,
            0 as "copiesFree", 0 as "copiesPaid", 0 as "copiesReprinted",
            -sum(l.amount_fen) filter (where account = 'visitor' and at < ${from}) as "heldAtStartFen",
            -sum(l.amount_fen) filter (where account = 'given-back' and at < ${from}) as "owedAtStartFen",
            sum(l.amount_fen) filter (where account = 'provider' and cause not in ('refund-paid', 'refund-returned', 'refund-lost') and at >= ${from}) as "receivedFen",
            -sum(l.amount_fen) filter (where account = 'university' and at >= ${from}) as "chargedFen",
            sum(l.amount_fen) filter (where account = 'given-back' and cause in ('refund-paid', 'refund-not-received') and at >= ${from})
              as "refundedFen",
            -sum(l.amount_fen) filter (where account = 'by-hand' and cause = 'refunded-by-hand' and at >= ${from})
              as "refundedByHandFen",
            sum(l.amount_fen) filter (where account = 'by-hand' and cause <> 'refunded-by-hand' and at >= ${from}) as "returnedFen",
            sum(l.amount_fen) filter (where account = 'lost' and at >= ${from}) as "lostFen",
            -sum(l.amount_fen) filter (where account = 'visitor') as "heldAtEndFen",
            -sum(l.amount_fen) filter (where account = 'given-back') as "owedAtEndFen"
          from book_entry e
          join book_line l using (entry_id)
          left join print_order o on o.order_id = e.subject
          left join document d on d.document_id = o.document_id
          where at < ${until}
          group by o.terminal_id, d.kind
        ), printed as (
          select o.terminal_id, d.kind,
            sum(case when o.unit_price_fen = 0 then copies_delivered else least(copies_delivered, free_copies) end)
              filter (where reprint_of is null) as "copiesFree",
            sum(greatest(copies_delivered - free_copies, 0)) filter (where o.unit_price_fen > 0) as "copiesPaid",
            sum(copies_delivered) filter (where reprint_of is not null) as "copiesReprinted"
          from print_order o join document d using (document_id)
          where o.state = 'ended' and over_at >= ${from} and over_at < ${until}
          group by o.terminal_id, d.kind
        ), both_of_them as (
          select * from moved
          union all
          select terminal_id, kind, "copiesFree", "copiesPaid", "copiesReprinted", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 from printed
        ), titles as (
          select kind, string_agg(distinct title_zh, '、' order by title_zh) as title_zh, string_agg(distinct title_en, ', ' order by title_en) as title_en
          from document group by kind
        )
        select terminal_id as "terminalId", kind, d.title_zh, d.title_en, t.name_zh, t.name_en, t.place_zh, t.place_en,
          ${sql.join(STATEMENT_FIGURES.map(name => sql`coalesce(sum(${sql.ref(name)}), 0) as ${sql.ref(name)}`))}
        from both_of_them left join terminal t using (terminal_id)
        left join titles as d using (kind)
        group by terminal_id, kind, d.title_zh, d.title_en, t.name_zh, t.name_en, t.place_zh, t.place_en
        order by t.place_zh, t.name_zh, terminal_id, kind`.execute(tx)
      const lines = rows.map(lineOf).filter(line => STATEMENT_FIGURES.some(name => line[name] !== 0))
      const total = totalOf(lines)
      const [start, end] = [await balances(tx, from), await balances(tx, until)]
      const isOfTheBooks =
        total.heldAtStartFen === 0 - start.visitor &&
        total.owedAtStartFen === 0 - start['given-back'] &&
        total.heldAtEndFen === 0 - end.visitor &&
        total.owedAtEndFen === 0 - end['given-back'] &&
        total.chargedFen === start.university - end.university &&
        total.refundedByHandFen - total.returnedFen === start['by-hand'] - end['by-hand'] &&
        total.lostFen === end.lost - start.lost &&
        total.receivedFen - total.refundedFen - total.returnedFen - total.lostFen === end.provider - start.provider
      return { month, lines, total, ties: isOfTheBooks && lines.every(makesItselfUp) }
    })
}

/** What was there and what came is what went and what is there. */
const makesItselfUp = (one: StatementFigures): boolean =>
  one.heldAtStartFen + one.owedAtStartFen + one.receivedFen ===
  one.chargedFen + one.refundedFen + one.refundedByHandFen + one.heldAtEndFen + one.owedAtEndFen

const figuresOf = (of: (name: keyof StatementFigures) => number): StatementFigures =>
  Object.fromEntries(STATEMENT_FIGURES.map(name => [name, of(name)])) as unknown as StatementFigures

const lineOf = (row: Row): StatementLine => ({
  ...{ terminalId: row.terminalId, kind: row.kind },
  kiosk: { zh: row.name_zh ?? '', en: row.name_en ?? '' },
  place: { zh: row.place_zh ?? '', en: row.place_en ?? '' },
  kindTitle: row.title_zh === null ? null : { zh: row.title_zh, en: row.title_en ?? row.title_zh },
  ...figuresOf(name => Number(row[name])),
})

const totalOf = (lines: readonly StatementLine[]): StatementFigures =>
  figuresOf(name => lines.reduce((sum, line) => sum + line[name], 0))
