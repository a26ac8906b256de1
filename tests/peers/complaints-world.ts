import pino from 'pino'
import type { ComplaintWish } from '../../demo/wxpay-sim/complaints.ts'
import { hastyClock, openTestGateway, type TestGateway } from '../../demo/wxpay-sim/test-gateway.ts'
import { type CaseDesk, createCases } from '../../server/cases/create-cases.ts'
import type { ComplaintDoors } from '../../server/complaints/complaints.ts'
import { openComplaints } from '../../server/complaints/open-complaints.ts'
import type { Room } from '../../server/ground/room.ts'
import type { Store } from '../../server/ground/store/store.ts'
import { type Merchant, merchantsOf, type TakeComplaint } from '../../server/payments/payments.ts'
import { wechatConfigSchema } from '../../server/payments/wechat/wechat-config.ts'
import { wechatPay } from '../../server/payments/wechat/wechat-pay.ts'
import type { COMPLAINTS } from '../../server/rooms.ts'
import { type FakeClock, fakeClock } from '../../src/fake-clock.ts'
import { unwrap } from '../../src/result.ts'
import { createOrderWorld, type OrderWorld } from './order-world.ts'

/** The room of complaints over a store and the simulator of WeChat: payers complain there, and the server asks over the line. */
export interface ComplaintsWorld {
  readonly clock: FakeClock
  readonly wechat: TestGateway
  readonly orders: OrderWorld
  readonly merchant: Merchant
  readonly cases: CaseDesk
  room(): Room<ComplaintDoors, typeof COMPLAINTS>
  /** A server that ends and starts again: what was only in memory is gone. */
  restart(): void
  /** The orders of a payer: paid at WeChat, and on record here unless it is of another program. */
  paid(more?: { isOurs?: boolean; copiesDelivered?: number }): Promise<{ outTradeNo: string; orderNumber: string }>
  complain(outTradeNo: string, more?: Partial<ComplaintWish>): string
  /** Hands on every notice that WeChat has sent since; how many were believed. */
  hearNotices(): Promise<number>
  sweep(afterMs?: number): Promise<void>
  close(): Promise<void>
}

export async function createComplaintsWorld(store: Store): Promise<ComplaintsWorld> {
  const { db } = store
  const orders = await createOrderWorld(store)
  const { visit_key: visitKey } = await db
    .selectFrom('document')
    .select('visit_key')
    .where('document_id', '=', orders.documentId)
    .executeTakeFirstOrThrow()
  const clock = fakeClock(Date.now())
  const wechat = await openTestGateway({}, { businessClock: clock })
  const config = wechatConfigSchema.parse({ ...wechat.merchant, attempts: 1 })
  const payments = wechatPay.open(config, { clock: hastyClock(5_000) })
  const merchant = {
    ...{ provider: wechatPay.id, merchantId: config.mchid, name: wechatPay.name, payeeName: null },
    ...{ notices: wechatPay.notices, payments },
  }
  let take: TakeComplaint = async () => undefined
  let number = 0
  let cases = createCases('Asia/Shanghai')
  const start = () =>
    openComplaints(
      {
        ...{ db, clock, log: pino({ level: 'silent' }), isServing: false, outage: { tell: () => false } },
      } as never,
      {
        payments: {
          merchants: merchantsOf(merchant),
          hearNotices: () => undefined,
          hearComplaints: hear => {
            take = hear
          },
        },
        cases,
      },
    )
  let room = start()
  return {
    ...{ clock, wechat, orders, merchant },
    room: () => room,
    restart: () => {
      cases = createCases('Asia/Shanghai')
      room = start()
    },
    get cases() {
      return cases
    },
    paid: async ({ isOurs = true, copiesDelivered = 1 } = {}) => {
      const outTradeNo = `COMPLAINED${String(++number).padStart(4, '0')}`
      const orderNumber = `261129-7KQ4M${String(number).padStart(2, '0')}`
      const expiresAt = new Date(clock.now() + 600_000)
      unwrap(await payments.openCode({ outTradeNo, description: '成绩单', amountFen: 400, expiresAt, terminalId: 'T' }))
      wechat.gateway.pay(outTradeNo)
      if (!isOurs) return { outTradeNo, orderNumber }
      const now = new Date(clock.now())
      await db
        .insertInto('print_order')
        .values({
          ...{ order_id: `order-${outTradeNo}`, job_id: outTradeNo, order_number: orderNumber, visit_key: visitKey! },
          ...{ terminal_id: orders.terminalId, document_id: orders.documentId, quota_key: 'ever/*/x' },
          ...{ copies: 2, free_copies: 0, unit_price_fen: 200, amount_fen: 400, paid_fen: 400, state: 'ended' },
          ...{ out_trade_no: outTradeNo, provider: merchant.provider, merchant_id: merchant.merchantId },
          ...{
            transaction_id: `4200${outTradeNo}`,
            copies_delivered: copiesDelivered,
            sheets_delivered: copiesDelivered,
          },
          ...{ created_at: now, ready_at: now, over_at: now, outcome_by: 'terminal' },
        })
        .execute()
      return { outTradeNo, orderNumber }
    },
    complain: (outTradeNo, more = {}) =>
      wechat.gateway.complain({ out_trade_no: outTradeNo, detail: '付了两份只出了一份', ...more }),
    hearNotices: async () => {
      await wechat.gateway.idle()
      let believed = 0
      for (const { headers, body } of wechat.received.splice(0)) {
        const notice = payments.readNotice(headers as Record<string, string>, body)
        if (!notice.ok || notice.value.kind !== 'complaint') continue
        believed++
        await take(merchant, notice.value.complaintId)
      }
      return believed
    },
    sweep: async (afterMs = 0) => {
      if (afterMs > 0) await clock.advance(afterMs)
      await room.doors.sweep()
    },
    close: async () => {
      await room.close?.()
      await wechat.close()
    },
  }
}
