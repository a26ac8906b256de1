import { createHmac } from 'node:crypto'
import type { Merchant, MerchantKey } from '../../server/payments/merchants.ts'
import type { Notice, PaymentFailure, Payments, Refund, Transaction } from '../../server/payments/payments.ts'
import { wechatPay } from '../../server/payments/wechat/wechat-pay.ts'
import type { Clock } from '../../src/clock.ts'
import { err, ok, type Result } from '../../src/result.ts'

/**
 * What may go wrong with one call. `lost-request`: it never arrived. `lost-reply`: it was done, but nobody heard. The crashes
 * throw, before or after the deed, as if our own process had ended there.
 */
export type CallFault = 'refused' | 'lost-request' | 'lost-reply' | 'crash-before' | 'crash-after'
export type PaymentCall = 'openCode' | 'query' | 'close' | 'refund' | 'queryRefund' | 'sendElsewhere'

interface HeldRefund {
  readonly content: string
  readonly refundFen: number
  state: Refund['state']
  receivedBy?: Refund['receivedBy'] | undefined
}

interface Trade {
  readonly content: string
  readonly amountFen: number
  readonly expiresAtMs: number
  state: 'not-paid' | 'paid' | 'closed'
  paidFen: number
  paidAtMs: number | null
  readonly refunds: Map<string, HeldRefund>
}

/** A merchant at a payment side with a memory of its own: it behaves as WeChat's rules say, and fails when told to. */
export interface PaymentsDouble {
  readonly payments: Payments
  readonly merchant: Merchant
  /** Every call that was made, by the number that it was about. */
  readonly asked: { readonly call: PaymentCall; readonly number: string }[]
  readonly trades: ReadonlyMap<string, Trade>
  /** Faults to come: a call takes the first one that is meant for it. */
  readonly faults: { on: PaymentCall; what: CallFault }[]
  /** Calls that are answered with this failure, and do nothing, until it is taken away. */
  readonly refusals: Map<PaymentCall, PaymentFailure>
  /** From now on these calls get no answer, until they are let go: then all of them run into their limit. */
  hang(...calls: PaymentCall[]): { letGo(): void }
  /** Sums that the next answers about paid trades name in place of the true one, and the next notices. */
  readonly misstated: number[]
  /** The same of answers about refunds. */
  readonly misstatedRefunds: number[]
  /** A trade that was paid under a number which the house does not know. */
  payUnknown(outTradeNo: string, amountFen: number): void
  /** Pays what is owed, or another amount. False when it would not be taken: closed, expired, or paid before. */
  pay(outTradeNo: string, amountFen?: number): boolean
  /** Decides the refunds that were accepted; with `from` those that were at another end, as a person at the provider's console does. */
  endRefunds(
    state: 'succeeded' | 'closed' | 'abnormal',
    from?: Refund['state'],
    receivedBy?: Refund['receivedBy'],
  ): void
  /** Where abnormal refunds were sent, in order: of a card its last four digits. */
  readonly sentElsewhere: string[]
  /** What the merchant's side of it signs a notice with. */
  signatureOf(body: Uint8Array): string
  /** Headers and body of a payment notice that `readNotice` takes. */
  notice(outTradeNo: string): { headers: Record<string, string>; body: Uint8Array }
  /** The notice of a refund, with its own sum or another one. */
  refundNotice(outRefundNo: string, refundFen?: number): Notice
}

export const DOUBLE_MERCHANT: MerchantKey = { provider: wechatPay.id, merchantId: '1600000001' }

export function createPaymentsDouble(clock: Clock, key: MerchantKey = DOUBLE_MERCHANT): PaymentsDouble {
  const signed = (body: Uint8Array) =>
    createHmac('sha256', `${key.provider}/${key.merchantId}`).update(body).digest('hex')
  const asked: PaymentsDouble['asked'] = []
  const trades = new Map<string, Trade>()
  const faults: PaymentsDouble['faults'] = []
  const refusals: PaymentsDouble['refusals'] = new Map()
  const hanging = new Map<PaymentCall, Promise<void>>()
  const misstated: number[] = []
  const misstatedRefunds: number[] = []
  const fail = (kind: PaymentFailure['kind'], code: string) => err({ kind, code })

  const call = async <T>(
    name: PaymentCall,
    number: string,
    deed: () => Result<T, PaymentFailure>,
  ): Promise<Result<T, PaymentFailure>> => {
    asked.push({ call: name, number })
    const hung = hanging.get(name)
    if (hung) {
      await hung
      return fail('unknown', 'TIMEOUT')
    }
    const refusal = refusals.get(name)
    const at = faults.findIndex(({ on }) => on === name)
    const what = at < 0 ? undefined : faults.splice(at, 1)[0]?.what
    // Another turn of the event loop, as any call over a network takes.
    await new Promise(resolve => setImmediate(resolve))
    if (refusal) return err(refusal)
    if (what === 'crash-before') throw new Error('crashed before the call')
    if (what === 'refused') return fail('refused', 'TOLD_TO')
    if (what === 'lost-request') return fail('unknown', 'TIMEOUT')
    const done = deed()
    if (what === 'crash-after') throw new Error('crashed after the call')
    return what === 'lost-reply' ? fail('unknown', 'TIMEOUT') : done
  }
  const transactionOf = (outTradeNo: string, trade: Trade): Transaction => ({
    outTradeNo,
    state: trade.state,
    totalFen: trade.state === 'paid' ? (misstated.shift() ?? trade.paidFen) : trade.amountFen,
    transactionId: trade.state === 'paid' ? `wx-${outTradeNo}` : null,
    paidAt: trade.paidAtMs === null ? null : new Date(trade.paidAtMs),
    ...([...trade.refunds.values()].some(({ state }) => state !== 'closed') ? { hasRefunds: true } : {}),
  })
  const findRefund = (outRefundNo: string) => {
    for (const trade of trades.values()) {
      const refund = trade.refunds.get(outRefundNo)
      if (refund) return refund
    }
    return undefined
  }

  const sentElsewhere: string[] = []
  const said = (outRefundNo: string, refund: Pick<HeldRefund, 'refundFen' | 'state' | 'receivedBy'>): Refund => {
    const { state, refundFen, receivedBy } = refund
    return { outRefundNo, state, refundFen, ...(state === 'succeeded' && receivedBy ? { receivedBy } : {}) }
  }

  const payments: Payments = {
    openCode: ({ outTradeNo, amountFen, expiresAt, ...rest }) =>
      call('openCode', outTradeNo, () => {
        const content = JSON.stringify({ amountFen, expiresAt, ...rest })
        const known = trades.get(outTradeNo)
        if (known?.state === 'closed') return fail('refused', 'ORDER_CLOSED')
        if (known?.state === 'paid') return fail('refused', 'ORDERPAID')
        if (known && known.content !== content) return fail('refused', 'OUT_TRADE_NO_USED')
        trades.set(
          outTradeNo,
          known ?? {
            content,
            amountFen,
            expiresAtMs: expiresAt.getTime(),
            state: 'not-paid',
            paidFen: 0,
            paidAtMs: null,
            refunds: new Map(),
          },
        )
        return ok({ codeUrl: `weixin://wxpay/bizpayurl?pr=${outTradeNo}` })
      }),
    query: outTradeNo =>
      call('query', outTradeNo, () => {
        const trade = trades.get(outTradeNo)
        return trade ? ok(transactionOf(outTradeNo, trade)) : fail('not-found', 'ORDER_NOT_EXIST')
      }),
    close: outTradeNo =>
      call('close', outTradeNo, () => {
        const trade = trades.get(outTradeNo)
        if (!trade) return fail('not-found', 'ORDER_NOT_EXIST')
        if (trade.state === 'paid') return fail('refused', 'ORDERPAID')
        trade.state = 'closed'
        return ok('closed' as const)
      }),
    refund: ({ outTradeNo, outRefundNo, refundFen, ...rest }) =>
      call('refund', outRefundNo, () => {
        const trade = trades.get(outTradeNo)
        if (trade?.state !== 'paid') return fail('refused', 'RESOURCE_NOT_EXISTS')
        if (rest.totalFen !== trade.paidFen) return fail('refused', 'INVALID_REQUEST')
        const content = JSON.stringify({ refundFen, ...rest })
        const known = trade.refunds.get(outRefundNo)
        if (known && known.content !== content) return fail('refused', 'REFUND_FEE_MISMATCH')
        const alive = [...trade.refunds.values()].filter(({ state }) => state !== 'closed')
        const sum = alive.reduce((total, refund) => total + refund.refundFen, 0)
        if (!known && sum + refundFen > trade.paidFen) return fail('refused', 'INVALID_REQUEST')
        const refund = known ?? { content, refundFen, state: 'processing' as const }
        trade.refunds.set(outRefundNo, refund)
        return ok(said(outRefundNo, refund))
      }),
    queryRefund: outRefundNo =>
      call('queryRefund', outRefundNo, () => {
        const refund = findRefund(outRefundNo)
        if (!refund) return fail('not-found', 'RESOURCE_NOT_EXISTS')
        return ok(said(outRefundNo, { ...refund, refundFen: misstatedRefunds.shift() ?? refund.refundFen }))
      }),
    readNotice: (headers, rawBody) => {
      if (headers['double-signature'] !== signed(rawBody)) return fail('refused', 'BAD_SIGNATURE')
      return ok(JSON.parse(new TextDecoder().decode(rawBody)) as Notice)
    },
    abnormalRefunds: {
      banks: [{ zh: '示例银行', en: 'Example Bank' }],
      bankOf: bank => (bank === '示例银行' || bank === 'Example Bank' ? 'EXAMPLE' : null),
      sendElsewhere: ({ outRefundNo, to }) =>
        call('sendElsewhere', outRefundNo, () => {
          const refund = findRefund(outRefundNo)
          if (!refund) return fail('not-found', 'RESOURCE_NOT_EXISTS')
          if (refund.state === 'abnormal') {
            refund.state = 'processing'
            refund.receivedBy = to.kind === 'merchant' ? 'merchant' : 'payer'
            sentElsewhere.push(to.kind === 'merchant' ? 'merchant' : to.card.number.slice(-4))
          }
          return ok(said(outRefundNo, refund))
        }),
    },
    bills: null,
  }

  const { name, notices } = wechatPay
  return {
    payments,
    merchant: { ...key, name, payeeName: null, notices, payments },
    asked,
    trades,
    faults,
    refusals,
    hang: (...calls) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      for (const name of calls) hanging.set(name, promise)
      const letGo = () => {
        for (const name of calls) hanging.delete(name)
        resolve()
      }
      return { letGo }
    },
    misstated,
    misstatedRefunds,
    payUnknown: (outTradeNo, amountFen) => {
      const unknown = {
        content: '',
        amountFen,
        expiresAtMs: 0,
        state: 'paid',
        paidFen: amountFen,
        paidAtMs: clock.now(),
      } as const
      trades.set(outTradeNo, { ...unknown, refunds: new Map() })
    },
    pay: (outTradeNo, amountFen) => {
      const trade = trades.get(outTradeNo)
      if (trade?.state !== 'not-paid' || clock.now() > trade.expiresAtMs) return false
      trade.state = 'paid'
      trade.paidAtMs = clock.now()
      trade.paidFen = amountFen ?? trade.amountFen
      return true
    },
    sentElsewhere,
    endRefunds: (state, from = 'processing', receivedBy) => {
      for (const trade of trades.values()) {
        for (const refund of trade.refunds.values())
          if (refund.state === from) Object.assign(refund, { state, ...(receivedBy ? { receivedBy } : {}) })
      }
    },
    signatureOf: signed,
    notice: outTradeNo => {
      const trade = trades.get(outTradeNo)
      if (!trade) throw new Error('no such trade')
      const notice = { kind: 'payment', transaction: transactionOf(outTradeNo, trade) }
      const body = new TextEncoder().encode(JSON.stringify(notice))
      return { headers: { 'double-signature': signed(body) }, body }
    },
    refundNotice: (outRefundNo, refundFen) => {
      const refund = findRefund(outRefundNo)
      if (!refund) throw new Error('no such refund')
      const told = said(outRefundNo, { ...refund, refundFen: refundFen ?? refund.refundFen })
      return { kind: 'refund', outTradeNo: '', refund: told }
    },
  }
}
