import { type Kysely, type SelectQueryBuilder, sql } from 'kysely'
import type { Bilingual } from '../../src/contract/texts.ts'
import type { Tables } from '../ground/store/tables.ts'
import { actsNow } from './acts-now.ts'
import { howItStands } from './case-money.ts'
import type { CaseRow, CaseStep } from './case-rows.ts'
import { kindFacts } from './judge-act.ts'
import { CASE_KINDS, type CaseAct, type CaseKind } from './kinds.ts'
import { nextByItselfAt } from './next-by-itself.ts'

/** A case as a list has it. The names are those of `--json`, and stay. */
export interface CaseSummary {
  readonly caseNumber: string
  readonly kind: CaseKind
  readonly state: CaseRow['state']
  readonly subject: string
  readonly amountFen: number | null
  readonly orderId: string | null
  readonly orderNumber: string | null
  readonly terminal: Bilingual | null
  readonly openedAt: string
  readonly timesHeard: number
  readonly lastHeardAt: string
  readonly endedAt: string | null
  /** Whether of two people who decided together both names were given by one user of the operating system. */
  readonly agreedByOneUser: boolean
  readonly byItself: { readonly what: string; readonly at: string | null } | null
}

/** One line of a case's history, in the order in which it was written. */
export interface CaseLine {
  readonly at: string
  readonly step: CaseStep
  /** Of evidence: who says it, and when by the clock of who says it. */
  readonly source: string | null
  readonly saidAt: string | null
  readonly words: string | null
  readonly by: { readonly name: string; readonly user: string; readonly staffId: string | null } | null
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
}

/** A case with everything that is known of it. */
export interface CaseWhole extends CaseSummary {
  readonly says: Bilingual
  readonly machine: Bilingual
  /** Of its order, by its id. */
  readonly provider: string | null
  readonly formerCase: string | null
  /** Other cases of the same order that have not ended: what is decided in one may be the whole of another. */
  readonly sameOrder: readonly { readonly caseNumber: string; readonly kind: CaseKind }[]
  readonly laterCase: string | null
  readonly history: readonly CaseLine[]
  /** How the money stands where none is held any more, a sentence of the house; else null. */
  readonly stands: string | null
  /** What may be done about it now. */
  readonly acts: readonly (CaseAct | 'agree' | 'disagree')[]
}

export interface CaseFilter {
  /** Those that have ended too, the newest first; else what needs a hand, the oldest first. */
  readonly all: boolean
  readonly kind: CaseKind | null
  /** Goes on behind this case. */
  readonly after: string | null
  readonly limit: number
}

export interface CasePage {
  readonly cases: readonly CaseSummary[]
  /** Of all pages. */
  readonly total: number
  /** What `after` is for the next page; null on the last one. */
  readonly next: string | null
}

const KINDS = Object.keys(CASE_KINDS) as CaseKind[]

/** Who agrees, agrees to what was asked for last before it. */
const agreedByOneUser = sql<boolean>`exists (
  select from case_history agreed
  where agreed.case_number = c.case_number and agreed.step = 'agreed' and agreed.by_staff is null and agreed.by_user = (
    select asked.by_user from case_history asked
    where asked.case_number = c.case_number and asked.step = 'asked' and asked.seq < agreed.seq
    order by asked.seq desc limit 1))`

const rowsOf = (db: Kysely<Tables>) =>
  db
    .selectFrom('open_case as c')
    .leftJoin('print_order as o', 'o.order_id', 'c.order_id')
    .leftJoin('terminal as t', 't.terminal_id', 'o.terminal_id')
    .selectAll('c')
    .select(['o.order_number', 'o.provider', 't.name_zh', 't.name_en', agreedByOneUser.as('agreed_by_one_user')])

type JoinedRow = ReturnType<typeof rowsOf> extends SelectQueryBuilder<infer _Db, infer _Table, infer Row> ? Row : never

/** One page of cases. Null when there is no case to go on behind. */
export async function listCases(db: Kysely<Tables>, { all, kind, after, limit }: CaseFilter): Promise<CasePage | null> {
  const kinds = kind === null ? KINDS : [kind]
  const behind = after === null ? null : await openedAt(db, after)
  if (behind === undefined) return null
  const way = all ? 'desc' : 'asc'
  const rows = await rowsOf(db)
    .where('c.kind', 'in', kinds)
    .$if(!all, query => query.where('c.state', '<>', 'ended'))
    .$if(behind !== null, query =>
      query.where(
        sql<boolean>`(c.opened_at, c.case_number) ${sql.raw(all ? '<' : '>')} (${behind?.opened_at}::timestamptz, ${behind?.case_number}::text)`,
      ),
    )
    .orderBy('c.opened_at', way)
    .orderBy('c.case_number', way)
    .limit(limit + 1)
    .execute()
  const { total } = await db
    .selectFrom('open_case as c')
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .where('c.kind', 'in', kinds)
    .$if(!all, query => query.where('c.state', '<>', 'ended'))
    .executeTakeFirstOrThrow()
  const cases = rows.slice(0, limit).map(summaryOf)
  const isLast = rows.length <= limit
  return { cases, total: Number(total), next: isLast ? null : (cases.at(-1)?.caseNumber ?? null) }
}

const openedAt = (db: Kysely<Tables>, caseNumber: string) =>
  db
    .selectFrom('open_case')
    .select(['opened_at', 'case_number'])
    .where('case_number', '=', caseNumber)
    .executeTakeFirst()

/** Everything about one case; null when there is none of that number. */
export async function showCase(db: Kysely<Tables>, caseNumber: string): Promise<CaseWhole | null> {
  const row = await rowsOf(db).where('c.case_number', '=', caseNumber).executeTakeFirst()
  if (!row) return null
  const lines = await db
    .selectFrom('case_history')
    .selectAll()
    .where('case_number', '=', caseNumber)
    .orderBy('seq')
    .execute()
  const later = await db
    .selectFrom('open_case')
    .select('case_number')
    .where('former_case', '=', caseNumber)
    .executeTakeFirst()
  const beside = db
    .selectFrom('open_case')
    .select(['case_number as caseNumber', 'kind'])
    .where('order_id', '=', row.order_id)
    .where('case_number', '<>', caseNumber)
    .where('state', '<>', 'ended')
    .orderBy('opened_at')
  const order = await orderOf(db, row)
  return {
    ...summaryOf({ ...row, by_itself_at: await nextByItselfAt(db, row) }),
    sameOrder: row.order_id === null ? [] : await beside.execute(),
    ...{ says: kindFacts(row.kind).says, machine: kindFacts(row.kind).byItself },
    provider: row.provider,
    stands: order && row.state !== 'ended' ? howItStands(row, order) : null,
    ...{ formerCase: row.former_case, laterCase: later?.case_number ?? null },
    history: lines.map(line => ({
      ...{ at: line.at.toISOString(), step: line.step, source: line.source, words: line.words },
      saidAt: line.said_at?.toISOString() ?? null,
      by: line.by_name === null ? null : { name: line.by_name, user: line.by_user ?? '', staffId: line.by_staff },
      facts: line.detail as CaseLine['facts'],
    })),
    acts: await actsNow(db, row, order),
  }
}

const orderOf = (db: Kysely<Tables>, { order_id: orderId }: Pick<CaseRow, 'order_id'>) =>
  db.selectFrom('print_order').selectAll().where('order_id', '=', orderId).executeTakeFirst()

function summaryOf(row: JoinedRow): CaseSummary {
  return {
    ...{ caseNumber: row.case_number, kind: row.kind, state: row.state, subject: row.subject },
    ...{ amountFen: row.amount_fen, orderId: row.order_id, orderNumber: row.order_number },
    terminal: row.name_zh === null || row.name_en === null ? null : { zh: row.name_zh, en: row.name_en },
    openedAt: row.opened_at.toISOString(),
    ...{ timesHeard: row.times_heard, lastHeardAt: row.last_heard_at.toISOString() },
    endedAt: row.ended_at?.toISOString() ?? null,
    agreedByOneUser: row.agreed_by_one_user,
    byItself: row.by_itself === null ? null : { what: row.by_itself, at: row.by_itself_at?.toISOString() ?? null },
  }
}
