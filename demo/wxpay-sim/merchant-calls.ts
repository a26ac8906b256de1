import { callRaw, orderBody, type RawReply } from './test-caller.ts'
import type { TestGateway } from './test-gateway.ts'

export interface Reply {
  readonly status: number
  readonly body: Record<string, unknown>
  readonly raw: RawReply
}

/** The calls of a merchant, each signed by hand: for tests of the gateway's business. */
export interface MerchantCalls {
  order(outTradeNo: string, change?: Record<string, unknown>): Promise<Reply>
  query(outTradeNo: string): Promise<Reply>
  get(target: string): Promise<Reply>
  close(outTradeNo: string): Promise<Reply>
  refund(outTradeNo: string, outRefundNo: string, refundFen: number, change?: Record<string, unknown>): Promise<Reply>
  queryRefund(outRefundNo: string): Promise<Reply>
  resumeRefund(refundId: string, outRefundNo: string): Promise<Reply>
}

/** Orders are of 400 fen unless a test says otherwise. */
export function merchantCalls({ gateway, merchant }: TestGateway): MerchantCalls {
  const ask = async (method: string, target: string, body?: object): Promise<Reply> => {
    const call = { method, target, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
    const raw = await callRaw(gateway.baseUrl, merchant, call)
    return { status: raw.status, body: raw.text === '' ? {} : (JSON.parse(raw.text) as Reply['body']), raw }
  }
  const { mchid, notifyUrl } = merchant
  const orders = '/v3/pay/transactions'
  const refunds = '/v3/refund/domestic/refunds'
  return {
    order: (outTradeNo, change) => ask('POST', `${orders}/native`, orderBody(merchant, outTradeNo, change)),
    query: outTradeNo => ask('GET', `${orders}/out-trade-no/${outTradeNo}?mchid=${mchid}`),
    get: target => ask('GET', target),
    close: outTradeNo => ask('POST', `${orders}/out-trade-no/${outTradeNo}/close`, { mchid }),
    refund: (outTradeNo, outRefundNo, refundFen, change = {}) =>
      ask('POST', refunds, {
        out_trade_no: outTradeNo,
        out_refund_no: outRefundNo,
        reason: '未出纸',
        notify_url: notifyUrl,
        amount: { refund: refundFen, total: 400, currency: 'CNY' },
        ...change,
      }),
    queryRefund: outRefundNo => ask('GET', `${refunds}/${outRefundNo}`),
    resumeRefund: (refundId, outRefundNo) =>
      ask('POST', `${refunds}/${refundId}/apply-abnormal-refund`, {
        out_refund_no: outRefundNo,
        type: 'MERCHANT_BANK_CARD',
      }),
  }
}
