import type { Kysely } from 'kysely'
import type { OrderStory, StoryLine } from '../../../src/contract/order-desk-api.ts'
import { type Bilingual, both } from '../../../src/contract/texts.ts'
import { countsAt } from '../../../src/rules/staff-roles.ts'
import { balanceOf } from '../../books/books.ts'
import { kindName } from '../../cases/cases.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { headlineOf } from './headline.ts'
import { viewOf } from './list-orders.ts'
import { linesOfBooks, linesOfCases, linesOfRefunds, linesOfTrail } from './money-lines.ts'
import { linesOfPaper, linesOfVisit } from './paper-lines.ts'
import { ACCOUNT_WORDS, REFUND_CAUSES, REFUND_STATES } from './story-words.ts'

const MOST = 500

/** One order with everything that was said and done about it; null where there is none, or it is of another site. */
export async function orderStory(
  db: Kysely<Tables>,
  timeZone: string,
  orderNumber: string,
  sites: readonly string[],
): Promise<OrderStory | null> {
  const row = await db
    .selectFrom('print_order as o')
    .innerJoin('terminal as t', 't.terminal_id', 'o.terminal_id')
    .innerJoin('document as d', 'd.document_id', 'o.document_id')
    .selectAll('o')
    .select(['t.name_zh', 't.name_en', 't.site_id'])
    .select([
      'd.title_zh',
      'd.title_en',
      'd.name_masked_zh',
      'd.name_masked_en',
      'd.number_masked',
      'd.document_number',
    ])
    .where('o.order_number', '=', orderNumber)
    .executeTakeFirst()
  if (!row || !countsAt(sites, row.site_id)) return null
  const orderId = row.order_id
  const refunds = await db
    .selectFrom('refund')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('created_at')
    .limit(MOST)
    .execute()
  const cases = await db
    .selectFrom('open_case')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('opened_at')
    .limit(MOST)
    .execute()
  const history = await caseLinesOf(
    db,
    cases.map(one => one.case_number),
  )
  const decided = new Map(
    refunds.flatMap(refund => {
      const answered = cases.findLast(one => one.kind === refund.case_kind && one.subject === refund.case_subject)
      const lines = history.filter(line => line.case_number === answered?.case_number)
      const names = lines.flatMap(line => (line.step === 'asked' || line.step === 'agreed' ? [line.by_name ?? ''] : []))
      const reason = lines.findLast(({ step }) => step === 'asked')?.words ?? null
      return names.length === 0 ? [] : [[refund.refund_id, { by: names.slice(-2).join('、'), reason }] as const]
    }),
  )
  const trail = await db
    .selectFrom('audit')
    .selectAll()
    .where('subject', '=', orderId)
    .orderBy('seq')
    .limit(MOST)
    .execute()
  const lines: StoryLine[] = [
    ...(await linesOfVisit(db, row)),
    ...linesOfPaper(row),
    ...linesOfTrail(trail, row),
    ...linesOfRefunds(refunds),
    ...(await linesOfBooks(db, orderId)),
    ...(await linesOfBill(db, row.out_trade_no)),
    ...linesOfCases(cases, history),
  ]
  const balance = await balanceOf(db, orderId)
  const reprints = await db
    .selectFrom('print_order')
    .select('order_number')
    .where('reprint_of', '=', orderId)
    .orderBy('created_at')
    .limit(MOST)
    .execute()
  return {
    ...viewOf(row),
    headline: headlineOf({ order: row, refunds, decided, timeZone }),
    // What happened in one moment stays in the order in which it is told here.
    lines: lines.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    isCut: [refunds, cases, trail, history].some(({ length }) => length >= MOST),
    ids: {
      ...{ orderId, jobId: row.job_id, documentNumber: row.document_number },
      ...{ paymentNumber: row.out_trade_no, transactionNumber: row.transaction_id },
    },
    refunds: refunds.map(refund => ({
      ...{ number: refund.out_refund_no, refundFen: refund.refund_fen, state: REFUND_STATES[refund.state] },
      ...{ cause: REFUND_CAUSES[refund.cause], at: refund.created_at.toISOString() },
      paidAt: refund.succeeded_at?.toISOString() ?? null,
    })),
    cases: cases.map(one => ({
      ...{ caseNumber: one.case_number, kind: kindName(one.kind), isOpen: one.state !== 'ended' },
    })),
    books: Object.entries(balance).flatMap(([account, fen]) =>
      fen === 0 ? [] : [{ account: ACCOUNT_WORDS[account as keyof typeof balance], fen }],
    ),
    reprintOf: row.reprint_of === null ? null : await numberOf(db, row.reprint_of),
    reprints: reprints.map(one => one.order_number),
  }
}

async function caseLinesOf(db: Kysely<Tables>, caseNumbers: readonly string[]) {
  if (caseNumbers.length === 0) return []
  return db
    .selectFrom('case_history')
    .selectAll()
    .where('case_number', 'in', caseNumbers)
    .orderBy('seq')
    .limit(MOST)
    .execute()
}

async function numberOf(db: Kysely<Tables>, orderId: string): Promise<string | null> {
  const order = await db
    .selectFrom('print_order')
    .select('order_number')
    .where('order_id', '=', orderId)
    .executeTakeFirst()
  return order?.order_number ?? null
}

/** What the provider's bills have of its payment and refunds. */
async function linesOfBill(db: Kysely<Tables>, outTradeNo: string | null): Promise<StoryLine[]> {
  if (outTradeNo === null) return []
  const lines = await db
    .selectFrom('bill_line')
    .selectAll()
    .where('out_trade_no', '=', outTradeNo)
    .orderBy('at')
    .limit(MOST)
    .execute()
  return lines.map(line => {
    const yuan = `¥${(line.amount_fen / 100).toFixed(2)}`
    const what: Bilingual = line.kind === 'payment' ? both('付款', 'payment') : both('退款', 'refund')
    return {
      ...{ at: line.at.toISOString(), voice: 'bill', caseNumber: null },
      says: both(
        `${line.day} 的账单：${what.zh} ${yuan}，${line.transaction_id}`,
        `the bill of ${line.day}: ${what.en} ${yuan}, ${line.transaction_id}`,
      ),
    }
  })
}
