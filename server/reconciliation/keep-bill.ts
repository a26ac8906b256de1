import { type Kysely, sql, type Transaction } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'
import type { Bill, BillLine } from '../payments/payments.ts'
import { type DayKey, keyColumns, setDay } from './day-rows.ts'
import { audit } from './reconciliation-audit.ts'

const ROWS_AT_ONCE = 1_000

/** Keeps the lines of a bill, whole or not at all, in place of those that an older one of the day had. */
export async function keepBill(db: Kysely<Tables>, key: DayKey, bill: Bill | 'no-trade', now: Date): Promise<void> {
  await db.transaction().execute(async tx => {
    await tx
      .deleteFrom('bill_line')
      .where('provider', '=', key.provider)
      .where('merchant_id', '=', key.merchantId)
      .where('day', '=', key.day)
      .execute()
    if (bill !== 'no-trade') await insertLines(tx, key, bill.lines())
    // So many rows at once are unknown to the planner until then, and what it would guess takes hours.
    await sql`analyze bill_line`.execute(tx)
    const facts =
      bill === 'no-trade'
        ? { bill_digest: null, bill_lines: 0, payments_fen: '0', refunds_fen: '0' }
        : {
            ...{ bill_digest: bill.digest, bill_lines: bill.lineCount },
            ...{ payments_fen: String(bill.paymentsFen), refunds_fen: String(bill.refundsFen) },
          }
    const kind = bill === 'no-trade' ? 'no-trade' : 'taken'
    await setDay(tx, key, { ...facts, state: 'asking', bill: kind, last_code: null })
    await audit(tx, now, {
      event: 'bill-taken',
      subject: `${key.provider}/${key.merchantId}/${key.day}`,
      terminalId: null,
      detail: { lines: facts.bill_lines, digest: facts.bill_digest },
    })
  })
}

async function insertLines(tx: Transaction<Tables>, key: DayKey, lines: AsyncIterable<BillLine>): Promise<void> {
  let waiting: BillLine[] = []
  let before = 0
  const insert = async () => {
    if (waiting.length === 0) return
    const rows = waiting.map((line, place) => ({
      ...{ ...keyColumns(key), line_number: before + place + 1, kind: line.kind, out_trade_no: line.outTradeNo },
      ...{ transaction_id: line.transactionId, amount_fen: line.amountFen, at: line.at },
      out_refund_no: line.kind === 'refund' ? line.outRefundNo : null,
      refund_state: line.kind === 'refund' ? line.state : null,
    }))
    await tx.insertInto('bill_line').values(rows).execute()
    before += waiting.length
    waiting = []
  }
  for await (const line of lines) {
    waiting.push(line)
    if (waiting.length === ROWS_AT_ONCE) await insert()
  }
  await insert()
}
