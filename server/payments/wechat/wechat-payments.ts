import { err, ok } from '../../../src/result.ts'
import type { Payments } from '../payment-port.ts'
import type { ProviderTools } from '../provider.ts'
import { createPlatformKeys } from './platform-keys.ts'
import { createAbnormalRefunds } from './wechat-abnormal-refunds.ts'
import { createWechatBills } from './wechat-bill.ts'
import { createWechatAttempt } from './wechat-call.ts'
import { createWechatComplaints } from './wechat-complaints.ts'
import type { WechatConfig } from './wechat-config.ts'
import { needsQuery } from './wechat-failures.ts'
import { createReadNotice } from './wechat-notice.ts'
import { orderReplySchema, REFUNDS, readRefund, readTransaction } from './wechat-replies.ts'
import { createWechatCall } from './wechat-retry.ts'

const ORDERS = '/v3/pay/transactions'
const DEVICE_ID_MAX = 32

/**
 * WeChat Pay API v3, Native, behind the house's own port. Numbers come from outside and are never changed here; a reply that is
 * unsigned, stale, about another order or in another currency is `unknown`, and so is silence. The amount of a queried payment
 * is handed out as it is: compare `totalFen` with the order before believing that it is paid.
 */
export function createWechatPayments(config: WechatConfig, tools: ProviderTools): Payments {
  const { clock } = tools
  const keys = createPlatformKeys(config, tools)
  const call = createWechatCall(createWechatAttempt(config, clock, keys), config, clock)

  const query: Payments['query'] = async outTradeNo => {
    const reply = await call({
      operation: 'query',
      method: 'GET',
      path: `${ORDERS}/out-trade-no/${encodeURIComponent(outTradeNo)}`,
      query: { mchid: config.mchid },
    })
    return reply.ok ? readTransaction(reply.value, config, outTradeNo) : reply
  }

  const askRefund = (outRefundNo: string) =>
    call({ operation: 'query-refund', method: 'GET', path: `${REFUNDS}/${encodeURIComponent(outRefundNo)}` })

  return {
    query,

    openCode: async order => {
      const reply = await call({
        operation: 'order',
        method: 'POST',
        path: `${ORDERS}/native`,
        body: {
          appid: config.appid,
          mchid: config.mchid,
          description: order.description,
          out_trade_no: order.outTradeNo,
          time_expire: chinaTime(order.expiresAt),
          notify_url: config.notifyUrl,
          amount: { total: order.amountFen, currency: 'CNY' },
          scene_info: { device_id: order.terminalId.slice(0, DEVICE_ID_MAX), payer_client_ip: config.clientIp },
        },
      })
      if (!reply.ok) {
        if (!needsQuery(reply.error)) return reply
        // "In use" or "not allowed" may hide a paid order. Only when there is none, or a closed one, is it a plain refusal.
        const known = await query(order.outTradeNo)
        const nothing = known.ok ? known.value.state === 'closed' : known.error.kind === 'not-found'
        return nothing ? err({ kind: 'refused', code: reply.error.code }) : reply
      }
      const parsed = orderReplySchema.safeParse(reply.value)
      return parsed.success ? ok({ codeUrl: parsed.data.code_url }) : err({ kind: 'unknown', code: 'REPLY_MALFORMED' })
    },

    close: async outTradeNo => {
      const reply = await call({
        operation: 'close',
        method: 'POST',
        path: `${ORDERS}/out-trade-no/${encodeURIComponent(outTradeNo)}/close`,
        body: { mchid: config.mchid },
      })
      if (!reply.ok) return reply
      return reply.value === null ? ok('closed') : err({ kind: 'unknown', code: 'REPLY_MALFORMED' })
    },

    refund: async refund => {
      const request = {
        operation: 'refund',
        method: 'POST',
        path: REFUNDS,
        body: {
          out_trade_no: refund.outTradeNo,
          out_refund_no: refund.outRefundNo,
          reason: refund.reason,
          // Without an address of its own a refund is announced in the old XML format.
          notify_url: config.notifyUrl,
          amount: { refund: refund.refundFen, total: refund.totalFen, currency: 'CNY' },
        },
      } as const
      const reply = await call(request, async () => {
        const seen = await askRefund(refund.outRefundNo)
        return !seen.ok && seen.error.kind === 'not-found' ? null : seen
      })
      return reply.ok ? readRefund(reply.value, refund) : reply
    },

    queryRefund: async outRefundNo => {
      const reply = await askRefund(outRefundNo)
      return reply.ok ? readRefund(reply.value, { outRefundNo }) : reply
    },

    readNotice: createReadNotice(config, clock, keys),
    upkeep: () => keys.upkeep(),
    abnormalRefunds: createAbnormalRefunds({ call, keys, askRefund }),
    complaints: createWechatComplaints(config, clock, call),
    bills: createWechatBills(config, clock, call),
  }
}

/** RFC 3339 in China's zone without fractions, the form that WeChat's own examples have. */
function chinaTime(at: Date): string {
  return `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
}
