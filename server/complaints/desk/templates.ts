import { type Kysely, sql } from 'kysely'
import { type Bilingual, both } from '../../../src/contract/texts.ts'
import { formatYuan } from '../../../src/rules/money.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { ComplaintRow } from '../complaint-rows.ts'

/** Answers to begin with. Each says of paper and money what is on record now, and promises nothing that is not. */
export async function templatesFor(
  db: Kysely<Tables>,
  row: Pick<ComplaintRow, 'order_id'>,
): Promise<{ readonly name: Bilingual; readonly text: string }[]> {
  const received = {
    name: both('已收到，正在核对', 'Received, being looked at'),
    text: '您好，您的投诉已收到，我们正在核对打印机记录和付款记录，核对后会在这里答复您。',
  }
  const order =
    row.order_id === null
      ? undefined
      : await db
          .selectFrom('print_order')
          .select(['order_number', 'copies', 'copies_delivered', 'copies_unclear', 'paid_fen', 'refund_fen', 'state'])
          .where('order_id', '=', row.order_id)
          .executeTakeFirst()
  if (!order) return [received]
  const { copies, copies_delivered: out, paid_fen: paidFen } = order
  const backFen = await hasGoneBack(db, row.order_id ?? '')
  const head = `您好，订单 ${order.order_number}：`
  const paper =
    out === null
      ? '终端还没有报告打印结果，'
      : `共 ${copies} 份，打印机记录显示已出 ${out} 份${(order.copies_unclear ?? 0) > 0 ? `，另有 ${order.copies_unclear} 份无法判断` : ''}，`
  const money =
    backFen > 0
      ? `已付 ${formatYuan(paidFen)}，其中 ${formatYuan(backFen)} 已退回原付款账户。`
      : `已付 ${formatYuan(paidFen)}。`
  return [
    received,
    { name: both('打印和退款的记录', 'What is on record of paper and money'), text: `${head}${paper}${money}` },
    {
      name: both('请到服务台', 'Please come to the desk'),
      text: `${head}${paper}请携带打印件或校园卡到服务台，工作人员会当面处理，可以免费重打。`,
    },
  ]
}

/** What has reached the payer, and not what is on its way. */
async function hasGoneBack(db: Kysely<Tables>, orderId: string): Promise<number> {
  const { rows } = await sql<{ fen: string }>`
    select coalesce(sum(refund_fen), 0)::text as fen from refund where order_id = ${orderId} and state = 'succeeded'`.execute(
    db,
  )
  return Number(rows[0]?.fen ?? 0)
}
